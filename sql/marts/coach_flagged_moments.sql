-- coach_flagged_moments
-- Grain: moment_id
-- Reads: moments, calls, cue_ranges, cues, cue_items, stg_reviews
-- PII:   employee_id (pseudonym), evidence and reason (redacted words)
-- For coaches: what to hear in which call, and why. A proposal until somebody reviewed it: in figures about one person
-- only review = 'confirm' counts. Columns are only ever added; see sql/CHANGELOG.md.
-- verdict, confidence and evidence are of the place the moment stands for, else of the verdict on the leg; they are
-- null for a moment that is no item of the leidraad. Ask for a period (local_date), and it answers at once.
create or replace view coach_flagged_moments as
with place as (  -- a range may be both the verdict and its first place: one row
    select call_id, local_date, leg_index, cue_id, start_s, end_s, min(occurrence) as occurrence
    from cue_ranges
    where is_current and start_s is not null
    group by all
),
pointed as (
    select
        moments.moment_id, moments.call_id, moments.local_date, moments.leg_index, moments.kind, moments.cue_id,
        moments.start_s, moments.end_s, moments.clip_start_s, moments.clip_end_s, moments.polarity, moments.reason,
        moments.rule_version,
        coalesce(place.occurrence, 0)                           as occurrence
    from moments
    left join place using (call_id, local_date, leg_index, cue_id, start_s, end_s)
)
select
    pointed.moment_id,
    pointed.local_date,
    calls.started_at,
    calls.employee_id,
    calls.team,
    calls.queue,
    calls.language,
    pointed.cue_id,
    coalesce(
        cue_items.name_nl,
        pointed.cue_id,
        case pointed.kind when 'interruption' then 'onderbreking' when 'silence' then 'stilte' else 'spreektempo' end
    )                                                           as item_nl,
    pointed.polarity,
    cues.verdict,
    cues.confidence,
    stg_reviews.review,
    pointed.start_s,
    pointed.end_s,
    pointed.clip_start_s,
    pointed.clip_end_s,
    cues.evidence,
    pointed.reason,
    pointed.call_id,
    pointed.kind,
    coalesce(cue_items.focus, false)                            as is_focus,
    calls.quality,
    pointed.rule_version
from pointed
inner join calls using (call_id, local_date)
left join cues
    on cues.call_id = pointed.call_id and cues.local_date = pointed.local_date and cues.is_current
    and cues.leg_index = pointed.leg_index and cues.cue_id = pointed.cue_id and cues.occurrence = pointed.occurrence
left join cue_items
    on cue_items.cue_id = cues.cue_id and cue_items.leidraad_id = cues.leidraad_id
    and cue_items.leidraad_version = cues.leidraad_version
left join stg_reviews on stg_reviews.moment_id = pointed.moment_id;
comment on view coach_flagged_moments is 'one row a moment worth hearing; a proposal until reviewed';
comment on column coach_flagged_moments.item_nl is 'name of the item in the version of the leidraad that gave the verdict';
comment on column coach_flagged_moments.polarity is 'top: goes well; goal: something to learn';
comment on column coach_flagged_moments.confidence is '0 to 1, how likely the verdict is right';
comment on column coach_flagged_moments.review is 'latest human verdict; null: nobody listened yet';
comment on column coach_flagged_moments.clip_start_s is 'what is played, seconds from the start of the recording';
comment on column coach_flagged_moments.evidence is 'redacted words; null without words or where they are no longer kept';
comment on column coach_flagged_moments.is_focus is 'the item is the focus point of the year';
