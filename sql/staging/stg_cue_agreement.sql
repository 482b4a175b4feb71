-- stg_cue_agreement
-- Grain: cue_id
-- Reads: assessments, cue_ranges
-- PII:   none
-- How often people and program agree on an item, over calls drawn at random (purpose audit), flagged or not. Verdicts
-- said and not_said only; where the program was uncertain it made no claim, which is counted apart.
create or replace table stg_cue_agreement as
with latest as (
    select call_id, cue_id, assessor_kind, arg_max(verdict, assessed_at) as verdict
    from assessments
    where purpose = 'audit' and assessor_kind <> 'self'
    group by call_id, cue_id, assessor_kind
),
person as (
    select call_id, cue_id, verdict from latest where assessor_kind = 'coach' and verdict in ('said', 'not_said')
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
    count(*) filter (where second.verdict = person.verdict)     as second_agreed
from person
inner join program using (call_id, cue_id)
left join second using (call_id, cue_id)
group by person.cue_id;
