"""Silero voice activity, as it lies inside the faster-whisper wheel."""

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from pipeline.activity import frame_levels
from pipeline.crosstalk import FRAME_S
from pipeline.ports import Samples

FRAME = 512
"""Samples per frame the network was made for, 32 ms at 16 kHz."""
_CONTEXT, _STATE = 64, 128
"""Samples before a frame that the network sees too, and what it remembers between frames."""
_FRAMES_AT_ONCE = 2_000
"""A minute: the library's own loop copies the whole call three times, which a call of hours has no room for."""

DITHER = 0.001
"""Noise added, of full scale. Telephone sound has nothing above 4 kHz; the network, trained on wide-band sound, then
misses speech. With a little noise over the whole band it misses less, with more it loses deep voices."""

LOUD_S = 3.0
LOUD_DB = -16.0
"""The level that the loudest seconds of a channel are brought to, dB relative to full scale: what is speech must not
depend on how loud it was recorded."""
FAINTEST_DB = -50.0
"""A channel whose loudest seconds lie below this holds line noise and nobody."""


class SileroVoiceActivity:
    """Cheap to make: the network loads on the first call."""

    @cached_property
    def _session(self) -> Any:  # the library ships no types
        from faster_whisper.vad import get_vad_model  # noqa: PLC0415 - seconds to import

        return get_vad_model().session

    def speech_probability(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return the probability of speech per 512 samples, shape=(ceil(n_samples / 512),)."""
        if not samples.size:
            return np.zeros(0, dtype=np.float32)
        gain = _gain(samples)
        random = np.random.default_rng(0)  # the same noise every time
        state = {name: np.zeros((1, 1, _STATE), dtype=np.float32) for name in ("h", "c")}
        before = np.zeros(_CONTEXT, dtype=np.float32)
        found = []
        for start in range(0, samples.size, _FRAMES_AT_ONCE * FRAME):
            block = samples[start : start + _FRAMES_AT_ONCE * FRAME]
            sound = gain * np.pad(block, (0, -block.size % FRAME))
            sound += DITHER * random.standard_normal(sound.size, dtype=np.float32)
            looks = np.ascontiguousarray(
                sliding_window_view(np.concatenate([before, sound]), _CONTEXT + FRAME)[::FRAME]
            )
            probability, state["h"], state["c"] = self._session.run(None, {"input": looks, **state})
            before = sound[-_CONTEXT:]
            found.append(probability.reshape(-1))
        return np.concatenate(found)


def _gain(samples: Samples) -> np.float32:
    loudest = np.sort(frame_levels(samples))[-round(LOUD_S / FRAME_S) :]
    loud_db = float(np.median(loudest)) if loudest.size else FAINTEST_DB
    return np.float32(10 ** ((LOUD_DB - loud_db) / 20) if loud_db > FAINTEST_DB else 1.0)
