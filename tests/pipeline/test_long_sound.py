"""What a call of hours takes of memory beside its own sound: of each piece of work a bounded share of it.

Blocks of a minute are in the shares, so a longer call stays further below them.
"""

import tracemalloc

import numpy as np
import pytest

from models.activity_silero import SileroVoiceActivity
from pipeline.activity import ChannelActivity, find_activity, frame_levels
from pipeline.line_sounds import find_line_sounds
from pipeline.ports import MODEL_RATE_HZ, Diarization
from pipeline.records import Span
from pipeline.telling_apart import cepstra
from pipeline.voices import split_voices
from tests.pipeline.listening import ACTIVITY

MINUTES = 20
SOUND = np.random.default_rng(0).standard_normal(MINUTES * 60 * MODEL_RATE_HZ, dtype=np.float32) * np.float32(0.05)


class NobodySpeaks:
    """Stands for the network behind the voice activity."""

    def run(self, _, given):
        return np.zeros(len(given["input"]), np.float32), given["h"], given["c"]


class EverySecondMinute:
    """Stands for the voice activity."""

    def speech_probability(self, samples):
        return (np.arange(-(-samples.size // 512)) // 1875 % 2).astype(np.float32)


def silero():
    activity = SileroVoiceActivity()
    activity.__dict__["_session"] = NobodySpeaks()
    return activity.speech_probability(SOUND)


def voices():
    speech = tuple(Span(60.0 * minute, 60.0 * minute + 50) for minute in range(MINUTES))
    heard = ChannelActivity(SOUND, speech, -60.0, -20.0, None)
    return split_voices(heard, Diarization((speech[::2], speech[1::2]), "fake"), ACTIVITY)


@pytest.mark.parametrize(
    ("work", "share"),
    [
        pytest.param(lambda: frame_levels(SOUND), 0.2, id="levels"),
        pytest.param(silero, 0.4, id="voice activity"),
        pytest.param(lambda: find_activity([SOUND], EverySecondMinute(), ACTIVITY), 0.4, id="activity"),
        pytest.param(lambda: find_line_sounds(SOUND, MODEL_RATE_HZ), 1.0, id="line sounds"),
        pytest.param(lambda: cepstra(SOUND), 0.8, id="cepstra"),
        pytest.param(voices, 1.5, id="voices"),
    ],
)
def test_work_on_long_sound_takes_a_share_of_its_memory(work, share):
    work()  # once, for what is imported and kept
    tracemalloc.start()
    try:
        work()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < share * SOUND.nbytes
