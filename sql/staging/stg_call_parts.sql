-- stg_call_parts
-- Grain: call_id
-- Reads: calls
-- PII:   none
-- Which recordings are one story: those a recorder joined by interaction_id; any other is a story of one part.
-- A table, made once a night like stg_call_sums.
create or replace table stg_call_parts as
with named as (
    select call_id, local_date, started_at, coalesce(interaction_id, call_id) as story_id from calls
)
select
    call_id, local_date, story_id,
    row_number() over (partition by story_id order by started_at, call_id)          as part,
    count(*) over (partition by story_id)                                           as part_count
from named;
