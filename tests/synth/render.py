"""One turn of a script as clean telephone-band sound, with the times of its sentences."""

import re
import zlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tests.synth.activity import Interval, find_speech
from tests.synth.band import handset, telephone_band
from tests.synth.script import Speaker, TurnScript
from tests.synth.voice import RATE_HZ, speak

# Kept around a sentence, so that cutting it out makes no click.
MARGIN_S = 0.02
_PAUSE = re.compile(r"\s*\[(\d+(?:\.\d+)?)\]\s*")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or what stands between two pauses; times from the start of the turn."""

    text: str
    start_s: float
    speech: tuple[Interval, ...]

    @property
    def end_s(self) -> float:
        """The end of its last speech."""
        return self.speech[-1][1]

    def moved(self, by_s: float) -> "Piece":
        """Return the piece on another clock; what falls before 0 is cut off."""
        speech = tuple((max(0.0, a_s + by_s), b_s + by_s) for a_s, b_s in self.speech if b_s + by_s > 0)
        return replace(self, start_s=max(0.0, self.start_s + by_s), speech=speech)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A turn's sound.

    Attributes:
        samples: shape=(n_samples,), float64, at RATE_HZ; speech starts MARGIN_S into it.
    """

    samples: NDArray[np.float64]
    pieces: tuple[Piece, ...]
    syllable_count: int


def split_text(text: str) -> tuple[list[str], list[float | None]]:
    """Split a turn at sentence ends and at written pauses.

    Returns:
        The pieces, and after each one the pause that is written there, None where there is none.
    """
    pieces: list[str] = []
    pauses: list[float | None] = []
    parts = _PAUSE.split(text.strip())
    for number in range(0, len(parts), 2):
        sentences = [sentence for sentence in _SENTENCE_END.split(parts[number]) if sentence]
        pieces += sentences
        pauses += [None] * len(sentences)
        if number + 1 < len(parts):
            pauses[-1] = float(parts[number + 1])
    return pieces, pauses


def plain_text(text: str) -> str:
    """Return a turn's words without the written pauses."""
    return _PAUSE.sub(" ", text).strip()


def render(turn: TurnScript, speaker: Speaker) -> Rendered:
    """Say a turn.

    Raises:
        ValueError: if `say` has other sentences or pauses than `text`.
    """
    texts, pauses = split_text(turn.text)
    spoken, spoken_pauses = split_text(turn.say or turn.text)
    if (len(texts), pauses) != (len(spoken), spoken_pauses):
        raise ValueError(f"`say` has other sentences or pauses than `text`: {turn.text!r}")
    chunks: list[NDArray[np.float64]] = []
    pieces: list[Piece] = []
    at_s, syllable_count = 0.0, 0
    for text, words, pause_s in zip(texts, spoken, pauses, strict=True):
        samples, speech, syllables = _sentence(words, speaker, turn)
        pieces.append(Piece(text, at_s, tuple((at_s + start_s, at_s + end_s) for start_s, end_s in speech)))
        rest_s = pause_s if pause_s is not None else _sentence_pause_s(text, speaker)
        chunks += [samples, np.zeros(round((rest_s - 2 * MARGIN_S) * RATE_HZ))]
        at_s += speech[-1][1] + rest_s
        syllable_count += syllables
    gain = 10 ** ((speaker.level_db + turn.level_db) / 20)
    return Rendered(np.concatenate(chunks[:-1]) * gain, tuple(pieces), syllable_count)


def _sentence(words: str, speaker: Speaker, turn: TurnScript) -> tuple[NDArray[np.float64], tuple[Interval, ...], int]:
    """Return one sentence cut out with its margin, its speech from its own start, and its syllables."""
    utterance = speak(words, speaker, speed=turn.speed)
    samples = handset(telephone_band(np.pad(utterance.samples, RATE_HZ // 10), RATE_HZ), RATE_HZ)
    speech = find_speech(samples, RATE_HZ)
    if not speech:
        raise ValueError(f"no sound for {words!r}")
    first_s, last_s = speech[0][0], speech[-1][1]
    cut = samples[round((first_s - MARGIN_S) * RATE_HZ) : round((last_s + MARGIN_S) * RATE_HZ)]
    shifted = tuple((round(start_s - first_s, 3), round(end_s - first_s, 3)) for start_s, end_s in speech)
    return cut, shifted, utterance.syllable_count


def _sentence_pause_s(text: str, speaker: Speaker) -> float:
    """Return a pause that varies by ± 30 % from sentence to sentence, the same each time."""
    wobble = zlib.crc32(text.encode()) % 601 / 1000 - 0.3
    return round(speaker.sentence_pause_s * (1 + wobble), 3)
