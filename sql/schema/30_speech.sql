-- speech: who spoke when, tight around the sound.
create table if not exists speech (
    call_id varchar not null,
    local_date date not null,
    leg_index integer not null,
    ipu_index integer not null,
    turn_index integer,
    speaker varchar not null check (speaker in ('agent', 'citizen', 'other')),
    start_s double not null,
    end_s double not null,
    language varchar not null check (language in ('nl', 'fy', 'other', 'unknown')),
    word_count integer,
    syllable_count integer,
    nuclei_count integer,
    phonation_s double
);
comment on table speech is 'one row a stretch of speech by one speaker; own pauses of 0.25 s and more split it (inter-pausal unit)';
comment on column speech.turn_index is 'the speaker''s turn it lies in; null outside all turns';
comment on column speech.language is 'of that turn';
comment on column speech.word_count is 'words nearest to it; null where the turn has no words kept: how many were said is then not known';
comment on column speech.syllable_count is 'of those words, filled pauses left out; null where word_count is';
comment on column speech.nuclei_count is 'syllable nuclei in the sound; needs no words; null where not counted';
comment on column speech.phonation_s is 'seconds of it, filled pauses left out: syllable_count / phonation_s is its articulation rate';
