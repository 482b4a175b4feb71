-- uneven_word_lists
-- Severity: fail
-- Reads: turn_words
-- The lists of a turn are of one length, and the words of a call are counted through its turns.
with counted as (
    select
        call_id, first_word, len(word) as word_count,
        len(word_start_s) = len(word) and len(word_end_s) = len(word) and len(probability) = len(word)
        and len(syllable_count) = len(word) and len(redaction) = len(word)          as is_even,
        coalesce(sum(len(word)) over earlier, 0)                as expected_first
    from turn_words
    window earlier as (partition by call_id order by turn_index rows between unbounded preceding and 1 preceding)
)
select call_id, count(*) as turn_count
from counted
where not is_even or first_word <> expected_first
group by call_id;
