import io
from dataclasses import replace

import pytest
from rich.console import Console

from flows import wiring
from flows.night_screen import show_nights
from tests.factories import make_night


@pytest.fixture
def shown(tmp_path):
    """Show a store whose last night is the given one; its lines."""
    (tmp_path / "own.yaml").write_text("", encoding="utf-8")
    here = wiring.installation(wiring.make_job(tmp_path / "w.duckdb", None, tmp_path / "own.yaml"))

    def show(report):
        here.nights.write_night(report)
        out = io.StringIO()
        show_nights(Console(file=out, width=160), here)
        return [" ".join(line.replace("│", " ").replace("┃", " ").split()) for line in out.getvalue().splitlines()]

    return show


# 180 s of sound; 36 s of recognition and 9 s of reading of 46 s on the clock
NIGHT = replace(make_night(), work_s={"decode": 9.0, "recognition": 36.0}, model_s=36.8, batch_s=46.0)


def test_a_night_shows_where_its_time_went_stage_by_stage(shown):
    lines = shown(NIGHT)
    assert "Waar de tijd van 2026-03-02 bleef" in lines
    assert "inlezen 9.0 19.6% 0.0500" in lines  # 9 / 46, 9 / 180
    assert "herkennen 36.0 78.3% 0.2000" in lines
    assert "in geen stap 1.0 2.2% 0.0056" in lines  # 46 - 45
    assert "samen 46.0 100.0% 0.2556" in lines
    assert "waarvan in modellen 36.8 80.0% 0.2044" in lines
    assert "waarvan erbuiten 8.2 17.8% 0.0456" in lines  # 45 - 36.8


def test_more_than_a_twentieth_in_no_stage_is_told(shown):
    lines = shown(replace(NIGHT, batch_s=50.0))
    told = "in geen stap (te veel: de stappen zijn niet te vertrouwen) 5.0 10.0%"
    assert any(line.startswith(told) for line in lines)


def test_stages_run_beside_each_other_on_several_machines_are_never_more_than_all(shown):
    lines = shown(replace(NIGHT, batch_s=44.999))
    assert "in geen stap 0.0 0.0% 0.0000" in lines


@pytest.mark.parametrize("nothing", [{"audio_s": 0.0}, {"batch_s": 0.0}], ids=["no call", "an older program"])
def test_where_nothing_was_timed_no_profile_is_shown(shown, nothing):
    assert not any("Waar de tijd" in line for line in shown(replace(NIGHT, **nothing)))
