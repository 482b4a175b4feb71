"""Asking the sound for a phrase: evidence for what free recognition may have misspelt, without inventing it.

The decoder is given the phrase and tells how likely each of its tokens is in the sound. Some names are likelier than
others whatever is heard, so what the decoder thinks of the same phrase where nobody says it is subtracted: of a name in
openings without one, of a greeting over mere line noise. (As a speaker's score is set against what it gives for the
speech of others: Li & Porter 1988.) A sum over more tokens spreads wider by the root of their number, and is divided
by it, so that long and short names compare.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from models.nameless_openings import nameless_openings
from models.whisper_window import FRAMES_PER_S, features, rows
from pipeline.ports import MODEL_RATE_HZ, Samples

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

TAIL_S, WINDOW_STEP_S = 0.5, 0.5
"""The window ends so long after its sound, on such a step: its length is what a phrase costs."""

LINE_NOISE, LINE_NOISE_S = 0.003, 5.0
NOISE_SHARE = 0.7
"""Of a greeting's log-probability over line noise that is subtracted; of 0, 0.3, 0.5, 0.7 and 1 this told best."""
MOST_LIKE_IT = 3
"""So many of the openings count, those in which a phrase is likeliest: where one of them has a name in it by chance, a
call's opening may too. Of all openings, six, four, three, two and one, three or two told best."""
LEAST_LOGPROB = -8.0
"""Of a token, in nats: one that is surely not there tells no more than one that is hardly there."""
PHRASES_AT_ONCE = 8
"""Each takes memory for the whole sound: with large-v2 0.1 GB, reckoned from its layers."""


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A sound as the decoder is given it.

    Attributes:
        states: of the encoder, one window.
        frames: features that its sound takes; the rest of the window is empty.
    """

    states: Any
    frames: int


class WhisperProbe:
    """Asks one model; used by one thread at a time."""

    def __init__(self, model: WhisperModel) -> None:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - heavy

        self._model = model
        self._tokenizer = Tokenizer(model.hf_tokenizer, multilingual=True, task="transcribe", language="nl")
        self._expected: dict[tuple[bool, str], float] = {}

    def evidence(self, sound: Samples, phrases: Sequence[str]) -> tuple[float, ...]:
        """Return per phrase how much likelier it is in this sound than in others, in nats over the root of its tokens.

        Args:
            sound: at 16 kHz, at most 29 s.
            phrases: `what goes before|what is asked for`; nothing may go before.
        """
        asked = [(bool(head), tail) for head, tail in map(_parts, phrases)]
        for is_led_in, weigh in ((True, self._over_openings), (False, self._over_noise)):
            new = [key for key in dict.fromkeys(asked) if key[0] == is_led_in and key not in self._expected]
            if new:
                self._expected.update(zip(new, weigh([tail for _, tail in new]), strict=True))
        weights = self._weights(self._encoded(sound), phrases)
        return tuple(weight - self._expected[key] for key, weight in zip(asked, weights, strict=True))

    def _over_openings(self, tails: Sequence[str]) -> list[float]:
        """Return what of each phrase is to be expected where a name may come and none does."""
        weights = [
            self._weights(opening, [f"{greeting}|{tail}" for tail in tails]) for greeting, opening in self._openings
        ]
        return [float(one) for one in np.sort(weights, axis=0)[-MOST_LIKE_IT:].mean(axis=0)]

    def _over_noise(self, tails: Sequence[str]) -> list[float]:
        """Return what of each phrase is to be expected over line noise."""
        noise = np.random.default_rng(0).standard_normal(round(LINE_NOISE_S * MODEL_RATE_HZ), dtype=np.float32)
        weights = self._weights(self._encoded(noise * np.float32(LINE_NOISE)), [f"|{tail}" for tail in tails])
        return [NOISE_SHARE * weight for weight in weights]

    @cached_property
    def _openings(self) -> list[tuple[str, _Encoded]]:
        """Greetings, each with its opening: encoded once, for every new employee is asked for in all of them."""
        return [(opening.greeting, self._encoded(opening.samples)) for opening in nameless_openings()]

    def _encoded(self, sound: Samples) -> _Encoded:
        sound_s = sound.size / MODEL_RATE_HZ
        window_s = WINDOW_STEP_S * math.ceil((sound_s + TAIL_S) / WINDOW_STEP_S)
        states = self._model.encode(features(self._model, sound, window_s)[None])
        return _Encoded(states, max(1, sound.size * FRAMES_PER_S // MODEL_RATE_HZ))

    def _weights(self, encoded: _Encoded, phrases: Sequence[str]) -> list[float]:
        """Return per phrase the sum of its tokens' log-probabilities over the root of their number."""
        weights: list[float] = []
        for start in range(0, len(phrases), PHRASES_AT_ONCE):
            weights += self._weights_at_once(encoded, phrases[start : start + PHRASES_AT_ONCE])
        return weights

    def _weights_at_once(self, encoded: _Encoded, phrases: Sequence[str]) -> list[float]:
        parts = [_parts(phrase) for phrase in phrases]
        heads = [self._tokens(head) for head, _ in parts]
        tails = [self._tokens(tail) for _, tail in parts]
        results = self._model.model.align(
            rows(encoded.states, [0] * len(parts)),
            self._tokenizer.sot_sequence,
            [head + tail for head, tail in zip(heads, tails, strict=True)],
            encoded.frames,
        )
        return [
            _weight(result.text_token_probs[len(head) : len(head) + len(tail)])
            for result, head, tail in zip(results, heads, tails, strict=True)
        ]

    def _tokens(self, text: str) -> list[int]:
        return self._tokenizer.encode(f" {text.strip()}") if text.strip() else []


def _parts(phrase: str) -> tuple[str, str]:
    """Return what goes before, and what is asked for."""
    head, _, tail = phrase.rpartition("|")
    return head, tail


def _weight(probabilities: Sequence[float]) -> float:
    logprobs = np.log(np.maximum(probabilities, math.exp(LEAST_LOGPROB)))
    return float(np.sum(logprobs) / math.sqrt(len(probabilities)))
