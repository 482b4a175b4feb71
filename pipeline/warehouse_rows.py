"""A call's record and findings as rows of the warehouse's tables; pure.

A row is a mapping from column to value, ready for JSON. Each table's rows have all of its columns: a test holds them to
`sql/schema/`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from pipeline.failures import Failure
from pipeline.findings import (
    Cue,
    Findings,
    Moment,
    Overlap,
    Polarity,
    Question,
    Silence,
    Tempo,
    TempoSignal,
    TurnTaking,
)
from pipeline.nights import NightReport
from pipeline.placing import WordCount, count_spoken, leg_at, middle_s, turn_lines
from pipeline.records import (
    CallInfo,
    CallRecord,
    Conversation,
    Hold,
    Leg,
    Provenance,
    Recording,
    Span,
    Speech,
    Turn,
)
from pipeline.records_store import local_date

Row = Mapping[str, object]
Finding = Tempo | TempoSignal | Silence | Overlap | TurnTaking | Question | Cue | Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class CueItem:
    """An item of a leidraad, as the warehouse names it.

    Attributes:
        focus: it is the focus point of the year.
    """

    cue_id: str
    leidraad_id: str
    leidraad_version: int
    name_nl: str
    name_fy: str | None
    description_nl: str | None
    polarity: Polarity
    focus: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The file that rows come from.

    Attributes:
        sha256: of its bytes.
        stamp: its size and time, to see without reading whether it changed.
    """

    sha256: str
    stamp: str


@dataclass(frozen=True, slots=True)
class LoadedCall:
    """A call as read from the store; findings that do not fit the record are None, though their source is known."""

    record: CallRecord
    record_source: Source
    findings: Findings | None = None
    findings_source: Source | None = None


def rows_of(call: LoadedCall) -> dict[str, list[Row]]:
    """Return the rows of a call per table."""
    conversation = call.record.conversation
    key = {"call_id": conversation.call_id, "local_date": local_date(call.record.info.started_at)}
    rows: dict[str, list[Row]] = {
        "calls": [_call_row(call)],
        "legs": [{"leg_index": i, **_flat(leg)} for i, leg in enumerate(_legs(call.record))],
        "holds": [{"hold_index": i, **_flat(hold)} for i, hold in enumerate(conversation.holds)],
        "speech": _speech_rows(conversation),
        "turn_words": _turn_rows(conversation),
    }
    if call.findings is not None:
        rows |= _findings_rows(call.findings, WordCount.of(conversation.turns))
    return {table: [{**key, **row} for row in table_rows] for table, table_rows in rows.items()}


def failure_row(failure: Failure) -> Row:
    """Return a failure as a row; `at`, a word of SQL, becomes `failed_at`."""
    return {"failed_at" if name == "at" else name: value for name, value in _flat(failure).items()}


def plain_row(part: NightReport | CueItem) -> Row:
    """Return a record whose fields are the columns as they are."""
    return _flat(part)


def _call_row(call: LoadedCall) -> Row:
    return {
        **_info_columns(call.record.info),
        **_recording_columns(call.record.recording),
        **_provenance_columns(call.record.provenance),
        **_findings_columns(call.findings),
        "starts_mid_speech": call.record.conversation.starts_mid_speech,
        "detector_version": call.record.conversation.facts.detector_version,
        "record_sha256": call.record_source.sha256,
        "record_stamp": call.record_source.stamp,
        "findings_sha256": call.findings_source.sha256 if call.findings_source else None,
        "findings_stamp": call.findings_source.stamp if call.findings_source else None,
    }


def _info_columns(info: CallInfo) -> Row:
    return {
        "interaction_id": info.interaction_id or None,
        "employee_id": info.employee_id,
        "team": info.team or None,
        "queue": info.queue or None,
        "trunk": info.trunk or None,
        "direction": info.direction,
        "started_at": info.started_at,
        "language_hint": info.language_hint or None,
    }


def _recording_columns(recording: Recording) -> Row:
    return {
        "recording_uri": recording.uri,
        "recording_sha256": recording.sha256,
        "duration_s": recording.duration_s,
        "channel_count": recording.channel_count,
        "sample_rate_hz": recording.sample_rate_hz,
        "codec": recording.codec,
        "agent_channel": recording.agent_channel or None,
        "role_confidence": recording.role_confidence,
        "quality": recording.quality,
        "quality_reasons": recording.quality_reasons,
        "snr_db": recording.snr_db,
        "crosstalk_db": recording.crosstalk_db,
    }


def _provenance_columns(provenance: Provenance) -> Row:
    return {
        "pipeline_version": provenance.pipeline_version,
        "config_hash": provenance.config_hash,
        "asr_model": provenance.asr_model,
        "diarizer": provenance.diarizer,
        "processed_at": provenance.processed_at,
        "night": provenance.night or None,
    }


def _findings_columns(findings: Findings | None) -> Row:
    if findings is None:
        return {"topic": None, "language": "unknown", "measure_version": None}
    return {
        "topic": findings.topic or None,
        "language": findings.language,
        "measure_version": findings.measure_version,
    }


def _legs(record: CallRecord) -> tuple[Leg, ...]:
    whole = Leg(Span(0.0, record.recording.duration_s), record.info.employee_id)
    return record.conversation.legs or (whole,)


def _speech_rows(conversation: Conversation) -> list[Row]:
    lines = turn_lines(conversation.turns)
    rows: list[Row] = []
    for i, (stretch, counts) in enumerate(zip(conversation.speech, count_spoken(conversation), strict=True)):
        line = lines.get(stretch.speaker)
        turn_index = line.at(middle_s(stretch.span)) if line is not None else None
        turn = conversation.turns[turn_index] if turn_index is not None else None
        is_counted = counts.word_count > 0 or (turn is not None and bool(turn.words))
        rows.append(
            {
                "leg_index": leg_at(conversation.legs, stretch.span.start_s),
                "ipu_index": i,
                "turn_index": turn_index,
                "language": turn.language if turn is not None else "unknown",
                "word_count": counts.word_count if is_counted else None,
                "syllable_count": counts.syllable_count if is_counted else None,
                "phonation_s": round(stretch.span.duration_s - counts.filled_s, 3),
                **_flat(stretch),
            }
        )
    return rows


def _turn_rows(conversation: Conversation) -> list[Row]:
    firsts = WordCount.of(conversation.turns).firsts[:-1]
    return [
        {
            "leg_index": leg_at(conversation.legs, turn.span.start_s),
            "turn_index": i,
            "speaker": turn.speaker,
            **_span_columns("", turn.span),
            "language": turn.language,
            "confidence": turn.confidence,
            "asr_model": turn.asr_model,
            "first_word": first,
            **_word_lists(turn),
        }
        for i, (turn, first) in enumerate(zip(conversation.turns, firsts, strict=True))
    ]


def _word_lists(turn: Turn) -> Row:
    return {
        "word": [word.text for word in turn.words],
        "word_start_s": [word.span.start_s for word in turn.words],
        "word_end_s": [word.span.end_s for word in turn.words],
        "probability": [word.probability for word in turn.words],
        "syllable_count": [word.syllable_count for word in turn.words],
        "redaction": [word.redaction for word in turn.words],
    }


def _findings_rows(findings: Findings, counted: WordCount) -> dict[str, list[Row]]:
    version = {"measure_version": findings.measure_version}
    return {
        "tempo": [{**_flat(tempo), **version} for tempo in findings.tempo],
        "silences": [{**_flat(silence), **version} for silence in findings.silences],
        "overlaps": [{**_flat(overlap), **version} for overlap in findings.overlaps],
        "turn_taking": [{**_flat(taking), **version} for taking in (findings.turn_taking,) if taking is not None],
        "tempo_signals": [{**_flat(signal), **version} for signal in findings.tempo_signals],
        "question_ranges": [{**_flat(question), **version} for question in findings.questions],
        "cue_ranges": [{**_cue_row(cue, counted), **version} for cue in findings.cues],
        "moments": [{**_moment_row(moment, findings.cues, counted), **version} for moment in findings.moments],
    }


def _cue_row(cue: Cue, counted: WordCount) -> Row:
    return {
        "start_s": None,
        "end_s": None,
        **{name: value for name, value in _flat(cue).items() if name != "span"},
        **_turn_range(cue, counted),
        "is_current": True,
    }


def _moment_row(moment: Moment, cues: Sequence[Cue], counted: WordCount) -> Row:
    cue = _cue_of(moment, cues)
    return {
        **_flat(moment),
        "verdict": cue.verdict if cue else None,
        "confidence": cue.confidence if cue else None,
        "leidraad_id": cue.leidraad_id if cue else None,
        "leidraad_version": cue.leidraad_version if cue else None,
        "first_word": cue.first_word if cue else None,
        "end_word": cue.end_word if cue else None,
        **_turn_range(cue, counted),
    }


def _cue_of(moment: Moment, cues: Sequence[Cue]) -> Cue | None:
    """Return the place in a cue that a moment stands for, else the verdict on its leg; None for what is no cue."""
    candidates = [cue for cue in cues if (cue.cue_id, cue.leg_index) == (moment.cue_id, moment.leg_index)]
    return min(candidates, key=lambda cue: (cue.span != moment.span, cue.occurrence), default=None)


def _turn_range(cue: Cue | None, counted: WordCount) -> Row:
    if cue is None or cue.first_word is None or cue.end_word is None:
        return {"turn_index": None, "last_turn_index": None}
    return {
        "turn_index": counted.turn_of(cue.first_word),
        "last_turn_index": counted.turn_of(cue.end_word - 1),
    }


def _flat(part: Finding | Leg | Hold | Speech | Failure | NightReport | CueItem) -> dict[str, object]:
    """Return the fields as columns: `span` becomes start_s and end_s, another span takes its name before them."""
    row: dict[str, object] = {}
    for part_field in fields(part):
        value = getattr(part, part_field.name)
        if isinstance(value, Span):
            row |= _span_columns("" if part_field.name == "span" else f"{part_field.name}_", value)
        else:
            row[part_field.name] = value
    return row


def _span_columns(prefix: str, span: Span) -> dict[str, object]:
    return {f"{prefix}start_s": span.start_s, f"{prefix}end_s": span.end_s}
