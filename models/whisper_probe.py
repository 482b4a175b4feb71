"""Asking the sound for a phrase: evidence for what free recognition may have misspelt, without inventing it.

The decoder is given the phrase and tells how likely each of its tokens is in the sound. Some names are likelier than
others whatever is heard, so what the decoder thinks of the same phrase over mere line noise is subtracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from models.whisper_window import FRAMES_PER_S, features, rows
from pipeline.ports import MODEL_RATE_HZ, Samples

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

PROBE_S = 7.0
WINDOW_S = 8.0
"""A short window costs a tenth of a full one, and told spoken from unspoken names at least as well."""

LINE_NOISE = 0.003


class WhisperProbe:
    """Asks one model; used by one thread at a time."""

    def __init__(self, model: WhisperModel) -> None:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - heavy

        self._model = model
        self._tokenizer = Tokenizer(model.hf_tokenizer, multilingual=True, task="transcribe", language="nl")
        self._unheard: dict[str, float] = {}

    def evidence(self, sound: Samples, phrases: Sequence[str]) -> tuple[float, ...]:
        """Return per phrase how much likelier the sound makes it than line noise does, nats per token.

        Args:
            sound: at 16 kHz; its first 7 s are asked.
            phrases: `what goes before|what is asked for`.
        """
        new = [phrase for phrase in phrases if phrase not in self._unheard]
        if new:
            noise = np.random.default_rng(0).standard_normal(round(5 * MODEL_RATE_HZ), dtype=np.float32)
            self._unheard.update(zip(new, self._logprobs(noise * np.float32(LINE_NOISE), new), strict=True))
        heard = self._logprobs(sound[: round(PROBE_S * MODEL_RATE_HZ)], phrases)
        return tuple(logprob - self._unheard[phrase] for phrase, logprob in zip(phrases, heard, strict=True))

    def _logprobs(self, sound: Samples, phrases: Sequence[str]) -> list[float]:
        encoded = self._model.encode(features(self._model, sound, WINDOW_S)[None])
        parts = [phrase.rpartition("|") for phrase in phrases]
        heads = [self._tokenizer.encode(f" {head.strip()}") for head, _, _ in parts]
        tails = [self._tokenizer.encode(f" {tail.strip()}") for _, _, tail in parts]
        results = self._model.model.align(
            rows(encoded, [0] * len(parts)),
            self._tokenizer.sot_sequence,
            [head + tail for head, tail in zip(heads, tails, strict=True)],
            max(1, sound.size * FRAMES_PER_S // MODEL_RATE_HZ),
        )
        return [
            float(np.mean(np.log(np.maximum(result.text_token_probs[len(head) : len(head) + len(tail)], 1e-9))))
            for result, head, tail in zip(results, heads, tails, strict=True)
        ]
