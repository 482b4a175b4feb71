import pytest

from pipeline.redaction.dates import find_dates
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import masked_text, talk


def dates(text: str) -> list[tuple[int, int, int | None]]:
    return [(date.day, date.month, date.year) for date in find_dates(tokens_of(talk(("citizen", text))))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 mei 1965", (12, 5, 1965)),
        ("twaalf mei negentienvijfenzestig", (12, 5, 1965)),
        ("twaalf mei negentien honderd vijf en zestig", (12, 5, 1965)),
        ("vijf en twintig juni tweeduizend vier", (25, 6, 2004)),
        ("eerste januari tweeduizend een", (1, 1, 2001)),
        ("3 maart '48", (3, 3, 1948)),
        ("8e september", (8, 9, None)),
        ("14-02-80", (14, 2, 1980)),
        ("1980-02-14", (14, 2, 1980)),
        ("achtste van de elfde negenenzestig", (8, 11, 1969)),
        ("fjouwer july twatûzenachttjin", (4, 7, 2018)),
        ("de tredde fan maaie", (3, 5, None)),
    ],
)
def test_reads_dates_in_words_and_figures(text, expected):
    assert dates(text) == [expected]


@pytest.mark.parametrize("text", ["in mei", "40 mei", "12-13-2020", "2.12", "mei ik wat freegje", "13 12 11"])
def test_other_figures_are_no_dates(text):
    assert dates(text) == []


def test_the_hour_behind_a_date_is_not_its_year():
    assert dates("12 mei 10 uur") == [(12, 5, None)]


@pytest.mark.parametrize(
    "text",
    [
        "geboren op 12 mei",
        "12 mei 1965",
        "mijn geboortedatum is 3 april 2019",
        "berne op 3 maaie 2015",
        "3 maart is mijn verjaardag",
    ],
)
def test_dates_of_birth_are_masked(text):
    assert "[geboortedatum]" in masked_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "uw afspraak is 12 mei",
        "op 3 juni 2025 om 10 uur",
        "sinds 1 januari 1998",
        "it is op 3 juny om healwei alven",
        "geldig tot 14-08-2031",
    ],
)
def test_other_dates_stay(text):
    assert masked_text(text) == text


def test_only_the_first_date_is_the_one_asked_for():
    text = "geboren op 3 juni, kan ik 7 juli komen"

    assert masked_text(text) == "geboren op [geboortedatum] [geboortedatum] kan ik 7 juli komen"


def test_a_repeated_date_of_birth_is_masked_again():
    assert masked_text("geboren 3 juni 2019 dus ja hoor ik zei al 3 juni").endswith("[geboortedatum] [geboortedatum]")


def test_figures_before_frisian_with_are_dictation():
    assert masked_text("nul seis ien twa trije fjouwer fiif seis acht njoggen mei ik").endswith("[telefoon] mei ik")
