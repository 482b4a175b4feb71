"""Who is told when a night went wrong: a program named in the settings."""

import logging
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from flows.night_work import NightResult
from pipeline.errors import CallError, SettingsError, StoreError
from pipeline.nights import NightReport
from pipeline.settings import NightSettings

Kind = Literal["empty", "failed", "late", "missing"]
"""`empty`: no new recording; `failed`: the run broke off, or too many of its calls; `late`: the deadline came first;
`missing`: last night left no report."""
_LONGEST_S = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the program is given, as its last two arguments."""

    kind: Kind
    sentence: str


def alarms_of(result: NightResult, night: NightSettings) -> tuple[Alarm, ...]:
    """Return what is wrong with a night."""
    report = result.report
    found: list[Alarm] = []
    if result.broken:
        found.append(Alarm("failed", f"night {report.night}: {len(result.broken)} batch(es) broke off"))
    if report.failed_share > night.max_failed_share:
        found.append(Alarm("failed", f"night {report.night}: {report.failed_share:.0%} of the calls failed"))
    if report.put_off_count:
        text = f"night {report.night}: {report.put_off_count} recordings were left at {night.deadline:%H:%M}"
        found.append(Alarm("late", text))
    if not (report.done_count or report.put_off_count or report.failed_share):
        text = f"night {report.night}: no new recording among {report.found_count} in the inbox"
        found.append(Alarm("empty", text))
    return tuple(found)


def missing_night(nights: Sequence[NightReport], due: str | None) -> Alarm | None:
    """Return an alarm where the last night that was due and is over left no report."""
    if due is None or any(report.night == due for report in nights):
        return None
    return Alarm("missing", f"night {due}: there is no report; see whether the program was started, and its log")


@contextmanager
def on_failure(night: NightSettings) -> Iterator[None]:
    """Sound the alarm where the run itself fails; the error goes on."""
    try:
        yield
    except (SettingsError, StoreError, CallError, OSError) as error:
        ring(Alarm("failed", str(error)), night)
        raise
    except Exception as error:  # its text may hold anything
        ring(Alarm("failed", f"the night broke off: {type(error).__name__}"), night)
        raise


def ring(alarm: Alarm, night: NightSettings) -> None:
    """Start the program of the settings; that it fails is logged and spoils no night."""
    _log.error("alarm %s", alarm.kind)
    if not night.alarm:
        return
    command = [*night.alarm, alarm.kind, alarm.sentence]
    try:
        subprocess.run(command, check=True, timeout=_LONGEST_S, stdin=subprocess.DEVNULL)  # noqa: S603 - the administrator's own
    except (OSError, subprocess.SubprocessError) as error:
        _log.error("night.alarm: %s did not take the alarm (%s)", night.alarm[0], type(error).__name__)
