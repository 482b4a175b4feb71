-- turn_words, and the views words, turns and redactions over it.
-- PII: word (redacted), text (redacted)
-- Text lives here and nowhere else. A row is a turn with its words in lists of one length, not a row a word: a turn's
-- text is then read without sorting, the words of one call are found six times sooner at 90 million words, and marts
-- join evidence turn by turn. Ask the views; `words` has the row a word.
create table if not exists turn_words (
    call_id varchar not null,
    local_date date not null,
    leg_index integer not null,
    turn_index integer not null,
    speaker varchar not null check (speaker in ('agent', 'citizen', 'other')),
    start_s double not null,
    end_s double not null,
    language varchar not null check (language in ('nl', 'fy', 'other', 'unknown')),
    confidence double check (confidence between 0 and 1),
    asr_model varchar not null,
    first_word integer not null,
    word varchar[] not null,
    word_start_s double[] not null,
    word_end_s double[] not null,
    probability double[] not null,
    syllable_count integer[] not null,
    redaction varchar[] not null
);
comment on table turn_words is 'one row a turn with its words in lists; ask turns or words';
comment on column turn_words.first_word is 'word_index of its first word; words are counted in turn order through the call';

-- the words from one index up to another, out of a turn's list that starts at first_word; null where there are none
create or replace macro said(list, first_word, from_word, end_word) as
    nullif(array_to_string(list_slice(list, greatest(from_word - first_word, 0) + 1, end_word - first_word), ' '), '');

create or replace view turns as
select
    call_id, local_date, leg_index, turn_index, speaker, start_s, end_s,
    nullif(array_to_string(word, ' '), '')                      as text,
    language,
    case when len(word) > 0 then len(word)::integer end         as word_count,
    case when len(word) > 0 then list_sum(syllable_count)::integer end as syllable_count,
    confidence, asr_model
from turn_words;
comment on view turns is 'one row a turn';
comment on column turns.word_count is 'null where no word was recognised or is kept: how many were said is not known';

create or replace view words as
select
    call_id, local_date,
    first_word + unnest(range(len(word)))::integer              as word_index,
    turn_index, speaker,
    unnest(word_start_s)                                        as start_s,
    unnest(word_end_s)                                          as end_s,
    unnest(word)                                                as word,
    unnest(probability)                                         as probability,
    language,
    unnest(syllable_count)                                      as syllable_count,
    unnest(redaction)                                           as redaction
from turn_words;
comment on view words is 'one row a word';
comment on column words.word_index is 'counts the words of the call in turn order, from 0';
comment on column words.redaction is 'kind of the mask; null where the word is kept';

create or replace view redactions as
select call_id, local_date, word_index, turn_index, speaker, start_s, end_s, redaction as kind
from words
where redaction is not null;
comment on view redactions is 'one row a masked word';
