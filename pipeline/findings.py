"""What is derived from a conversation: one class per table of the derived layer, one object per row.

The fields are the columns of the table (a `span` becomes `start_s` and `end_s`); the warehouse adds `call_id` and
`measure_version`.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Language, Span, Speaker

SilenceKind = Literal["pause", "gap", "search", "hold", "technical"]
TempoSignalKind = Literal["too_fast", "repeat"]
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
    """A joint silence of 0.25 s or more between the first and the last speech of the call.

    Attributes:
        is_announced: the agent said before that there would be silence.
        is_asked: the agent asked for it and did not only tell; False where it was not announced, as the next two.
        has_reason: the agent said what for.
        has_duration: the agent said how long.
        is_thanked: of a search or hold of 3 s or more: the agent thanked for the patience after it.
    """

    span: Span
    kind: SilenceKind
    is_announced: bool
    before_speaker: Speaker | None
    after_speaker: Speaker | None
    is_asked: bool = False
    has_reason: bool = False
    has_duration: bool = False
    is_thanked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Speech of one party that starts while the other speaks.

    Attributes:
        over_speaker: who was speaking; None in findings of an older version.
        is_floor_changed: the one who began goes on when the other has stopped, with more than a backchannel.
    """

    span: Span
    onset_speaker: Speaker
    kind: OverlapKind
    tier: Tier
    over_speaker: Speaker | None = None
    is_floor_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TempoSignal:
    """The citizen shows that the agent went too fast, within 10 s after a fast stretch of the agent's.

    Attributes:
        span: of the citizen's words.
        kind: `too_fast`, said so; `repeat`, asks to say it again.
        fast: the agent's stretch before it.
        fast_rate: its syllables per second of phonation.
    """

    span: Span
    kind: TempoSignalKind
    fast: Span
    fast_rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTaking:
    """How the floor goes to and fro in one call. None stands for what the call does not show, never 0.

    Attributes:
        lead_in_s: from the start of the recording to the first speech.
        tail_s: from the last speech to the end of the recording.
        agent_speech_s: seconds of the agent's speech.
        citizen_speech_s: the citizen's: the exposure to interruptions by the agent.
        agent_share: of the speech of agent and citizen, 0 to 1.
        transfer_count: times the floor went to another.
        agent_latency_s: median offset with which the agent takes the floor; negative is overlap.
        citizen_latency_s: the citizen's.
        agent_longest_s: longest stretch in which the agent alone held the floor, own pauses included.
        citizen_longest_s: the citizen's.
        longest_silence_s: inside the conversation, hold and technical silence left out.
        first_story_s: how long the citizen's first story ran until the agent took the floor.
        is_first_story_cut: the agent began more than 0.5 s before the citizen had ended.
        before_first_fact_s: from the first speech to the agent's first factual question.
        citizen_words_before_first_fact: what the citizen had said by then.
        interruptions_by_agent: None where one channel cannot tell who cut in.
        interruptions_by_citizen: the same.
    """

    lead_in_s: float | None
    tail_s: float | None
    agent_speech_s: float
    citizen_speech_s: float
    agent_share: float | None
    transfer_count: int
    agent_latency_s: float | None
    citizen_latency_s: float | None
    agent_longest_s: float | None
    citizen_longest_s: float | None
    longest_silence_s: float | None
    first_story_s: float | None
    is_first_story_cut: bool | None
    before_first_fact_s: float | None
    citizen_words_before_first_fact: int | None
    interruptions_by_agent: int | None
    interruptions_by_citizen: int | None


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
        turn_taking: None in findings of an older version.
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
    turn_taking: TurnTaking | None = None
    tempo_signals: tuple[TempoSignal, ...] = ()
