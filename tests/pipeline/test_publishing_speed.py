"""What a night of a mid-sized municipality costs: 1,000 calls of 720 words."""

import os
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest

from pipeline.findings import Cue, Findings, Moment
from pipeline.publishing import publish
from pipeline.records import CallRecord, Conversation, Span, Speaker, Speech
from pipeline.records_store import RecordStore
from pipeline.warehouse import fetch, open_readonly
from tests.factories import STARTED_AT, make_cue, make_cue_items, make_findings, make_moment, make_record, make_turn

CALL_COUNT = 1000
TURN_COUNT = 60
MARTS = ("coach_flagged_moments", "coach_call_card", "analyst_tempo_weekly", "ops_nights", "ops_failures")


def long_conversation() -> Conversation:
    """A turn of twelve words every 7 s, the agent and the citizen in turn."""
    speakers: tuple[Speaker, Speaker] = ("agent", "citizen")
    text = "dat kunt u het beste even bij ons aan de balie vragen"
    turns = tuple(make_turn(speakers[i % 2], 7.0 * i, text) for i in range(TURN_COUNT))
    speech = tuple(Speech(turn.span, turn.speaker, 24) for turn in turns)
    return Conversation("long", 7.0 * TURN_COUNT, speech=speech, turns=turns)


def long_record(i: int, long: Conversation) -> CallRecord:
    conversation = replace(long, call_id=f"call-{i}")
    record = make_record(f"call-{i}", started_at=STARTED_AT + timedelta(minutes=i), conversation=conversation)
    return replace(record, recording=replace(record.recording, duration_s=conversation.duration_s))


def long_findings(sha256: str, call_id: str) -> Findings:
    findings = make_findings(sha256, call_id)
    cues = tuple(_cue(i) for i in range(20))
    moments = tuple(_moment(call_id, i) for i in range(8))
    return replace(findings, cues=cues, moments=moments)


def _cue(i: int) -> Cue:
    span = Span(21.0 * i, 21.0 * i + 2)
    return replace(make_cue(), cue_id=f"item_{i}", span=span, first_word=36 * i, end_word=36 * i + 4)


def _moment(call_id: str, i: int) -> Moment:
    span = Span(21.0 * i, 21.0 * i + 2)
    return replace(make_moment(call_id), moment_id=f"{call_id}-{i}", cue_id=f"item_{i}", span=span, clip=span)


@pytest.mark.alone
@pytest.mark.slow
def test_a_night_of_1000_calls_is_published_in_a_minute_and_answers_in_a_second(tmp_path):
    store, long = RecordStore(tmp_path / "m.store"), long_conversation()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)  # the store is what the night begins with, not what is timed
        for i in range(CALL_COUNT):
            store.write_findings(long_findings(store.write_record(long_record(i, long)), f"call-{i}"))
    began = perf_counter()
    assert publish(tmp_path / "m.store", tmp_path / "m.duckdb", make_cue_items()).loaded_count == CALL_COUNT
    assert perf_counter() - began < 60
    with open_readonly(tmp_path / "m.duckdb") as connection:
        for mart in MARTS:
            began = perf_counter()
            rows = fetch(connection, mart)
            assert perf_counter() - began < 1, mart
            assert len(rows) == {"coach_flagged_moments": 8000, "coach_call_card": 1000}.get(mart, len(rows))
