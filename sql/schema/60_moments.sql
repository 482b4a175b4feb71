-- moments: what a coach may open and hear.
create table if not exists moments (
    moment_id varchar not null,
    call_id varchar not null,
    local_date date not null,
    leg_index integer not null,
    kind varchar not null check (kind in ('cue', 'interruption', 'silence', 'tempo')),
    cue_id varchar,
    start_s double not null,
    end_s double not null,
    clip_start_s double not null,
    clip_end_s double not null,
    polarity varchar not null check (polarity in ('top', 'goal')),
    reason varchar not null,
    rule_version varchar not null,
    measure_version varchar not null
);
comment on table moments is 'one row a moment; proposals of the program, nothing that counts before a person confirmed it';
comment on column moments.moment_id is 'stable over nights and re-scoring';
comment on column moments.clip_start_s is 'what is played: a little wider than what is meant';
comment on column moments.reason is 'one Dutch sentence for the coach';
