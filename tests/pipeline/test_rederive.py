from dataclasses import replace

import pytest

from pipeline.findings import Findings
from pipeline.measures.version import MEASURE_VERSION
from pipeline.rederive import Change, derive_again, rescore
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
    return [one.changes for one in rescore(records, scoring(version))]


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


def test_a_damaged_record_is_named_and_costs_no_other(records):
    keep(records, make_record("call-2"))
    keep(records, make_record())
    records.find_record("call-2").write_bytes(b"damaged")
    [scored, damaged] = rescore(records, scoring())
    assert (scored.is_other, scored.warning) == (True, "")
    assert "call-2" in damaged.warning


class ChangesVersion:
    """Knows how to bring up findings of a whole call, or not."""

    def __init__(self, *, can=True):
        self.can, self.asked = can, []

    def find_changed(self, conversation, earlier):
        self.asked.append(conversation.call_id)
        return (
            replace(earlier, cues=tuple(replace(cue, leidraad_version=3) for cue in earlier.cues)) if self.can else None
        )


def versions_after(records, change_finder):
    list(rescore(records, replace(scoring(2), change_finder=change_finder)))
    return {cue.leidraad_version for cue in findings_of(records).cues}


def test_of_a_call_that_is_up_to_date_only_what_changed_is_scored(records):
    records.write_record(make_record())
    changes(records, version=1)
    before = findings_of(records)

    assert versions_after(records, ChangesVersion()) == {3}
    after = findings_of(records)
    assert replace(after, cues=()) == replace(before, cues=())


def test_where_only_scoring_all_can_tell_all_is_scored(records):
    records.write_record(make_record())
    changes(records, version=1)
    assert versions_after(records, ChangesVersion(can=False)) == {2}


@pytest.mark.parametrize("how", ["missing", "damaged", "other measures", "other record"])
def test_a_call_without_findings_to_trust_is_scored_wholly(records, how):
    records.write_record(make_record())
    changes(records, version=1)
    file, findings = records.findings_file(records.find_record("call-1")), findings_of(records)
    if how == "missing":
        file.unlink()
    elif how == "damaged":
        file.write_bytes(b"damaged")
    elif how == "other measures":
        records.write_findings(replace(findings, measure_version="0"))
    else:
        records.write_findings(replace(findings, record_sha256="other"))

    finder = ChangesVersion()
    assert (versions_after(records, finder), finder.asked) == ({2}, [])


class AsksFirst(CueFinder):
    """Finds besides that the agent's first turn asks for a fact."""

    def find(self, conversation):
        [first, *_] = [index for index, turn in enumerate(conversation.turns) if turn.speaker == "agent"]
        turn = conversation.turns[first]
        asked = replace(make_findings("").questions[0], turn_index=first, span=turn.span, kind="factual")
        return replace(super().find(conversation), questions=(asked,))


def test_by_another_guide_a_call_is_what_it_would_be_if_derived_for_the_first_time(records, tmp_path):
    records.write_record(make_record())
    changes(records, version=1)
    again = make_stores(tmp_path / "again").records
    again.write_record(make_record())
    for store in (records, again):
        list(rescore(store, LeidraadInUse(AsksFirst(leidraad_version=2), ITEMS)))

    assert findings_of(records).questions
    assert findings_of(records) == findings_of(again)


@pytest.mark.parametrize(("measure_version", "silences"), [(MEASURE_VERSION, 0), ("0", 3)])
def test_measures_are_taken_anew_only_where_their_definitions_changed(records, measure_version, silences):
    records.write_record(make_record())
    changes(records, version=1)
    records.write_findings(replace(findings_of(records), silences=(), measure_version=measure_version))
    changes(records, version=2)

    assert len(findings_of(records).silences) == silences
