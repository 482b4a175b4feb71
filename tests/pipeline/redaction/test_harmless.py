import pytest

from tests.pipeline.redaction.tuning import masked_text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("van 2018 2019 2020", id="years"),
        pytest.param("het kost 1.234.567 euro", id="an amount"),
        pytest.param("van 9.00 12.30 uur", id="times"),
        pytest.param("bel 14 058", id="a public number"),
        pytest.param("die van 2025 is 930", id="a year and its amount"),
    ],
)
def test_tells_nobody_apart(text):
    assert masked_text(text) == text


def test_digits_of_no_such_shape_are_masked():
    assert masked_text("1025 9301") == "[nummer] [nummer]"
