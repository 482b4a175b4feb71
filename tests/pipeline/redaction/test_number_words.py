import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.redaction.number_words import digits_of, magnitude_of, number_of, sounds_like_number


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("7", "7"),
        ("06-12345678", "0612345678"),
        ("123.456.782", "123456782"),
        ("+31", "31"),
        ("nul", "0"),
        ("één", "1"),
        ("zeuven", "7"),
        ("twaalf", "12"),
        ("vierendertig", "34"),
        ("drieëntwintig", "23"),
        ("vijf-en-zestig", "65"),
        ("nul-zes", "06"),
        ("honderdtwintig", "120"),
        ("negentienhonderdvijfenzestig", "1965"),
        ("negentienzeventig", "1970"),
        ("tweeduizendvierentwintig", "2024"),
        ("vierhonderdduizend", "400000"),
    ],
)
def test_reads_dutch_figures_and_number_words(word, digits):
    assert digits_of(word) == digits


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("ien", "1"),
        ("twa", "2"),
        ("trije", "3"),
        ("fjouwer", "4"),
        ("sân", "7"),
        ("njoggen", "9"),
        ("tolve", "12"),
        ("fjouwerentritich", "34"),
        ("njoggentjinhûndert", "1900"),
        ("twatûzenachttjin", "2018"),
        ("fjauwer", "4"),
    ],
)
def test_reads_frisian_also_as_a_dutch_recogniser_writes_it(word, digits):
    assert digits_of(word) == digits


@pytest.mark.parametrize("word", ["", "ja", "honderd", "wonder", "paspoort", "3e", "a4", "-", "een-op-een-gesprek"])
def test_other_words_have_no_digits(word):
    assert digits_of(word) == ""


@given(st.integers(min_value=0, max_value=9_999_999_999).map(str))
def test_figures_stand_for_themselves(figures):
    assert digits_of(figures) == figures


def test_small_numbers_and_multipliers_are_told_apart():
    assert (number_of("tachtig"), number_of("honderd")) == (80, None)
    assert (magnitude_of("honderd"), magnitude_of("tuzen"), magnitude_of("tachtig")) == (100, 1000, None)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("vijv", True), ("trjie", False), ("zevn", True), ("fjouver", True), ("van", False), ("paspoort", False)],
)
def test_a_word_one_letter_from_a_number_word_sounds_like_one(word, expected):
    assert sounds_like_number(word) is expected
