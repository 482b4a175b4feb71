import math

import pytest

from models.whisper_probe import NOISE_HEAD, _over_noise, _weight


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


@pytest.mark.parametrize(
    ("phrase", "over_noise"),
    [
        ("Goedemorgen, met|Anneke", f"{NOISE_HEAD}|Anneke"),
        ("Gemeente Waadhoeke,|Anneke", f"{NOISE_HEAD}|Anneke"),
        ("|Goedemorgen, met", "|Goedemorgen, met"),
    ],
)
def test_a_phrase_is_asked_of_noise_once_whatever_goes_before(phrase, over_noise):
    assert _over_noise(phrase) == over_noise
