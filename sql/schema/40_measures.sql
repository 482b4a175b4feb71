-- tempo, silences, overlaps: measures of the derived layer. `overlaps` is a word of SQL: write "overlaps" in queries.
create table if not exists tempo (
    call_id varchar not null,
    local_date date not null,
    speaker varchar not null check (speaker in ('agent', 'citizen', 'other')),
    language varchar not null check (language in ('nl', 'fy', 'other', 'unknown', 'all')),
    syllable_count integer not null,
    phonation_s double not null,
    turn_s double not null,
    articulation_rate double,
    speaking_rate double,
    nuclei_rate double,
    is_reliable boolean not null,
    reason_code varchar,
    measure_version varchar not null
);
comment on table tempo is 'one row a call, speaker and language; language all sums over languages';
comment on column tempo.phonation_s is 'seconds of own speech without pauses of 0.25 s and more and without filled pauses';
comment on column tempo.turn_s is 'seconds of own turns, pauses included';
comment on column tempo.articulation_rate is 'syllables per second of phonation; null where nothing is to divide';
comment on column tempo.speaking_rate is 'syllables per second of own turns';
comment on column tempo.nuclei_rate is 'syllable nuclei in the sound per second of phonation; needs no words';
comment on column tempo.is_reliable is 'false where the rates must not be used, for reason_code';

create table if not exists silences (
    call_id varchar not null,
    local_date date not null,
    start_s double not null,
    end_s double not null,
    kind varchar not null check (kind in ('pause', 'gap', 'search', 'hold', 'technical')),
    is_announced boolean not null,
    before_speaker varchar check (before_speaker in ('agent', 'citizen', 'other')),
    after_speaker varchar check (after_speaker in ('agent', 'citizen', 'other')),
    is_asked boolean,
    has_reason boolean,
    has_duration boolean,
    is_thanked boolean,
    measure_version varchar not null
);
comment on table silences is 'one row a joint silence of 0.25 s or more between the first and the last speech';
comment on column silences.is_asked is 'the agent asked for it and did not only tell; false where it was not announced, as has_reason and has_duration';
comment on column silences.is_thanked is 'the agent thanked for the patience after a search or hold';

create table if not exists "overlaps" (
    call_id varchar not null,
    local_date date not null,
    start_s double not null,
    end_s double not null,
    onset_speaker varchar not null check (onset_speaker in ('agent', 'citizen', 'other')),
    kind varchar not null check (
        kind in ('backchannel', 'terminal_overlap', 'dual_start', 'interruption', 'interruption_attempt', 'other')
    ),
    tier varchar not null check (tier in ('high', 'medium', 'low')),
    over_speaker varchar check (over_speaker in ('agent', 'citizen', 'other')),
    is_floor_changed boolean,
    measure_version varchar not null
);
comment on table "overlaps" is 'one row a start of speech while the other speaks';
comment on column "overlaps".tier is 'how far the sound lets overlaps be seen: high for clean channels, low for one channel';
comment on column "overlaps".is_floor_changed is 'onset_speaker goes on when over_speaker has stopped, with more than a backchannel';
