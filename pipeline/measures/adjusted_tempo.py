"""An employee's tempo by the week, freed of how long the phrases were, with an interval that can be trusted.

Longer phrases are spoken faster: phrase length drives tempo more than who speaks (Quené 2008). So the log of the rate
of each stretch of speech is set against the log of its syllables, within calls, and rates are told at one length. Calls
lie around their week, weeks around their employee, employees around the whole: each level is drawn towards the one
above it as far as its own data are few (partial pooling), which also tells how far the result may be off.

Source:
    Quené (2008), J. of the Acoustical Society of America 123(2): multilevel model of tempo with phrase length.
    Variances by moments: DerSimonian & Laird (1986), Controlled Clinical Trials 7(3). Ours: the length, the bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

REFERENCE_SYLLABLES = 10
"""Length at which rates are told; fixed, so that no line moves because other people's data came in."""
MIN_PHONATION_S = 60.0
"""Less speech of a week tells nothing: half a dozen calls hold this much."""
JUST_NOTICEABLE = (0.05, 0.10)
"""A change of tempo is heard from 5 to 10 % on (Quené 2007, J. of Phonetics 35(3))."""
_Z = 1.96

Reason = Literal["too_little_speech", "too_few_calls"]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class CallTempo:
    """Sums over the stretches of an employee's speech in one call.

    Attributes:
        unit_count: stretches, >= 1.
        length_sum: of the log of their syllables.
        rate_sum: of the log of their syllables per second.
        length_square_sum: of the squared logs; `product_sum` and `rate_square_sum` likewise.
    """

    employee_id: str
    team: str
    week_start: date
    unit_count: int
    phonation_s: float
    length_sum: float
    rate_sum: float
    length_square_sum: float
    product_sum: float
    rate_square_sum: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedTempo:
    """The tempo of an employee in a week, in syllables per second in phrases of `REFERENCE_SYLLABLES`.

    Attributes:
        adjusted_rate: None for too little speech, as are the next four.
        low: lower end of the 95 % interval.
        high: its upper end.
        usual_rate: the employee's own over all weeks of this version.
        is_noticeable: differs from the usual rate by 10 % or more, and surely by more than 5 %: can be heard.
        reason_code: why there is no rate.
    """

    employee_id: str
    team: str
    week_start: date
    call_count: int
    unit_count: int
    phonation_s: float
    adjusted_rate: float | None
    low: float | None
    high: float | None
    usual_rate: float | None
    is_noticeable: bool | None
    reason_code: Reason | None


@dataclass(frozen=True, slots=True)
class _Slope:
    """How the log of the rate grows with that of the length.

    Attributes:
        variance: of `value`.
        residual: variance of a stretch around its call's line.
    """

    value: float
    variance: float
    residual: float


@dataclass(frozen=True, slots=True)
class _Level:
    """What is known of calls, weeks or employees: means of the log rate, with their variances."""

    mean: Floats
    variance: Floats


@dataclass(frozen=True, slots=True)
class _Pooled:
    """Groups, with the true variance between the members of a group; None where no two members are in one."""

    groups: _Level
    spread: float | None


@dataclass(frozen=True, slots=True)
class _Rates:
    """Of one week, in syllables per second."""

    rate: float
    low: float
    high: float
    usual: float

    @property
    def is_noticeable(self) -> bool:
        surely, heard = JUST_NOTICEABLE
        is_outside = self.low > self.usual * (1 + surely) or self.high < self.usual * (1 - surely)
        return is_outside and abs(self.rate / self.usual - 1) >= heard


@dataclass(frozen=True, slots=True)
class _Estimate:
    """The estimates of all weeks, and the usual log rates of employees."""

    weeks: _Level
    usual: Floats
    is_unknown: bool

    def of(self, week: int, employee: int) -> _Rates | None:
        if self.is_unknown:
            return None
        mean, error = float(self.weeks.mean[week]), float(np.sqrt(self.weeks.variance[week]))
        ends = (mean, mean - _Z * error, mean + _Z * error, float(self.usual[employee]))
        return _Rates(*(float(np.exp(end)) for end in ends))


def adjust_tempo(calls: Sequence[CallTempo]) -> tuple[AdjustedTempo, ...]:
    """Adjust the tempo of employees and weeks for the length of their phrases.

    Args:
        calls: of one version of the measures, in any order.

    Returns:
        One row an employee, team and week, in that order. Rates are None for weeks with less than a minute of speech,
        and for all where no week has two calls: how calls differ is then not known.
    """
    if not calls:
        return ()
    weeks = sorted({(call.employee_id, call.team, call.week_start) for call in calls})
    place = {week: index for index, week in enumerate(weeks)}
    week_of = np.array([place[call.employee_id, call.team, call.week_start] for call in calls], dtype=np.intp)
    _, employee_of = np.unique([employee for employee, _, _ in weeks], return_inverse=True)
    sums = np.array([_sums(call) for call in calls], dtype=np.float64)
    slope = _slope(sums)
    totals = np.array([np.bincount(week_of, column, len(weeks)) for column in sums.T])
    call_counts = np.bincount(week_of, minlength=len(weeks))
    estimate = _estimate(sums, slope, week_of, np.asarray(employee_of, dtype=np.intp))
    return tuple(
        _row(week, int(call_counts[index]), totals[:, index], estimate.of(index, employee_of[index]))
        for index, week in enumerate(weeks)
    )


def _sums(call: CallTempo) -> tuple[float, ...]:
    return (
        call.unit_count,
        call.phonation_s,
        call.length_sum,
        call.rate_sum,
        call.length_square_sum,
        call.product_sum,
        call.rate_square_sum,
    )


def _slope(sums: Floats) -> _Slope:
    """Fit one slope within all calls: who speaks, and about what, drops out."""
    count, _, length, rate, length_2, product, rate_2 = sums.T
    within_length = float((length_2 - length**2 / count).sum())
    within_product = float((product - length * rate / count).sum())
    within_rate = float((rate_2 - rate**2 / count).sum())
    free = float((count - 1).sum()) - 1
    if within_length < 1e-9 or free < 1:
        return _Slope(0.0, 0.0, within_rate / max(free + 1, 1))
    value = within_product / within_length
    residual = max(within_rate - value * within_product, 0.0) / free
    return _Slope(value, residual / within_length, residual)


def _estimate(sums: Floats, slope: _Slope, week_of: Places, employee_of: Places) -> _Estimate:
    count, _, length, rate, *_ = sums.T
    from_reference = length / count - np.log(REFERENCE_SYLLABLES)
    calls = _Level(rate / count - slope.value * from_reference, np.maximum(slope.residual / count, 1e-12))
    weeks = _pool(calls, week_of)
    employees = _pool(weeks.groups, employee_of)
    everybody = np.zeros(len(employees.groups.mean), dtype=np.intp)
    whole = _pool(employees.groups, everybody)
    usual = _draw(employees.groups, whole.groups, everybody, whole.spread)
    drawn = _draw(weeks.groups, usual, employee_of, employees.spread)
    # All rates share one slope; where phrases were far from the reference length its error weighs most.
    distance = np.bincount(week_of, count * from_reference) / np.bincount(week_of, count)
    return _Estimate(
        _Level(drawn.mean, drawn.variance + distance**2 * slope.variance), usual.mean, weeks.spread is None
    )


def _pool(members: _Level, group_of: Places) -> _Pooled:
    """Join members into groups, each by how sure it is, after estimating how far members truly differ."""
    weight = 1 / members.variance
    total = np.bincount(group_of, weight)
    mean = np.bincount(group_of, weight * members.mean) / total
    scatter = float((weight * (members.mean - mean[group_of]) ** 2).sum())
    free = len(members.mean) - len(total)
    scale = float((total - np.bincount(group_of, weight**2) / total).sum())
    spread = max(0.0, (scatter - free) / scale) if free else None
    weight = 1 / (members.variance + (spread or 0.0))
    total = np.bincount(group_of, weight)
    return _Pooled(_Level(np.bincount(group_of, weight * members.mean) / total, 1 / total), spread)


def _draw(members: _Level, above: _Level, group_of: Places, spread: float | None) -> _Level:
    """Draw members towards their group: the less they are sure, and the less members differ, the more."""
    own = (spread or 0.0) / ((spread or 0.0) + members.variance)
    mean = own * members.mean + (1 - own) * above.mean[group_of]
    return _Level(mean, own * members.variance + (1 - own) ** 2 * above.variance[group_of])


def _row(week: tuple[str, str, date], call_count: int, totals: Floats, rates: _Rates | None) -> AdjustedTempo:
    unit_count, phonation_s = int(totals[0]), float(totals[1])
    reason: Reason | None = "too_few_calls" if rates is None else None
    if phonation_s < MIN_PHONATION_S:
        reason, rates = "too_little_speech", None
    return AdjustedTempo(
        employee_id=week[0],
        team=week[1],
        week_start=week[2],
        call_count=call_count,
        unit_count=unit_count,
        phonation_s=phonation_s,
        adjusted_rate=rates.rate if rates else None,
        low=rates.low if rates else None,
        high=rates.high if rates else None,
        usual_rate=rates.usual if rates else None,
        is_noticeable=rates.is_noticeable if rates else None,
        reason_code=reason,
    )
