-- span_outside_call
-- Severity: fail
-- Reads: calls, legs, holds, speech, turn_words, silences, overlaps, tempo_signals, question_ranges, cue_ranges, moments
-- Everything in a call lies within its recording and ends after it starts. A second of grace: the length that a
-- compressed file declares and the length that is decoded differ a little.
with spans as (
    select call_id, 'legs' as found_in, start_s, end_s from legs
    union all select call_id, 'holds', start_s, end_s from holds
    union all select call_id, 'speech', start_s, end_s from speech
    union all select call_id, 'turns', start_s, end_s from turn_words
    union all select call_id, 'silences', start_s, end_s from silences
    union all select call_id, 'overlaps', start_s, end_s from "overlaps"
    union all select call_id, 'tempo_signals', start_s, end_s from tempo_signals
    union all select call_id, 'questions', start_s, end_s from question_ranges
    union all select call_id, 'cues', start_s, end_s from cue_ranges where start_s is not null or end_s is not null
    union all select call_id, 'moments', start_s, end_s from moments
    union all select call_id, 'moments', clip_start_s, clip_end_s from moments
)
select spans.call_id, spans.found_in, count(*) as row_count
from spans
inner join calls using (call_id)
where (spans.start_s >= 0 and spans.end_s > spans.start_s and spans.end_s <= calls.duration_s + 1) is not true
group by all;
