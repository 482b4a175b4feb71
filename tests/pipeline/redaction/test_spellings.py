import pytest

from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.letters import spelled_acronyms
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import masked_text, talk, texts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j a n s e n", "[naam] [naam] [naam] [naam] [naam] [naam]"),
        ("J-A-N-S-E-N", "[naam]"),
        ("de S van Simon, de P van Pieter", "[naam] [naam] [naam] [naam] [naam] [naam] [naam] [naam]"),
        ("de S fan Simon, de P fan Pieter", "[naam] [naam] [naam] [naam] [naam] [naam] [naam] [naam]"),
        ("mijn naam is Smit met d t", "mijn naam is [naam] met [naam] [naam]"),
    ],
)
def test_masks_what_spells_a_name(text, expected):
    assert masked_text(text) == expected


@pytest.mark.parametrize("text", ["de b s n", "w o z", "plan B of plan C", "kunt u a of b kiezen", "B en W"])
def test_abbreviations_and_single_letters_stay(text):
    assert masked_text(text) == text


def test_masks_a_spelling_over_turns():
    turns = (("citizen", "w o b"), ("agent", "ja"), ("citizen", "m a"))

    assert texts_of(redact(talk(*turns), KnownPeople())) == [*["[naam]"] * 3, "ja", *["[naam]"] * 2]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("mijn w o z is", "w o z"), ("B en W", "B en W"), ("b s n a", ""), ("j a n s", ""), ("uw b s n", "b s n")],
)
def test_letters_that_are_a_word_together_are_no_spelling(text, kept):
    tokens = tokens_of(talk(("citizen", text)))

    assert " ".join(tokens[at].text for at in sorted(spelled_acronyms(tokens))) == kept
