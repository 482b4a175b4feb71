"""Secrets lie in files of their own: no output, log, warehouse or run of Prefect holds one, whatever the umask."""

import base64
import os
import stat

import pytest
import yaml

from flows import wiring
from pipeline.accounts import hash_password
from tests.flows.test_privacy import KEEP, add_review, analysed, home, meeluister, night, prefect_bytes  # noqa: F401 - fixtures too

PASSWORD = "wie dit leest heeft het gezocht"  # noqa: S105 - planted, to be looked for
NAME = "Naam mw-1"
COMMANDS = (
    ("check",),
    ("check", "--agreements"),
    ("nightly", "--plan"),
    ("audit", "verify"),
    ("retain",),
    ("erase", "one"),
    ("erase", "no-such-call"),
)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.setattr("flows.cli_base.prepare", lambda store=None: None)  # noqa: ARG005 - its signature


@pytest.fixture
def hashed(home):  # noqa: F811
    """Accounts beside the settings, one with a password; returns what is kept of it."""
    kept = hash_password(PASSWORD)
    accounts = {"accounts": {"anouk": {"role": "coach", "teams": ["balie"], "password": kept}}}
    (home / "accounts.yaml").write_text(yaml.safe_dump(accounts), encoding="utf-8")
    (home / "own.yaml").write_text(f"{KEEP}pages: {{accounts: {home / 'accounts.yaml'}}}\n", encoding="utf-8")
    return kept


def written_as(secret):
    """Return the ways in which somebody could have written a secret."""
    raw = secret if isinstance(secret, bytes) else secret.encode()
    return {raw, raw.hex().encode(), base64.b64encode(raw), base64.urlsafe_b64encode(raw)}


def holding(folder, secret, *, but):
    """Return the files below a folder that hold a secret, outside the folders and files named."""
    ways = written_as(secret)
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not but & set(file.relative_to(folder).parts)
        and any(w in file.read_bytes() for w in ways)
    ]


def test_a_planted_secret_would_be_found(tmp_path):
    for number, way in enumerate(sorted(written_as(b"\x01\x02secret"))):
        (tmp_path / f"{number}.log").write_bytes(b"before " + way + b" after")
    assert len(holding(tmp_path, b"\x01\x02secret", but=set())) == len(written_as(b"\x01\x02secret"))


def test_no_command_prints_a_secret_or_who_is_behind_a_pseudonym(home, hashed):  # noqa: F811
    key = (home / "w.store" / "private" / "pseudonym.key").read_bytes()
    for command in COMMANDS:
        output = meeluister(home, *command).output.encode()
        assert output, command
        for secret in (key, hashed, PASSWORD, NAME):
            assert [command for way in written_as(secret) if way in output] == []


def test_what_nights_and_commands_leave_holds_no_secret(home, hashed):  # noqa: F811
    for command in COMMANDS:
        meeluister(home, *command)
    night(home)
    key = (home / "w.store" / "private" / "pseudonym.key").read_bytes()
    assert holding(home, key, but=set()) == ["w.store/private/pseudonym.key"]
    assert holding(home, hashed, but=set()) == ["accounts.yaml"]
    assert holding(home, PASSWORD, but=set()) == []
    assert holding(home, NAME, but={"inbox"}) == ["w.store/private/employees.json"]


def test_a_backup_keeps_secrets_apart(home, hashed, tmp_path_factory):  # noqa: F811, ARG001
    away = tmp_path_factory.mktemp("backups")
    assert meeluister(home, "backup", str(away)).exit_code == 0
    key = (home / "w.store" / "private" / "pseudonym.key").read_bytes()
    for secret in (key, NAME):
        assert [name for name in holding(away, secret, but=set()) if "-private" not in name] == []


def test_a_bad_account_is_refused_without_its_password(home, hashed):  # noqa: F811
    (home / "accounts.yaml").write_text(
        f"accounts: {{anouk: {{role: chef, password: '{hashed}'}}}}\n", encoding="utf-8"
    )
    result = meeluister(home, "check")
    assert "accounts.yaml" in result.output
    assert hashed not in result.output


@pytest.mark.usefixtures("prefect_server", "transcriber")
def test_prefect_keeps_no_key_and_no_name(home):  # noqa: F811
    from flows.nightly import nightly

    nightly(wiring.make_job(home / "w.duckdb", home / "inbox", home / "own.yaml"))
    key = (home / "w.store" / "private" / "pseudonym.key").read_bytes()
    assert b"nightly" in prefect_bytes()
    assert [way for secret in (key, NAME) for way in written_as(secret) if way in prefect_bytes()] == []


@pytest.fixture
def _open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_umask", "transcriber")
def test_a_umask_that_hides_nothing_opens_nothing(tmp_path_factory, tmp_path):
    from tests.flows.fakes import make_inbox

    own = tmp_path / "installation"
    own.mkdir(mode=0o700)
    make_inbox(own / "inbox", "one", "two")
    (own / "own.yaml").write_text(KEEP)
    night(own)
    add_review(own, "two", "gelezen")
    night(own)
    away = tmp_path_factory.mktemp("backups")
    for command in (
        ("erase", "one"),
        ("retain",),
        ("backup", str(away)),
        ("rebuild",),
        ("papers", str(own / "papers")),
    ):
        result = meeluister(own, *command)
        assert result.exit_code == 0, result.output
    made = [path for path in own.rglob("*") if "inbox" not in path.parts and path.name != "own.yaml"]
    made += list(away.iterdir())
    assert len(made) > 20
    assert [str(path) for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
