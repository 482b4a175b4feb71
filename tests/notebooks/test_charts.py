from datetime import date

import pytest

from notebooks.charts import before_and_after, share_chart, tempo_chart

MONDAY, LATER = date(2026, 3, 2), date(2026, 3, 9)


def row(who="Rixt", week=MONDAY, rate=5.0, **changes):
    fixed = {"who": who, "week": week, "rate": rate, "low": 4.8, "high": 5.2, "usual": 5.0}
    return {**fixed, "calls": 3, "minutes": 10.0, "version": "m1", **changes}


def shares(**changes):
    return {"group": "balie", "month": MONDAY, "share": 0.5, "low": 0.4, "high": 0.6, "calls": 20, **changes}


@pytest.mark.parametrize("chart", [tempo_chart([row()], [], columns=3), share_chart([shares()], "deel", columns=3)])
def test_each_small_chart_shows_its_own_rows_in_alphabetical_order(chart):
    spec = chart.to_dict()
    assert spec["facet"]["sort"] == "ascending"
    assert not [layer for layer in spec["spec"]["layer"] if "data" in layer]


def test_a_week_without_a_rate_has_no_point():
    values = tempo_chart([row(), row(week=LATER, rate=None)], [], columns=3).to_dict()["data"]["values"]
    assert [value["week"] for value in values] == ["2026-03-02T12:00:00"]


def test_the_band_is_what_cannot_be_heard_around_the_usual_rate():
    [value] = tempo_chart([row(usual=4.0)], [], columns=3).to_dict()["data"]["values"]
    assert (value["band_low"], value["band_high"]) == pytest.approx((4.0 - 0.2, 4.0 + 0.2))  # 5 % of 4


def test_no_line_is_drawn_across_a_change_of_the_measure():
    spec = tempo_chart([row()], [], columns=3).to_dict()
    [line] = [layer for layer in spec["spec"]["layer"] if layer["mark"]["type"] == "line"]
    assert line["encoding"]["detail"]["field"] == "version"


def test_a_training_is_a_line_in_every_chart():
    event = {"name": "luisteren", "kind": "training", "day": LATER}
    spec = tempo_chart([row()], [event], columns=3).to_dict()
    [rule] = [layer for layer in spec["spec"]["layer"] if "data" in layer]
    assert rule["data"]["values"] == [{"day": "2026-03-09T12:00:00", "what": "training: luisteren"}]


def test_axes_have_units():
    text = str(tempo_chart([row()], [], columns=3).to_dict())
    assert "lettergrepen per seconde" in text


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
