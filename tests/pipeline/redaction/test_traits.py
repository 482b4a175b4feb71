import pytest

from pipeline.redaction.traits import traits_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("06-12", {"w=99-99", "digits=4", "in_figures", "zero_first"}),
        ("1962.", {"w=9999", "year=19", "ends_sentence"}),
        ("achttien", {"w=achttien", "digits=2", "in_words", "day"}),
        ("vijv", {"slip"}),
        ("K", {"letter", "is_capital", "no_vowel"}),
        ("maart", {"month"}),
        ("Sjoukje,", {"is_given", "ends_phrase", "p=sjo"}),
        ("bsn", {"topic=bsn"}),
        ("[naam]", {"w=[naam]"}),
    ],
)
def test_a_word_has_the_traits_that_it_shows(text, names):
    assert names <= set(traits_of(text).names)


@pytest.mark.parametrize(
    ("text", "expected"), [("12", True), ("x", True), ("[bsn]", True), ("<agent>", False), ("ja", False)]
)
def test_numbers_letters_and_masks_can_be_dictated(text, expected):
    assert traits_of(text).is_dictable is expected


def test_a_word_says_what_it_announces_and_how_many_digits_it_is():
    assert traits_of("postcode").topic == "postcode"
    assert traits_of("nulzes").digit_count == 2
    assert traits_of("paspoort").topic == ""
