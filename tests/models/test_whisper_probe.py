import math

import numpy as np
import pytest

from models.nameless_openings import nameless_openings
from models.whisper_probe import MOST_LIKE_IT, NOISE_SHARE, WhisperProbe, _weight

SOUND = np.full(16_000, 0.25, np.float32)


@pytest.mark.parametrize(
    ("logprobs", "weight"),
    [
        pytest.param((-1.0,), -1.0, id="one token"),
        pytest.param((-1.0, -1.0, -1.0, -1.0), -2.0, id="four alike: -4 / 2"),
        pytest.param((-1.0, -1.0, -1.0, -20.0), -5.5, id="one that is not there counts -8: -11 / 2"),
    ],
)
def test_tokens_weigh_by_the_root_of_their_number(logprobs, weight):
    assert _weight([math.exp(logprob) for logprob in logprobs]) == pytest.approx(weight)


class Weighing(WhisperProbe):
    """Weighs every phrase -1 in the sound asked, -2 over noise, and -3, -4, -5 … in the openings without a name."""

    def __init__(self):
        self._expected = {}
        self.encoded, self.weighed = [], []

    def _encoded(self, sound):
        self.encoded.append(sound)
        return sound

    def _weights(self, sound, phrases):
        self.weighed += phrases
        if sound is SOUND:
            return [-1.0] * len(phrases)
        at = next((at for at, opening in enumerate(nameless_openings()) if opening.samples is sound), -1)
        return [-3.0 - at if at >= 0 else -2.0] * len(phrases)


def test_a_name_is_set_against_the_openings_without_one_in_which_it_is_likeliest():
    assert MOST_LIKE_IT == 3
    assert Weighing().evidence(SOUND, ["u spreekt met|Anneke"]) == pytest.approx((-1.0 - (-3.0 - 4.0 - 5.0) / 3,))


def test_a_greeting_is_set_against_line_noise():
    assert Weighing().evidence(SOUND, ["|Goedemorgen,"]) == pytest.approx((-1.0 + 2.0 * NOISE_SHARE,))


def test_each_opening_is_asked_for_a_name_once_after_its_own_greeting():
    probe = Weighing()
    probe.evidence(SOUND, ["u spreekt met|Anneke", "mei|Anneke"])
    probe.evidence(SOUND, ["Goedemorgen,|Anneke"])
    expected = [f"{opening.greeting}|Anneke" for opening in nameless_openings()]
    assert [phrase for phrase in probe.weighed if phrase in expected] == expected
    assert len(probe.weighed) == len(expected) + 3


def test_the_openings_are_encoded_once_whoever_is_asked_for():
    probe = Weighing()
    probe.evidence(SOUND, ["u spreekt met|Anneke"])
    probe.evidence(SOUND, ["u spreekt met|Wietze"])
    assert len(probe.encoded) == len(nameless_openings()) + 2


def test_the_same_words_as_a_greeting_and_as_a_name_are_kept_apart():
    as_name, as_greeting = Weighing().evidence(SOUND, ["met|Anneke", "|Anneke"])
    assert as_name != as_greeting


def test_the_openings_are_speech_of_a_few_seconds_and_hold_no_name():
    openings = nameless_openings()
    assert len(openings) == 12
    assert all(1.5 <= opening.samples.size / 16_000 <= 5.0 for opening in openings)
    assert all(-32.0 < 10 * math.log10(np.mean(np.square(opening.samples))) < -20.0 for opening in openings)
    assert all(opening.greeting.endswith((",", "met", "mei")) for opening in openings)
