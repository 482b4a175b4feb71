from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.call_rows import FieldError, is_call_id, read_columns, shown
from pipeline.calls_csv import COLUMNS

FIELDS = {"call_id": "c1", "file": "a.wav", "started_at": "2026-03-09T09:00:00+01:00", "employee_id": "mw-1"}


def fault(**fields):
    with pytest.raises(FieldError) as caught:
        read_columns({**FIELDS, **fields})
    return caught.value.fault


def test_types_what_is_given_and_leaves_the_rest_empty():
    call = read_columns(FIELDS)

    assert (call.call_id, call.started_at, call.employee_id) == ("c1", datetime(2026, 3, 9, 8, tzinfo=UTC), "mw-1")
    assert (call.direction, call.agent_channel, call.language, call.doubts) == ("inbound", "", "", ())


@pytest.mark.parametrize("column", ["call_id", "file", "started_at", "employee_id"])
def test_names_the_field_that_is_missing(column):
    missing = fault(**{column: ""})

    assert (missing.reason, missing.text) == ("missing_field", f"has no {column}; fill it in")


def test_names_all_fields_that_are_missing():
    assert fault(call_id="", employee_id="").text == "has no call_id and no employee_id; fill it in"


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-03-09T09:00:00+01:00", 8),
        ("2026-03-09 09:00+0200", 7),
        ("20260309T090000Z", 9),
        ("2026-03-09T09:00:00.123456+00:00", 9),
    ],
)
def test_reads_dates_with_a_zone(written, hour):
    assert read_columns({**FIELDS, "started_at": written}).started_at.hour == hour


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2025-03-09T09:00:00", "date_without_zone"),
        ("2025-03-09", "date_without_zone"),
        ("9-3-2026 09:00", "bad_date"),
        ("2026-02-30T09:00:00Z", "bad_date"),
        ("0001-01-01T00:00:00+10:00", "bad_date"),
        ("gisteren", "bad_date"),
    ],
)
def test_refuses_other_dates_without_repeating_them(written, reason):
    found = fault(started_at=written)

    assert found.reason == reason
    assert found.text.endswith("write it like 2026-03-09T14:05:00+01:00")
    assert written not in found.text


@pytest.mark.parametrize("call_id", ["c", "1700000000.42", "2f1e-uuid", "a@10.0.0.1", "x" * 100])
def test_takes_call_ids_that_can_name_files(call_id):
    assert read_columns({**FIELDS, "call_id": call_id}).call_id == call_id


@pytest.mark.parametrize(
    "call_id", ["../x", "a/b", "a\\b", "..", ".hidden", "-rf", "a b", "à", "x" * 101, "a:b", "a'b"]
)
def test_refuses_call_ids_that_cannot(call_id):
    assert fault(call_id=call_id).reason == "bad_call_id"


def test_a_refused_call_id_is_shown_without_what_may_be_a_telephone_number():
    assert "has call_id '../##-########', which cannot" in fault(call_id="../06-12345678").text


@pytest.mark.parametrize(
    ("value", "expected"),
    [("../x", "'../x'"), ("a\nb", r"'a\nb'"), ("123456", "'123456'"), ("1-2-3-4-5-6-7", "'#-#-#-#-#-#-#'")],
)
def test_values_are_shown_escaped(value, expected):
    assert shown(value) == expected


def test_long_values_are_shown_short():
    assert shown("x" * 500) == "'" + "x" * 39 + "…'"


@pytest.mark.parametrize("value", ["a\nb", "a\0b", "a\x1b[31mb", "a\u202eb", "a\u2028b"])
def test_refuses_control_characters_in_any_field(value):
    found = fault(employee_name=value)

    assert (found.reason, found.text) == (
        "control_characters",
        "has control characters in employee_name; remove them",
    )


def test_refuses_a_field_that_is_too_long():
    assert read_columns({**FIELDS, "team": "x" * 300}).team == "x" * 300
    assert fault(team="x" * 301).reason == "field_too_long"


@pytest.mark.parametrize(
    ("written", "expected"), [("left", "left"), ("Right", "right"), ("second", "second"), ("", "")]
)
def test_reads_the_agents_channel(written, expected):
    assert read_columns({**FIELDS, "agent_channel": written}).agent_channel == expected


def test_refuses_an_unknown_channel_for_guessing_would_swap_the_parties():
    found = fault(agent_channel="links")

    assert (found.reason, found.text) == (
        "unknown_channel",
        "has agent_channel 'links'; write left or right, or for one channel first or second (to speak), "
        "or leave it empty",
    )


def test_a_hint_that_is_not_understood_is_left_out_and_costs_no_call():
    call = read_columns({**FIELDS, "language": "Fries", "direction": "inkomend"})

    assert (call.language, call.direction, call.doubts) == ("", "unknown", ("direction", "language"))


def test_reads_hints_in_capitals():
    call = read_columns({**FIELDS, "language": "FY", "direction": "Outbound"})

    assert (call.language, call.direction, call.doubts) == ("fy", "outbound", ())


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(min_size=1)))
def test_any_fields_are_read_or_refused(fields):
    try:
        call_id = read_columns(fields).call_id
    except FieldError:
        return
    assert is_call_id(call_id)
