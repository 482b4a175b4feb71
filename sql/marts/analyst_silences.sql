-- analyst_silences
-- Grain: team, queue, month_start, measure_version
-- Reads: calls, stg_call_content, choices
-- PII:   none
-- For analysts: silence in the conversations of a team and queue. Columns are only ever added; see sql/CHANGELOG.md.
-- No figure below the smallest group. Intervals are of the mean over calls (95 %, normal); thin months are wide.
create or replace view analyst_silences as
with summed as (
    select
        calls.team, calls.queue, date_trunc('month', calls.local_date)::date        as month_start,
        calls.measure_version,
        count(distinct calls.employee_id)                       as employee_count,
        count(*)                                                as call_count,
        avg(content.silence_s / calls.duration_s)               as silence_share,
        avg(content.silences_10_s)                              as long_silences_per_call,
        stddev_samp(content.silences_10_s) / sqrt(count(*))     as error,
        sum(content.silences_10_s)                              as long_silences,
        sum(content.unannounced_10_s)                           as unannounced
    from calls
    inner join stg_call_content as content using (call_id, local_date)
    group by all
),
allowed as (
    select *, employee_count < coalesce((select smallest_group from choices), 5) as is_too_small from summed
)
select
    team, queue, month_start, measure_version, employee_count, is_too_small,
    case when not is_too_small then call_count end              as call_count,
    case when not is_too_small then silence_share end           as silence_share,
    case when not is_too_small then long_silences_per_call end  as long_silences_per_call,
    case when not is_too_small and error is not null then greatest(0, long_silences_per_call - 1.96 * error) end as low,
    case when not is_too_small then long_silences_per_call + 1.96 * error end               as high,
    case when not is_too_small then unannounced / nullif(long_silences, 0) end              as unannounced_share,
    case when not is_too_small then wilson_low(unannounced, long_silences) end              as unannounced_low,
    case when not is_too_small then wilson_high(unannounced, long_silences) end             as unannounced_high
from allowed;
comment on view analyst_silences is 'one row a team, queue, month and version of the measures';
comment on column analyst_silences.silence_share is 'of the recording''s time, mean over calls; technical silence left out';
comment on column analyst_silences.long_silences_per_call is 'silences of 10 s and more, hold included, mean over calls';
comment on column analyst_silences.unannounced_share is 'of those, the share that was not announced in the 10 s before';
