from dataclasses import replace

import pytest

from flows import rescoring, wiring
from flows.scoring import standing
from pipeline.leidraad.learned import nothing_learned
from pipeline.records_store import RecordStore
from tests.factories import make_record


def test_turns_hold_every_record_once(tmp_path):
    files = [tmp_path / str(number) for number in range(2 * rescoring.CALLS_A_TURN + 1)]
    turns = list(rescoring.turns_of(files))
    assert [file for turn in turns for file in turn] == files
    assert [len(turn) for turn in turns] == [rescoring.CALLS_A_TURN, rescoring.CALLS_A_TURN, 1]


def test_a_few_calls_are_scored_in_one_process(tmp_path):
    job = wiring.make_job(tmp_path / "w.duckdb", None, None)
    here = wiring.installation(job)
    RecordStore(here.store).write_record(make_record())
    [rescored] = rescoring.rescore_all(job, here)
    assert {change.cue_id for change in rescored.changes} >= {"offer_help", "goodbye"}
    assert {change.before for change in rescored.changes} == {"absent"}


def test_many_calls_are_scored_by_processes_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(rescoring, "CALLS_A_TURN", 1)
    job = wiring.make_job(tmp_path / "w.duckdb", None, None)
    here = wiring.installation(job)
    records = RecordStore(here.store)
    for name in ("call-a", "call-b", "call-c"):
        records.write_record(make_record(name))
    assert sorted(one.changes[0].call_id for one in rescoring.rescore_all(job, here)) == ["call-a", "call-b", "call-c"]
    assert all(records.findings_file(file).exists() for file in records.record_files())


def with_overlay(tmp_path, text):
    """Return the installation with a municipality's own file, and its job."""
    (tmp_path / "own.yaml").write_text(f"id: own\nversion: 1\nover: basis_v1\n{text}\n", encoding="utf-8")
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"leidraad: {{overlay: {tmp_path / 'own.yaml'}}}\n", encoding="utf-8")
    job = wiring.make_job(tmp_path / "w.duckdb", None, settings)
    return job, wiring.installation(job)


@pytest.mark.parametrize("calls_a_turn", [1, 200])
def test_another_item_leaves_what_was_found_of_the_rest(tmp_path, monkeypatch, calls_a_turn):
    monkeypatch.setattr(rescoring, "CALLS_A_TURN", calls_a_turn)
    job, here = with_overlay(tmp_path, "forbid: [goodbye]")
    records = RecordStore(here.store)
    for name in ("call-a", "call-b"):
        records.write_record(make_record(name))
    list(rescoring.rescore_all(job, here))
    file = records.findings_file(records.find_record("call-a"))
    marked = replace(records.read_findings(file), topic="kept")  # nothing but a whole scoring would take this away
    records.write_findings(marked)
    assert rescoring.rescore_where_other(job, here) == ()

    job, here = with_overlay(tmp_path, "off: [goodbye]")
    rescored = rescoring.rescore_where_other(job, here)
    assert [one.is_other for one in rescored] == [True, True]
    after = records.read_findings(file)
    assert (after.topic, "goodbye" in {cue.cue_id for cue in after.cues}) == ("kept", False)

    list(rescoring.rescore_all(job, here, is_whole=True))
    assert records.read_findings(file) == replace(after, topic="paspoort_id")


def test_other_words_of_the_guide_or_other_weights_score_all_calls_again(tmp_path):
    here = wiring.installation(wiring.make_job(tmp_path / "w.duckdb", None, None))
    again = wiring.installation(wiring.make_job(tmp_path / "w.duckdb", None, None))
    assert standing(again) == standing(here)
    item = here.leidraad.items[0]
    others = (
        replace(here.leidraad, learned=nothing_learned()),
        replace(here.leidraad, items=(item.model_copy(update={"coach": "Anders."}), *here.leidraad.items[1:])),
    )
    versions = {standing(replace(here, leidraad=other)).version for other in (here.leidraad, *others)}
    assert len(versions) == 3
    focused = replace(here.leidraad, focus="goodbye")
    assert standing(replace(here, leidraad=focused)).version in versions
