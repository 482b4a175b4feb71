import pytest

from pipeline.redaction import KnownPeople, redact
from tests.pipeline.redaction.tuning import masked_text, talk, texts_of


def masks(text: str) -> list[bool]:
    return [word == "[email]" for word in masked_text(text).split()]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("mail j.devries@gmail.com", 1),
        ("mail j punt de vries apenstaartje gmail punt com", 8),
        ("mail g. de vries apestaartje gmail punt com", 7),
        ("mailadres is sjoukje apesturtsje ziggo punt nl", 5),
        ("stuur naar p punt smit apen staartje live.nl", 6),
        ("naar pietje 12 at live nl", 5),
        ("naar jan at jansen punt nl", 5),
        ("mailadres jansen gmail punt com", 4),
    ],
)
def test_masks_the_whole_address_and_no_more(text, count):
    expected = [False] * (len(text.split()) - count) + [True] * count

    assert masks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mail naar info@gemeente.nl",
        "mail naar info apenstaartje waadhoeke punt nl",
        "u moet een apenstaartje typen",
        "kijk op waadhoeke punt nl",
        "ik zit at home",
    ],
)
def test_desks_sites_and_mere_mentions_stay(text):
    assert masked_text(text) == text


def test_an_address_goes_on_behind_an_assent():
    turns = (("citizen", "mailadres is jan punt smit"), ("agent", "ja"), ("citizen", "apenstaartje ziggo.nl"))

    assert texts_of(redact(talk(*turns), KnownPeople())) == [
        "mailadres",
        "is",
        *["[email]"] * 3,
        "ja",
        *["[email]"] * 2,
    ]
