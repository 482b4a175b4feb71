import pytest
import spacy

from models.frisian import Frisian, like_num


def norms(text):
    return [token.norm_ for token in Frisian()(text)]


def test_importing_the_class_gives_spacy_a_frisian_language():
    assert spacy.blank("fy").lang == "fy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wannear't jo komme", ["wannear", "it", "jo", "komme"]),
        ("Wêr't it is", ["wêr", "it", "it", "is"]),
        ("wer't it is", ["wêr", "it", "it", "is"]),
        ("dat wol'k net", ["dat", "wol", "ik", "net"]),
        ("'t is yn 'e wacht", ["it", "is", "yn", "de", "wacht"]),
        ("wa's dat", ["wa", "is", "dat"]),
    ],
)
def test_what_is_written_together_is_cut_as_it_is_meant(text, expected):
    assert norms(text) == expected


def test_clitics_keep_what_was_written():
    assert [token.text for token in Frisian()("wêr't")] == ["wêr", "'t"]


@pytest.mark.parametrize(
    ("text", "expected"), [("fjouwer", True), ("Tsien", True), ("12", True), ("1.200", True), ("jo", False)]
)
def test_numbers_are_known_in_digits_and_words(text, expected):
    assert like_num(text) is expected
    assert Frisian()(text)[0].like_num is expected


def test_small_words_are_stop_words():
    assert [token.is_stop for token in Frisian()("jo paspoart")] == [True, False]
