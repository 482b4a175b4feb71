from dataclasses import replace

from flows import rescoring, wiring
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
    RecordStore(wiring.installation(job).store).write_record(make_record())
    [changed] = rescoring.rescore_all(job)
    assert {change.cue_id for change in changed} >= {"offer_help", "goodbye"}
    assert {change.before for change in changed} == {"absent"}


def test_many_calls_are_scored_by_processes_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(rescoring, "CALLS_A_TURN", 1)
    job = wiring.make_job(tmp_path / "w.duckdb", None, None)
    records = RecordStore(wiring.installation(job).store)
    for name in ("call-a", "call-b", "call-c"):
        records.write_record(make_record(name))
    assert sorted(changed[0].call_id for changed in rescoring.rescore_all(job)) == ["call-a", "call-b", "call-c"]
    assert all(records.findings_file(file).exists() for file in records.record_files())


def test_other_words_of_the_guide_or_other_weights_score_all_calls_again(tmp_path):
    here = wiring.installation(wiring.make_job(tmp_path / "w.duckdb", None, None))
    again = wiring.installation(wiring.make_job(tmp_path / "w.duckdb", None, None))
    assert wiring.scoring_version(again) == wiring.scoring_version(here)
    item = here.leidraad.items[0]
    others = (
        replace(here.leidraad, learned=nothing_learned()),
        replace(here.leidraad, items=(item.model_copy(update={"coach": "Anders."}), *here.leidraad.items[1:])),
    )
    versions = {wiring.scoring_version(replace(here, leidraad=other)) for other in (here.leidraad, *others)}
    assert len(versions) == 3
    focused = replace(here.leidraad, focus="goodbye")
    assert wiring.scoring_version(replace(here, leidraad=focused)) in versions
