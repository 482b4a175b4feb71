-- question_ranges, and the view questions with the words of each range.
-- PII: text (redacted)
create table if not exists question_ranges (
    call_id varchar not null,
    local_date date not null,
    turn_index integer not null,
    first_word integer not null,
    end_word integer not null,
    start_s double not null,
    end_s double not null,
    speaker varchar not null check (speaker in ('agent', 'citizen', 'other')),
    kind varchar not null check (
        kind in (
            'open', 'follow_up', 'factual', 'closed', 'choice', 'leading', 'check', 'repair', 'offer', 'procedural'
        )
    ),
    response_s double,
    response_words integer,
    measure_version varchar not null
);
comment on table question_ranges is 'one row a question, with the words it is made of; ask questions';

create or replace view questions as
select
    q.call_id, q.local_date, q.turn_index, q.first_word, q.end_word, q.start_s, q.end_s, q.speaker, q.kind,
    said(t.word, t.first_word, q.first_word, q.end_word)        as text,
    q.response_s, q.response_words, q.measure_version
from question_ranges as q
left join turn_words as t using (call_id, local_date, turn_index);
comment on view questions is 'one row a question';
comment on column questions.text is 'null where the words are no longer kept';
comment on column questions.response_s is 'seconds of the other''s speech until the asker speaks again; null where nobody answers';
comment on column questions.response_words is 'words of that answer';
