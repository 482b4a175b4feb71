import pytest

from pipeline.redaction import KnownPeople, redact
from tests.pipeline.redaction.tuning import masked_text, talk, texts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("BSN 123456782", "BSN [bsn]", id="announced and valid"),
        pytest.param("BSN 123456783", "BSN [bsn]", id="announced though not valid"),
        pytest.param("het is 123456782", "het is [bsn]", id="valid though not announced"),
        pytest.param("het is 123456783", "het is [bsn]", id="nine digits, misheard"),
        pytest.param("BSN 782", "BSN [bsn]", id="a part of it"),
        pytest.param("het is 1234567", "het is [nummer]", id="seven digits"),
        pytest.param("het is 123456", "het is 123456", id="six digits"),
        pytest.param("bel 0612345678", "bel [telefoon]", id="mobile"),
        pytest.param("het is 0031612345678", "het is [telefoon]", id="international"),
        pytest.param("mijn nummer is 412345", "mijn nummer is [telefoon]", id="local number, announced"),
        pytest.param("dat is 12051965", "dat is [geboortedatum]", id="day, month and year of birth"),
        pytest.param("drie vier negentien vijfenzestig", " ".join(["[geboortedatum]"] * 4), id="birth in numbers"),
        pytest.param("dertien twaalf tweeënzeventig", " ".join(["[geboortedatum]"] * 3), id="birth, short year, alone"),
        pytest.param("loket dertien twaalf tweeënzeventig", "loket dertien twaalf tweeënzeventig", id="not alone"),
        pytest.param("drie vier vijf", "drie vier vijf", id="three digits"),
        pytest.param("NL91ABNA0417164300", "[iban]", id="account"),
        pytest.param("8911 AB 12", "[postcode] [postcode] [postcode]", id="postcode and house number"),
        pytest.param("8911AB", "[postcode]", id="postcode in one word"),
        pytest.param("GB-123-D", "[kenteken]", id="plate"),
        pytest.param("documentnummer NX1234567", "documentnummer [nummer]", id="number of a document"),
    ],
)
def test_masks_numbers_by_their_kind(text, expected):
    assert masked_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "76,75 euro",
        "€ 12.500,50",
        "1.250.000 euro",
        "van 8.30 tot 17.00 uur",
        "9.00 12.30 en 13.30 17.00",
        "in 2019 en 2020",
        "tweeduizend achttien en tweeduizend tweeëntwintig",
        "14 0519",
        "veertien nul achtenvijftig",
        "code 1 2 3 4",
    ],
)
def test_amounts_times_years_and_short_public_numbers_stay(text):
    assert masked_text(text) == text


def test_an_announced_postcode_needs_no_letters():
    conversation = redact(talk(("agent", "uw postcode?"), ("citizen", "8911")), KnownPeople())

    assert texts_of(conversation)[-1] == "[postcode]"


def test_the_repetition_by_the_agent_does_not_hide_what_it_is():
    turns = (("citizen", "1234 56782"), ("agent", "1234 56782"))

    assert set(texts_of(redact(talk(*turns), KnownPeople()))) == {"[bsn]"}


def test_a_year_of_birth_said_apart_is_masked():
    turns = (("agent", "geboortedatum?"), ("citizen", "4 april"), ("agent", "welk jaar?"), ("citizen", "1972"))

    assert texts_of(redact(talk(*turns), KnownPeople()))[-1] == "[geboortedatum]"
