-- nights, failures: what the program did.
create table if not exists nights (
    night date not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    found_count integer not null,
    done_count integer not null,
    refused_count integer not null,
    already_done_count integer not null,
    audio_s double not null,
    work_s map(varchar, double) not null,
    failed_share double not null check (failed_share between 0 and 1),
    pipeline_version varchar not null,
    put_off_count integer not null,
    corrected_count integer not null,
    rescored_count integer not null,
    refused_by map(varchar, integer) not null,
    spare_s double,
    disk_free_bytes bigint,
    model_s double not null,
    batch_s double not null
);
comment on table nights is 'one row a night';
comment on column nights.night is 'local date on which it began';
comment on column nights.audio_s is 'seconds of sound in the calls done';
comment on column nights.work_s is 'seconds of work per stage, over all workers';
comment on column nights.put_off_count is 'recordings left for the next night, for the deadline came first';
comment on column nights.corrected_count is 'calls whose facts were brought up to a corrected calls.csv';
comment on column nights.rescored_count is 'calls of earlier nights with other findings under another leidraad or measure';
comment on column nights.refused_by is 'recordings still refused at the end, by stage/reason';
comment on column nights.spare_s is 'seconds left until the deadline at the end; negative after it';
comment on column nights.disk_free_bytes is 'free on the disk of the store at the end';
comment on column nights.model_s is 'of the seconds of work, those in which a model was at work';
comment on column nights.batch_s is 'seconds on the clock of all batches; what is more than work_s together is in no stage';
comment on column nights.failed_share is 'refused of those tried; 0 where none was tried';

create table if not exists failures (
    night date not null,
    file_id varchar not null,
    call_id varchar,
    stage varchar not null,
    reason varchar not null,
    detail varchar not null,
    retryable boolean not null,
    recording_sha256 varchar,
    config_hash varchar not null,
    failed_at timestamptz not null,
    pipeline_version varchar not null
);
comment on table failures is 'one row a recording that is refused until today; one that was done after all has none';
comment on column failures.reason is 'reason code, stable for counting';
comment on column failures.pipeline_version is 'of the program that refused it; empty for one that did not tell';
comment on column failures.retryable is 'trying again may help though nothing changed';
