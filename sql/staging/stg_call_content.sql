-- stg_call_content
-- Grain: call_id
-- Reads: calls, question_ranges, turn_words, silences
-- PII:   none
-- What there is to assess or count in a usable call, summed once a night like stg_call_sums.
create or replace table stg_call_content as
with asked as (
    select call_id, count(*) as agent_questions from question_ranges where speaker = 'agent' group by call_id
),
told as (  -- turns long enough to tell something
    select call_id, count(*) as story_turns
    from turn_words
    where speaker = 'citizen' and len(word) >= 8
    group by call_id
),
silent as (
    select
        call_id,
        count(*) filter (where end_s - start_s >= 3)            as silences_3_s,
        count(*) filter (where end_s - start_s >= 10)           as silences_10_s,
        count(*) filter (where end_s - start_s >= 10 and not is_announced)          as unannounced_10_s,
        sum(end_s - start_s)                                    as silence_s
    from silences
    where kind <> 'technical'
    group by call_id
)
select
    calls.call_id, calls.local_date,
    coalesce(asked.agent_questions, 0)                          as agent_questions,
    coalesce(told.story_turns, 0)                               as story_turns,
    coalesce(silent.silences_3_s, 0)                            as silences_3_s,
    coalesce(silent.silences_10_s, 0)                           as silences_10_s,
    coalesce(silent.unannounced_10_s, 0)                        as unannounced_10_s,
    coalesce(silent.silence_s, 0)                               as silence_s
from calls
left join asked using (call_id)
left join told using (call_id)
left join silent using (call_id)
where calls.quality <> 'unusable' and calls.measure_version is not null;
