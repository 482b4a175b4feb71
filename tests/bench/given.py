"""A call of ten seconds and what the program made of it, small enough to score by hand.

time_s    0    1    2    3    4    5    6    7    8    9   10
agent       |---------|                          |----|
citizen                    |--------------|    |----|
truth     silence 3.0 to 4.0; overlap 8.0 to 8.5
"""

from typing import Any

from pipeline.findings import Cue, Findings, Overlap, Question, Silence, Tempo, Verdict
from pipeline.ports import CueResult
from pipeline.records import Conversation, Span, Speech
from tests.bench.outcome import CallOutcome
from tests.bench.truth import TrueCall, TrueSpan, TrueTurn

NO_CUES = CueResult((), ())


def make_truth(**changes: Any) -> TrueCall:
    given: dict[str, Any] = {
        "id": "call-1",
        "duration_s": 10.0,
        "turns": [
            TrueTurn("agent", 1.0, 3.0, "Goedemorgen, waarmee kan ik helpen?"),
            TrueTurn("citizen", 4.0, 7.0, "Ik ha in fraach.", "fy"),
            TrueTurn("citizen", 7.5, 8.5, "Over mijn paspoort."),
            TrueTurn("agent", 8.0, 9.0, "Ja, natuurlijk."),
        ],
        "speech": {"agent": [(1.0, 3.0), (8.0, 9.0)], "citizen": [(4.0, 7.0), (7.5, 8.5)]},
        "silences": [TrueSpan(3.0, 4.0, "gap"), TrueSpan(7.0, 7.5, "pause")],
        "overlaps": [TrueSpan(8.0, 8.5, "interruption")],
    }
    return TrueCall(**(given | changes))


def make_outcome(**changes: Any) -> CallOutcome:
    given: dict[str, Any] = {
        "key": "samples/call-1.wav",
        "call_id": "call-1",
        "channel_count": 2,
        "text": "goedemorgen waarmee kan ik helpen ik ga een vraag ja over mijn paspoort",
        "texts": {"left": "goedemorgen waarmee kan ik helpen ja", "right": "ik ga een vraag over mijn paspoort"},
        "agent_channel": "left",
        "quality": "good",
        "quality_reasons": [],
        "conversation": make_heard(),
        "findings": make_findings(),
        "recognised_word_count": 13,
        "kept_word_count": 12,
    }
    return CallOutcome(**(given | changes))


def make_heard() -> Conversation:
    return Conversation(
        "call-1",
        10.0,
        speech=(
            Speech(Span(1.0, 3.5), "agent"),
            Speech(Span(4.0, 7.0), "citizen"),
            Speech(Span(7.5, 8.5), "citizen"),
            Speech(Span(8.5, 9.0), "agent"),
        ),
    )


def make_findings(**changes: Any) -> Findings:
    given: dict[str, Any] = {
        "call_id": "call-1",
        "record_sha256": "",
        "measure_version": "1",
        "topic": "",
        "language": "nl",
        "tempo": (),
        "silences": (make_silence(3.1, 4.0), make_silence(7.0, 7.5)),
        "overlaps": (Overlap(span=Span(8.3, 8.5), onset_speaker="agent", kind="terminal_overlap", tier="high"),),
        "questions": (),
        "cues": (),
        "moments": (),
    }
    return Findings(**(given | changes))


def make_silence(start_s: float, end_s: float) -> Silence:
    return Silence(span=Span(start_s, end_s), kind="pause", is_announced=False, before_speaker=None, after_speaker=None)


def make_cue(cue_id: str, verdict: Verdict, *, occurrence: int = 0, leg_index: int = 0) -> Cue:
    return Cue(
        leg_index=leg_index,
        cue_id=cue_id,
        occurrence=occurrence,
        verdict=verdict,
        span=None,
        first_word=None,
        end_word=None,
        confidence=1.0,
        leidraad_id="basis",
        leidraad_version=1,
    )


def make_tempo(speaker: Any, rate: float, *, reason: str | None = None) -> Tempo:
    return Tempo(
        speaker=speaker,
        language="all",
        syllable_count=50,
        phonation_s=10.0,
        turn_s=10.0,
        articulation_rate=rate,
        speaking_rate=rate,
        nuclei_rate=None,
        is_reliable=reason is None,
        reason_code=reason,
    )


def make_question(start_s: float, end_s: float, kind: Any, speaker: Any = "agent") -> Question:
    return Question(
        turn_index=0,
        first_word=0,
        end_word=1,
        span=Span(start_s, end_s),
        speaker=speaker,
        kind=kind,
        response_s=None,
        response_words=None,
    )
