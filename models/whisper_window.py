"""Decoding of full windows by one Whisper model: words with times and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from pipeline.guards import doubts_of
from pipeline.ports import MODEL_RATE_HZ, Samples

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

FRAMES_PER_S = 100
NO_REPEAT_WORDS = 4
"""No four tokens may repeat within a window: it ends most loops at the cost of rare true repeats."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """One way to decode: the first is the best for clean sound, the second for what the first stumbles over."""

    beam_size: int
    no_repeat_ngram_size: int
    repetition_penalty: float


@dataclass(frozen=True, slots=True)
class WindowWord:
    """A word with its times in seconds from the start of the window."""

    start_s: float
    end_s: float
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class WindowText:
    """What was recognised in a window."""

    words: tuple[WindowWord, ...]
    avg_logprob: float
    no_speech_probability: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    tokens: list[int]
    avg_logprob: float
    no_speech: float
    doubts: tuple[str, ...]


class WhisperWindow:
    """One model, used by one thread at a time."""

    def __init__(self, model: WhisperModel, beam_size: int) -> None:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - heavy
        from faster_whisper.transcribe import get_suppressed_tokens  # noqa: PLC0415 - heavy

        self._model = model
        self._tokenizer = Tokenizer(model.hf_tokenizer, multilingual=True, task="transcribe", language="nl")
        self._prompt = model.get_prompt(self._tokenizer, [], without_timestamps=True)
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])
        self._first = Decoding(beam_size, NO_REPEAT_WORDS, 1.0)
        self._second = Decoding(beam_size + 3, NO_REPEAT_WORDS - 1, 1.2)

    def decode(self, sounds: Sequence[Samples], speech_s: Sequence[float], length_s: float) -> list[WindowText]:
        """Recognise windows of one length.

        Args:
            sounds: one per window, at 16 kHz.
            speech_s: seconds of speech in each, by voice activity.
            length_s: of the windows, at most 30 s; shorter sound is padded with silence.
        """
        encoded = self._encode([features(self._model, sound, length_s) for sound in sounds])
        found = self._generate(encoded, speech_s, self._first)
        doubtful = [index for index, hypothesis in enumerate(found) if hypothesis.doubts]
        if doubtful:
            again = self._generate(rows(encoded, doubtful), [speech_s[index] for index in doubtful], self._second)
            for index, hypothesis in zip(doubtful, again, strict=True):
                found[index] = _better(found[index], hypothesis)
        words = self._words(encoded, found, sounds)
        return [
            WindowText(_believable(spoken, one), one.avg_logprob, one.no_speech, one.doubts)
            for spoken, one in zip(words, found, strict=True)
        ]

    def _encode(self, inputs: Sequence[npt.NDArray[np.float32]]) -> Any:
        """Encode windows; on a processor one by one: a batch is no faster there and holds 126 MB more a window."""
        if self._model.model.device != "cpu":
            return self._model.encode(np.stack(inputs))
        return storage(np.concatenate([np.array(self._model.encode(one[None])) for one in inputs]))

    def _generate(self, encoded: Any, speech_s: Sequence[float], decoding: Decoding) -> list[_Hypothesis]:
        results = self._model.model.generate(
            encoded,
            [self._prompt] * len(speech_s),
            beam_size=decoding.beam_size,
            max_length=self._model.max_length,
            suppress_tokens=self._suppressed,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            repetition_penalty=decoding.repetition_penalty,
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [self._hypothesis(result, speech) for result, speech in zip(results, speech_s, strict=True)]

    def _hypothesis(self, result: Any, speech_s: float) -> _Hypothesis:
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        count = len(result.sequences_ids[0])
        avg_logprob = result.scores[0] * count / (count + 1)  # the end token counts, as in Whisper's own threshold
        no_speech = float(result.no_speech_prob)
        text = self._tokenizer.decode(tokens)
        return _Hypothesis(tokens, avg_logprob, no_speech, doubts_of(text, avg_logprob, no_speech, speech_s))

    def _words(
        self, encoded: Any, found: Sequence[_Hypothesis], sounds: Sequence[Samples]
    ) -> list[tuple[WindowWord, ...]]:
        from faster_whisper.transcribe import merge_punctuations  # noqa: PLC0415 - heavy

        frames = [max(1, sound.size * FRAMES_PER_S // MODEL_RATE_HZ) for sound in sounds]
        aligned = self._model.find_alignment(self._tokenizer, [one.tokens for one in found], encoded, frames)
        for alignment in aligned:
            merge_punctuations(alignment, "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、")  # noqa: RUF001 - Whisper's own
        return [
            tuple(
                WindowWord(float(word["start"]), float(word["end"]), word["word"].strip(), float(word["probability"]))
                for word in alignment
                if word["word"].strip()
            )
            for alignment in aligned
        ]


def features(model: WhisperModel, sound: Samples, window_s: float) -> npt.NDArray[np.float32]:
    """Return the log-mel features of sound, cut or padded with silence to `window_s`; shape=(n_mels, n_frames)."""
    wanted = round(window_s * MODEL_RATE_HZ)
    padded = np.pad(sound[:wanted], (0, max(0, wanted - sound.size)))
    computed = model.feature_extractor(padded, padding=0)[..., : round(window_s * FRAMES_PER_S)]
    return np.asarray(computed, dtype=np.float32)


def rows(encoded: Any, indices: Sequence[int]) -> Any:
    """Take rows of the encoder's output, each once or several times."""
    return storage(np.array(encoded)[list(indices)])


def storage(values: npt.NDArray[np.float32]) -> Any:
    """Return numbers as CTranslate2 holds them."""
    from faster_whisper.transcribe import get_ctranslate2_storage  # noqa: PLC0415 - heavy

    return get_ctranslate2_storage(values)


def _better(first: _Hypothesis, second: _Hypothesis) -> _Hypothesis:
    if bool(first.doubts) != bool(second.doubts):
        return second if first.doubts else first
    return max(first, second, key=lambda one: one.avg_logprob)


def _believable(words: tuple[WindowWord, ...], hypothesis: _Hypothesis) -> tuple[WindowWord, ...]:
    """Drop what both decodings doubt: nothing is better than an invention."""
    return () if hypothesis.doubts else words
