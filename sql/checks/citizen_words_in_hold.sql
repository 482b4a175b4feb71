-- citizen_words_in_hold
-- Severity: fail
-- Reads: holds, words
-- Nothing a citizen says while waiting may be kept. A word counts as said in the hold when its middle lies in it.
with held as (
    select holds.call_id, holds.start_s, holds.end_s, words.start_s as word_start_s, words.end_s as word_end_s
    from holds
    inner join words using (call_id, local_date)
    where words.speaker = 'citizen'
)
select call_id, count(*) as word_count
from held
where (word_start_s + word_end_s) / 2 >= start_s and (word_start_s + word_end_s) / 2 < end_s
group by call_id;
