import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audio_levels import db, dropout_share, frame_powers, frames_within, loudest_second, snr_db
from pipeline.audio_resample import as_pcm
from pipeline.records import Span
from tests.sounds import babble, hiss, only

FRAME = 160  # 20 ms at 8 kHz


@pytest.mark.parametrize(("power", "expected"), [(1.0, 0.0), (0.01, -20.0), (2.0, 3.01), (0.0, -120.0)])
def test_decibels_of_a_power(power, expected):
    assert db(power) == pytest.approx(expected, abs=0.01)


def test_power_is_the_mean_square_of_each_whole_frame():
    square = np.tile(np.array([8_192, -8_192], dtype=np.int16), FRAME // 2)  # a quarter of full scale

    powers = frame_powers(np.concatenate([square, np.zeros(FRAME, dtype=np.int16), square[:50]]), 8_000)

    assert powers.tolist() == [0.25**2, 0.0]


def test_an_offset_of_the_line_is_no_sound():
    assert frame_powers(np.full(FRAME, 12_000, dtype=np.int16), 8_000).tolist() == [0.0]


def test_powers_of_long_sound_are_those_of_its_parts():
    sound = as_pcm(babble(70, seed=1))  # more frames than are taken at once

    assert frame_powers(sound, 8_000)[3_100] == frame_powers(sound[3_100 * FRAME :], 8_000)[0]


def test_the_loudest_second_is_fifty_frames_anywhere():
    powers = np.zeros(200, dtype=np.float32)
    powers[70:120] = 0.5

    assert loudest_second(powers) == pytest.approx(0.5)
    assert loudest_second(powers[60:100]) == pytest.approx(0.5 * 30 / 40)  # shorter than a second: all of it
    assert loudest_second(powers[:0]) == 0.0


def test_marks_the_frames_of_spans():
    marks = frames_within([Span(0.02, 0.06), Span(0.04, 0.08)], 6)

    assert marks.tolist() == [False, True, True, True, False, False]


# time_s    0    1    2    3    4    5    6
# party          |---------|    |----|
# noise     ------------------------------
def test_speech_of_minus_20_db_over_noise_of_minus_50_db_has_30_db():
    speech = [Span(1, 3), Span(4, 5)]
    sound = only(hiss(6, seed=1, level_db=-20), (1, 3), (4, 5)) + hiss(6, level_db=-50)

    # the floor is that of the quietest tenth: of 160 samples a frame, some 0.6 dB below the mean
    assert snr_db(frame_powers(as_pcm(sound), 8_000), speech) == pytest.approx(30.6, abs=0.3)


# time_s    0    2    4    6    8    10
# party     |----|
# other          |-----------------|       music, or the other party's leak
def test_what_else_is_heard_is_no_noise_as_long_as_it_pauses():
    music = only(hiss(10, seed=2, level_db=-25), (2, 9))
    sound = only(hiss(10, seed=1, level_db=-20), (0, 2)) + music + hiss(10, level_db=-60)

    assert snr_db(frame_powers(as_pcm(sound), 8_000), [Span(0, 2)]) == pytest.approx(40.0, abs=1.0)


@pytest.mark.parametrize(
    ("speech", "noise_db"),
    [
        pytest.param([Span(0, 6)], -50, id="speech all the time"),
        pytest.param([], -50, id="no speech"),
        pytest.param([Span(1, 1.48)], -50, id="less than half a second"),
        pytest.param([Span(1, 3)], -200, id="digital silence is no noise"),
    ],
)
def test_without_speech_or_noise_there_is_no_ratio(speech, noise_db):
    sound = only(hiss(6, seed=1, level_db=-20), (1, 3)) + hiss(6, level_db=noise_db)

    assert snr_db(frame_powers(as_pcm(sound), 8_000), speech) is None


def share_lost(sound):
    samples = as_pcm(sound)
    return dropout_share(samples, frame_powers(samples, 8_000), 8_000)


def test_counts_gaps_cut_out_of_sound():
    sound = hiss(10, level_db=-20)
    for start_s in (2, 4, 6):
        sound[start_s * 8_000 : start_s * 8_000 + 5 * FRAME] = 0

    assert share_lost(sound) == pytest.approx(3 * 5 / 500)  # 15 of 500 frames


@pytest.mark.parametrize(("gap_s", "counts"), [(1.0, True), (1.1, False)])
def test_a_gap_of_more_than_a_second_is_a_pause(gap_s, counts):
    sound = hiss(10, level_db=-20)
    sound[16_000 : 16_000 + round(gap_s * 8_000)] = 0

    assert (share_lost(sound) > 0) is counts


def test_silence_put_between_fading_sounds_is_no_gap():
    fade = np.concatenate([np.linspace(1, 0, 1_600), np.zeros(1_600), np.linspace(0, 1, 1_600)])

    assert share_lost(hiss(6, level_db=-20) * np.tile(fade, 10)) == 0.0


def test_silence_in_quiet_noise_is_no_gap():
    sound = hiss(10, level_db=-60)
    sound[16_000:20_000] = 0

    assert share_lost(sound) == 0.0


@given(st.lists(st.integers(-32_768, 32_767), max_size=2_000))
def test_the_share_lost_lies_between_nothing_and_all(samples):
    pcm = np.array(samples, dtype=np.int16)

    assert 0.0 <= dropout_share(pcm, frame_powers(pcm, 8_000), 8_000) <= 1.0
