import json
import sys
from dataclasses import replace

import pytest

from flows import wiring
from flows.alarms import Alarm, alarms_of, missing_night, on_failure, ring
from flows.night_work import NightResult
from pipeline.errors import StoreError
from pipeline.publishing import PublishReport
from pipeline.settings import load_settings
from tests.factories import make_night

NIGHT = load_settings(wiring.DEFAULT_SETTINGS).night
WRITES = "import json, sys; json.dump(sys.argv[2:], open(sys.argv[1], 'a'))"


@pytest.fixture
def told(tmp_path):
    """Settings whose alarm writes what it is given to a file, and a look into that file."""
    file = tmp_path / "told.json"
    night = NIGHT.model_copy(update={"alarm": (sys.executable, "-c", WRITES, str(file))})
    return night, lambda: json.loads(file.read_text()) if file.exists() else None


def kinds(report, broken=()):
    result = NightResult(report, PublishReport(0, swapped=False, warnings=()), (), broken)
    return [alarm.kind for alarm in alarms_of(result, NIGHT)]


@pytest.mark.parametrize(
    ("changes", "broken", "expected"),
    [
        pytest.param({}, (), [], id="a good night"),
        pytest.param({"done_count": 0, "failed_share": 0.0}, (), ["empty"], id="nothing new"),
        pytest.param({"failed_share": 0.21}, (), ["failed"], id="more failed than the set 20 %"),
        pytest.param({"failed_share": 0.2}, (), [], id="just the set share"),
        pytest.param({"put_off_count": 1}, (), ["late"], id="one left"),
        pytest.param({"done_count": 0, "put_off_count": 9, "failed_share": 0.0}, (), ["late"], id="begun too late"),
        pytest.param({}, ("OSError",), ["failed"], id="a batch broke off"),
    ],
)
def test_an_alarm_says_what_is_wrong(changes, broken, expected):
    assert kinds(replace(make_night(), **changes), broken) == expected


def test_a_night_without_a_report_is_missing():
    assert missing_night([make_night("2026-03-02")], "2026-03-02") is None
    assert missing_night([make_night("2026-03-02")], "2026-03-03").kind == "missing"
    assert missing_night([], None) is None


def test_the_program_gets_kind_and_sentence(told):
    night, read = told
    ring(Alarm("late", "3 recordings were left"), night)
    assert read() == ["late", "3 recordings were left"]


@pytest.mark.parametrize("command", [("nowhere-to-be-found",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_a_program_that_fails_spoils_no_night(command, caplog):
    ring(Alarm("late", "text"), NIGHT.model_copy(update={"alarm": command}))
    assert "did not take the alarm" in caplog.text


def test_a_run_that_breaks_off_sounds_the_alarm_and_the_error_goes_on(told):
    night, read = told
    with pytest.raises(StoreError), on_failure(night):
        raise StoreError("the disk is full")
    assert read() == ["failed", "the disk is full"]


def test_what_nobody_foresaw_is_told_by_its_kind_only(told):
    night, read = told
    with pytest.raises(KeyError), on_failure(night):
        raise KeyError("a word of a call")
    assert read() == ["failed", "the night broke off: KeyError"]
