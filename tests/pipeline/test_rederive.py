from dataclasses import replace

import pytest

from pipeline.findings import Findings
from pipeline.rederive import Change, derive_again, is_scored_by, rescore, rescore_where_other
from pipeline.toolbox import LeidraadInUse
from tests.factories import make_absent_cue, make_conversation, make_findings, make_record
from tests.pipeline.rig import ITEMS, CueFinder, make_stores


@pytest.fixture
def records(tmp_path):
    return make_stores(tmp_path).records


def scoring(version=2):
    return LeidraadInUse(CueFinder(leidraad_version=version), ITEMS)


def findings_of(records, call_id="call-1") -> Findings:
    return records.read_findings(records.findings_file(records.find_record(call_id)))


def changes(records, *, version=2):
    return list(rescore(records, scoring(version)))


def keep(records, record, *cues):
    sha256 = records.write_record(record)
    records.write_findings(replace(make_findings(sha256, record.info.call_id), cues=cues))


def without_words(record):
    turns = tuple(
        replace(turn, words=tuple(replace(word, text="") for word in turn.words)) for turn in record.conversation.turns
    )
    return replace(record, conversation=replace(record.conversation, turns=turns))


def test_a_record_without_findings_gets_them(records):
    sha256 = records.write_record(make_record())
    found = derive_again(records, records.find_record("call-1"), scoring())

    assert (found.record_sha256, found.call_id) == (sha256, "call-1")
    assert findings_of(records) == found


def test_a_verdict_that_changes_is_listed(records):
    keep(records, make_record(), replace(scoring().cue_finder.find(make_conversation()).cues[0], verdict="not_said"))

    assert changes(records) == [(Change("call-1", "offer_help", "not_said", "said"),)]
    assert [cue.verdict for cue in findings_of(records).cues] == ["said"]


def test_a_verdict_that_stays_is_not_listed_though_its_version_is_new(records):
    keep(records, make_record())
    changes(records, version=1)

    assert changes(records, version=2) == [()]
    assert [cue.leidraad_version for cue in findings_of(records).cues] == [2]


def test_items_that_come_and_go_are_listed(records):
    keep(records, make_record(), make_absent_cue())

    assert sorted(changes(records)[0], key=lambda change: change.cue_id) == [
        Change("call-1", "anything_else", "not_said", "absent"),
        Change("call-1", "offer_help", "absent", "said"),
    ]


def test_a_call_without_findings_is_scored_for_the_first_time(records):
    records.write_record(make_record())

    assert changes(records) == [(Change("call-1", "offer_help", "absent", "said"),)]


def test_a_call_whose_words_are_gone_keeps_its_verdicts(records):
    keep(records, without_words(make_record()), make_absent_cue())

    assert changes(records) == []
    assert findings_of(records).cues == (make_absent_cue(),)


def test_scoring_twice_writes_once(records):
    keep(records, make_record())
    changes(records)
    place = records.findings_file(records.find_record("call-1"))
    before = place.stat().st_ino
    changes(records)

    assert place.stat().st_ino == before


def test_an_empty_store_has_nothing_to_score(records):
    assert changes(records) == []


def rescore_all(tmp_path, records, version, leidraad_version=1):
    warnings = []
    return rescore_where_other(tmp_path, records, scoring(leidraad_version), version, warnings), warnings


def test_another_leidraad_scores_every_call_once(tmp_path, records):
    keep(records, make_record())
    assert rescore_all(tmp_path, records, "a", 2) == (1, [])
    assert [cue.leidraad_version for cue in findings_of(records).cues] == [2]
    place = records.findings_file(records.find_record("call-1"))
    before = place.stat().st_ino
    assert rescore_all(tmp_path, records, "a", 3) == (0, [])  # the version stands for the leidraad: it is the same
    assert place.stat().st_ino == before


def test_a_call_that_comes_out_the_same_does_not_count(tmp_path, records):
    keep(records, make_record())
    rescore_all(tmp_path, records, "a")
    assert rescore_all(tmp_path, records, "b") == (0, [])


def test_a_damaged_record_is_named_and_costs_no_other(tmp_path, records):
    keep(records, make_record("call-2"))
    keep(records, make_record())
    records.find_record("call-2").write_bytes(b"damaged")
    count, [warning] = rescore_all(tmp_path, records, "a")
    assert (count, "call-2" in warning) == (1, True)


def test_half_a_note_of_the_version_means_scoring_again(tmp_path):
    (tmp_path / "scored.json").write_bytes(b'"a')
    assert not is_scored_by(tmp_path, "a")
