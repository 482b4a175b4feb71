-- moments: what a coach may open and hear, with the verdict and the words of the cue it stands for: a coach asks for
-- moments all day, and should not wait for them to be looked up among all verdicts.
create table if not exists moments (
    moment_id varchar not null,
    call_id varchar not null,
    local_date date not null,
    leg_index integer not null,
    kind varchar not null check (kind in ('cue', 'interruption', 'silence', 'tempo')),
    cue_id varchar,
    verdict varchar check (verdict in ('said', 'not_said', 'uncertain', 'not_applicable')),
    confidence double check (confidence between 0 and 1),
    leidraad_id varchar,
    leidraad_version integer,
    start_s double not null,
    end_s double not null,
    clip_start_s double not null,
    clip_end_s double not null,
    first_word integer,
    end_word integer,
    turn_index integer,
    last_turn_index integer,
    polarity varchar not null check (polarity in ('top', 'goal')),
    reason varchar not null,
    rule_version varchar not null,
    measure_version varchar not null
);
comment on table moments is 'one row a moment; proposals of the program, nothing that counts before a person confirmed it';
comment on column moments.moment_id is 'stable over nights and re-scoring';
comment on column moments.verdict is 'of the place in its cue that the moment stands for, else of the leg; null for what is no item';
comment on column moments.clip_start_s is 'what is played: a little wider than what is meant';
comment on column moments.first_word is 'first word of the evidence; null without words';
comment on column moments.reason is 'one Dutch sentence for the coach';
