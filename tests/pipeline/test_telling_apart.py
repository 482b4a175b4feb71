import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import merge, overlap_s, total_s
from pipeline.ports import MODEL_RATE_HZ
from pipeline.records import Span
from pipeline.telling_apart import cepstra, most_likely_path, tell_apart

# time_s    0    2    4    6    8   10   12   14   16
# low       |----|         |----|         |----|
# high           |----|         |----|         |---|
SPEECH = (Span(0, 16),)
LOW, HIGH = (Span(0, 2), Span(5, 8), Span(10, 13)), (Span(2, 5), Span(8, 10), Span(13, 16))


def tones(*voices, duration_s=16):
    """Noise of a band of its own per voice: (lowest Hz, highest Hz, spans)."""
    rng = np.random.default_rng(0)
    sound = 0.0003 * rng.standard_normal(duration_s * MODEL_RATE_HZ)
    frequencies = np.fft.rfftfreq(len(sound), 1 / MODEL_RATE_HZ)
    for lowest, highest, spans in voices:
        spectrum = np.fft.rfft(rng.standard_normal(len(sound)))
        spectrum[(frequencies < lowest) | (frequencies > highest)] = 0
        voice = np.fft.irfft(spectrum, len(sound))
        for span in spans:
            place = slice(int(span.start_s * MODEL_RATE_HZ), int(span.end_s * MODEL_RATE_HZ))
            sound[place] += 0.3 * voice[place]
    return sound.astype(np.float32)


SOUND = tones((300, 900, LOW), (1500, 3000, HIGH))


def shared_s(left, right):
    return sum(overlap_s(one, other) for one in left for other in right)


def test_a_rough_guess_is_put_right_by_the_sound():
    # a quarter of each guess is the other's: 2 of 8 s
    low, high = tell_apart(SOUND, SPEECH, [(Span(0, 2), Span(5, 10)), (Span(2, 5), Span(10, 16))])

    assert shared_s(low, LOW) == pytest.approx(8, abs=0.3)
    assert shared_s(high, HIGH) == pytest.approx(8, abs=0.3)


def test_speech_that_the_guess_leaves_open_is_given_to_who_it_sounds_like():
    low, high = tell_apart(SOUND, SPEECH, [LOW[:2], HIGH[:2]])  # nothing of 10 to 16 s

    assert shared_s(low, [Span(10, 13)]) == pytest.approx(3, abs=0.2)
    assert shared_s(high, [Span(13, 16)]) == pytest.approx(3, abs=0.2)


def test_a_voice_too_short_to_learn_keeps_the_guess():
    guess = [(Span(0, 15.5),), (Span(15.5, 16),)]

    assert tell_apart(SOUND, SPEECH, guess) == tuple(guess)


def test_nobody_speaks_outside_the_speech():
    speech = (Span(1, 4), Span(6, 12))
    voices = tell_apart(SOUND, speech, [LOW, HIGH])

    assert merge(span for voice in voices for span in voice) == speech
    assert sum(total_s(voice) for voice in voices) == pytest.approx(3 + 6)


@pytest.mark.parametrize("size", [0, 1, 159, 160, 16_000])
def test_a_frame_begins_every_10_ms(size):
    assert cepstra(np.zeros(size, np.float32)).shape == (size // 160 + 1, 20)


def test_a_change_must_earn_its_cost():
    evidence = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1], [1, 0], [1, 0]])

    # staying with the first: 4; two changes: 6 less twice the cost
    assert most_likely_path(evidence, 0.9).tolist() == [0, 0, 1, 1, 0, 0]
    assert most_likely_path(evidence, 1.1).tolist() == [0] * 6


def test_without_frames_there_is_no_path():
    assert most_likely_path(np.zeros((0, 2)), 1.0).size == 0


@given(st.lists(st.lists(st.integers(-5, 5), min_size=3, max_size=3), min_size=1, max_size=30))
def test_free_changes_follow_the_evidence(rows):
    evidence = np.array(rows, float)

    path = most_likely_path(evidence, 0.0)

    assert evidence[np.arange(len(rows)), path].sum() == evidence.max(axis=1).sum()
