-- orphan_rows
-- Severity: fail
-- Reads: calls and every table by call
-- No row stays behind when its call goes, and the day it carries is the call's.
with kept as (
    select call_id, local_date, 'legs' as found_in from legs
    union all select call_id, local_date, 'holds' from holds
    union all select call_id, local_date, 'speech' from speech
    union all select call_id, local_date, 'turns' from turn_words
    union all select call_id, local_date, 'tempo' from tempo
    union all select call_id, local_date, 'silences' from silences
    union all select call_id, local_date, 'overlaps' from "overlaps"
    union all select call_id, local_date, 'turn_taking' from turn_taking
    union all select call_id, local_date, 'tempo_signals' from tempo_signals
    union all select call_id, local_date, 'questions' from question_ranges
    union all select call_id, local_date, 'cues' from cue_ranges
    union all select call_id, local_date, 'moments' from moments
)
select kept.call_id, kept.found_in, count(*) as row_count
from kept
anti join calls using (call_id, local_date)
group by all;
