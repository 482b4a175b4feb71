import math

import pytest

from models.whisper_probe import _weight


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
