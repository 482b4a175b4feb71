-- analyst_interruptions_weekly
-- Grain: employee_id, team, week_start, measure_version
-- Reads: calls, legs, turn_taking, stg_call_sums
-- PII:   employee_id (pseudonym)
-- For analysts: how often employees take the floor while the citizen speaks on, per 10 minutes of the citizen's speech:
-- who listens longer has more to interrupt. Columns are only ever added; see sql/CHANGELOG.md.
-- Counts are few, so the interval says more than the rate: 95 %, exact Poisson after Byar (Breslow & Day 1987,
-- IARC 82). Calls in one channel are left out, for there overlap is guessed, unless coaching.mono_interruptions asks for
-- them; the tier tells how many are less sure. Calls with a second employee are left out. No figure to rank people by.
create or replace view analyst_interruptions_weekly as
with shared as (
    select distinct legs.call_id, legs.local_date
    from legs
    inner join calls using (call_id, local_date)
    where legs.kind in ('main', 'transfer') and legs.employee_id not in ('', calls.employee_id)
),
pooled as (
    select
        calls.employee_id, calls.team, taking.measure_version,
        date_trunc('week', calls.local_date)::date              as week_start,
        count(*)                                                as call_count,
        count(*) filter (where sums.overlap_tier = 'medium')    as medium_call_count,
        count(*) filter (where sums.overlap_tier = 'low')       as low_call_count,
        sum(coalesce(taking.interruptions_by_agent, sums.interruptions_by_agent))   as interruption_count,
        sum(taking.citizen_speech_s) / 600                      as exposure
    from turn_taking as taking
    inner join calls using (call_id, local_date)
    anti join shared using (call_id, local_date)
    inner join stg_call_sums as sums using (call_id, local_date)
    where sums.interruptions_by_agent is not null
    group by calls.employee_id, calls.team, taking.measure_version, week_start
)
select
    employee_id, team, week_start, call_count,
    exposure * 10                                               as citizen_speech_min,
    interruption_count,
    interruption_count / nullif(exposure, 0)                    as per_10_min,
    case when interruption_count = 0 then 0
         else interruption_count
              * pow(1 - 1 / (9 * interruption_count) - 1.96 / (3 * sqrt(interruption_count)), 3)
    end / nullif(exposure, 0)                                   as low,
    (interruption_count + 1)
    * pow(1 - 1 / (9 * (interruption_count + 1)) + 1.96 / (3 * sqrt(interruption_count + 1)), 3)
    / nullif(exposure, 0)                                       as high,
    medium_call_count,
    measure_version,
    low_call_count
from pooled;
comment on view analyst_interruptions_weekly is 'one row an employee, team, week and version of the measures';
comment on column analyst_interruptions_weekly.per_10_min is 'interruptions by the employee per 10 minutes of the citizens'' speech; null without speech of theirs';
comment on column analyst_interruptions_weekly.low is 'lower end of the 95 % interval of per_10_min; high is its upper end';
comment on column analyst_interruptions_weekly.medium_call_count is 'calls with crosstalk, in which overlaps are less sure';
comment on column analyst_interruptions_weekly.low_call_count is 'calls in one channel, in which overlaps are guessed; 0 unless the settings ask for them';
