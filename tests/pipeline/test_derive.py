from dataclasses import replace

import pytest

from pipeline.derive import derive, findings_of, language_of_call
from pipeline.measures.version import MEASURE_VERSION
from pipeline.records import Conversation
from tests.factories import make_conversation, make_record, make_turn
from tests.pipeline.rig import ITEMS, CueFinder

SHA256 = "7" * 64


def findings_with(**recording):
    record = make_record()
    finder = CueFinder()
    return derive(replace(record, recording=replace(record.recording, **recording)), SHA256, finder, ITEMS), finder


def assert_unmeasured(findings):
    """No number, not even 0, and a reason."""
    assert {(one.articulation_rate, one.speaking_rate, one.reason_code) for one in findings.tempo} == {
        (None, None, "no_speech")
    }
    assert (findings.silences, findings.overlaps, findings.language) == ((), (), "unknown")


def test_findings_say_what_they_were_derived_from():
    findings, _ = findings_with()

    assert (findings.call_id, findings.record_sha256) == ("call-1", SHA256)
    assert (findings.measure_version, findings.topic) == (MEASURE_VERSION, "paspoort")


def test_all_measures_are_taken_of_the_conversation():
    findings, _ = findings_with()

    assert {tempo.speaker for tempo in findings.tempo} == {"agent", "citizen"}
    # speech: agent 1 to 3 and 3.5 to 4.9, citizen 6 to 9.9, agent 15 to 16.9
    assert [silence.span.duration_s for silence in findings.silences] == [0.5, 1.1, 5.1]
    assert findings.overlaps == ()
    assert [cue.verdict for cue in findings.cues] == ["said"]


def test_nothing_is_measured_on_an_unusable_recording():
    findings, finder = findings_with(quality="unusable")

    assert_unmeasured(findings)
    assert (finder.seen[0].turns, finder.seen[0].speech) == ((), ())


def test_a_limited_recording_is_measured():
    assert findings_with(quality="limited", quality_reasons=("low_snr",))[0].silences


@pytest.mark.parametrize(("reasons", "tier"), [((), "high"), (("crosstalk",), "medium")])
def test_overlaps_are_trusted_as_far_as_the_recording(reasons, tier):
    conversation = make_conversation()
    speech = (*conversation.speech, replace(conversation.speech[2], speaker="agent"))
    record = make_record(conversation=replace(conversation, speech=speech))
    recording = replace(record.recording, quality_reasons=reasons)
    findings = derive(replace(record, recording=recording), SHA256, CueFinder(), ITEMS)

    assert {overlap.tier for overlap in findings.overlaps} == {tier}


def test_turns_given_as_text_need_no_recording():
    assert findings_of(make_conversation(), None, "", CueFinder(), ITEMS).silences


def test_an_empty_conversation_has_no_measures():
    findings = findings_of(Conversation("call-1", 5.0), None, "", CueFinder(), ITEMS)

    assert_unmeasured(findings)


def test_the_same_record_gives_the_same_findings():
    assert findings_with()[0] == findings_with()[0]


@pytest.mark.parametrize(
    ("turns", "language"),
    [
        pytest.param((), "unknown", id="no words"),
        pytest.param((make_turn("citizen", 1, "goeie", language="fy"),), "fy", id="a Frisian citizen"),
        pytest.param(
            (make_turn("agent", 1, "een twee drie"), make_turn("citizen", 5, "goeie", language="fy")),
            "fy",
            id="the citizen's, whatever the agent speaks",
        ),
        pytest.param(
            (make_turn("citizen", 1, "ien twa", language="fy"), make_turn("citizen", 5, "een twee drie")),
            "nl",
            id="that of most words",
        ),
        pytest.param(
            (make_turn("agent", 1, "een"), make_turn("citizen", 5, "hm", language="unknown")),
            "nl",
            id="the agent's where the citizen's is unknown",
        ),
        pytest.param(
            (make_turn("citizen", 1, "een"), make_turn("citizen", 5, "ien", language="fy")),
            "fy",
            id="the first by name of two that are even",
        ),
    ],
)
def test_the_language_of_a_call(turns, language):
    assert language_of_call(Conversation("call-1", 20.0, turns=turns)) == language
