"""The derived layer: measures, cues and moments as one pure function of a record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from pipeline.findings import Findings
from pipeline.measures.overlaps import measure_overlaps, tier_of
from pipeline.measures.silences import measure_silences
from pipeline.measures.tempo import measure_tempo
from pipeline.measures.tempo_signals import measure_tempo_signals
from pipeline.measures.turn_taking import measure_turn_taking
from pipeline.measures.version import MEASURE_VERSION
from pipeline.moments import ItemText, find_moments
from pipeline.ports import CueFinder
from pipeline.records import CallRecord, Conversation, Language, Recording


def derive(record: CallRecord, record_sha256: str, cue_finder: CueFinder, items: Mapping[str, ItemText]) -> Findings:
    """Derive the findings of a record; nothing is measured on a recording that is unusable.

    Args:
        record: the base layer of the call.
        record_sha256: of its file.
        cue_finder: scores the leidraad.
        items: the leidraad's items by id.
    """
    conversation = record.conversation
    if record.recording.quality == "unusable":
        conversation = replace(conversation, speech=(), turns=(), holds=())
    return findings_of(conversation, record.recording, record_sha256, cue_finder, items)


def findings_of(
    conversation: Conversation,
    recording: Recording | None,
    record_sha256: str,
    cue_finder: CueFinder,
    items: Mapping[str, ItemText],
) -> Findings:
    """Derive the findings of a conversation, of a recording or given as turns.

    Args:
        conversation: the call.
        recording: where it was heard; None for turns given as text.
        record_sha256: of the record's file; empty without one.
        cue_finder: scores the leidraad.
        items: the leidraad's items by id.
    """
    result = cue_finder.find(conversation)
    silences = measure_silences(conversation)
    overlaps = measure_overlaps(conversation, tier=tier_of(recording) if recording else "high")
    signals = measure_tempo_signals(conversation)
    return Findings(
        call_id=conversation.call_id,
        record_sha256=record_sha256,
        measure_version=MEASURE_VERSION,
        topic=result.topic,
        language=language_of_call(conversation),
        tempo=measure_tempo(conversation),
        silences=silences,
        overlaps=overlaps,
        questions=result.questions,
        cues=result.cues,
        moments=find_moments(conversation, result.cues, silences, overlaps, items, signals),
        turn_taking=measure_turn_taking(conversation, result.questions, overlaps),
        tempo_signals=signals,
    )


def language_of_call(conversation: Conversation) -> Language:
    """Return the language of most words of the citizen, of the agent where the citizen has none."""
    for speaker in ("citizen", "agent"):
        counts: Counter[Language] = Counter()
        for turn in conversation.turns:
            if turn.speaker == speaker and turn.language != "unknown":
                counts[turn.language] += len(turn.words)
        if counts:
            return max(sorted(counts), key=lambda language: counts[language])
    return "unknown"
