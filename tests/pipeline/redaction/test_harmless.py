import pytest

from pipeline.redaction.contexts import contexts_of
from pipeline.redaction.harmless import telling_nobody
from pipeline.redaction.runs import runs_of
from pipeline.redaction.symbols import symbols_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import masked_text, talk


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("bel 14 058", "14 058"),
        ("van 2018 2019 2020", "2018 2019 2020"),
        ("hij is van 2019", ""),
        ("nul zes twaalf", ""),
    ],
)
def test_amounts_public_numbers_and_years_in_a_row_tell_nobody_apart(text, kept):
    tokens = tokens_of(talk(("agent", text)))
    runs = runs_of(tokens, symbols_of(tokens, frozenset()), contexts_of(tokens))

    assert " ".join(tokens[at].text for at in sorted(telling_nobody(tokens, runs))) == kept
