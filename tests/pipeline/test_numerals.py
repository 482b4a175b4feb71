import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numerals import DUTCH, FRISIAN


@pytest.mark.parametrize(
    ("number", "dutch", "frisian"),
    [
        (0, "nul", "nul"),
        (19, "negentien", "njoggentjin"),
        (20, "twintig", "tweintich"),
        (99, "negen en negentig", "njoggen en njoggentich"),
        (100, "honderd", "hûndert"),
        (999, "negen honderd negen en negentig", "njoggen hûndert njoggen en njoggentich"),
        (1001, "duizend een", "tûzen ien"),
        (2_000_000_000, "twee miljard", "twa miljard"),
    ],
)
def test_says_cardinals(number, dutch, frisian):
    assert (DUTCH.cardinal(number), FRISIAN.cardinal(number)) == (dutch, frisian)


@pytest.mark.parametrize(
    ("number", "said"), [(2, "tweede"), (8, "achtste"), (103, "honderd derde"), (20, "twintigste"), (12, "twaalfde")]
)
def test_says_ordinals(number, said):
    assert DUTCH.ordinal(number) == said


def test_says_frisian_ordinals():
    assert [FRISIAN.ordinal(number) for number in (1, 2, 3, 4)] == ["earste", "twadde", "tredde", "fjouwerde"]


def test_says_area_codes_with_their_last_two_digits_together():
    assert DUTCH.area_code("058") == "nul acht en vijftig"
    assert DUTCH.area_code("0511") == "nul vijf elf"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_has_words_without_double_spaces(number):
    said = DUTCH.cardinal(number)
    assert said == " ".join(said.split())
