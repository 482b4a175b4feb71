-- ops_quality
-- Grain: night, trunk, queue
-- Reads: calls
-- PII:   none
-- For the administrator: which line or queue gives recordings that cannot be measured. Columns are only ever added; see
-- sql/CHANGELOG.md.
create or replace view ops_quality as
select
    night,
    coalesce(trunk, '')                                         as trunk,
    coalesce(queue, '')                                         as queue,
    count(*)                                                    as call_count,
    count(*) filter (quality = 'good')                          as good_count,
    count(*) filter (quality = 'limited')                       as limited_count,
    count(*) filter (quality = 'unusable')                      as unusable_count,
    median(snr_db)                                              as median_snr_db
from calls
where night is not null
group by all;
comment on view ops_quality is 'one row a night, trunk and queue';
comment on column ops_quality.night is 'the night that made the record';
comment on column ops_quality.trunk is 'empty where calls.csv does not tell';
comment on column ops_quality.queue is 'empty where calls.csv does not tell';
comment on column ops_quality.limited_count is 'calls whose measures are doubtful';
comment on column ops_quality.unusable_count is 'calls whose measures are all null';
comment on column ops_quality.median_snr_db is 'of those in which it could be measured; null without';
