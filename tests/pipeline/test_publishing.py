import shutil
import signal
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline.atomic_file import locked
from pipeline.errors import WarehouseError
from pipeline.failures import FailureStore
from pipeline.nights import NightStore
from pipeline.people_store import PeopleStore
from pipeline.publishing import FEW, PublishReport, publish
from pipeline.records import Hold, Span
from pipeline.records_store import RecordStore
from pipeline.settings import Choices
from pipeline.warehouse import SCHEMA_VERSION, fetch, open_readonly
from pipeline.warehouse_rows import rows_of
from tests.factories import (
    make_conversation,
    make_cue,
    make_cue_items,
    make_failure,
    make_findings,
    make_goal,
    make_night,
    make_record,
    make_review,
    make_turn,
)

CHECKS = sorted((Path(__file__).parents[2] / "sql" / "checks").glob("*.sql"))


class Place:
    """A store and its warehouse in a folder of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.root = folder / "m.store"
        self.warehouse = folder / "m.duckdb"
        self.store = RecordStore(self.root)

    def add(self, call_id, *, leidraad_version=1, **options):
        record = make_record(call_id, **options)
        sha256 = self.store.write_record(record)
        self.store.write_findings(make_findings(sha256, call_id, leidraad_version=leidraad_version))

    def remove(self, call_id):
        file = self.store.find_record(call_id)
        self.store.findings_file(file).unlink()
        file.unlink()

    def score_again(self, call_id, **changes):
        file = self.store.findings_file(self.store.find_record(call_id))
        self.store.write_findings(replace(self.store.read_findings(file), **changes))

    def publish(self, **options) -> PublishReport:
        return publish(self.root, self.warehouse, make_cue_items(), **options)

    def rows(self, view, **equal):
        with open_readonly(self.warehouse) as connection:
            return fetch(connection, view, equal=equal)

    def call_ids(self):
        return sorted(row["call_id"] for row in self.rows("calls"))

    def hidden_files(self):
        return sorted(file.name for file in self.folder.iterdir() if file.name.startswith("."))


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.add("call-1")
    place.add("call-2")
    return place


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Publishing takes half a second: once for all tests that start from a published warehouse."""
    place = Place(tmp_path_factory.mktemp("template") / "place")
    place.add("call-1")
    place.add("call-2")
    place.publish()
    return place


@pytest.fixture
def published(template, tmp_path):
    return Place(shutil.copytree(template.folder, tmp_path / "place"))


def change(warehouse, statement, *values):
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(statement, values)


def add_review(place):
    PeopleStore(place.root).add(make_review(note="notitie van de coach"))


def other_words():
    return replace(make_conversation("call-1"), turns=(make_turn("agent", 1.0, "goedemorgen gemeente Zuiderdam"),))


def test_the_first_night_makes_the_warehouse(place):
    assert place.publish() == PublishReport(loaded_count=2, swapped=True, warnings=())
    assert place.call_ids() == ["call-1", "call-2"]
    [moment] = place.rows("coach_flagged_moments", call_id="call-1")
    assert (moment["evidence"], moment["item_nl"]) == ("waarmee kan ik helpen", "Hulp aanbieden")


def test_an_empty_store_makes_a_warehouse_that_answers(tmp_path):
    place = Place(tmp_path)
    assert place.publish().swapped
    assert place.rows("coach_call_card") == []


def test_publishing_twice_changes_nothing(published):
    before = published.warehouse.read_bytes()
    assert published.publish() == PublishReport(loaded_count=0, swapped=False, warnings=())
    assert published.warehouse.read_bytes() == before


def test_only_what_is_new_is_loaded(published):
    published.add("call-3")
    assert published.publish() == PublishReport(loaded_count=1, swapped=True, warnings=())
    assert published.call_ids() == ["call-1", "call-2", "call-3"]


def test_a_night_without_calls_is_published_for_its_report(published):
    NightStore(published.root).write_night(make_night())
    FailureStore(published.root).write_failure(make_failure())
    assert published.publish() == PublishReport(loaded_count=0, swapped=True, warnings=())
    assert len(published.rows("ops_nights")) == len(published.rows("ops_failures")) == 1


def test_a_failure_done_after_all_is_gone(published):
    FailureStore(published.root).write_failure(make_failure())
    published.publish()
    FailureStore(published.root).clear_failure("file-1")
    assert published.publish().swapped
    assert published.rows("ops_failures") == []


def test_the_warehouse_is_private_and_nothing_is_left_beside_it(published):
    assert stat.S_IMODE(published.warehouse.stat().st_mode) == 0o600
    assert published.hidden_files() == [".m.duckdb.lock"]


def test_words_read_back_in_the_order_they_were_said(published):
    rows = published.rows("words", call_id="call-1")
    said = [word for turn in make_conversation().turns for word in turn.words]
    assert [(row["word_index"], row["word"], row["start_s"]) for row in rows] == [
        (i, word.text, word.span.start_s) for i, word in enumerate(said)
    ]
    assert [row["kind"] for row in published.rows("redactions", call_id="call-1")] == ["medewerker"]


def test_readers_in_another_process_keep_the_file_they_opened(published):
    reader = subprocess.Popen(  # noqa: S603 - our own code, in this interpreter
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from pipeline.warehouse import open_readonly\n"
            "with open_readonly(Path(sys.argv[1])) as connection:\n"
            "    for line in sys.stdin:\n"
            "        count = connection.execute('select count(*) from words').fetchall()[0][0]\n"
            "        sys.stdout.write(f'{count}\\n'); sys.stdout.flush()\n",
            str(published.warehouse),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask():
        reader.stdin.write("how many\n")
        reader.stdin.flush()
        return int(reader.stdout.readline())

    with reader:
        assert ask() == 2 * 20  # two calls of 20 words
        published.add("call-3")
        assert published.publish().swapped
        assert ask() == 2 * 20
        reader.stdin.close()
    assert len(published.rows("words")) == 3 * 20


def test_a_reader_in_this_process_does_not_hide_the_new_file(published):
    with open_readonly(published.warehouse) as old:
        published.add("call-3")
        published.publish()
        assert published.call_ids() == ["call-1", "call-2", "call-3"]
        assert len(fetch(old, "calls")) == 2


def test_killed_between_copy_and_swap_leaves_the_old_warehouse_and_is_tidied_up(published):
    published.add("call-3")
    before = published.warehouse.read_bytes()
    killed = subprocess.run(  # noqa: S603 - our own code, in this interpreter
        [
            sys.executable,
            "-c",
            "import os, signal, sys; from pathlib import Path; from pipeline import publishing\n"
            "publishing._swap = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
            "publishing.publish(Path(sys.argv[1]), Path(sys.argv[2]))\n",
            str(published.root),
            str(published.warehouse),
        ],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert published.warehouse.read_bytes() == before
    assert published.hidden_files() == [".m.duckdb.lock", ".m.duckdb.next"]
    assert published.publish() == PublishReport(loaded_count=1, swapped=True, warnings=())
    assert published.hidden_files() == [".m.duckdb.lock"]
    assert published.call_ids() == ["call-1", "call-2", "call-3"]


def test_what_a_killed_night_was_writing_beside_the_files_by_role_is_tidied_up(published):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    folder = published.folder / "m.roles"
    folder.mkdir(exist_ok=True)
    (folder / f".part-{int(ended.stdout)}-0a@{socket.gethostname()}").write_bytes(b"half")
    published.publish()
    assert list(folder.glob(".part-*")) == []


def test_two_programs_do_not_publish_at_once(published):
    with (
        locked(published.folder / ".m.duckdb.lock"),
        pytest.raises(WarehouseError, match="another program is publishing it; try again"),
    ):
        published.publish()


def waiting(call_id):
    """Return a conversation that breaks a rule: the citizen speaks from 6.0 to 9.9, in a hold."""
    return replace(make_conversation(call_id), holds=(Hold(Span(5.0, 12.0), is_announced=True),))


def test_a_call_that_breaks_a_rule_costs_no_other_and_is_named(published):
    published.add("call-3", conversation=waiting("call-3"))
    published.add("call-4")
    report = published.publish()
    assert (report.loaded_count, report.swapped) == (1, True)
    assert report.warnings[0].startswith("call call-3: citizen_words_in_hold: breaks a rule of the warehouse")
    assert published.call_ids() == ["call-1", "call-2", "call-4"]
    [row] = published.rows("ops_failures", call_id="call-3")
    assert (row["stage"], row["reason"], row["retryable"]) == ("publish", "citizen_words_in_hold", False)
    assert published.hidden_files() == [".m.duckdb.lock"]


def test_a_call_kept_out_is_not_tried_again_until_its_record_is_another(published, monkeypatch):
    published.add("call-3", conversation=waiting("call-3"))
    published.publish()
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.publishing.run_checks", lambda _: pytest.fail("it was loaded again"))
        assert not published.publish().swapped
    published.add("call-3")
    assert published.publish().loaded_count == 1
    assert published.call_ids() == ["call-1", "call-2", "call-3"]
    assert published.rows("ops_failures", call_id="call-3") == []
    assert list((published.root / "quarantine").iterdir()) == []


def test_a_loaded_call_whose_new_record_breaks_a_rule_leaves_the_warehouse(published):
    published.add("call-1", conversation=waiting("call-1"))
    assert published.publish().gone_count == 1
    assert published.call_ids() == ["call-2"]


def test_rows_that_a_table_refuses_cost_only_their_call(published, monkeypatch):
    published.add("call-3")
    published.add("call-4")
    real = rows_of

    def rows(call):
        found = real(call)
        if call.record.info.call_id == "call-3":
            found["calls"] = [row | {"duration_s": None} for row in found["calls"]]
        return found

    monkeypatch.setattr("pipeline.loading.rows_of", rows)
    report = published.publish()
    assert (report.loaded_count, published.call_ids()) == (1, ["call-1", "call-2", "call-4"])
    assert [row["reason"] for row in published.rows("ops_failures")] == ["rows_unfit"]


def test_where_very_many_calls_break_a_rule_the_last_warehouse_stays(published):
    for number in range(FEW + 1):
        published.add(f"bad-{number}", conversation=waiting(f"bad-{number}"))
    before = published.warehouse.read_bytes()
    with pytest.raises(WarehouseError, match=r"not published, .*: check citizen_words_in_hold: 21 rows, first bad-"):
        published.publish()
    assert published.warehouse.read_bytes() == before
    assert published.hidden_files() == [".m.duckdb.lock"]


@pytest.mark.parametrize("check", sorted(file.stem for file in CHECKS if "Severity: fail" in file.read_text()))
def test_a_fatal_check_names_calls(published, check):
    text = (CHECKS[0].parent / f"{check}.sql").read_text()
    with open_readonly(published.warehouse) as connection:
        assert connection.sql(text).columns[0] == "call_id"


def test_a_record_whose_findings_are_damaged_is_given_back_to_be_derived_again(published):
    record = published.store.find_record("call-1")
    published.store.findings_file(record).write_bytes(b"damaged")
    assert published.publish().without_findings == (record,)
    record.write_bytes(b"damaged too")
    assert published.publish().without_findings == ()


def test_a_warning_is_reported_and_published(published):
    published.store.write_record(make_record("call-3"))
    report = published.publish()
    assert report == PublishReport(1, swapped=True, warnings=("check call_without_findings: 1 rows, first call-3",))
    [card] = published.rows("coach_call_card", call_id="call-3")
    assert (card["agent_share"], card["cues_said"], card["longest_silence_s"]) == (None, None, None)


def test_a_damaged_record_keeps_what_was_loaded_and_costs_only_itself(published):
    published.store.find_record("call-1").write_bytes(b"damaged")
    published.add("call-3")
    report = published.publish()
    assert (report.loaded_count, report.swapped) == (1, True)
    [warning] = report.warnings
    assert "call-1.json.gz: damaged or cut off" in warning
    assert published.call_ids() == ["call-1", "call-2", "call-3"]
    assert len(published.rows("words", call_id="call-1")) == 20


def test_another_record_with_damaged_findings_keeps_what_was_loaded(published):
    published.add("call-1", conversation=other_words())
    published.store.findings_file(published.store.find_record("call-1")).write_bytes(b"damaged")
    published.remove("call-2")
    assert len(published.publish().warnings) == 1
    assert len(published.rows("words", call_id="call-1")) == 20
    assert len(published.rows("moments", call_id="call-1")) == 1


def test_a_rebuild_does_without_a_damaged_call_and_names_it(published):
    published.store.find_record("call-1").write_bytes(b"damaged")
    report = published.publish(is_rebuild=True)
    assert (report.loaded_count, len(report.warnings)) == (1, 1)
    assert published.call_ids() == ["call-2"]


@pytest.mark.parametrize("is_of_record", [True, False], ids=["record", "findings"])
def test_nothing_but_a_damaged_file_swaps_nothing(published, is_of_record):
    file = published.store.find_record("call-1")
    (file if is_of_record else published.store.findings_file(file)).write_bytes(b"damaged")
    report = published.publish()
    assert (report.loaded_count, report.swapped, len(report.warnings)) == (0, False, 1)


def test_a_damaged_failure_or_night_is_named(published):
    NightStore(published.root).write_night(make_night())
    [file] = NightStore(published.root).night_files()
    file.write_text("{")
    assert "2026-03-02.json" in published.publish().warnings[0]


def test_findings_of_other_words_than_are_stored_are_left_out(published):
    published.store.write_findings(make_findings("f" * 64, "call-1"))
    report = published.publish()
    assert report.warnings == ("check call_without_findings: 1 rows, first call-1",)
    assert published.rows("tempo", call_id="call-1") == []


def test_findings_outlive_the_words_they_came_from(published):
    silent = tuple(replace(turn, words=()) for turn in make_conversation().turns)
    published.store.write_record(make_record("call-1", conversation=replace(make_conversation("call-1"), turns=silent)))
    assert published.publish() == PublishReport(loaded_count=1, swapped=True, warnings=())
    [moment] = published.rows("coach_flagged_moments", call_id="call-1")
    assert (moment["verdict"], moment["evidence"]) == ("said", None)


def test_words_that_are_gone_are_nowhere_in_the_file(published):
    assert b"paspoart" in published.warehouse.read_bytes()
    silent = tuple(replace(turn, words=()) for turn in make_conversation().turns)
    for call_id in ("call-1", "call-2"):
        published.store.write_record(
            make_record(call_id, conversation=replace(make_conversation(call_id), turns=silent))
        )
    published.publish()
    assert b"paspoart" not in published.warehouse.read_bytes()


def test_an_erased_call_is_nowhere_in_the_file(published):
    add_review(published)
    published.remove("call-1")
    assert published.publish() == PublishReport(loaded_count=0, swapped=True, warnings=(), gone_count=1)
    assert published.call_ids() == ["call-2"]
    data = published.warehouse.read_bytes()
    assert b"notitie van de coach" not in data
    assert b"call-1-0-offer" not in data


def test_an_emptied_store_does_not_empty_the_warehouse(published):
    shutil.rmtree(published.root)
    with pytest.raises(WarehouseError, match=r"holds 2 calls, but the store .* has none; name the right store"):
        published.publish()
    assert published.publish(is_rebuild=True).gone_count == 2
    assert published.call_ids() == []


def cue_versions(place):
    return {(row["leidraad_version"], row["is_current"]) for row in place.rows("cues", call_id="call-1")}


def test_verdicts_of_an_earlier_leidraad_stay_but_are_not_current(published):
    published.add("call-1", leidraad_version=2)
    publish(published.root, published.warehouse, make_cue_items(leidraad_version=2))
    assert cue_versions(published) == {(1, False), (2, True)}
    assert {row["evidence"] for row in published.rows("cues", call_id="call-1", cue_id="offer_help")} == {
        "waarmee kan ik helpen"
    }
    assert len(published.rows("cue_items")) == 2 * len(make_cue_items())
    assert published.rows("coach_call_card", call_id="call-1")[0]["cues_said"] == 1


def test_scoring_again_on_the_same_leidraad_replaces_its_verdicts(published):
    published.score_again("call-1", cues=(make_cue(),), measure_version="measures-2")
    assert published.publish().loaded_count == 1
    [cue] = published.rows("cues", call_id="call-1")
    assert (cue["is_current"], cue["measure_version"]) == (True, "measures-2")
    assert {row["measure_version"] for row in published.rows("tempo", call_id="call-1")} == {"measures-2"}


def test_earlier_verdicts_do_not_point_at_the_words_of_another_record(published):
    published.store.write_record(make_record("call-1", conversation=other_words()))
    published.publish()
    rows = published.rows("cues", call_id="call-1")
    assert {(row["verdict"], row["evidence"], row["is_current"]) for row in rows} == {
        ("said", None, False),
        ("not_said", None, False),
    }


def test_a_call_moved_to_another_day_is_there_once(published):
    published.add("call-1", started_at=datetime(2026, 3, 5, 9, tzinfo=UTC))
    assert published.publish() == PublishReport(loaded_count=1, swapped=True, warnings=())
    assert [row["local_date"].day for row in published.rows("calls", call_id="call-1")] == [5]
    assert len(published.rows("words", call_id="call-1")) == 20


@pytest.fixture(scope="module")
def history(template, tmp_path_factory):
    place = Place(shutil.copytree(template.folder, tmp_path_factory.mktemp("history") / "place"))
    place.add("call-1", leidraad_version=2)
    add_review(place)
    PeopleStore(place.root).add(make_goal())
    publish(place.root, place.warehouse, make_cue_items(leidraad_version=2))
    return place


@pytest.fixture
def with_history(history, tmp_path):
    """Two versions of the leidraad, and what people added."""
    return Place(shutil.copytree(history.folder, tmp_path / "place"))


def snapshot(place):
    views = ("cues", "cue_items", "goals", "moments", "tempo", "words", "coach_flagged_moments", "coach_call_card")
    return {view: sorted(map(repr, place.rows(view))) for view in views}


def test_a_rebuild_gives_the_same_rows(with_history):
    before = snapshot(with_history)
    assert with_history.publish(is_rebuild=True).loaded_count == 2
    after = snapshot(with_history)
    assert after == before
    assert "confirm" in str(after["coach_flagged_moments"])


def test_an_older_layout_is_rebuilt_from_the_store(with_history):
    before = snapshot(with_history)
    change(with_history.warehouse, "update schema_version set version = ?", SCHEMA_VERSION - 1)
    assert with_history.publish().loaded_count == 2
    assert snapshot(with_history) == before


def test_a_rebuild_does_not_point_earlier_verdicts_at_the_words_of_another_record(with_history):
    with_history.store.write_record(make_record("call-1", conversation=other_words()))
    with_history.publish(is_rebuild=True)
    assert {row["evidence"] for row in with_history.rows("cues", call_id="call-1")} == {None}


def test_many_calls_loaded_again_are_loaded_into_a_new_file(with_history, monkeypatch):
    before = snapshot(with_history)
    for call_id in ("call-1", "call-2"):
        with_history.score_again(call_id, topic="afval")
    monkeypatch.setattr("pipeline.publish_plan.RELOAD_ALL_FROM", 2)
    assert with_history.publish().loaded_count == 2
    assert {row["topic"] for row in with_history.rows("calls")} == {"afval"}
    assert snapshot(with_history)["cues"] == before["cues"]


def test_a_warehouse_of_a_newer_program_is_left_alone(published):
    change(published.warehouse, "update schema_version set version = ?", SCHEMA_VERSION + 1)
    before = published.warehouse.read_bytes()
    with pytest.raises(WarehouseError, match="newer version of the program"):
        published.publish(is_rebuild=True)
    assert published.warehouse.read_bytes() == before


def test_new_views_of_the_program_are_published_though_no_call_is_new(published, monkeypatch):
    monkeypatch.setattr("pipeline.small_tables.sql_sha256", lambda: "another")
    assert published.publish() == PublishReport(loaded_count=0, swapped=True, warnings=())


CHOICES = Choices(
    moments_per_week=4,
    confidence_floor=0.6,
    selection_calls=5,
    selection_min_s=10,
    selection_max_s=720,
    audit_calls=1,
    smallest_group=5,
    mono_interruptions=False,
)


def test_what_people_added_is_in_the_marts_after_the_next_publishing(published):
    add_review(published)
    assert published.publish().swapped
    [moment] = published.rows("coach_flagged_moments", call_id="call-1")
    assert moment["review"] == "confirm"
    assert not published.publish().swapped


@pytest.mark.parametrize("later", [{}, {"is_rebuild": True}])
def test_choices_stay_until_others_are_given(published, later):
    assert {row["is_chosen"] for row in published.rows("coach_flagged_moments")} == {False}
    published.publish(choices=CHOICES)
    assert {row["is_chosen"] for row in published.rows("coach_flagged_moments")} == {True}
    published.publish(**later)
    assert [row["moments_per_week"] for row in published.rows("choices")] == [4]
    published.publish(choices=replace(CHOICES, moments_per_week=2))
    assert [row["moments_per_week"] for row in published.rows("choices")] == [2]
