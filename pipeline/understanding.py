"""From recognised words to the record of a call: turns, roles, hold, names, masks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.correcting import info_of
from pipeline.heard import Roster, find_heard
from pipeline.hearing import HeardCall, starts_mid_speech
from pipeline.holds import find_holds
from pipeline.language import language_of
from pipeline.legs import with_legs, with_successor
from pipeline.ports import Transcript
from pipeline.records import CallInfo, CallRecord, Conversation, Provenance, Speaker
from pipeline.redaction import KnownPeople, drop_held_words, redact
from pipeline.roles import OTHER_SIDE, assign_roles, swapped
from pipeline.sound_names import SUPPORTING_MARGIN, name_margin, with_margin
from pipeline.toolbox import Toolbox, config_hash, pipeline_version
from pipeline.turn_building import SpokenWord, build_turns

PARTIES: tuple[Speaker, ...] = ("agent", "citizen")
SURE_ROLES = 0.75
"""Below this confidence both parties' words in hold are dropped: the agent may be the citizen."""


def understand(call: HeardCall, transcripts: Sequence[Transcript], tools: Toolbox, night: str) -> CallRecord:
    """Make the record of a call. Its words exist in memory only, until they are masked here.

    Args:
        call: as heard.
        transcripts: one per clip of the call.
        tools: roster and organisation, pseudonyms, clock.
        night: ISO date of the night.
    """
    with call.watch.measure("understand"):
        info = info_of(call.row.call, tools.pseudonyms)
        roster = tools.roster_for(call.row.call.employee_name)
        conversation = _conversation(call, transcripts, info)
        recording = call.recording
        heard_as: Speaker = "agent"  # what the agent's clips are labelled with
        openings = {who: _opening(call, transcripts, who, roster.own_name) for who in PARTIES}
        if not call.has_roles:
            named = [who for who, opening in openings.items() if opening.is_named]
            conversation, is_swapped, confidence = assign_roles(conversation, roster, named)
            side = OTHER_SIDE.get(recording.agent_channel, "") if is_swapped else recording.agent_channel
            recording = replace(recording, agent_channel=side, role_confidence=confidence)
            heard_as = "citizen" if is_swapped else "agent"
        conversation = with_legs(with_successor(conversation), info.employee_id)
        conversation = _with_facts(conversation, openings[heard_as], roster)
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


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first clip of a party, the one that is asked for the employee's name where the agent may speak in it.

    Attributes:
        end_s: where it ends; 0 for a party that says nothing.
        margin: of the name in its sound; None where it was not asked.
    """

    end_s: float = 0.0
    margin: float | None = None

    @property
    def is_named(self) -> bool:
        """The name stands out in it, whatever words were recognised."""
        return self.margin is not None and self.margin >= SUPPORTING_MARGIN


def _opening(call: HeardCall, transcripts: Sequence[Transcript], heard_as: Speaker, own_name: str) -> _Opening:
    """Return the opening of the party whose clips are labelled `heard_as`, for roles may be exchanged later."""
    for clip, transcript in zip(call.clips, transcripts, strict=True):
        if clip.speaker == heard_as:
            return _Opening(clip.span.end_s, name_margin(own_name, transcript.probe_evidence))
    return _Opening()


def _with_facts(conversation: Conversation, opening: _Opening, roster: Roster) -> Conversation:
    end_word = position = 0
    for turn in conversation.turns:
        for word in turn.words:
            position += 1
            if turn.speaker == "agent" and word.span.start_s < opening.end_s:
                end_word = position
    facts = with_margin(find_heard(conversation, roster), opening.margin, end_word)
    from_other = find_heard(swapped(conversation), roster).heard
    return replace(conversation, facts=replace(facts, heard_from_other=from_other))
