from pathlib import Path

import pytest

from pipeline.role_files import role_file, roles_folder, team_key

WAREHOUSE = Path("/data/kcc.duckdb")


def test_each_role_has_a_file_beside_the_warehouse():
    assert roles_folder(WAREHOUSE) == Path("/data/kcc.roles")
    assert role_file(WAREHOUSE, "analyst") == Path("/data/kcc.roles/analyst.duckdb")
    assert role_file(WAREHOUSE, "employee", "mabc") == Path("/data/kcc.roles/employee-mabc.duckdb")
    assert role_file(WAREHOUSE, "coach", "Balie").name.startswith("coach-balie-")


@pytest.mark.parametrize(
    "pair", [("Balie 1", "Balie-1"), ("balie", "BALIE"), ("Súdwest", "Sudwest"), ("x" * 40, "x" * 41)]
)
def test_two_teams_never_share_a_file(pair):
    assert team_key(pair[0]) != team_key(pair[1])


@pytest.mark.parametrize("team", ["../../etc", "a/b", "KCC Damwâld", "日本", "."])
def test_no_team_leads_out_of_the_folder(team):
    assert role_file(WAREHOUSE, "coach", team).parent == roles_folder(WAREHOUSE)


@pytest.mark.parametrize(("role", "subject"), [("coach", ""), ("employee", ""), ("analyst", "x"), ("employee", "../x")])
def test_a_wrong_subject_is_refused(role, subject):
    with pytest.raises(ValueError, match=r"subject|id"):
        role_file(WAREHOUSE, role, subject)
