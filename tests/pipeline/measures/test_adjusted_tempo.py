"""Employees whose tempo is known, and what the fit makes of their calls."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pytest

from pipeline.measures.adjusted_tempo import REFERENCE_SYLLABLES, CallTempo, adjust_tempo

MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Office:
    """Employees around 5 syllables a second, who differ by 10 %, their weeks by 3 %, their calls by 6 %."""

    employees: int = 15
    weeks: int = 8
    slope: float = 0.15
    phrase_spread: float = 0.4

    def calls(self, seed):
        """Calls, the true tempo of each week, and the mean log length of each employee's phrases."""
        random = np.random.default_rng(seed)
        calls, true, lengths = [], {}, {}
        for employee in [f"e{number:02}" for number in range(self.employees)]:
            own = np.log(5.0) + random.normal(0, 0.10)
            lengths[employee] = np.log(REFERENCE_SYLLABLES) + random.normal(0, self.phrase_spread)
            for week in (MONDAY + timedelta(weeks=number) for number in range(self.weeks)):
                tempo = own + random.normal(0, 0.03)
                true[employee, week] = np.exp(tempo)
                for _ in range(random.integers(3, 25)):
                    syllables = np.maximum(
                        3, np.round(np.exp(random.normal(lengths[employee], 0.6, random.integers(8, 40))))
                    )
                    call = tempo + random.normal(0, 0.06)
                    calls.append(self.call(random, employee, week, syllables, call))
        return calls, true, lengths

    def call(self, random, employee, week, syllables, tempo):
        length = np.log(syllables)
        rate = tempo + self.slope * (length - np.log(REFERENCE_SYLLABLES)) + random.normal(0, 0.2, len(syllables))
        return CallTempo(
            employee,
            "balie",
            week,
            len(syllables),
            float((syllables / np.exp(rate)).sum()),
            *(float(part.sum()) for part in (length, rate, length**2, length * rate, rate**2)),
        )


def errors_of(office, seed):
    """Per week with a rate: the log error, whether the interval holds the truth, how long the phrases are."""
    calls, true, lengths = office.calls(seed)
    rows = [row for row in adjust_tempo(calls) if row.adjusted_rate is not None]
    return [
        (
            float(np.log(row.adjusted_rate / true[row.employee_id, row.week_start])),
            row.low <= true[row.employee_id, row.week_start] <= row.high,
            lengths[row.employee_id],
        )
        for row in rows
    ]


@pytest.mark.parametrize("office", [Office(), Office(employees=8, weeks=4)], ids=["a department", "a small team"])
def test_is_unbiased_and_its_intervals_cover(office):
    found = [one for seed in range(12) for one in errors_of(office, seed)]
    errors = np.array([error for error, _, _ in found])
    assert abs(errors.mean()) < 0.005  # half a percent, a tenth of what anybody hears
    assert errors.std() < 0.03
    assert 0.92 <= np.mean([is_covered for _, is_covered, _ in found]) <= 0.98


def test_who_speaks_in_long_phrases_is_not_called_fast():
    found = [one for seed in range(6) for one in errors_of(Office(), seed)]
    errors, lengths = np.array([(error, length) for error, _, length in found]).T
    # Raw rates would grow by 0.15 with the log of the length; 0.02 is what chance leaves.
    assert abs(np.polyfit(lengths, errors, 1)[0]) < 0.02


def plain_calls(rate, count, *, employee="e1", week=MONDAY, units=10, seconds=30.0):
    """Calls whose stretches all have 10 syllables and one rate."""
    length, log_rate = np.log(10), np.log(rate)
    sums = (units * length, units * log_rate, units * length**2, units * length * log_rate, units * log_rate**2)
    return [CallTempo(employee, "balie", week, units, seconds, *map(float, sums))] * count


def test_one_employee_with_one_rate_has_that_rate():
    (row,) = adjust_tempo(plain_calls(5.0, 4))
    assert row.adjusted_rate == pytest.approx(5.0)
    assert row.usual_rate == pytest.approx(5.0)
    assert (row.call_count, row.unit_count, row.phonation_s, row.is_noticeable) == (4, 40, 120.0, False)


@pytest.mark.parametrize(("seconds", "reason"), [(30.0, None), (29.9, "too_little_speech")])
def test_less_than_a_minute_of_speech_has_no_rate(seconds, reason):
    (row,) = adjust_tempo(plain_calls(5.0, 2, seconds=seconds))
    assert row.reason_code == reason
    assert (row.adjusted_rate is None) == (row.low is None) == (row.is_noticeable is None) == (reason is not None)


def test_weeks_of_one_call_do_not_tell_how_calls_differ():
    calls = plain_calls(5.0, 1, seconds=90.0) + plain_calls(5.5, 1, week=MONDAY + timedelta(weeks=1), seconds=90.0)
    assert {(row.adjusted_rate, row.reason_code) for row in adjust_tempo(calls)} == {(None, "too_few_calls")}


@pytest.mark.parametrize(("factor", "is_flagged"), [(1.04, False), (1.08, False), (1.2, True), (0.8, True)])
def test_only_a_change_that_can_be_heard_is_flagged(factor, is_flagged):
    weeks = [MONDAY + timedelta(weeks=number) for number in range(8)]
    calls = [call for week in weeks[:-1] for call in plain_calls(5.0, 10, week=week)]
    calls += plain_calls(5.0 * factor, 10, week=weeks[-1])
    flags = [row.is_noticeable for row in adjust_tempo(calls)]
    assert flags == [False] * 7 + [is_flagged]


def test_no_calls_have_no_rows():
    assert adjust_tempo([]) == ()


def test_the_order_of_calls_does_not_matter():
    calls, _, _ = Office(employees=4, weeks=3).calls(1)
    forth, back = adjust_tempo(calls), adjust_tempo(calls[::-1])
    assert [replace(row, **rates_of(row)) for row in forth] == [replace(row, **rates_of(row)) for row in back]


def rates_of(row):
    """Rates as far as the order of adding leaves them alone."""
    names = ("phonation_s", "adjusted_rate", "low", "high", "usual_rate")
    return {name: value and round(value, 9) for name in names for value in (getattr(row, name),)}
