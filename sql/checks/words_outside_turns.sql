-- words_outside_turns
-- Severity: fail
-- Reads: cue_ranges, question_ranges, turn_words
-- A range points at words that are there. Calls whose words are no longer kept have none to point at.
with counted as (
    select call_id, sum(len(word)) as word_count from turn_words group by call_id
),
pointed as (
    select call_id, first_word, end_word from cue_ranges where first_word is not null
    union all select call_id, first_word, end_word from question_ranges
)
select pointed.call_id, count(*) as range_count
from pointed
inner join counted using (call_id)
where counted.word_count > 0
  and not (pointed.first_word >= 0 and pointed.first_word < pointed.end_word and pointed.end_word <= counted.word_count)
group by pointed.call_id;
