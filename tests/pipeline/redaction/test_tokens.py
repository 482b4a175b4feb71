import pytest

from pipeline.records import Conversation, Span, Turn, Word
from pipeline.redaction.tokens import fold, shape_of, tokens_of
from tests.pipeline.redaction.tuning import talk


@pytest.mark.parametrize(
    ("text", "plain", "folded"),
    [
        pytest.param("Sjoûkje,", "sjoûkje", "sjoukje", id="accent and comma"),
        pytest.param("'t", "'t", "'t", id="a clitic keeps its apostrophe"),
        pytest.param("\u2019s", "'s", "'s", id="a curly apostrophe is straightened"),
        pytest.param("'65.", "65", "65", id="a short year loses it"),
        pytest.param("06-12", "06-12", "06-12", id="a hyphen inside stays"),
        pytest.param("\u2013", "", "", id="a dash alone is nothing"),
    ],
)
def test_reads_the_bare_word(text, plain, folded):
    shape = shape_of(text)

    assert (shape.plain, shape.folded) == (plain, folded)


def test_folds_case_and_accents():
    assert fold("Ferhûzing") == "ferhuzing"


@pytest.mark.parametrize(
    ("text", "expected"), [("J.", True), ("A.B.", True), ("J", True), ("Jan", False), ("j", False)]
)
def test_knows_initials_by_their_capitals(text, expected):
    assert shape_of(text).is_initials is expected


@pytest.mark.parametrize(
    ("text", "ends"), [("nee.", True), ("wat?", True), ("ja,", False), ("g.", False), ("12.", True)]
)
def test_a_letter_with_a_dot_ends_no_sentence(text, ends):
    assert shape_of(text).ends_sentence is ends


def test_a_capital_counts_only_inside_a_sentence():
    tokens = tokens_of(talk(("citizen", "Jan zegt Piet. Klaas J. Bouma")))

    assert [token.is_proper for token in tokens] == [False, False, True, False, True, True]


def test_a_capital_behind_a_mask_says_nothing():
    words = (Word(Span(0, 1), "[naam]", redaction="naam"), Word(Span(1, 2), "Wil"))
    tokens = tokens_of(Conversation("c1", 2.0, turns=(Turn(Span(0, 2), "citizen", words=words),)))

    assert tokens[0].is_masked
    assert not tokens[1].is_proper


def test_a_mask_is_not_taken_for_the_word_it_says():
    word = Word(Span(0, 1), "[telefoon]", redaction="telefoon")
    token = tokens_of(Conversation("c1", 1.0, turns=(Turn(Span(0, 1), "agent", words=(word,)),)))[0]

    assert token.shape.folded != "telefoon"


def test_a_call_without_words_has_no_tokens():
    assert tokens_of(talk(("agent", ""), ("citizen", ""))) == ()
