-- stg_interactions
-- Grain: interaction_id
-- Reads: calls, legs, holds, stg_call_sums, stg_call_parts
-- PII:   employee_ids (pseudonyms)
-- The recordings of a story added up. A table, made once a night like stg_call_sums.
create or replace table stg_interactions as
with held as (
    select call_id, sum(end_s - start_s) as hold_s from holds group by call_id
),
spoken as (  -- an employee who comes back after a consult is no other one
    select
        parts.story_id, legs.employee_id, legs.kind, parts.part, legs.start_s,
        lag(legs.employee_id) over (
            partition by parts.story_id, legs.kind in ('main', 'transfer') order by parts.part, legs.start_s
        )                                                       as before_id
    from legs
    inner join stg_call_parts as parts using (call_id, local_date)
),
staffed as (
    select
        story_id,
        list(employee_id order by part, start_s) filter (where kind in ('main', 'transfer')
            and (before_id is null or before_id <> employee_id))                    as employee_ids,
        count(*) filter (where kind = 'consult')                                    as consult_count
    from spoken
    group by story_id
),
timed as (
    select
        parts.story_id, calls.*, parts.part,
        calls.started_at + to_milliseconds(round(calls.duration_s * 1000)::bigint)  as ended_at,
        lag(calls.started_at + to_milliseconds(round(calls.duration_s * 1000)::bigint))
            over (partition by parts.story_id order by parts.part)                  as last_ended_at
    from calls
    inner join stg_call_parts as parts using (call_id, local_date)
)
select
    timed.story_id                                              as interaction_id,
    min(timed.local_date)                                       as local_date,
    min(timed.started_at)                                       as started_at,
    max(timed.ended_at)                                         as ended_at,
    count(*)                                                    as part_count,
    list(timed.call_id order by timed.part)                     as call_ids,
    any_value(staffed.employee_ids)                             as employee_ids,
    coalesce(any_value(len(staffed.employee_ids)), 0)           as employee_count,
    coalesce(any_value(staffed.consult_count), 0)               as consult_count,
    arg_min(timed.topic, timed.part) filter (where timed.topic is not null)         as topic,
    arg_min(timed.language, timed.part)                         as language,
    sum(timed.duration_s)                                       as talk_s,
    coalesce(sum(greatest(epoch(timed.started_at) - epoch(timed.last_ended_at), 0)), 0) as between_s,
    coalesce(sum(held.hold_s), 0)                               as hold_s,
    max(sums.longest_silence_s)                                 as longest_silence_s
from timed
left join staffed using (story_id)
left join held using (call_id)
left join stg_call_sums as sums using (call_id, local_date)
group by timed.story_id;
