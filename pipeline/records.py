"""The vocabulary: spans of time, words, turns, and the record kept of one call.

All times are seconds from the start of the recording, rounded to the millisecond once, where a model's answer enters.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Speaker = Literal["agent", "citizen", "other"]
Language = Literal["nl", "fy", "other", "unknown"]
Direction = Literal["inbound", "outbound", "internal", "unknown"]
Quality = Literal["good", "limited", "unusable"]
LegKind = Literal["main", "transfer", "consult", "prompt"]

RECORD_VERSION = 1
"""Layout of `CallRecord` on disk; a newer one is refused, an older one migrated."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a call, [start_s, end_s).

    Attributes:
        start_s: seconds from the start of the recording, >= 0.
        end_s: seconds from the start of the recording, > start_s.
    """

    start_s: float
    end_s: float

    def __post_init__(self) -> None:
        if not 0 <= self.start_s < self.end_s:
            raise ValueError(f"bad span [{self.start_s}, {self.end_s}) s")

    @property
    def duration_s(self) -> float:
        """Length in seconds, rounded to the millisecond."""
        return round(self.end_s - self.start_s, 3)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as recognised, or its mask.

    Attributes:
        span: where it was heard.
        text: the word with its punctuation, without spaces; `[kind]` where masked.
        probability: the recogniser's mean token probability, 0 to 1; 1 for given text.
        syllable_count: spoken syllables of the word before masking, >= 0.
        redaction: kind of the mask (`bsn`, `naam`, `medewerker`, ...), None where the word is kept.
    """

    span: Span
    text: str
    probability: float = 1.0
    syllable_count: int = 0
    redaction: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the floor changes or a long pause ends it.

    Attributes:
        span: from the first to the last speech of the turn.
        speaker: who speaks.
        language: of the words; `unknown` where too few words tell.
        words: in time order; empty where speech was heard but nothing recognised.
        confidence: the recogniser's mean word probability, 0 to 1, None without words.
        asr_model: the model that wrote the words; empty for given text.
    """

    span: Span
    speaker: Speaker
    language: Language = "unknown"
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    asr_model: str = ""

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of sound in which one speaker speaks, without a pause of 0.25 s or more (an inter-pausal unit).

    Attributes:
        span: tight around the sound.
        speaker: who speaks.
        nuclei_count: syllable nuclei counted in the sound; None where not counted.
    """

    span: Span
    speaker: Speaker
    nuclei_count: int | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One employee's part of a call."""

    span: Span
    employee_id: str
    kind: LegKind = "main"


@dataclass(frozen=True, slots=True)
class Hold:
    """A stretch in which the citizen waits, out of the conversation.

    Attributes:
        span: from the agent's leaving to the return.
        is_announced: the agent said so before.
    """

    span: Span
    is_announced: bool


@dataclass(frozen=True, slots=True)
class LineSound:
    """Sound of the line that nobody speaks: music while waiting, a ring or busy tone."""

    span: Span
    kind: Literal["music", "tone"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A name of the roster or of the organisation, as found in a party's words.

    Kept because masked words can no longer tell. Word positions count all words of the conversation in turn order.

    Attributes:
        kind: `employee_name` (own name), `colleague_name` or `organisation`.
        first_word: position of the first word, >= 0.
        end_word: position after the last word, > first_word.
        similarity: likeness of the written words to the name, 0 to 1, by spelling and sound.
    """

    kind: Literal["employee_name", "colleague_name", "organisation"]
    first_word: int
    end_word: int
    similarity: float


@dataclass(frozen=True, slots=True)
class AskedOpening:
    """A party's opening, whose sound was asked for the employee's name.

    Attributes:
        end_s: where on the call's clock what was asked ends.
        name_deviation: by how many standard deviations the name stands out of names that nobody said.
    """

    end_s: float
    name_deviation: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What masked text can no longer give, taken before masking.

    Attributes:
        heard: names and organisations found in the agent's words, in word order.
        heard_from_other: the same in the citizen's words, for when roles turn out to be the other way round.
        opening: of the agent; None where its sound was not asked: the words hold the name, or nobody knows it.
        opening_of_other: the same of the citizen.
        detector_version: of the rules that found them.
    """

    heard: tuple[Heard, ...] = ()
    detector_version: str = ""
    heard_from_other: tuple[Heard, ...] = ()
    opening: AskedOpening | None = None
    opening_of_other: AskedOpening | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that measures and cues are computed from.

    Attributes:
        call_id: the call.
        duration_s: of the recording, > 0.
        direction: who called whom.
        speech: stretches of speech of all speakers, in time order.
        turns: in order of their start; words of the conversation are counted through them.
        legs: in time order; empty means one leg over the whole call.
        holds: in time order.
        facts: what masking would hide.
        starts_mid_speech: the recording begins while somebody speaks, so an opening may be cut off.
        queue: the telephone queue, for rules that depend on it.
        technical: stretches in which the recording holds no sound at all, in time order.
        line_sounds: music and tones, in time order; they are in no speech.
    """

    call_id: str
    duration_s: float
    direction: Direction = "inbound"
    speech: tuple[Speech, ...] = ()
    turns: tuple[Turn, ...] = ()
    legs: tuple[Leg, ...] = ()
    holds: tuple[Hold, ...] = ()
    facts: Facts = field(default_factory=Facts)
    starts_mid_speech: bool = False
    queue: str = ""
    technical: tuple[Span, ...] = ()
    line_sounds: tuple[LineSound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInfo:
    """What `calls.csv` says of a call, with the employee under a pseudonym.

    Attributes:
        started_at: with zone.
        employee_id: pseudonym, a keyed hash.
        language_hint: `nl`, `fy` or empty.
        agent_channel: `left`, `right`, `first`, `second` or empty.
    """

    call_id: str
    started_at: datetime
    employee_id: str
    interaction_id: str = ""
    team: str = ""
    queue: str = ""
    trunk: str = ""
    direction: Direction = "inbound"
    language_hint: str = ""
    agent_channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The sound as found, with its gates.

    Attributes:
        uri: the source's name inside the inbox.
        quality: `good`; `limited` where measures are doubtful; `unusable` where all measures are null.
        quality_reasons: reason codes, sorted.
        snr_db: speech level over noise floor of the worse party, None where either is missing.
        crosstalk_db: level of one party's voice in the other's channel, negative; None where none is measurable.
        agent_channel: whose channel is the agent's, `left` or `right`; which voice in order of speaking, `first` or
            `second`, where all share one sound.
        role_confidence: how sure it is who is the agent, 0 to 1.
    """

    uri: str
    sha256: str
    duration_s: float
    channel_count: int
    sample_rate_hz: int
    codec: str
    agent_channel: str = ""
    role_confidence: float = 1.0
    quality: Quality = "good"
    quality_reasons: tuple[str, ...] = ()
    snr_db: float | None = None
    crosstalk_db: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the record, so that it can be made again.

    Attributes:
        config_hash: of the settings that bear on the base layer.
        stage_s: seconds of work per stage.
    """

    pipeline_version: str
    config_hash: str
    asr_model: str
    diarizer: str
    processed_at: datetime
    night: str
    stage_s: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """The base layer of one call: one immutable file."""

    info: CallInfo
    recording: Recording
    conversation: Conversation
    provenance: Provenance
    record_version: int = RECORD_VERSION
