import numpy as np
import pytest
import soundfile

from pipeline.records import Conversation, Span, Turn, Word
from tests.bench.invention import (
    RATE_HZ,
    hold_music,
    invented_words,
    line_noise,
    nothing,
    office_noise,
    signal_tones,
    typing,
    write_soundscapes,
)

MAKERS = [line_noise, office_noise, hold_music, signal_tones, typing]


@pytest.mark.parametrize("make", [nothing, *MAKERS])
def test_sound_is_as_long_as_asked_and_the_same_each_time(make):
    first, again = (make(11.0, np.random.default_rng(1)) for _ in range(2))
    assert first.shape == (11 * RATE_HZ,)
    assert np.array_equal(first, again)


@pytest.mark.parametrize("make", MAKERS)
def test_sound_can_be_heard_and_hardly_clips(make):
    sound = make(30.0, np.random.default_rng(1))
    assert np.sqrt(np.mean(sound**2)) > 0.001
    assert np.mean(np.abs(sound) > 1) < 0.01


def test_silence_is_digital():
    assert not nothing(2.0, np.random.default_rng(1)).any()


def test_recordings_share_the_minutes_asked(tmp_path):
    kinds = write_soundscapes(tmp_path / "inbox", 0.35)
    # 0.35 min = 21 s over seven recordings
    assert len(kinds) == 7
    lengths = [soundfile.info(tmp_path / "inbox" / name) for name in kinds]
    assert {(one.duration, one.channels) for one in lengths} == {(3.0, 2)}


def test_every_word_of_either_party_is_invented_and_what_another_voice_says_is_not():
    word = Word(Span(1.0, 1.5), "hallo")
    turns = (
        Turn(Span(1.0, 2.0), "agent", words=(word,)),
        Turn(Span(2.0, 3.0), "citizen", words=(word, word)),
        Turn(Span(3.0, 4.0), "other", words=(word, word, word)),
    )
    assert invented_words(Conversation("c", 5.0, turns=turns)) == 1 + 2
