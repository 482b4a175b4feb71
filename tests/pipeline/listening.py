"""A fake that tells speech from silence by its loudness, for tests of what is built on voice activity."""

import numpy as np

from pipeline.activity import VAD_FRAME
from pipeline.ports import MODEL_RATE_HZ
from pipeline.settings import ActivitySettings
from tests.sounds import babble, hiss, only

ACTIVITY = ActivitySettings(threshold=0.15, min_pause_s=0.25, min_speech_s=0.1, pad_s=0.02)


class LoudIsSpeech:
    """Voice activity: what is louder than a level, in dB below full scale, is speech; a leak as well."""

    def __init__(self, above_db=-50.0):
        self._above_db = above_db

    def speech_probability(self, samples):
        whole = np.pad(samples, (0, -samples.size % VAD_FRAME)).reshape(-1, VAD_FRAME)
        level_db = 10 * np.log10(np.square(whole, dtype=np.float64).mean(axis=1) + 1e-12)
        return (level_db > self._above_db).astype(np.float32)


def voice(duration_s, *spans, seed=1, noise_db=-70.0):
    """Return a channel of a call at `MODEL_RATE_HZ`: speech in the given (start_s, end_s), line noise all along."""
    speech = only(babble(duration_s, seed=seed, rate_hz=MODEL_RATE_HZ), *spans, rate_hz=MODEL_RATE_HZ)
    return speech + hiss(duration_s, seed=seed + 50, level_db=noise_db, rate_hz=MODEL_RATE_HZ)
