import pytest

from pipeline.redaction import KnownPeople, redact
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
