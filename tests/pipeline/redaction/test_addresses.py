import pytest

from pipeline.redaction import KnownPeople, redact
from tests.pipeline.redaction.tuning import masked_text, talk, texts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("huisnummer 12", "huisnummer [postcode]"),
        ("húsnûmer is tolve", "húsnûmer is [postcode]"),
        ("huisnummer 12 a", "huisnummer [postcode] [postcode]"),
        ("in de Kerkstraat 12", "in de [postcode] [postcode]"),
        ("in de Prins Hendrikstraat nummer 4", "in de [postcode] [postcode] nummer [postcode]"),
        ("op de Tsjerkestrjitte 14", "op de [postcode] [postcode]"),
        ("ik woon op Hoogland 5", "ik woon op [postcode] [postcode]"),
    ],
)
def test_masks_a_house_number_with_its_street(text, expected):
    assert masked_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "de lamp in de Kerkstraat is stuk",
        "de snelweg 7 is dicht",
        "in de Kerkstraat. 2 weken geleden",
        "de Kerkstraat 3 jaar geleden",
        "eenvoudigweg een probleem",
        "u bent nummer 3",
    ],
)
def test_streets_without_a_house_and_other_numbers_stay(text):
    assert masked_text(text) == text


def test_the_house_number_may_come_turns_after_the_postcode():
    turns = (("citizen", "8911 AB"), ("agent", "ja en het nummer?"), ("citizen", "23"))

    assert texts_of(redact(talk(*turns), KnownPeople()))[-1] == "[postcode]"
