"""Runs the cases of each mart, and holds each mart to what its header promises."""

import re
from pathlib import Path

import pytest

from pipeline.warehouse import fetch
from tests.sql.given import HERE, make_warehouse, read_yaml

MARTS = {file.stem: file for file in (HERE.parents[1] / "sql" / "marts").glob("*.sql")}
CASES = sorted((HERE / "cases").glob("*/*/"))


def header(mart: str, field: str) -> str:
    found = re.search(rf"^-- {field}:\s+(.+)$", MARTS[mart].read_text(), re.MULTILINE)
    return found[1] if found else ""


def grain(mart: str) -> list[str]:
    return header(mart, "Grain").split(", ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path, tmp_path):
    mart, expected = case.parent.name, read_yaml(case / "expect.yaml")
    with make_warehouse(read_yaml(case / "given.yaml"), tmp_path) as connection:
        rows = fetch(connection, mart, order_by=grain(mart))
    assert len(rows) == len(expected)
    for row, expectation in zip(rows, expected, strict=True):
        seen = {column: plain(row[column]) for column in expectation}
        assert seen == pytest.approx(expectation)
    keys = [tuple(row[column] for column in grain(mart)) for row in rows]
    assert len(set(keys)) == len(keys), "the header's grain does not hold"


def plain(value: object) -> object:
    """Dates and times as a case writes them; a list as its parts, joined."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_has_a_case(mart):
    assert [case for case in CASES if case.parent.name == mart]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_case_is_of_a_mart(case):
    assert case.parent.name in MARTS


@pytest.mark.parametrize("mart", MARTS)
def test_the_header_of_a_mart_names_the_view_and_says_what_it_reads(mart):
    text = MARTS[mart].read_text()
    assert text.startswith(f"-- {mart}\n")
    assert f"create or replace view {mart} as\n" in text
    assert all(header(mart, field) for field in ("Grain", "Reads", "PII"))
    assert len(text.splitlines()) <= 80
    body = re.sub(r"--.*", "", text).partition("comment on view")[0]
    for source in re.findall(r"[a-z_]+", header(mart, "Reads")):
        assert re.search(rf"\b{source}\b", body), f"{source} is not read"


def test_the_readmes_table_of_marts_is_that_of_the_headers():
    readme = (HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Marts")[2].partition("\n## ")[0]
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", table, re.MULTILINE))
    assert told == {mart: header(mart, "Grain") for mart in MARTS}


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_describes_itself_in_the_database(mart, tmp_path):
    with make_warehouse({}, tmp_path) as connection:
        [(comment,)] = connection.execute("select comment from duckdb_views() where view_name = ?", [mart]).fetchall()
    assert comment.startswith("one row a")


PROMISED = {
    "coach_flagged_moments": """moment_id local_date started_at employee_id team queue language cue_id item_nl polarity
        verdict confidence review start_s end_s clip_start_s clip_end_s evidence reason call_id""",
    "coach_call_card": """call_id started_at employee_id topic duration_s agent_share agent_articulation_rate
        tempo_difference longest_silence_s unannounced_silence_s interruptions_by_agent open_questions cues_said
        cues_not_said quality""",
    "analyst_tempo_weekly": """employee_id team week_start call_count phonation_min articulation_rate adjusted_rate low
        high difference_to_citizen measure_version""",
    "coach_call_selection": "call_id purpose month_start place employee_id topic language duration_s",
    "coach_tops_and_goals": "employee_id month_start polarity item place item_nl is_agreed confirmed_count is_proposal",
    "analyst_cue_rates": "team queue month_start cue_id employee_count call_count said_share corrected_share low high",
    "team_month": "team month_start employee_count call_count focus_share improved_item_nl top_evidence",
    "analyst_tempo_adjusted": """employee_id team week_start adjusted_rate low high usual_rate difference_share
        is_noticeable reason_code call_count phonation_min measure_version""",
    "analyst_interruptions_weekly": """employee_id team week_start call_count citizen_speech_min interruption_count
        per_10_min low high medium_call_count measure_version""",
    "ops_nights": """night started_at ended_at found_count done_count refused_count already_done_count failed_share
        pipeline_version""",
    "ops_failures": "night file_id call_id stage reason retryable",
}


@pytest.mark.parametrize(("mart", "columns"), PROMISED.items())
def test_the_columns_promised_to_readers_are_there_in_their_order(mart, columns, tmp_path):
    with make_warehouse({}, tmp_path) as connection:
        there = connection.table(mart).columns
    promised = columns.split()
    assert [column for column in there if column in promised] == promised


def test_no_table_or_view_tells_of_an_emotion_of_the_employee(tmp_path):
    with make_warehouse({}, tmp_path) as connection:
        names = [name for (name,) in connection.execute("select column_name from duckdb_columns()").fetchall()]
    assert not [name for name in names if re.search(r"emotion|sentiment|pitch|loudness|anger|mood|rank", name)]
