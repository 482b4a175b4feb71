"""Nights without Prefect, with planted words, and then: is there a byte left?"""

import csv
import gzip
import os
import shutil
import socket
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows import night_work, wiring
from flows.cli import app
from pipeline.audit import AuditLog
from pipeline.people_records import Review
from pipeline.people_store import PeopleStore
from pipeline.ports import HeardWord, Transcript
from pipeline.records import Span
from pipeline.stages import BatchCounts
from tests.flows.fakes import COLUMNS, OneWordAClip, make_inbox, use_fakes

PLANTED = {"one": "appelflap", "two": "paraplu", "three": "stofzuiger"}
"""Per call the word that everybody says in it."""
KEEP = "privacy: {keep_words_days: 36500, keep_measures_days: 36500}\n"


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.setattr("flows.cli_base.prepare", lambda store=None: None)  # noqa: ARG005 - its signature
    monkeypatch.setattr(OneWordAClip, "_transcript", staticmethod(planted))


def planted(clip):
    start_s = clip.speech[0].start_s
    word = HeardWord(Span(start_s, round(start_s + 1, 3)), PLANTED[clip.call_id], 0.9)
    return Transcript((word,), -0.2, 0.1, "fake")


@pytest.fixture(scope="module")
def analysed(tmp_path_factory):
    """Three calls of two employees in two teams, analysed and published: made once, to be copied."""
    home = tmp_path_factory.mktemp("analysed")
    inbox = make_inbox(home / "inbox", *PLANTED)
    with (inbox / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for call_id, who, team in (("one", "mw-1", "balie"), ("two", "mw-1", "balie"), ("three", "mw-2", "werk")):
            when = "2026-03-09T09:00:00+01:00"
            table.writerow([call_id, f"{call_id}.wav", when, who, f"Naam {who}", team, "", "inbound", "left"])
    (home / "own.yaml").write_text(KEEP)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OneWordAClip, "_transcript", staticmethod(planted))
        use_fakes(patch)
        night(home)
    return home


@pytest.fixture
def home(tmp_path, analysed, transcriber):  # noqa: ARG001 - fakes go before the flow
    """A copy of what was analysed."""
    shutil.copytree(analysed, tmp_path, dirs_exist_ok=True)
    return tmp_path


def night(home):
    job = wiring.make_job(home / "w.duckdb", home / "inbox", home / "own.yaml")
    tonight = night_work.begin(job, datetime.now(UTC).isoformat())
    counts = BatchCounts()
    for batch in tonight.batches:
        counts += night_work.work_off(batch, job, tonight.run)
    return night_work.finish(tonight, counts, ())


def meeluister(home, *arguments):
    where = ["--warehouse", str(home / "w.duckdb"), "--settings", str(home / "own.yaml")]
    return CliRunner().invoke(app, [*arguments, *where])


def where_found(home, word):
    """Return the files that hold a word in their bytes, unpacked where they are packed; the inbox is the recorder's."""
    found = []
    for file in sorted(home.rglob("*")):
        if file.is_file() and "inbox" not in file.relative_to(home).parts:
            data = file.read_bytes()
            data = gzip.decompress(data) if file.suffix == ".gz" else data
            if word.encode() in data:
                found.append(str(file.relative_to(home)))
    return found


def prefect_bytes():
    """Return all that the server of Prefect and its home hold; its own test harness keeps the database elsewhere."""
    from prefect.settings import get_current_settings

    url = get_current_settings().server.database.connection_url.get_secret_value()
    database = Path(url.partition("///")[2])
    files = [*database.parent.glob(f"{database.name}*"), *Path(os.environ["PREFECT_HOME"]).rglob("*")]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def add_review(home, call_id, note):
    PeopleStore(home / "w.store").add(
        Review(
            review_id="r1",
            moment_id="mabc",
            call_id=call_id,
            kind="silence",
            cue_id=None,
            polarity="goal",
            start_s=1.0,
            end_s=2.0,
            rule_version="silence_v1",
            reviewer="coach-1",
            verdict="reject",
            note=note,
            reviewed_at=datetime(2026, 3, 10, tzinfo=UTC),
        )
    )


def test_of_an_erased_call_no_byte_is_left_and_it_does_not_come_back(home):
    add_review(home, "two", "pelikaan")
    night(home)
    assert any(name.startswith("w.roles/coach-") for name in where_found(home, "paraplu"))
    assert {"w.duckdb"} <= set(where_found(home, "paraplu")) & set(where_found(home, "pelikaan"))

    result = meeluister(home, "erase", "two")
    assert result.exit_code == 0, result.output
    assert where_found(home, "paraplu") == where_found(home, "pelikaan") == []

    night(home)
    assert meeluister(home, "rebuild").exit_code == 0
    assert where_found(home, "paraplu") == where_found(home, "pelikaan") == []
    assert where_found(home, "appelflap") != []


def test_a_backup_laid_back_brings_no_byte_of_an_erased_call(home, tmp_path_factory):
    add_review(home, "two", "pelikaan")
    night(home)
    away = tmp_path_factory.mktemp("backups")  # who keeps backups keeps what is in them
    assert meeluister(home, "backup", str(away)).exit_code == 0
    [backup] = [file for file in away.iterdir() if "private" not in file.name]
    assert meeluister(home, "erase", "two").exit_code == 0

    result = meeluister(home, "restore", str(backup), "--replace")
    assert result.exit_code == 0, result.output
    assert where_found(home, "paraplu") == where_found(home, "pelikaan") == []
    night(home)
    assert where_found(home, "paraplu") == where_found(home, "pelikaan") == []
    assert any(name.startswith("w.roles/coach-") for name in where_found(home, "appelflap"))


def test_what_killed_programs_left_about_an_erased_call_goes_too(home):
    """A cache of the store, rows of a night that was killed, and blocks that readers' big queries spilled."""
    left = (
        "w.store/cache/two.npz",
        ".w.duckdb.next/rows/words.csv",
        "w.duckdb.tmp/block",
        "w.roles/a.duckdb.tmp/block",
    )
    for file in (home / name for name in left):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"paraplu")
    assert meeluister(home, "erase", "two").exit_code == 0
    assert where_found(home, "paraplu") == []


def test_an_employee_is_erased_with_all_calls_and_the_name(home):
    result = meeluister(home, "erase", "--employee", "mw-1")
    assert result.exit_code == 0, result.output
    night(home)
    assert where_found(home, "appelflap") == where_found(home, "paraplu") == where_found(home, "Naam mw-1") == []
    assert where_found(home, "stofzuiger") != []
    assert where_found(home, "Naam mw-2") == ["w.store/private/employees.json"]


def test_the_last_call_can_be_erased_too(home):
    assert meeluister(home, "erase", *PLANTED).exit_code == 0
    assert [where_found(home, word) for word in PLANTED.values()] == [[], [], []]


def test_sound_goes_when_asked_for_and_is_named_otherwise(home):
    calls = ["--calls", str(home / "inbox")]
    assert "1 opname(n) kunnen nog in de inbox staan" in meeluister(home, "erase", "one", *calls).output
    assert (home / "inbox" / "one.wav").exists()
    assert "1 opname(n) uit de inbox verwijderd" in meeluister(home, "erase", "two", "--sound", *calls).output
    assert not (home / "inbox" / "two.wav").exists()


def test_words_leave_no_byte_once_their_term_is_over(home):
    (home / "own.yaml").write_text("privacy: {keep_words_days: 1, keep_measures_days: 36500}\n")
    assert meeluister(home, "retain").exit_code == 0
    assert [where_found(home, word) for word in PLANTED.values()] == [[], [], []]


def test_nothing_to_erase_is_wrong_use(home):
    result = meeluister(home, "erase")
    assert (result.exit_code, "--employee" in result.output) == (2, True)


def test_the_log_tells_nights_and_erasures_and_notices_a_change(home):
    meeluister(home, "erase", "two")
    assert [entry.action for entry in AuditLog(home / "w.store").entries()] == ["night", "erasure"]
    assert meeluister(home, "audit", "verify").exit_code == 0
    [segment] = AuditLog(home / "w.store").segments()
    segment.write_bytes(segment.read_bytes().replace(b'"two"', b'"one"'))
    result = meeluister(home, "audit", "verify")
    assert (result.exit_code, "was changed" in result.output) == (1, True)


def test_everything_is_for_the_owner_only(home):
    own = [path for path in home.rglob("*") if "inbox" not in path.parts and path.name != "own.yaml"]
    open_to_others = [str(path) for path in own if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert open_to_others == []


def test_a_night_reaches_for_no_network(tmp_path, transcriber, monkeypatch):  # noqa: ARG001
    reached = []

    def refuse(_self, address):
        reached.append(address)
        raise OSError("no network tonight")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: refuse(None, host))
    make_inbox(tmp_path / "inbox", "one")
    (tmp_path / "own.yaml").write_text(KEEP)
    assert night(tmp_path).report.done_count == 1
    assert reached == []


@pytest.mark.usefixtures("prefect_server", "transcriber")
def test_the_flow_reaches_for_nobody_but_its_own_server(tmp_path, monkeypatch):
    from flows.nightly import nightly

    outside, real = [], socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            outside.append(address)
            raise OSError("no network tonight")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    make_inbox(tmp_path / "inbox", "one")
    (tmp_path / "own.yaml").write_text(KEEP)
    result = nightly(wiring.make_job(tmp_path / "w.duckdb", tmp_path / "inbox", tmp_path / "own.yaml"))
    assert (result.report.done_count, outside) == (1, [])
    assert where_found(tmp_path, "appelflap") != []
    assert b"nightly" in prefect_bytes()
    assert b"appelflap" not in prefect_bytes()
    assert where_found(tmp_path / "w.store" / "logs", "appelflap") == []


def test_excluded_calls_are_counted_and_never_opened(home, monkeypatch):
    (home / "own.yaml").write_text(KEEP + "inbox: {excluded_employees: [mw-9]}\n")
    with (home / "inbox" / "calls.csv").open("a", encoding="utf-8") as file:
        file.write("nine,nine.wav,2026-03-09T09:00:00+01:00,mw-9,Naam,balie,,inbound,left\n")
    (home / "inbox" / "nine.wav").write_bytes(b"no sound at all")
    opened = []
    from pipeline import hearing

    real = hearing.hear
    monkeypatch.setattr("pipeline.stages.hear", lambda row, tools: opened.append(row) or real(row, tools))
    night(home)
    assert opened == []
    from pipeline.warehouse import fetch, open_readonly

    with open_readonly(home / "w.duckdb") as connection:
        [row] = fetch(connection, "ops_failures")
    assert (row["reason"], row["call_id"], row["same_reason_count"]) == ("excluded_by_agreement", "nine", 1)


def test_agreements_are_printed_in_plain_dutch(home):
    (home / "own.yaml").write_text(
        KEEP + "agreements: {agreed_on: 2026-01-15, purposes: [coaching], coach_sees: [moments], names_on: []}\n"
    )
    output = " ".join(meeluister(home, "check", "--agreements").output.split())
    assert "De ondernemingsraad stemde in op 15-01-2026." in output
    assert "Een coach ziet van het eigen team: momenten." in output
    assert "Een analist ziet: niets." in output
    assert "Namen van medewerkers staan op: niets" in output


def test_papers_follow_the_settings(home, tmp_path):
    (home / "own.yaml").write_text("privacy: {keep_words_days: 77}\ninbox: {excluded_queues: [meldpunt zorg]}\n")
    result = meeluister(home, "papers", str(tmp_path / "papers"))
    assert result.exit_code == 0, result.output
    texts = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "papers").iterdir()}
    assert sorted(texts) == ["dpia.md", "gebruiksaanwijzing.md", "verwerkingsregister.md"]
    assert "woorden 77 dagen" in texts["verwerkingsregister.md"]
    assert "wachtrij meldpunt zorg" in texts["verwerkingsregister.md"]
    assert not any("$" in text for text in texts.values())
