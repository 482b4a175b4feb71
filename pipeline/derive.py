"""The derived layer: measures, cues and moments as one pure function of a record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from pipeline.findings import Findings
from pipeline.measures.floor import units_of
from pipeline.measures.overlaps import measure_overlaps, tier_of
from pipeline.measures.silences import measure_silences
from pipeline.measures.tempo import measure_tempo
from pipeline.measures.tempo_signals import measure_tempo_signals
from pipeline.measures.turn_taking import measure_turn_taking
from pipeline.measures.version import MEASURE_VERSION
from pipeline.moments import ItemText, find_moments
from pipeline.ports import ChangeFinder, CueFinder, CueResult
from pipeline.records import CallRecord, Conversation, Language, Recording


def derive(record: CallRecord, record_sha256: str, cue_finder: CueFinder, items: Mapping[str, ItemText]) -> Findings:
    """Derive the findings of a record; nothing is measured on a recording that is unusable.

    Args:
        record: the base layer of the call.
        record_sha256: of its file.
        cue_finder: scores the leidraad.
        items: the leidraad's items by id.
    """
    return findings_of(_measured(record), record.recording, record_sha256, cue_finder, items)


def derive_changed(
    record: CallRecord, earlier: Findings, change_finder: ChangeFinder, items: Mapping[str, ItemText]
) -> Findings | None:
    """Derive the findings of a record from those it has, where the leidraad alone changed; measures are kept.

    Args:
        record: the base layer of the call.
        earlier: its findings, by the measures in use.
        change_finder: scores what changed.
        items: the leidraad's items by id.

    Returns:
        What `derive` returns; None where only that can tell.
    """
    conversation = _measured(record)
    result = change_finder.find_changed(conversation, CueResult(earlier.cues, earlier.questions, earlier.topic))
    return _scored_anew(conversation, earlier, result, items) if result is not None else None


def derive_cues(
    record: CallRecord, earlier: Findings, cue_finder: CueFinder, items: Mapping[str, ItemText]
) -> Findings:
    """Derive the findings of a record from those it has, where the leidraad alone changed: `derive`'s, measures kept.

    Args:
        record: the base layer of the call.
        earlier: its findings, by the measures in use.
        cue_finder: scores the leidraad.
        items: the leidraad's items by id.
    """
    conversation = _measured(record)
    return _scored_anew(conversation, earlier, cue_finder.find(conversation), items)


def _scored_anew(
    conversation: Conversation, earlier: Findings, result: CueResult, items: Mapping[str, ItemText]
) -> Findings:
    silences, overlaps, signals = earlier.silences, earlier.overlaps, earlier.tempo_signals
    scored = replace(
        earlier,
        topic=result.topic,
        cues=result.cues,
        moments=find_moments(conversation, result.cues, silences, overlaps, items, signals),
    )
    if result.questions == earlier.questions:
        return scored
    turn_taking = measure_turn_taking(conversation, result.questions, overlaps, silences=silences)
    return replace(scored, questions=result.questions, turn_taking=turn_taking)


def _measured(record: CallRecord) -> Conversation:
    if record.recording.quality == "unusable":
        return replace(record.conversation, speech=(), turns=(), holds=())
    return record.conversation


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
    units = units_of(conversation)
    silences = measure_silences(conversation, units)
    overlaps = measure_overlaps(conversation, units, tier=tier_of(recording) if recording else "high")
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
        turn_taking=measure_turn_taking(conversation, result.questions, overlaps, units=units, silences=silences),
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
