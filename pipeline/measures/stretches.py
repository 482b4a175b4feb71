"""The tempo of single stretches of speech (inter-pausal units), kept as its parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.placing import count_spoken
from pipeline.records import Conversation, Span, Speaker


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was said in one stretch of speech.

    Attributes:
        syllable_count: of its words, filled pauses left out.
        phonation_s: seconds of it, filled pauses left out.
    """

    span: Span
    speaker: Speaker
    syllable_count: int
    phonation_s: float

    @property
    def rate(self) -> float | None:
        """Syllables per second of phonation; None where nothing but a filled pause was said."""
        return self.syllable_count / self.phonation_s if self.phonation_s > 0 and self.syllable_count else None


def spoken_stretches(conversation: Conversation) -> list[Stretch]:
    """Return every stretch of speech with its parts, in time order."""
    return sorted(_stretches(conversation), key=lambda stretch: (stretch.span, stretch.speaker))


def _stretches(conversation: Conversation) -> Iterator[Stretch]:
    for speech, counted in zip(conversation.speech, count_spoken(conversation), strict=True):
        phonation_s = round(speech.span.duration_s - counted.filled_s, 3)
        yield Stretch(speech.span, speech.speaker, counted.syllable_count, max(phonation_s, 0.0))
