-- coach_flagged_moments
-- Grain: moment_id
-- Reads: moments, stg_all_moments, calls, turn_words, cue_items, stg_reviews, stg_chosen_moments
-- PII:   employee_id (pseudonym), evidence and reason (redacted words)
-- For coaches: what to hear in which call, and why. A proposal until somebody reviewed it: in figures about one person
-- only review = 'confirm' counts. Columns are only ever added; see sql/CHANGELOG.md.
-- verdict, confidence and evidence are of the place the moment stands for, else of the verdict on the leg; they are
-- null for a moment that is no item of the leidraad. Ask for a period (local_date), and it answers at once.
create or replace view coach_flagged_moments as
with across as (  -- evidence that runs on over the next turn: rare, so only these rows pay for sorting
    select
        m.moment_id, m.call_id, m.local_date,
        string_agg(said(t.word, t.first_word, m.first_word, m.end_word), ' ' order by t.turn_index) as text
    from moments as m
    inner join turn_words as t
        on t.call_id = m.call_id and t.local_date = m.local_date
        and t.turn_index between m.turn_index and m.last_turn_index
    where m.last_turn_index > m.turn_index
    group by all
)
select
    moments.moment_id,
    moments.local_date,
    calls.started_at,
    calls.employee_id,
    calls.team,
    calls.queue,
    calls.language,
    moments.cue_id,
    coalesce(
        cue_items.name_nl,
        moments.cue_id,
        case moments.kind when 'interruption' then 'onderbreking' when 'silence' then 'stilte' else 'spreektempo' end
    )                                                           as item_nl,
    moments.polarity,
    moments.verdict,
    moments.confidence,
    stg_reviews.review,
    moments.start_s,
    moments.end_s,
    moments.clip_start_s,
    moments.clip_end_s,
    case when moments.last_turn_index > moments.turn_index then across.text
         else said(turn_words.word, turn_words.first_word, moments.first_word, moments.end_word) end as evidence,
    moments.reason,
    moments.call_id,
    moments.kind,
    coalesce(cue_items.focus, false)                            as is_focus,
    calls.quality,
    moments.rule_version,
    stg_chosen_moments.week_start,
    coalesce(stg_chosen_moments.is_chosen, false)                as is_chosen,
    stg_chosen_moments.place
from stg_all_moments as moments
inner join calls using (call_id, local_date)
left join turn_words
    on turn_words.call_id = moments.call_id and turn_words.local_date = moments.local_date
    and turn_words.turn_index = moments.turn_index
left join across
    on across.call_id = moments.call_id and across.local_date = moments.local_date
    and across.moment_id = moments.moment_id
left join cue_items
    on cue_items.cue_id = moments.cue_id and cue_items.leidraad_id = moments.leidraad_id
    and cue_items.leidraad_version = moments.leidraad_version
left join stg_reviews on stg_reviews.moment_id = moments.moment_id
left join stg_chosen_moments
    on stg_chosen_moments.moment_id = moments.moment_id and stg_chosen_moments.local_date = moments.local_date;
comment on view coach_flagged_moments is 'one row a moment worth hearing; a proposal until reviewed';
comment on column coach_flagged_moments.item_nl is 'name of the item in the version of the leidraad that gave the verdict';
comment on column coach_flagged_moments.polarity is 'top: goes well; goal: something to learn';
comment on column coach_flagged_moments.confidence is '0 to 1, how likely the verdict is right';
comment on column coach_flagged_moments.review is 'latest human verdict; null: nobody listened yet';
comment on column coach_flagged_moments.clip_start_s is 'what is played, seconds from the start of the recording';
comment on column coach_flagged_moments.evidence is 'redacted words; null without words or where they are no longer kept';
comment on column coach_flagged_moments.is_focus is 'the item is the focus point of the year';
comment on column coach_flagged_moments.is_chosen is 'within the quota of the employee''s week, a top beside every goal; false: shown on request only';
comment on column coach_flagged_moments.place is 'order within employee, week and polarity; null below the confidence floor';
