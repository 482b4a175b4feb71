from datetime import UTC, date, datetime

import pytest

from notebooks.wording import VERDICTS, calls, card, clock, day, decimal, percent, seconds, sure, time_of_day, week
from pipeline.listening import WhyUnheard
from pipeline.people_records import ReviewVerdict

MOMENT = {
    "polarity": "top",
    "is_focus": True,
    "reason": "Vat de vraag samen",
    "evidence": "dus u wilt",
    "started_at": datetime(2026, 3, 29, 8, 30, tzinfo=UTC),
    "start_s": 75.4,
}


def test_times_are_on_a_dutch_clock_in_summer_too():
    assert (day(MOMENT["started_at"]), time_of_day(MOMENT["started_at"])) == ("zondag 29 maart 2026", "10:30")
    assert time_of_day(datetime(2026, 3, 28, 8, 30, tzinfo=UTC)) == "09:30"
    assert (clock(75.4), week(date(2026, 3, 9))) == ("1:15", "week 11 (vanaf 9 maart)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1:05", 65.0), (" 12 ", 12.0), ("90:00", 5400.0), ("", None), ("1:", None), ("-1:05", None), ("1:2:3", None)],
)
def test_a_time_in_a_call_is_read_as_it_is_written(text, expected):
    assert seconds(text) == expected


def test_one_call_is_one():
    assert (calls(1), calls(0), calls(12)) == ("1 gesprek", "0 gesprekken", "12 gesprekken")


def test_what_is_not_known_is_a_dash_and_never_a_zero():
    assert {decimal(None), percent(None)} == {"\u2013"}
    assert (decimal(0.0), percent(0.0), decimal(4.25, 2, " s")) == ("0,0", "0%", "4,25 s")


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.9, "vrijwel zeker"), (0.89, "waarschijnlijk"), (0.74, "misschien"), (None, "")]
)
def test_how_sure_is_said_in_words(confidence, words):
    assert sure(confidence) == words


def test_a_card_shows_what_whose_when_and_what_was_judged():
    found = card(MOMENT, who="Rixt Bouma", review="confirm", is_open=True)
    assert all(one in found for one in ("Top", "Aandachtspunt", "Bevestigd", "dus u wilt", "Rixt Bouma", "op 1:15"))


def test_a_card_shows_markup_as_text():
    bad = "<img src=x onerror=alert(1)>"
    found = card({**MOMENT, "reason": bad, "evidence": bad}, who=bad, review=None, is_open=False)
    assert "<img" not in found
    assert found.count("&lt;img src=x onerror=alert(1)&gt;") == 3


def test_every_verdict_and_every_reason_has_dutch_words():
    from notebooks.wording import UNHEARD

    assert VERDICTS.keys() == set(ReviewVerdict.__args__)
    assert UNHEARD.keys() == set(WhyUnheard.__args__)
