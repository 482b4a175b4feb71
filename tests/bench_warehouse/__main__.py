"""Makes the warehouse and asks it what people ask, each mart for an employee and a week: `make bench-warehouse`."""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from pipeline.loading import Loader
from pipeline.tempo_table import load_adjusted_tempo
from pipeline.warehouse import Connection, connect, lay_out, make_views, open_readonly

HERE = Path(__file__).parent
MONDAY, SUNDAY, FIRST = date(2026, 2, 2), date(2026, 2, 8), date(2026, 2, 1)
WHO, TEAM = "m007", "team 7"
QUESTIONS = {
    "coach_flagged_moments": ("employee_id = ? and local_date between ? and ?", [WHO, MONDAY, SUNDAY]),
    "coach_flagged_moments, chosen ones of the week (the page)": (
        "is_chosen and local_date between ? and ?",
        [MONDAY, SUNDAY],
    ),
    "coach_flagged_moments, all of the week (the page on request)": ("local_date between ? and ?", [MONDAY, SUNDAY]),
    "coach_call_card": ("employee_id = ? and local_date between ? and ?", [WHO, MONDAY, SUNDAY]),
    "coach_tops_and_goals": ("employee_id = ? and month_start = ?", [WHO, FIRST]),
    "coach_call_selection": ("employee_id = ? and month_start = ?", [WHO, FIRST]),
    "analyst_tempo_weekly": ("employee_id = ? and week_start = ?", [WHO, MONDAY]),
    "analyst_cue_rates": ("team = ? and month_start = ?", [TEAM, FIRST]),
    "analyst_silences": ("team = ? and month_start = ?", [TEAM, FIRST]),
    "team_month": ("team = ? and month_start = ?", [TEAM, FIRST]),
}
SEARCH = "select call_id from turns where contains(lower(text), ?) order by local_date desc limit 200"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=500_000)
    parser.add_argument("--keep", type=Path, help="Keep the warehouse here.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = given.keep or Path(folder) / "made_up.duckdb"
        if not file.exists():
            say(f"{given.calls} calls made up in {make(file, given.calls, Path(folder)):.0f} s")
        say(f"{file.stat().st_size / 1e9:.1f} GB")
        with open_readonly(file) as connection:
            connection.execute("set threads = 2")
            for name, (where, values) in QUESTIONS.items():
                time_it(connection, name, f"select * from {name.partition(',')[0]} where {where}", values)  # noqa: S608 - ours
            time_it(connection, "search in words", SEARCH, ["paspoort verlengen"])


def make(file: Path, call_count: int, spill_folder: Path) -> float:
    began = perf_counter()
    with connect(file, spill_folder=spill_folder) as connection:
        lay_out(connection)
        connection.execute("set threads = 2; set memory_limit = '6GB'; set preserve_insertion_order = true")
        connection.execute("create temp table wanted as select ? as call_count", [call_count])
        for part in ("made_up.sql", "made_up_cues.sql"):
            connection.execute((HERE / part).read_text(encoding="utf-8"))
        began_views = perf_counter()
        make_views(connection)
        say(f"views and their tables in {perf_counter() - began_views:.1f} s, once a night")
        began_tempo = perf_counter()
        load_adjusted_tempo(Loader(connection, spill_folder))
        say(f"adjusted tempo in {perf_counter() - began_tempo:.1f} s, once a night")
    return perf_counter() - began


def time_it(connection: Connection, name: str, text: str, values: list[object]) -> None:
    seconds = []
    for _ in range(3):
        began = perf_counter()
        count = len(connection.execute(text, values).fetchall())
        seconds.append(perf_counter() - began)
    say(f"{name}: {count} rows, first {seconds[0]:.2f} s, then {min(seconds[1:]):.2f} s")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
