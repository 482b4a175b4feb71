import numpy as np
import pytest

from pipeline import speech_edges
from pipeline.activity import find_activity
from pipeline.ports import MODEL_RATE_HZ
from pipeline.speech_edges import OFFSETS, edge_odds, edge_signals, moved
from tests.pipeline.listening import ACTIVITY, LoudIsSpeech, voice
from tests.sounds import hiss, only

FRAMES_PER_S = 100


def judged(sound, *, quiet_until_s=1.0):
    probability = np.full(sound.size // 160, 0.5)
    quiet = np.arange(probability.size) < quiet_until_s * FRAMES_PER_S
    return edge_signals(sound, probability, quiet)


def test_noise_alone_is_like_noise_at_any_loudness():
    faint, loud = (judged(hiss(4, seed=1, level_db=level_db, rate_hz=MODEL_RATE_HZ)) for level_db in (-60.0, -30.0))

    assert loud == pytest.approx(faint, abs=1e-3)
    # Of noise the power g of one bin, its mean 1, is distributed exponentially, and g - ln g - 1 where g > 1 is
    # 1/e - E1(1) = 0.368 - 0.219 in the mean; bands of several bins lie closer to theirs.
    assert np.expm1(faint[:, 0]).mean() < 0.149


def test_a_narrow_sound_stands_out_of_noise_that_is_louder_than_it():
    noise = hiss(4, seed=1, level_db=-30.0, rate_hz=MODEL_RATE_HZ)
    tone = np.sin(np.arange(noise.size) * 2 * np.pi * 700 / MODEL_RATE_HZ).astype(np.float32)
    tone *= np.float32(10 ** (-34 / 20) * np.sqrt(2))  # 4 dB below the noise
    signals = judged(noise + only(tone, (2, 3), rate_hz=MODEL_RATE_HZ))

    inside, outside = signals[210:290], signals[110:190]
    assert (inside[:, 0] > outside[:, 0].max()).mean() > 0.95
    assert (inside[:, 1] > outside[:, 1].max()).mean() > 0.95


def test_hours_are_judged_in_blocks_as_at_once(monkeypatch):
    sound = voice(6, (2, 4), noise_db=-35.0)
    at_once = judged(sound)
    monkeypatch.setattr(speech_edges, "BLOCK_FRAMES", 130)

    assert judged(sound) == pytest.approx(at_once, abs=1e-4)


def test_a_signal_is_moved_and_its_ends_held():
    signal = np.array([1, 2, 3, 4], dtype=np.float32)

    assert moved(signal, 1).tolist() == [2, 3, 4, 4]
    assert moved(signal, -2).tolist() == [1, 1, 1, 2]


@pytest.mark.parametrize("samples", [160, 320, 16_000])
def test_any_length_has_odds_for_each_frame(samples):
    count = samples // 160
    odds = edge_odds(hiss(1, rate_hz=MODEL_RATE_HZ)[:samples], np.full(count, 0.5), np.ones(count, dtype=bool), 10.0)

    assert odds.shape == (count,)
    assert np.isfinite(odds).all()


def test_digital_silence_is_no_division_by_zero():
    silence = np.zeros(16_000, dtype=np.float32)

    assert np.isfinite(edge_odds(silence, np.zeros(100), np.ones(100, dtype=bool), 10.0)).all()


def test_there_is_a_weight_for_each_signal_at_each_offset():
    assert len(speech_edges.WEIGHTS) == judged(hiss(2, rate_hz=MODEL_RATE_HZ)).shape[1] * len(OFFSETS)


def test_odds_are_averaged_over_a_quarter_of_a_second(monkeypatch):
    # Of all signals only the model's log odds count, as they are: -5 until frame 100, 0 from there on; and a bias of 1.
    weights = np.zeros(3 * len(OFFSETS))
    weights[2 * len(OFFSETS) + OFFSETS.index(0)] = 1.0
    monkeypatch.setattr(speech_edges, "WEIGHTS", weights)
    monkeypatch.setattr(speech_edges, "BIAS", 1.0)
    probability = np.where(np.arange(200) < 100, 1 / (1 + np.exp(5)), 0.5)
    odds = edge_odds(hiss(2, rate_hz=MODEL_RATE_HZ), probability, np.ones(200, dtype=bool), 10.0)

    assert odds[[50, 150]] == pytest.approx([-4, 1], abs=1e-3)
    # Over three frames first: -3.33 at 99 and -1.67 at 100. So 73 to 99 make 26 of -5 and one of -3.33, 100 to 126 one
    # of -1.67 and 26 of 0.
    assert odds[[86, 113]] == pytest.approx([1 - 133.333 / 27, 1 - 1.667 / 27], abs=1e-3)


@pytest.mark.parametrize(("snr_db", "most"), [(5, 9.0), (10, 9.0), (15, 6.0), (20, 3.0), (24, 3.0)])
def test_sure_frames_weigh_in_the_mean_up_to_a_bound_that_is_lower_where_there_is_less_noise(monkeypatch, snr_db, most):
    # Nothing but the bias tells: all frames have odds of 20.
    monkeypatch.setattr(speech_edges, "WEIGHTS", np.zeros(3 * len(OFFSETS)))
    monkeypatch.setattr(speech_edges, "BIAS", 20.0)
    odds = edge_odds(hiss(1, rate_hz=MODEL_RATE_HZ), np.full(100, 0.5), np.ones(100, dtype=bool), snr_db)

    assert odds == pytest.approx(most)


def test_speech_is_not_drawn_out_where_there_is_little_noise():
    # 22 dB above the noise, and 0.02 s of padding.
    [channel] = find_activity([voice(8, (2, 4), (5, 6), noise_db=-40.0)], LoudIsSpeech(above_db=-36.0), ACTIVITY)

    assert [(span.start_s, span.end_s) for span in channel.speech] == [
        (pytest.approx(2, abs=0.08), pytest.approx(4, abs=0.08)),
        (pytest.approx(5, abs=0.08), pytest.approx(6, abs=0.08)),
    ]


def test_speech_under_noise_has_its_edges():
    # 10 dB above the noise.
    [channel] = find_activity([voice(8, (2, 4), (5, 6), noise_db=-30.0)], LoudIsSpeech(above_db=-26.0), ACTIVITY)

    assert [(span.start_s, span.end_s) for span in channel.speech] == [
        (pytest.approx(2, abs=0.15), pytest.approx(4, abs=0.15)),
        (pytest.approx(5, abs=0.15), pytest.approx(6, abs=0.15)),
    ]
