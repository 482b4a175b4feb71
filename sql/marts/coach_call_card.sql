-- coach_call_card
-- Grain: call_id
-- Reads: calls, stg_call_sums, stg_call_parts, stg_tempo
-- PII:   employee_id (pseudonym)
-- For coaches: how one call went, at a glance. Columns are only ever added; see sql/CHANGELOG.md.
-- A measure is null, never 0, where it could not be had: the recording is unusable, nothing was derived yet, nobody
-- spoke, the tempo is not reliable, or (interruptions) one channel cannot tell who cut in and the settings do not ask.
create or replace view coach_call_card as
select
    calls.call_id,
    calls.started_at,
    calls.employee_id,
    calls.topic,
    calls.duration_s,
    sums.agent_speech_s / nullif(sums.agent_speech_s + sums.citizen_speech_s, 0)    as agent_share,
    agent.articulation_rate                                     as agent_articulation_rate,
    agent.articulation_rate - citizen.articulation_rate         as tempo_difference,
    sums.longest_silence_s,
    sums.unannounced_silence_s,
    sums.interruptions_by_agent,
    sums.open_questions,
    sums.cues_said,
    sums.cues_not_said,
    calls.quality,
    sums.cues_uncertain,
    calls.local_date,
    calls.team,
    calls.queue,
    calls.direction,
    calls.language,
    calls.quality_reasons,
    calls.role_confidence,
    calls.measure_version,
    sums.overlap_tier                                           as interruptions_tier,
    case when calls.quality = 'unusable' then 'unusable_recording'
         when calls.measure_version is null then 'nothing_derived'
         when sums.interruptions_by_agent is null then 'one_channel' end            as interruptions_reason,
    parts.story_id                                              as interaction_id,
    parts.part,
    parts.part_count
from calls
left join stg_call_sums as sums using (call_id, local_date)
left join stg_call_parts as parts using (call_id, local_date)
left join stg_tempo as agent
    on agent.call_id = calls.call_id and agent.local_date = calls.local_date and agent.speaker = 'agent'
left join stg_tempo as citizen
    on citizen.call_id = calls.call_id and citizen.local_date = calls.local_date and citizen.speaker = 'citizen';
comment on view coach_call_card is 'one row a call: how it went, at a glance';
comment on column coach_call_card.agent_share is 'agent''s part of the seconds both parties speak, 0 to 1; overlaps count for both';
comment on column coach_call_card.agent_articulation_rate is 'syllables per second of the agent''s speech without pauses; null unless reliable';
comment on column coach_call_card.tempo_difference is 'agent''s articulation rate less the citizen''s; above 0 the agent speaks faster';
comment on column coach_call_card.longest_silence_s is 'longest silence inside the conversation, hold and technical silence left out; 0: none of 0.25 s';
comment on column coach_call_card.unannounced_silence_s is 'seconds of search and hold that the agent did not announce';
comment on column coach_call_card.interruptions_by_agent is 'times the agent took the floor while the citizen spoke on';
comment on column coach_call_card.interruptions_tier is 'how far the sound lets overlaps be seen: low for one channel';
comment on column coach_call_card.interruptions_reason is 'why interruptions_by_agent is null; null where it is not';
comment on column coach_call_card.interaction_id is 'joins the recordings of one transferred call, see coach_interactions; the call itself where none';
comment on column coach_call_card.part is 'the how-manieth recording of part_count this is in its interaction, in order of their start';
comment on column coach_call_card.open_questions is 'open questions of the agent';
comment on column coach_call_card.cues_said is 'items of the current leidraad heard; what applies differs by call, so it is no score';
comment on column coach_call_card.cues_not_said is 'items that apply and were not heard';
comment on column coach_call_card.quality is 'good, limited (measures are doubtful) or unusable (no measures)';
