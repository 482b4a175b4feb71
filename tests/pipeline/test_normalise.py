import pytest

from pipeline.normalise import ends_sentence, fold, is_mask, tokens_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Wêrmei kin ik jo helpe?", "wermei kin ik jo helpe?"),
        ("foto\u2019s", "foto's"),
        ("", ""),
    ],
)
def test_folding_drops_case_diacritics_and_kinds_of_apostrophes(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Goedemorgen, u spreekt met [medewerker].", ("goedemorgen", "u", "spreekt", "met", "[medewerker]")),
        ("Noardeast-Fryslân", ("noardeast", "fryslan")),
        ("wêr't 't 12:30", ("wer't", "'t", "12", "30")),
        ("... !?", ()),
    ],
)
def test_tokens_are_folded_words_and_masks_stay_whole(text, expected):
    assert tokens_of(text) == expected


def test_only_a_whole_mask_is_a_mask():
    assert is_mask("[naam]")
    assert not is_mask("naam")
    assert not is_mask("[naam] daar")


@pytest.mark.parametrize(("word", "expected"), [("klaar.", True), ('"klaar?"', True), ("klaar,", False), ("", False)])
def test_a_sentence_ends_with_its_mark_quoted_or_not(word, expected):
    assert ends_sentence(word) is expected
