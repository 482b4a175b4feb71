-- calls: one row a recording.
-- PII: employee_id (pseudonym), recording_uri (the source''s name in the inbox).
create table if not exists calls (
    call_id varchar not null,
    interaction_id varchar,
    employee_id varchar not null,
    team varchar,
    queue varchar,
    trunk varchar,
    direction varchar not null check (direction in ('inbound', 'outbound', 'internal', 'unknown')),
    topic varchar,
    started_at timestamptz not null,
    local_date date not null,
    duration_s double not null,
    channel_count integer not null,
    agent_channel varchar,
    role_confidence double not null check (role_confidence between 0 and 1),
    language varchar not null check (language in ('nl', 'fy', 'other', 'unknown')),
    language_hint varchar,
    quality varchar not null check (quality in ('good', 'limited', 'unusable')),
    quality_reasons varchar[] not null,
    snr_db double,
    crosstalk_db double,
    codec varchar not null,
    sample_rate_hz integer not null,
    starts_mid_speech boolean not null,
    recording_uri varchar not null,
    recording_sha256 varchar not null,
    asr_model varchar not null,
    diarizer varchar not null,
    detector_version varchar not null,
    config_hash varchar not null,
    pipeline_version varchar not null,
    measure_version varchar,
    night date,
    processed_at timestamptz not null,
    record_sha256 varchar not null,
    record_stamp varchar not null,
    findings_sha256 varchar,
    findings_stamp varchar
);
comment on table calls is 'one row a recording; no key is declared, for an index over all words costs more than the checks in sql/checks';
comment on column calls.interaction_id is 'joins the recordings of one transferred call';
comment on column calls.employee_id is 'pseudonym; who it is stands in the private register only';
comment on column calls.topic is 'product the call is about; null where none stands out';
comment on column calls.local_date is 'of started_at in Europe/Amsterdam; all tables by call carry it, so that a period is found without reading the rest';
comment on column calls.duration_s is 'seconds of the recording';
comment on column calls.role_confidence is '0 to 1, how sure it is who is the agent';
comment on column calls.language is 'of most of the citizen''s words; unknown without';
comment on column calls.quality is 'limited: measures are doubtful; unusable: all measures are null';
comment on column calls.snr_db is 'speech over noise of the worse party; null where either is missing';
comment on column calls.crosstalk_db is 'level of one party in the other''s channel, negative; null where none can be measured';
comment on column calls.measure_version is 'of the rules behind the derived tables; null where nothing was derived yet';
comment on column calls.record_sha256 is 'of the record file loaded';
comment on column calls.record_stamp is 'size and time of the record file loaded: equal means unchanged, without reading it';
comment on column calls.findings_sha256 is 'of the findings file loaded; null without one';
