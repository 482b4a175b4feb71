from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audio_quality import LIMITED_REASONS, UNUSABLE_REASONS, assess_quality
from pipeline.records import Span
from pipeline.settings import load_settings
from tests.sounds import babble, hiss, only, recording

SETTINGS = load_settings(Path("flows/settings.default.yaml")).audio

# time_s    0    5    10   15   20
# agent      |---------|
# citizen              |--------|
AGENT_SPEECH, CITIZEN_SPEECH = (Span(1, 10),), (Span(10, 19),)
AGENT = only(babble(20, seed=1), (1, 10)) + hiss(20, seed=11)
CITIZEN = only(babble(20, seed=2), (10, 19)) + hiss(20, seed=12)
SILENCE = np.zeros(20 * 8_000, dtype=np.float32)


def assess(*channels, speech=None, **facts):
    return assess_quality(recording(*channels, **facts), SETTINGS, speech=speech)


def test_a_clean_stereo_call_is_good():
    report = assess(AGENT, CITIZEN, speech=(AGENT_SPEECH, CITIZEN_SPEECH))

    assert (report.quality, report.reasons, report.parties) == ("good", (), (0, 1))
    assert report.snr_db == pytest.approx(40.0, abs=1.0)
    assert report.crosstalk_db is None or report.crosstalk_db < -35


def test_a_clean_mono_call_is_good_and_noise_is_that_of_its_quieter_speaker():
    quiet = CITIZEN * 10 ** (-6 / 20)

    report = assess(AGENT + quiet, speech=(AGENT_SPEECH, CITIZEN_SPEECH))

    # the noise of both adds up: -60 dB and -66 dB give -59 dB; the quieter speaks at -26 dB
    assert (report.quality, report.parties, report.crosstalk_db) == ("good", (0,), None)
    assert report.snr_db == pytest.approx(33.0, abs=0.7)


def test_without_speech_noise_and_start_are_not_judged():
    report = assess(AGENT + hiss(20, level_db=-20), CITIZEN)

    assert (report.snr_db, report.reasons) == (None, ())


@pytest.mark.parametrize("channels", [(SILENCE,), (SILENCE, SILENCE), (SILENCE, SILENCE + 0.3)])
def test_silence_is_unusable_also_on_a_line_with_an_offset(channels):
    report = assess(*channels)

    assert (report.quality, report.reasons, report.parties) == ("unusable", ("silent",), ())


def test_a_channel_exactly_at_the_threshold_is_not_silent():
    square = np.tile(np.array([1, -1], dtype=np.float32), 40_000)

    at, below = (assess(square * 10 ** (level_db / 20)) for level_db in (-59.8, -60.5))

    assert (at.reasons, below.reasons) == ((), ("silent",))


def test_a_dead_channel_leaves_one_party():
    report = assess(SILENCE, CITIZEN, speech=((), CITIZEN_SPEECH))

    assert (report.quality, report.reasons, report.parties) == ("limited", ("dead_channel",), (1,))
    assert report.snr_db == pytest.approx(40.0, abs=1.0)


def test_the_same_sound_on_both_channels_is_one_channel_the_louder():
    mixed = AGENT + CITIZEN

    report = assess(0.5 * mixed, mixed)

    assert (report.quality, report.reasons, report.parties) == ("limited", ("same_sound_on_both_channels",), (1,))


@pytest.mark.parametrize(("leak_db", "reasons"), [(-11.5, ("crosstalk",)), (-12.5, ())])
def test_crosstalk_above_the_threshold_is_doubtful(leak_db, reasons):
    report = assess(AGENT, CITIZEN + AGENT * 10 ** (leak_db / 20))

    assert report.reasons == reasons
    assert report.crosstalk_db == pytest.approx(leak_db, abs=0.3)


@pytest.mark.parametrize(("noise_db", "reasons"), [(-29, ()), (-27, ("low_snr",))])
def test_noise_less_than_8_db_below_the_speech_is_doubtful(noise_db, reasons):
    noisy = only(hiss(20, seed=1, level_db=-20), (10, 19)) + hiss(20, level_db=noise_db)

    assert assess(AGENT, noisy, speech=(AGENT_SPEECH, CITIZEN_SPEECH)).reasons == reasons


@pytest.mark.parametrize(("share", "reasons"), [(0.001, ()), (0.0011, ("clipped",))])
def test_clipping_above_the_threshold_is_doubtful(share, reasons):
    assert assess(AGENT, CITIZEN, clipped_shares=(0.0, share)).reasons == reasons


def test_clipping_of_a_dead_channel_does_not_count():
    assert assess(AGENT, SILENCE, clipped_shares=(0.0, 1.0)).reasons == ("dead_channel",)


@pytest.mark.parametrize(("duration_s", "quality"), [(3.0, "good"), (2.999, "unusable")])
def test_a_recording_below_three_seconds_is_too_short(duration_s, quality):
    assert assess(babble(duration_s, seed=1)).quality == quality


@pytest.mark.parametrize(("start_s", "reasons"), [(0.299, ("starts_mid_speech",)), (0.3, ())])
def test_speech_in_the_first_moments_means_that_the_start_is_cut_off(start_s, reasons):
    report = assess(AGENT, CITIZEN, speech=((Span(start_s, 10),), CITIZEN_SPEECH))

    assert (report.quality, report.reasons) == ("good", reasons)


def test_digital_gaps_in_speech_are_doubtful():
    holed = CITIZEN.copy()
    for start_s in np.arange(11, 18, 0.5):
        holed[round(start_s * 8_000) :][:400] = 0

    assert assess(AGENT, holed).reasons == ("digital_zero_gaps",)


@pytest.mark.parametrize(
    ("remark", "quality"), [("truncated", "limited"), ("damaged", "limited"), ("joint_stereo_mp3", "good")]
)
def test_what_decoding_remarked_is_kept(remark, quality):
    report = assess(AGENT, CITIZEN, remarks=(remark,))

    assert (report.quality, report.reasons) == (quality, (remark,))


def test_reasons_are_sorted_and_the_worst_decides():
    report = assess(babble(1, seed=1), np.zeros(8_000), remarks=("truncated",))

    assert (report.quality, report.reasons) == ("unusable", ("dead_channel", "too_short", "truncated"))


def test_wants_the_speech_of_each_channel():
    with pytest.raises(ValueError, match="shorter"):
        assess(AGENT, CITIZEN, speech=(AGENT_SPEECH,))


def test_no_reason_has_two_grades():
    assert not LIMITED_REASONS & UNUSABLE_REASONS


@given(st.lists(st.lists(st.integers(-32_768, 32_767), max_size=400), min_size=1, max_size=2))
def test_any_sound_gets_a_report(channels):
    length = min(map(len, channels))

    report = assess(*(np.array(channel[:length]) / 32_768 for channel in channels))

    assert report.quality == "unusable"  # all of them below three seconds
