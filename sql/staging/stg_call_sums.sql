-- stg_call_sums
-- Grain: call_id
-- Reads: calls, speech, silences, overlaps, questions, cues, choices
-- PII:   none
-- Sums per call. A table, made once a night: at two years of calls it would take seconds to sum again at each look.
-- Calls that are unusable or have nothing derived yet have no row. Cues are the current verdicts on the call's legs.
-- One channel cannot tell who cut in: interruptions are null there unless coaching.mono_interruptions asks for them.
create or replace table stg_call_sums as
with usable as (
    select
        call_id, local_date,
        case when channel_count = 1 or list_contains(quality_reasons, 'same_sound_on_both_channels') then 'low'
             when list_has_any(quality_reasons, ['crosstalk', 'joint_stereo_mp3']) then 'medium'
             else 'high' end                                    as overlap_tier
    from calls
    where quality <> 'unusable' and measure_version is not null
),
spoken as (
    select
        call_id,
        sum(end_s - start_s) filter (where speaker = 'agent')   as agent_speech_s,
        sum(end_s - start_s) filter (where speaker = 'citizen') as citizen_speech_s
    from speech
    group by call_id
),
silent as (
    select
        call_id,
        max(end_s - start_s) filter (where kind in ('pause', 'gap', 'search'))              as longest_silence_s,
        sum(end_s - start_s) filter (where kind in ('search', 'hold') and not is_announced) as unannounced_silence_s
    from silences
    group by call_id
),
cut_in as (
    select call_id, count(*) as interruptions_by_agent
    from "overlaps"
    where kind = 'interruption' and onset_speaker = 'agent'
    group by call_id
),
asked as (
    select call_id, count(*) filter (where kind = 'open' and speaker = 'agent') as open_questions
    from question_ranges
    group by call_id
),
judged as (
    select
        call_id,
        count(*) filter (where verdict = 'said')                as cues_said,
        count(*) filter (where verdict = 'not_said')            as cues_not_said,
        count(*) filter (where verdict = 'uncertain')           as cues_uncertain
    from cue_ranges
    where is_current and occurrence = 0
    group by call_id
)
select
    usable.call_id, usable.local_date,
    coalesce(spoken.agent_speech_s, 0)                          as agent_speech_s,
    coalesce(spoken.citizen_speech_s, 0)                        as citizen_speech_s,
    coalesce(silent.longest_silence_s, 0)                       as longest_silence_s,
    coalesce(silent.unannounced_silence_s, 0)                   as unannounced_silence_s,
    case when usable.overlap_tier <> 'low' or (select coalesce(bool_or(mono_interruptions), false) from choices)
         then coalesce(cut_in.interruptions_by_agent, 0) end    as interruptions_by_agent,
    usable.overlap_tier,
    coalesce(asked.open_questions, 0)                           as open_questions,
    coalesce(judged.cues_said, 0)                               as cues_said,
    coalesce(judged.cues_not_said, 0)                           as cues_not_said,
    coalesce(judged.cues_uncertain, 0)                          as cues_uncertain
from usable
left join spoken using (call_id)
left join silent using (call_id)
left join cut_in using (call_id)
left join asked using (call_id)
left join judged using (call_id);
