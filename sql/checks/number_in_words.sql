-- number_in_words
-- Severity: warn
-- Reads: turn_words
-- A run of seven digits may be a telephone number or BSN that redaction missed. The word itself is not shown.
select call_id, count(*) as turn_count
from turn_words
where regexp_matches(array_to_string(word, ' '), '[0-9]{7}')
group by call_id;
