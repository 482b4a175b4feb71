import numpy as np
import pytest

from models import activity_silero
from models.activity_silero import FRAME, SileroVoiceActivity
from pipeline.ports import MODEL_RATE_HZ


@pytest.fixture(scope="module")
def activity():
    return SileroVoiceActivity()


def test_no_sound_needs_no_model(activity):
    assert activity.speech_probability(np.zeros(0, np.float32)).shape == (0,)
    assert "_session" not in activity.__dict__


@pytest.mark.parametrize(("samples", "frames"), [(1, 1), (FRAME, 1), (FRAME + 1, 2), (10 * FRAME, 10)])
def test_answers_once_every_32_ms_begun(activity, samples, frames):
    probability = activity.speech_probability(np.zeros(samples, np.float32))
    assert (probability.shape, probability.dtype) == ((frames,), np.float32)


def test_silence_and_line_noise_are_no_speech(activity):
    noise = np.random.default_rng(1).standard_normal(5 * MODEL_RATE_HZ).astype(np.float32)
    for level in (0.0, 0.003, 0.01):
        assert activity.speech_probability(level * noise).max() < 0.5


def test_the_same_sound_gets_the_same_answer(activity):
    sound = np.random.default_rng(2).standard_normal(MODEL_RATE_HZ).astype(np.float32) * 0.1
    np.testing.assert_array_equal(activity.speech_probability(sound), activity.speech_probability(sound))


@pytest.mark.parametrize("gain", [0.1, 3.0])
def test_how_loud_a_channel_was_recorded_changes_nothing(activity, gain):
    sound = np.random.default_rng(3).standard_normal(MODEL_RATE_HZ).astype(np.float32) * 0.1
    np.testing.assert_allclose(
        activity.speech_probability((gain * sound).astype(np.float32)), activity.speech_probability(sound), atol=1e-3
    )


def test_sound_that_is_looked_at_in_blocks_gets_the_library_s_answer(activity, monkeypatch):
    from faster_whisper.vad import get_vad_model

    monkeypatch.setattr(activity_silero, "_FRAMES_AT_ONCE", 7)
    monkeypatch.setattr(activity_silero, "DITHER", np.float32(0.0))
    sound = np.random.default_rng(4).standard_normal(40 * FRAME).astype(np.float32) * np.float32(0.1)
    whole = get_vad_model()(sound * activity_silero._gain(sound))

    # The library silences the last 2 ms of all, which the last frame shows.
    np.testing.assert_allclose(activity.speech_probability(sound)[:-1], whole.reshape(-1)[:-1], atol=1e-6)
