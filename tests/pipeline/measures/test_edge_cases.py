"""Calls in which there is little to measure, or all at once: each measure has a defined result, null with a reason."""

import time
from dataclasses import replace

import numpy as np
import pytest

from pipeline.line_sounds import find_line_sounds
from pipeline.measures.nuclei import count_nuclei
from pipeline.measures.overlaps import measure_overlaps
from pipeline.measures.silences import longest_silence_s, measure_silences
from pipeline.measures.tempo import measure_tempo
from pipeline.measures.tempo_signals import measure_tempo_signals
from pipeline.measures.turn_taking import measure_turn_taking
from pipeline.records import Conversation, Hold, Span, Speech
from pipeline.turn_building import SpokenWord, build_turns
from tests.pipeline.measures.builders import make_call

TEN_WORDS = "een twee drie vier vijf zes zeven acht negen tien"
RATE_HZ = 16_000


def reasons(call):
    return {row.speaker: row.reason_code for row in measure_tempo(call) if row.language == "all"}


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(make_call(), id="empty"),
        pytest.param(Conversation("call-1", 300.0, holds=(Hold(Span(0, 300), is_announced=False),)), id="only music"),
    ],
)
def test_without_speech_all_is_null_and_tempo_says_why(call):
    assert reasons(call) == {"agent": "no_speech", "citizen": "no_speech"}
    assert (measure_silences(call), measure_overlaps(call), measure_tempo_signals(call)) == ((), (), ())
    assert longest_silence_s(measure_silences(call)) is None
    found = measure_turn_taking(call)
    assert (found.agent_share, found.agent_latency_s, found.lead_in_s, found.tail_s) == (None, None, None, None)
    # Nobody was interrupted: that is known, and 0.
    assert (found.interruptions_by_agent, found.interruptions_by_citizen) == (0, 0)


@pytest.mark.parametrize("samples", [0, 800, 30 * RATE_HZ])
def test_sound_without_speech_has_no_nuclei_and_no_music(samples):
    silence = np.zeros(samples, dtype=np.float32)
    assert count_nuclei(silence, RATE_HZ, []) == ()
    assert count_nuclei(silence, RATE_HZ, [Span(0, 1)]) == (0,)
    assert find_line_sounds(silence, RATE_HZ) == ()


@pytest.mark.parametrize(("speaker", "other"), [("agent", "citizen"), ("citizen", "agent")])
def test_one_who_speaks_alone_has_a_tempo_and_nobody_to_answer(speaker, other):
    call = make_call(**{speaker: [(0, 6, TEN_WORDS)]})
    (row,) = [row for row in measure_tempo(call) if row.speaker == speaker and row.language == "all"]
    # Ten words of two syllables.
    assert row.articulation_rate == 20 / 6
    assert reasons(call)[other] == "no_speech"
    assert (measure_overlaps(call), measure_silences(call)) == ((), ())
    found = measure_turn_taking(call)
    assert (found.agent_latency_s, found.citizen_latency_s) == (None, None)
    assert found.agent_share == (1 if speaker == "agent" else 0)


def test_two_who_speak_all_the_time_at_once_overlap_once():
    call = make_call(agent=[(0, 6, TEN_WORDS)], citizen=[(0, 6, TEN_WORDS)])
    (overlap,) = measure_overlaps(call)
    # Of two that coincide the agent's is the onset; neither was there first.
    assert (overlap.span, overlap.onset_speaker, overlap.kind) == (Span(0, 6), "agent", "dual_start")
    assert measure_silences(call) == ()
    assert measure_turn_taking(call).agent_share == 6 / 12
    assert [row.articulation_rate for row in measure_tempo(call) if row.language == "all"] == [20 / 6, 20 / 6]


def test_times_out_of_order_are_put_in_order():
    call = make_call(agent=[(0, 2, "goedemorgen"), (9, 12, TEN_WORDS)], citizen=[(3, 8, TEN_WORDS), (11, 11.5, "ja")])
    mixed = replace(call, speech=call.speech[::-1], turns=call.turns[::-1])
    for measure in (measure_tempo, measure_silences, measure_overlaps, measure_tempo_signals, measure_turn_taking):
        assert measure(mixed) == measure(call)
    assert [silence.span for silence in measure_silences(mixed)] == [Span(2, 3), Span(8, 9)]


def test_speech_that_lies_double_counts_once():
    call = make_call(agent=[(0, 2, "een twee"), (3, 4, "drie")])
    twice = replace(call, speech=(*call.speech, Speech(Span(0, 2), "agent")))
    assert measure_silences(twice) == measure_silences(call)
    assert measure_overlaps(twice) == ()


def long_call(minutes: int) -> Conversation:
    """Turns of 3 s with gaps of 1 s, in which the other listens; six words a turn."""
    talk = {"agent": [], "citizen": []}
    for index in range(int(minutes * 60 / 4)):
        who, other = ("agent", "citizen") if index % 2 else ("citizen", "agent")
        start_s = index * 4.0
        talk[who].append((start_s, start_s + 3.0, "ik wil graag een nieuw paspoort"))
        talk[other].append((start_s + 1.0, start_s + 1.4, "ja"))
    return make_call(agent=talk["agent"], citizen=talk["citizen"])


def test_four_hours_are_measured_like_a_minute_and_take_no_more_than_their_length_asks():
    call = long_call(240)
    words = [SpokenWord(word.span, word.text, 0.9, turn.speaker) for turn in call.turns for word in turn.words]
    started = time.process_time()
    build_turns(call.speech, words, language_of=lambda _: "nl")
    silences, overlaps = measure_silences(call), measure_overlaps(call)
    tempo, _ = measure_tempo(call), (measure_tempo_signals(call), measure_turn_taking(call))
    # 48 times five minutes, at 0.3 s each.
    assert time.process_time() - started <= 48 * 0.3
    # A turn each 4 s, all but the last followed by a gap, each with a "ja" inside.
    assert (len(silences), len(overlaps)) == (240 * 15 - 1, 240 * 15)
    assert {silence.kind for silence in silences} == {"gap"}
    # Half of the turns: six words of two syllables in 3 s, and as often a "ja" of two in 0.4 s.
    rates = {row.speaker: row.articulation_rate for row in tempo if row.language == "all"}
    assert rates["agent"] == pytest.approx((12 + 2) / (3 + 0.4))
