-- doubtful_tempo
-- Severity: warn
-- Reads: tempo
-- A rate called reliable must be there and humanly possible (people speak 2 to 9 syllables/s), and one that is not must
-- say why.
select call_id, speaker, language, articulation_rate, reason_code
from tempo
where (is_reliable and (articulation_rate between 1.5 and 10) is not true)
   or (not is_reliable and reason_code is null);
