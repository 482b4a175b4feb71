"""What is derived from a conversation: one class per table of the derived layer, one object per row.

The fields are the columns of the table (a `span` becomes `start_s` and `end_s`); the warehouse adds `call_id` and
`measure_version`.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Language, Span, Speaker

SilenceKind = Literal["pause", "gap", "search", "hold", "technical"]
OverlapKind = Literal["backchannel", "terminal_overlap", "dual_start", "interruption", "interruption_attempt", "other"]
QuestionKind = Literal[
    "open", "follow_up", "factual", "closed", "choice", "leading", "check", "repair", "offer", "procedural"
]
Verdict = Literal["said", "not_said", "uncertain", "not_applicable"]
Tier = Literal["high", "medium", "low"]
Polarity = Literal["top", "goal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """Speaking tempo of one speaker in one language; `all` sums over languages.

    Attributes:
        syllable_count: syllables of recognised words outside filled pauses.
        phonation_s: seconds of own speech, pauses of 0.25 s and more and filled pauses left out.
        turn_s: seconds of own turns, pauses included.
        articulation_rate: syllables per second of phonation; None where nothing is to divide.
        speaking_rate: syllables per second of own turns.
        nuclei_rate: syllable nuclei in the sound per second of phonation; needs no words.
        is_reliable: False where the rates must not be used, for `reason_code`.
    """

    speaker: Speaker
    language: Language | Literal["all"]
    syllable_count: int
    phonation_s: float
    turn_s: float
    articulation_rate: float | None
    speaking_rate: float | None
    nuclei_rate: float | None
    is_reliable: bool
    reason_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A joint silence of 0.25 s or more between the first and the last speech of the call."""

    span: Span
    kind: SilenceKind
    is_announced: bool
    before_speaker: Speaker | None
    after_speaker: Speaker | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Speech of one party that starts while the other speaks."""

    span: Span
    onset_speaker: Speaker
    kind: OverlapKind
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Attributes:
        first_word: position of its first word in the conversation.
        end_word: position after its last word.
        response_s: seconds of the other's speech until the asker speaks again; None where nobody answers.
        response_words: words of that answer.
    """

    turn_index: int
    first_word: int
    end_word: int
    span: Span
    speaker: Speaker
    kind: QuestionKind
    response_s: float | None
    response_words: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verdict on an item of the leidraad.

    Attributes:
        occurrence: 0 for the verdict on the leg; 1, 2, ... for each place it was heard.
        span: where; for `not_said` the window searched; None where nothing applies.
        first_word: position of the first word of the evidence, None without words.
        end_word: position after the last word of the evidence.
        confidence: 0 to 1, how likely the verdict is right.
    """

    leg_index: int
    cue_id: str
    occurrence: int
    verdict: Verdict
    span: Span | None
    first_word: int | None
    end_word: int | None
    confidence: float
    leidraad_id: str
    leidraad_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something a coach may open and hear.

    Attributes:
        moment_id: stable over nights and re-scoring.
        span: what is meant.
        clip: what is played, a little wider.
        polarity: `top` for what goes well, `goal` for what can be learnt.
        reason: one Dutch sentence for the coach.
    """

    moment_id: str
    leg_index: int
    kind: Literal["cue", "interruption", "silence", "tempo"]
    cue_id: str | None
    span: Span
    clip: Span
    polarity: Polarity
    reason: str
    rule_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The derived layer of one call.

    Attributes:
        record_sha256: of the record file it was derived from.
        measure_version: of the rules of measure; trends break where it changes.
        topic: product of the contact centre the call is about; empty where none stands out.
        language: of the call as a whole: that of most words of the citizen, `unknown` without.
    """

    call_id: str
    record_sha256: str
    measure_version: str
    topic: str
    language: Language
    tempo: tuple[Tempo, ...]
    silences: tuple[Silence, ...]
    overlaps: tuple[Overlap, ...]
    questions: tuple[Question, ...]
    cues: tuple[Cue, ...]
    moments: tuple[Moment, ...]
