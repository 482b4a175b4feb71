-- stg_cue_agreement
-- Grain: cue_id
-- Reads: assessments, reviews, cue_items, cue_ranges
-- PII:   none
-- How often people and program agree on an item, over calls drawn at random (purpose audit), flagged or not. Verdicts
-- said and not_said only; where the program was uncertain it made no claim, which is counted apart. An item that a
-- coach marked as missed in a drawn call counts as that coach heard it, whatever the form says; in other calls it is
-- counted in missed_count alone, for they were not drawn at random.
create or replace table stg_cue_agreement as
with latest as (
    select call_id, cue_id, assessor_kind, arg_max(verdict, assessed_at) as verdict
    from assessments
    where purpose = 'audit' and assessor_kind <> 'self'
    group by call_id, cue_id, assessor_kind
),
item as (
    select cue_id, max_by(polarity, leidraad_version) as polarity from cue_items group by cue_id
),
missed as (
    select r.call_id, r.cue_id,
        arg_max(case when r.polarity = item.polarity then 'said' else 'not_said' end, r.reviewed_at) as verdict
    from reviews as r
    inner join item using (cue_id)
    where r.verdict = 'missed'
    group by r.call_id, r.cue_id
),
person as (
    select call_id, cue_id, coalesce(missed.verdict, form.verdict) as verdict
    from (select call_id, cue_id, verdict from latest where assessor_kind = 'coach') as form
    full join (
        select * from missed where call_id in (select call_id from latest where assessor_kind = 'coach')
    ) as missed using (call_id, cue_id)
    where coalesce(missed.verdict, form.verdict) in ('said', 'not_said')
),
second as (
    select call_id, cue_id, verdict from latest where assessor_kind = 'second_coach' and verdict in ('said', 'not_said')
),
program as (
    select call_id, cue_id,
        case when bool_or(verdict = 'said') then 'said' when bool_or(verdict = 'not_said') then 'not_said'
             else 'uncertain' end                               as verdict
    from cue_ranges
    where is_current and occurrence = 0 and call_id in (select call_id from person)
    group by call_id, cue_id
)
select
    person.cue_id,
    count(*) filter (where program.verdict = 'said' and person.verdict = 'said')            as both_said,
    count(*) filter (where program.verdict = 'said' and person.verdict = 'not_said')        as program_only,
    count(*) filter (where program.verdict = 'not_said' and person.verdict = 'said')        as person_only,
    count(*) filter (where program.verdict = 'not_said' and person.verdict = 'not_said')    as neither,
    count(*) filter (where program.verdict = 'uncertain')                                   as uncertain_count,
    count(second.verdict)                                       as second_count,
    count(*) filter (where second.verdict = person.verdict)     as second_agreed,
    (select count(*) from missed where missed.cue_id = person.cue_id)   as missed_count
from person
inner join program using (call_id, cue_id)
left join second using (call_id, cue_id)
group by person.cue_id;
