from datetime import date

import pytest

from notebooks.charts import before_and_after, share_charts, tempo_charts, within

MONDAY, LATER = date(2026, 3, 2), date(2026, 3, 9)


def row(who="Rixt", week=MONDAY, rate=5.0, **changes):
    fixed = {"who": who, "week": week, "rate": rate, "low": 4.8, "high": 5.2, "usual": 5.0}
    return {**fixed, "calls": 3, "minutes": 10.0, "version": "m1", **changes}


def shares(**changes):
    return {"group": "balie", "month": MONDAY, "share": 0.5, "low": 0.4, "high": 0.6, "calls": 20, **changes}


def drawn(rows, events=()):
    return [one.chart.to_dict() for one in tempo_charts(rows, events, unit="lettergrepen per seconde")]


def test_each_small_chart_shows_its_own_rows_in_alphabetical_order():
    rows = [row("Rixt"), row("Anne", rate=4.0), row("Rixt", LATER)]
    assert [one.title for one in tempo_charts(rows, [], unit="x")] == ["Anne", "Rixt"]
    assert [len(spec["data"]["values"]) for spec in drawn(rows)] == [1, 2]


def test_all_small_charts_have_the_same_axes_so_that_they_can_be_compared():
    specs = drawn([row("Anne", rate=4.0, low=None, high=None, usual=None), row("Rixt", LATER, rate=6.0)])
    scales = [[spec["layer"][2]["encoding"][axis]["scale"]["domain"] for axis in "xy"] for spec in specs]
    assert scales[0] == scales[1]
    assert scales[0][1] == [4.0, 6.0]


def test_a_week_without_a_rate_has_no_point():
    [spec] = drawn([row(), row(week=LATER, rate=None)])
    assert [value["at"] for value in spec["data"]["values"]] == ["2026-03-02T12:00:00"]


def test_who_has_too_little_speech_keeps_a_place_and_a_sentence():
    [anne, rixt] = tempo_charts([row("Anne", rate=None), row("Rixt")], [], unit="x")
    assert (anne.chart, anne.rests_on) == (
        None,
        "3 gesprekken, 10 min spraak: te weinig om een tempo te geven.",
    )
    assert rixt.rests_on == "3 gesprekken, 10 min spraak."


def test_a_group_that_is_too_small_says_so():
    [small] = share_charts([shares(share=None, low=None, high=None, calls=0)], "deel")
    assert (small.chart, small.rests_on) == (None, "De groep is te klein voor een cijfer.")


def test_the_band_is_what_cannot_be_heard_around_the_usual_rate():
    [value] = drawn([row(usual=4.0)])[0]["data"]["values"]
    assert (value["band_low"], value["band_high"]) == pytest.approx((4.0 - 0.2, 4.0 + 0.2))  # 5 % of 4


def test_no_line_is_drawn_across_a_change_of_the_measure():
    [line] = [layer for layer in drawn([row()])[0]["layer"] if layer["mark"]["type"] == "line"]
    assert line["encoding"]["detail"]["field"] == "version"


def test_a_training_is_a_line_in_every_chart():
    event = {"name": "luisteren", "kind": "training", "day": LATER}
    for spec in drawn([row("Anne"), row("Rixt")], [event]):
        [rule] = [layer for layer in spec["layer"] if "data" in layer]
        assert rule["data"]["values"] == [{"at": "2026-03-09T12:00:00", "what": "training: luisteren"}]


def test_only_events_of_the_weeks_shown_are_lines():
    days = [date(2026, 3, 1), MONDAY, date(2026, 3, 15), date(2026, 3, 16)]  # the last week ends on the 15th
    events = [{"day": one} for one in days]
    assert [one["day"] for one in within(events, [row(), row(week=LATER)])] == days[1:3]
    assert within(events, []) == []


def test_a_chart_says_what_it_shows_with_unit_and_comma():
    [spec] = drawn([row(rate=4.04), row(week=LATER, rate=5.2)])
    assert spec["description"] == "Rixt: 4,0 tot 5,2 lettergrepen per seconde, weken: 2"
    assert spec["layer"][2]["encoding"]["y"]["axis"]["title"] == "lettergrepen per seconde"
    assert spec["usermeta"]["embedOptions"]["formatLocale"]["decimal"] == ","
    [share] = share_charts([shares()], "deel van de gesprekken")
    assert share.chart.to_dict()["description"] == "balie: 50% deel van de gesprekken, maanden: 1"


def test_before_and_after_pool_by_minutes_of_speech_in_alphabetical_order():
    rows = [
        row("Rixt", rate=5.0, minutes=10.0),
        row("Rixt", rate=4.0, minutes=30.0),
        row("Rixt", LATER, 4.5),
        row("Anne", LATER, 6.0),
        row("Anne", rate=9.0, version="m0"),  # measured otherwise: not to be compared
    ]
    found = before_and_after(rows, LATER)
    assert list(found) == ["Anne", "Rixt"]
    assert found["Rixt"] == pytest.approx(((5.0 * 10 + 4.0 * 30) / 40, 4.5))
    assert found["Anne"] == (None, 6.0)


def test_nothing_to_compare_is_nothing():
    assert before_and_after([], LATER) == {}
