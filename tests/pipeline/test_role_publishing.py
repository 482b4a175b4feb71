import grp
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.publishing import publish
from pipeline.records_store import RecordStore
from pipeline.role_files import role_file, roles_folder
from pipeline.role_publishing import RoleSettings
from pipeline.settings import AgreementSettings
from pipeline.warehouse import connect, fetch, lay_out, open_readonly
from tests.factories import make_conversation, make_cue_items, make_findings, make_record, make_turn

AGREED = AgreementSettings(
    agreed_on=None,
    purposes=("coaching", "trends", "team_figures"),
    names_on=("coach",),
    coach_sees=("figures", "moments", "text", "sound"),
    employee_sees=("figures", "moments", "text", "sound"),
    analyst_sees=("figures",),
)
EMPLOYEES = {"balie": "mballie", "werk": "mwerk", "zorg": "mzorg"}
WORDS = {"balie": "appelflap", "werk": "kruiwagen", "zorg": "zeehond"}
"""One word that is said in each team's call and nowhere else."""


def make_store(tmp_path):
    records = RecordStore(tmp_path / "store")
    for team, word in WORDS.items():
        talk = replace(
            make_conversation(f"call-{team}"),
            turns=(make_turn("citizen", 1.0, f"{word} is kwijt"),),
            facts=replace(make_conversation().facts, heard=()),
        )
        record = make_record(f"call-{team}", conversation=talk)
        info = replace(record.info, team=team, employee_id=EMPLOYEES[team])
        sha256 = records.write_record(replace(record, info=info))
        findings = make_findings(sha256, f"call-{team}")
        records.write_findings(replace(findings, questions=(), cues=(), moments=findings.moments))
    return tmp_path


@pytest.fixture
def store(tmp_path):
    return make_store(tmp_path)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Published as agreed, to look at only."""
    return published(make_store(tmp_path_factory.mktemp("agreed")))


def published(tmp_path, agreed=AGREED, groups=None):
    warehouse = tmp_path / "w.duckdb"
    publish(tmp_path / "store", warehouse, make_cue_items(), roles=RoleSettings(agreed, groups or {}))
    return warehouse


def rows(file, view):
    with open_readonly(file) as connection:
        return fetch(connection, view)


def holds(file, text):
    """Tell whether a text is in a file's bytes; words of a few letters lie there as they are, if at all."""
    return text.encode() in file.read_bytes()


def test_a_planted_word_is_found_where_it_may_be(warehouse):
    assert all(holds(warehouse, word) for word in WORDS.values())


@pytest.mark.parametrize("team", WORDS)
def test_a_coach_has_the_calls_of_the_own_team_and_no_byte_of_another(warehouse, team):
    file = role_file(warehouse, "coach", team)
    assert [row["call_id"] for row in rows(file, "coach_call_card")] == [f"call-{team}"]
    assert [row["call_id"] for row in rows(file, "coach_flagged_moments")] == [f"call-{team}"]
    assert {one for one in WORDS if holds(file, WORDS[one])} == {team}
    assert {one for one in WORDS if holds(file, EMPLOYEES[one])} == {team}


def test_an_employee_has_own_calls_only(warehouse):
    file = role_file(warehouse, "employee", "mwerk")
    assert [row["text"] for row in rows(file, "turns")] == ["kruiwagen is kwijt"]
    assert {one for one in WORDS if holds(file, WORDS[one])} == {"werk"}


def test_an_analyst_has_all_figures_and_no_text(warehouse):
    file = role_file(warehouse, "analyst")
    assert len(rows(file, "coach_call_card")) == 3
    assert len(rows(file, "analyst_tempo_weekly")) == 3
    assert rows(file, "turns") == []
    assert not any(holds(file, word) for word in WORDS.values())
    assert not holds(file, ".wav")


def test_operations_have_nights_and_no_content_and_no_person(warehouse):
    file = role_file(warehouse, "operations")
    assert {row["employee_id"] for row in rows(file, "calls")} == {""}
    assert rows(file, "turns") == rows(file, "moments") == rows(file, "tempo") == []
    assert not any(holds(file, text) for text in (*WORDS.values(), *EMPLOYEES.values(), ".wav"))


@pytest.mark.parametrize(
    ("sees", "text", "moments", "figures", "uri"),
    [
        pytest.param(("moments",), 0, 1, 0, "", id="moments only"),
        pytest.param(("figures", "sound"), 0, 0, 2, "call-werk.wav", id="figures and sound"),
        pytest.param(("text",), 1, 0, 0, "", id="text only"),
    ],
)
def test_a_coach_gets_what_was_agreed_and_no_more(store, sees, text, moments, figures, uri):
    file = role_file(published(store, AGREED.model_copy(update={"coach_sees": sees})), "coach", "werk")
    assert (len(rows(file, "turns")), len(rows(file, "moments")), len(rows(file, "tempo"))) == (text, moments, figures)
    assert [row["recording_uri"] for row in rows(file, "calls")] == [uri]
    assert holds(file, "kruiwagen") == (text == 1)


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, {"coach", "employee", "analyst", "operations"}),
        ({"purposes": ("trends",)}, {"analyst", "operations"}),
        ({"purposes": ("coaching",)}, {"coach", "employee", "operations"}),
        ({"coach_sees": ()}, {"employee", "analyst", "operations"}),
        ({"analyst_sees": ()}, {"coach", "employee", "operations"}),
    ],
)
def test_what_was_not_agreed_has_no_file(store, changes, kinds):
    warehouse = published(store)
    published(store, AGREED.model_copy(update=changes))
    files = roles_folder(warehouse).glob("*.duckdb")
    assert {file.stem.split("-")[0] for file in files} == kinds


def test_figures_of_teams_are_there_for_that_purpose_only(store, warehouse):
    assert {row["is_too_small"] for row in rows(role_file(warehouse, "analyst"), "team_month")} == {True}
    without = AGREED.model_copy(update={"purposes": ("trends",)})
    with pytest.raises(ValueError, match="team_month"):
        rows(role_file(published(store, without), "analyst"), "team_month")


def test_an_unchanged_night_writes_no_file_anew(store):
    warehouse = published(store)
    before = {file: file.stat().st_mtime_ns for file in roles_folder(warehouse).iterdir()}
    published(store)
    assert {file: file.stat().st_mtime_ns for file in roles_folder(warehouse).iterdir()} == before


def test_who_publishes_without_saying_who_sees_what_leaves_no_file_behind(store):
    warehouse = published(store)
    RecordStore(store / "store").write_record(make_record("call-new"))
    publish(store / "store", warehouse, make_cue_items())
    assert not roles_folder(warehouse).exists()


def test_files_are_their_owners_unless_a_group_is_set(warehouse):
    modes = {stat.S_IMODE(file.stat().st_mode) for file in roles_folder(warehouse).glob("*.duckdb")}
    assert (modes, stat.S_IMODE(roles_folder(warehouse).stat().st_mode)) == ({0o600}, 0o700)


def test_a_group_may_read_the_files_of_its_role_and_no_others(store):
    group = grp.getgrgid(os.getgid()).gr_name
    warehouse = published(store, groups={"analyst": group})
    modes = {
        file.stem.split("-")[0]: stat.S_IMODE(file.stat().st_mode) for file in roles_folder(warehouse).glob("*.duckdb")
    }
    assert modes == {"analyst": 0o640, "coach": 0o600, "employee": 0o600, "operations": 0o600}
    assert stat.S_IMODE(roles_folder(warehouse).stat().st_mode) == 0o711


def test_an_unknown_group_is_named(store):
    with pytest.raises(SettingsError, match="kcc-nobody"):
        published(store, groups={"analyst": "kcc-nobody"})


def test_every_table_has_its_place_with_the_roles():
    with connect() as connection:
        lay_out(connection)
        tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    placed = " ".join(file.read_text() for file in Path("sql/roles").glob("*.sql")).replace('"', "")
    left_out = {"schema_version"}  # each file has its own
    assert {name for name in tables if f"insert into {name} " not in placed} == left_out
