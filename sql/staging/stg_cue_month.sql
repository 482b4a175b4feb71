-- stg_cue_month
-- Grain: team, queue, month_start, cue_id, leidraad_version, measure_version
-- Reads: calls, cue_ranges
-- PII:   none
-- Verdicts on calls, counted by team and queue; each call once an item. A table, for there are millions of verdicts.
create or replace table stg_cue_month as
with judged as (
    select call_id, local_date, cue_id, leidraad_version, measure_version,
        bool_or(verdict = 'said')                               as is_said,
        bool_or(verdict = 'not_said')                           as is_not_said,
        bool_or(verdict = 'uncertain')                          as is_uncertain
    from cue_ranges
    where is_current and occurrence = 0
    group by all
)
select
    calls.team, calls.queue, date_trunc('month', calls.local_date)::date            as month_start,
    judged.cue_id, judged.leidraad_version, judged.measure_version,
    list(distinct calls.employee_id)                            as employees,
    count(*) filter (where is_said)                             as said_count,
    count(*) filter (where is_not_said and not is_said)         as not_said_count,
    count(*) filter (where is_uncertain and not is_said and not is_not_said)        as uncertain_count
from judged
inner join calls using (call_id, local_date)
group by all;
