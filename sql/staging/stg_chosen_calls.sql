-- stg_chosen_calls
-- Grain: call_id, purpose
-- Reads: calls, stg_call_content, stg_call_sums, assessments, choices
-- PII:   employee_id (pseudonym)
-- Which calls to assess. `coaching`: per employee and month a few with enough content (length, a story of the citizen, a
-- question of the agent, both heard) that no coach assessed yet, spread over topics, days and languages. `audit`: per
-- team and month some drawn by a hash, flags or no flags, so that the program can be measured on them.
create or replace table stg_chosen_calls as
with assessed as (
    select distinct call_id from assessments where assessor_kind <> 'self'
),
usable as (
    select
        calls.call_id, calls.local_date, calls.employee_id, calls.team, calls.topic, calls.language, calls.duration_s,
        date_trunc('month', calls.local_date)::date             as month_start,
        sha256(calls.call_id)                                   as chance,
        content.story_turns > 0 and content.agent_questions > 0
        and sums.agent_speech_s > 0 and sums.citizen_speech_s > 0                   as has_content
    from calls
    inner join stg_call_content as content using (call_id, local_date)
    inner join stg_call_sums as sums using (call_id, local_date)
),
spread as (
    select
        usable.call_id, usable.local_date, usable.employee_id, usable.month_start, usable.chance,
        row_number() over (partition by employee_id, month_start, topic order by chance)
        + row_number() over (partition by employee_id, month_start, local_date order by chance)
        + row_number() over (partition by employee_id, month_start, language order by chance) / 2.0  as crowding,
        choices.selection_calls
    from usable
    cross join choices
    anti join assessed using (call_id)
    where usable.has_content and usable.duration_s between choices.selection_min_s and choices.selection_max_s
),
chosen as (
    select call_id, local_date, month_start, selection_calls as most,
        row_number() over (partition by employee_id, month_start order by crowding, chance) as place
    from spread
),
drawn as (
    select usable.call_id, usable.local_date, usable.month_start, choices.audit_calls as most,
        row_number() over (partition by usable.team, usable.month_start order by usable.chance) as place
    from usable
    cross join choices
)
select call_id, local_date, 'coaching' as purpose, month_start, place from chosen where place <= most
union all
select call_id, local_date, 'audit', month_start, place from drawn where place <= most;
