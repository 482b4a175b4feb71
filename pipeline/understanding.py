"""From recognised words to the record of a call: turns, roles, hold, names, masks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.correcting import info_of
from pipeline.heard import Roster, find_heard
from pipeline.hearing import HeardCall, starts_mid_speech
from pipeline.holds import find_holds
from pipeline.language import language_of
from pipeline.legs import with_legs, with_successor
from pipeline.ports import Transcript
from pipeline.recognising import Recognised
from pipeline.records import AskedOpening, CallInfo, CallRecord, Conversation, Facts, Provenance, Speaker
from pipeline.redaction import KnownPeople, drop_held_words, redact
from pipeline.roles import OTHER_PARTY, OTHER_SIDE, assign_roles, swapped
from pipeline.sound_names import HINTS
from pipeline.toolbox import Toolbox, config_hash, pipeline_version
from pipeline.turn_building import SpokenWord, build_turns

SURE_ROLES = 0.75
"""Below this confidence both parties' words in hold are dropped: the agent may be the citizen."""


def understand(call: HeardCall, recognised: Recognised, tools: Toolbox, night: str) -> CallRecord:
    """Make the record of a call. Its words exist in memory only, until they are masked here.

    Args:
        call: as heard.
        recognised: its words, and what its openings were asked.
        tools: roster and organisation, pseudonyms, clock.
        night: ISO date of the night.
    """
    with call.watch.measure("understand"):
        info = info_of(call.row.call, tools.pseudonyms)
        roster = tools.roster_for(call.row.call.employee_name)
        conversation = _conversation(call, recognised.transcripts, info)
        recording = call.recording
        asked = recognised.openings
        if not call.has_roles:
            named = [who for who, opening in asked.items() if opening.name_deviation >= HINTS]
            conversation, is_swapped, confidence = assign_roles(conversation, roster, named)
            side = OTHER_SIDE.get(recording.agent_channel, "") if is_swapped else recording.agent_channel
            recording = replace(recording, agent_channel=side, role_confidence=confidence)
            asked = {OTHER_PARTY[who]: opening for who, opening in asked.items()} if is_swapped else asked
        conversation = with_legs(with_successor(conversation), info.employee_id)
        conversation = replace(conversation, facts=_facts(conversation, roster, asked))
        is_sure = recording.role_confidence >= SURE_ROLES
        conversation = replace(conversation, holds=find_holds(conversation, are_roles_sure=is_sure))
        conversation = drop_held_words(conversation, both_parties=not is_sure)
        people = KnownPeople((*tools.colleagues, roster.own_name), (*roster.organisations, *roster.aliases))
        conversation = redact(conversation, people)
    return CallRecord(
        info=info,
        recording=recording,
        conversation=conversation,
        provenance=Provenance(
            pipeline_version=pipeline_version(),
            config_hash=config_hash(tools.settings, tools.weights_checksum),
            asr_model=tools.asr_model,
            diarizer=call.diarizer,
            processed_at=tools.now(),
            night=night,
            stage_s=call.watch.seconds(),
        ),
    )


def _conversation(call: HeardCall, transcripts: Sequence[Transcript], info: CallInfo) -> Conversation:
    words = [
        SpokenWord(
            word.span, word.text, round(word.probability, 3), clip.speaker, transcript.asr_model, transcript.language
        )
        for clip, transcript in zip(call.clips, transcripts, strict=True)
        for word in transcript.words
    ]
    duration_s = call.recording.duration_s
    return Conversation(
        call_id=info.call_id,
        duration_s=duration_s,
        direction=info.direction,
        speech=call.speech,
        turns=build_turns(call.speech, words, language_of=language_of),
        starts_mid_speech=starts_mid_speech(call.recording),
        queue=info.queue,
        technical=call.technical,
        line_sounds=call.line_sounds,
    )


def _facts(conversation: Conversation, roster: Roster, asked: Mapping[Speaker, AskedOpening]) -> Facts:
    """Return what is heard of names.

    Args:
        conversation: before masking.
        roster: names to find.
        asked: openings by the role of who spoke them.
    """
    return replace(
        find_heard(conversation, roster),
        heard_from_other=find_heard(swapped(conversation), roster).heard,
        opening=asked.get("agent"),
        opening_of_other=asked.get("citizen"),
    )
