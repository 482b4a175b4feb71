-- turn_taking, tempo_signals: how the floor goes to and fro, and where the agent was too fast for the citizen.
create table if not exists turn_taking (
    call_id varchar not null,
    local_date date not null,
    lead_in_s double,
    tail_s double,
    agent_speech_s double not null,
    citizen_speech_s double not null,
    agent_share double check (agent_share between 0 and 1),
    transfer_count integer not null,
    agent_latency_s double,
    citizen_latency_s double,
    agent_longest_s double,
    citizen_longest_s double,
    longest_silence_s double,
    first_story_s double,
    is_first_story_cut boolean,
    before_first_fact_s double,
    citizen_words_before_first_fact integer,
    interruptions_by_agent integer,
    interruptions_by_citizen integer,
    measure_version varchar not null
);
comment on table turn_taking is 'one row a call; null stands for what the call does not show, never 0';
comment on column turn_taking.lead_in_s is 'seconds before the first speech: no silence of the conversation';
comment on column turn_taking.tail_s is 'seconds after the last speech';
comment on column turn_taking.agent_latency_s is 'median offset with which the agent takes the floor, negative is overlap; compare within a trunk only';
comment on column turn_taking.first_story_s is 'how long the citizen''s first story of 3 s or more ran until the agent took the floor';
comment on column turn_taking.before_first_fact_s is 'from the first speech to the agent''s first factual question';
comment on column turn_taking.interruptions_by_agent is 'null where one channel cannot tell who cut in';

create table if not exists tempo_signals (
    call_id varchar not null,
    local_date date not null,
    start_s double not null,
    end_s double not null,
    kind varchar not null check (kind in ('too_fast', 'repeat')),
    fast_start_s double not null,
    fast_end_s double not null,
    fast_rate double not null,
    measure_version varchar not null
);
comment on table tempo_signals is 'one row a sign of the citizen''s that the agent went too fast, within 10 s after a fast stretch';
comment on column tempo_signals.kind is 'too_fast: said so; repeat: asks to say it again';
comment on column tempo_signals.fast_rate is 'syllables per second of the agent''s stretch before it';
