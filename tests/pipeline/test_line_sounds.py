import numpy as np
import pytest

from pipeline.activity import ChannelActivity
from pipeline.intervals import total_s
from pipeline.line_sounds import find_line_sounds, without_line_sounds
from pipeline.ports import MODEL_RATE_HZ
from pipeline.records import Span
from tests.sounds import babble, hiss, only
from tests.synth.tune import play

RATE_HZ = 8_000


def on_the_line(sound, start_s, end_s, *, length_s=30.0, noise_db=-60.0, rate_hz=RATE_HZ):
    """A tune or tone at -20 dB in a call that is quiet otherwise."""
    samples = hiss(length_s, level_db=noise_db, rate_hz=rate_hz)
    tone = 0.1 * play(sound, end_s - start_s, rate_hz).astype(np.float32)
    at = round(start_s * rate_hz)
    samples[at : at + len(tone)] += tone
    return samples


def glide(duration_s, rate_hz=RATE_HZ):
    """A voice as it moves: twelve harmonics of a pitch that glides by a third, four syllables a second."""
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    pitch_hz = 140 * (1 + 0.15 * np.sin(2 * np.pi * 1.3 * time_s))
    phase = 2 * np.pi * np.cumsum(pitch_hz) / rate_hz
    voice = sum(np.sin(number * phase) / number for number in range(1, 13))
    return (0.05 * voice * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time_s))).astype(np.float32)


@pytest.mark.parametrize("noise_db", [-60.0, -40.0, -30.0])
def test_finds_music_at_its_time(noise_db):
    (found,) = find_line_sounds(on_the_line("music", 8, 22, noise_db=noise_db), RATE_HZ)
    assert found.kind == "music"
    assert (found.span.start_s, found.span.end_s) == pytest.approx((8, 22), abs=0.75)


def test_finds_each_ring_of_a_tone():
    # One second on, four off: at 5, 10 and 15 s.
    found = find_line_sounds(on_the_line("ring", 5, 19), RATE_HZ)
    assert [one.kind for one in found] == ["tone"] * 3
    assert [one.span.start_s for one in found] == pytest.approx([5, 10, 15], abs=0.15)
    assert [one.span.duration_s for one in found] == pytest.approx([1, 1, 1], abs=0.2)


@pytest.mark.parametrize(
    "sound",
    [babble(20, seed=1), hiss(20), glide(20), np.zeros(20 * RATE_HZ, dtype=np.float32), np.zeros(10, np.float32)],
    ids=["babble", "noise", "a gliding voice", "digital silence", "almost nothing"],
)
def test_other_sound_is_no_line_sound(sound):
    assert find_line_sounds(sound, RATE_HZ) == ()


def test_music_of_less_than_six_seconds_is_left_alone():
    assert find_line_sounds(on_the_line("music", 8, 12), RATE_HZ) == ()


def channel(samples, *speech):
    return ChannelActivity(samples, tuple(Span(*span) for span in speech), -60.0, -20.0, None)


def test_what_seems_speech_in_music_is_dropped_and_the_rest_stays():
    samples = on_the_line("music", 8, 22, rate_hz=MODEL_RATE_HZ)
    heard = channel(samples, (1, 5), (10, 12), (24, 27))
    other = channel(hiss(30, rate_hz=MODEL_RATE_HZ), (10, 12))
    (rest, untouched), (sound,) = without_line_sounds([heard, other])
    assert rest.speech == (Span(1, 5), Span(24, 27))
    assert untouched.speech == (Span(10, 12),)
    assert sound.kind == "music"


def test_a_radio_behind_a_speaker_costs_no_word():
    samples = on_the_line("music", 0, 30, rate_hz=MODEL_RATE_HZ)
    heard = channel(samples, (0.5, 20.0))  # 19.5 s of 30 s: two thirds
    (rest,), sounds = without_line_sounds([heard])
    assert (rest.speech, sounds) == (heard.speech, ())


def test_half_a_ring_in_speech_leaves_the_speech_beside_it():
    samples = on_the_line("ring", 5, 6.5, rate_hz=MODEL_RATE_HZ)
    (rest,), _ = without_line_sounds([channel(samples, (4, 9))])
    assert total_s(rest.speech) == pytest.approx(5 - 1, abs=0.2)


def test_a_call_of_speech_alone_is_returned_as_it_was():
    heard = channel(only(babble(20, seed=3, rate_hz=MODEL_RATE_HZ), (2, 18), rate_hz=MODEL_RATE_HZ), (2, 18))
    assert without_line_sounds([heard]) == ((heard,), ())
