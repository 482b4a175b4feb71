"""What the core asks of models; `models/` answers, tests answer with a few lines of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pipeline.findings import Cue, Question
from pipeline.records import Conversation, Language, Span, Speaker

Samples = npt.NDArray[np.float32]
"""shape=(n_samples,), float32, -1 to 1, one channel."""

MODEL_RATE_HZ = 16_000
"""Sample rate of all sound that goes to a model."""

LONGEST_WINDOW_S = 30.0
"""Of sound that a recogniser hears at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A stretch of one speaker's sound to be recognised.

    Attributes:
        call_id: the call it is cut from.
        speaker: whose channel.
        span: its place in the call, with generous edges.
        samples: the sound at `MODEL_RATE_HZ`.
        speech: where in the call the speaker really speaks, inside `span`.
        language: that it is said to be in; Frisian needs a model of its own or is decoded as Dutch.
        window_s: of sound to hear at once, this clip and others of its speaker.
        mixed: where several voices share a channel, clips of all they say, the same for every clip of the call:
            recognised in place of the clips of a voice, which lack what the others say before and after.
    """

    call_id: str
    speaker: Speaker
    span: Span
    samples: Samples
    speech: tuple[Span, ...]
    language: Language = "nl"
    window_s: float = LONGEST_WINDOW_S
    mixed: tuple["Clip", ...] = ()


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word of a transcript, on the call's clock."""

    span: Span
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was recognised in one clip.

    Attributes:
        words: in order; empty where nothing was said or nothing believable was recognised.
        avg_logprob: mean log-probability of the tokens, <= 0.
        no_speech_probability: 0 to 1.
        asr_model: the model that wrote it.
        doubts: reason codes why the words may be wrong (`repetition`, `low_probability`, ...).
        language: it was decoded as.
    """

    words: tuple[HeardWord, ...]
    avg_logprob: float
    no_speech_probability: float
    asr_model: str
    doubts: tuple[str, ...] = ()
    language: Language = "nl"


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """A stretch of sound to be asked for phrases, beside free recognition.

    Attributes:
        call_id: the call it is cut from.
        samples: the sound at `MODEL_RATE_HZ`.
        phrases: `what goes before|what is asked for`.
    """

    call_id: str
    samples: Samples
    phrases: tuple[str, ...]


class Transcriber(Protocol):
    """Recognises clips of many calls, in order; packs them as its model likes."""

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """Return one transcript per clip, in order."""

    def ask(self, askings: Sequence[Asking]) -> list[tuple[float, ...]]:
        """Return, in order, how much likelier each phrase is in its sound than where nobody says it, in nats."""


class VoiceActivity(Protocol):
    """Tells speech from other sound."""

    def speech_probability(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return the probability of speech per 32 ms (512 samples) of `samples`, shape=(n_frames,).

        Asked from several threads at once.
        """


@dataclass(frozen=True, slots=True)
class Diarization:
    """Who speaks when in one channel that holds all parties.

    Attributes:
        voices: per voice where it speaks, others' speech included or not; disjoint, in time order.
        name: of what told them apart, as stored with the call.
    """

    voices: tuple[tuple[Span, ...], ...]
    name: str


class Diarizer(Protocol):
    """Tells the voices of one channel apart."""

    def diarize(self, samples: Samples, *, voice_count: int) -> Diarization:
        """Return who speaks when; fewer voices than `voice_count` where no more are found.

        Args:
            samples: the channel at `MODEL_RATE_HZ`.
            voice_count: how many people speak, >= 1.

        Raises:
            SettingsError: the weights are missing, altered or of a wrong kind.
        """


@dataclass(frozen=True, slots=True)
class CueResult:
    """What a leidraad finds in a conversation."""

    cues: tuple[Cue, ...]
    questions: tuple[Question, ...]
    topic: str = ""


class CueFinder(Protocol):
    """Scores a conversation on a leidraad."""

    def find(self, conversation: Conversation) -> CueResult:
        """Return the verdicts and the questions of the conversation."""


class ChangeFinder(Protocol):
    """Scores again only what changed in a leidraad."""

    def find_changed(self, conversation: Conversation, earlier: CueResult) -> CueResult | None:
        """Return what scoring all would find, given what the earlier leidraad found; None where all is to be scored."""
