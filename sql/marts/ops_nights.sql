-- ops_nights
-- Grain: night
-- Reads: nights
-- PII:   none
-- For the administrator: what each night did, and whether one is missing. Columns are only ever added; see
-- sql/CHANGELOG.md.
create or replace view ops_nights as
with worked as (
    select night, list_sum(map_values(work_s)) as work_s from nights
)
select
    nights.night,
    nights.started_at,
    nights.ended_at,
    date_diff('second', nights.started_at, nights.ended_at) / 60.0                  as duration_min,
    nights.found_count,
    nights.done_count,
    nights.refused_count,
    nights.already_done_count,
    nights.failed_share,
    nights.audio_s / 3600                                       as audio_h,
    worked.work_s / nullif(nights.audio_s, 0)                   as work_per_audio,
    list_max([struct_pack(s := e.value, stage := e.key) for e in map_entries(nights.work_s)]).stage as slowest_stage,
    nights.found_count = 0                                      as is_empty,
    nights.night - lag(nights.night) over (order by nights.night) - 1               as nights_missed_before,
    nights.pipeline_version,
    nights.put_off_count,
    nights.corrected_count,
    nights.rescored_count,
    nights.spare_s / 60                                         as spare_min,
    nights.disk_free_bytes / 1e9                                as disk_free_gb,
    nights.refused_by,
    nights.model_s / nullif(worked.work_s, 0)                   as model_share,
    (nights.batch_s - least(worked.work_s, nights.batch_s)) / nullif(nights.batch_s, 0)     as unexplained_share
from nights
left join worked using (night);
comment on view ops_nights is 'one row a night';
comment on column ops_nights.night is 'local date on which the night began';
comment on column ops_nights.failed_share is 'refused of those tried, 0 to 1';
comment on column ops_nights.audio_h is 'hours of sound in the calls done';
comment on column ops_nights.work_per_audio is 'seconds of work, over all workers, per second of sound; null for a night without calls';
comment on column ops_nights.slowest_stage is 'stage that took most of the work';
comment on column ops_nights.is_empty is 'no recording was found: the inbox may not be filled';
comment on column ops_nights.nights_missed_before is 'nights without a report since the one before; null for the first';
comment on column ops_nights.put_off_count is 'recordings left for the next night, for the deadline came first';
comment on column ops_nights.corrected_count is 'calls whose facts were brought up to a corrected calls.csv';
comment on column ops_nights.rescored_count is 'calls of earlier nights with other findings under another leidraad or measure';
comment on column ops_nights.spare_min is 'minutes left until the deadline at the end; negative after it';
comment on column ops_nights.disk_free_gb is 'free on the disk of the store at the end, in 10^9 bytes';
comment on column ops_nights.model_share is 'of the work, the part in which a model was at work, 0 to 1';
comment on column ops_nights.unexplained_share is 'of the time of all batches, the part in no stage, 0 to 1; above 0.05 the stages cannot be trusted';
comment on column ops_nights.refused_by is 'recordings still refused at the end, by stage/reason';
