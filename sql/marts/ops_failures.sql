-- ops_failures
-- Grain: file_id
-- Reads: failures
-- PII:   none
-- For the administrator: recordings still refused, and why. One that was done after all is gone from here. Columns are
-- only ever added; see sql/CHANGELOG.md.
create or replace view ops_failures as
select
    night,
    file_id,
    call_id,
    stage,
    reason,
    retryable,
    detail,
    failed_at,
    count(*) over (partition by reason)                         as same_reason_count
from failures;
comment on view ops_failures is 'one row a recording that is still refused';
comment on column ops_failures.night is 'the night that refused it last';
comment on column ops_failures.call_id is 'null where no row of calls.csv told';
comment on column ops_failures.retryable is 'tried again each night; others are tried again when the sound or the settings change';
comment on column ops_failures.same_reason_count is 'recordings refused for the same reason';
