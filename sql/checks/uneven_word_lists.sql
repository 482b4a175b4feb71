-- uneven_word_lists
-- Severity: fail
-- Reads: turn_words
-- The lists of a turn are of one length, and the words of a call are counted on from turn to turn.
select call_id, count(*) as turn_count
from turn_words
group by call_id
having not bool_and(
    len(word_start_s) = len(word) and len(word_end_s) = len(word) and len(probability) = len(word)
    and len(syllable_count) = len(word) and len(redaction) = len(word)
)
or min(first_word) <> 0
or max(first_word + len(word)) <> sum(len(word));
