"""What holds for every measure and every call."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.intervals import gaps, intersect, merge
from pipeline.measures.floor import by_speaker
from pipeline.measures.overlaps import measure_overlaps
from pipeline.measures.silences import MIN_SILENCE_S, measure_silences
from pipeline.measures.tempo import measure_tempo
from pipeline.measures.tempo_signals import measure_tempo_signals
from pipeline.measures.turn_taking import measure_turn_taking
from pipeline.records import Span, Turn
from tests.pipeline.measures.builders import conversations, shifted, swapped

ROLES = {"agent": "citizen", "citizen": "agent", None: None}


def overlaps_in(call, *, shift_s=0):
    return [
        (
            round(found.span.start_s - shift_s, 3),
            found.span.duration_s,
            found.onset_speaker,
            found.kind,
            found.is_floor_changed,
        )
        for found in measure_overlaps(call)
    ]


def silences_in(call, *, shift_s=0):
    return [
        (round(found.span.start_s - shift_s, 3), replace(found, span=Span(0, found.span.duration_s)))
        for found in measure_silences(call)
    ]


def all_in(call, *, shift_s=0):
    return (
        measure_tempo(call),
        silences_in(call, shift_s=shift_s),
        overlaps_in(call, shift_s=shift_s),
        replace(measure_turn_taking(call), lead_in_s=None),  # the lead-in is what a shift changes
        [(found.kind, found.fast_rate) for found in measure_tempo_signals(call)],
    )


def split(turn: Turn, word_index: int) -> tuple[Turn, Turn]:
    """Two turns that meet where the word begins."""
    at_s = turn.words[word_index].span.start_s
    return (
        replace(turn, span=Span(turn.span.start_s, at_s), words=turn.words[:word_index]),
        replace(turn, span=Span(at_s, turn.span.end_s), words=turn.words[word_index:]),
    )


@given(conversations)
def test_speech_and_silences_tile_the_call(call):
    spans = [stretch.span for stretch in call.speech]
    silences = [found.span for found in measure_silences(call)]
    short = [hole for hole in gaps(spans) if hole.duration_s < MIN_SILENCE_S]
    pieces = sorted([*merge(spans), *silences, *short])
    assert all(before.end_s == after.start_s for before, after in pairwise(pieces))


@given(conversations)
def test_overlaps_lie_where_both_speak(call):
    own = by_speaker(call.speech)
    both = intersect(own.get("agent", ()), own.get("citizen", ()))
    assert sorted(found.span for found in measure_overlaps(call)) == sorted(both)


@given(conversations, st.integers(1, 14_000))
def test_a_later_call_measures_the_same(call, seconds):
    assert all_in(shifted(call, seconds), shift_s=seconds) == all_in(call)


@given(conversations, st.randoms(use_true_random=False))
def test_the_order_of_speech_and_turns_does_not_matter(call, random):
    mixed = replace(
        call,
        speech=tuple(random.sample(call.speech, len(call.speech))),
        turns=tuple(random.sample(call.turns, len(call.turns))),
    )
    assert all_in(mixed) == all_in(call)


@given(conversations, st.data())
def test_splitting_a_turn_changes_nothing(call, data):
    divisible = [turn for turn in call.turns if len(turn.words) > 1]
    assume(divisible)
    chosen = data.draw(st.sampled_from(divisible))
    halves = split(chosen, data.draw(st.integers(1, len(chosen.words) - 1)))
    turns = [piece for turn in call.turns for piece in (halves if turn is chosen else (turn,))]
    assert all_in(replace(call, turns=tuple(turns))) == all_in(call)


@given(conversations)
def test_swapping_the_channels_swaps_the_roles_in_tempo(call):
    expected = {
        (ROLES[row.speaker], row.language): replace(row, speaker=ROLES[row.speaker]) for row in measure_tempo(call)
    }
    assert {(row.speaker, row.language): row for row in measure_tempo(swapped(call))} == expected


@given(conversations)
def test_swapping_the_channels_swaps_the_roles_in_overlaps(call):
    spans = {(stretch.span.start_s, stretch.span.end_s) for stretch in call.speech}
    assume(len(spans) == len(call.speech))  # of two that coincide the agent's is the onset
    expected = [(at, length, ROLES[who], kind, changed) for at, length, who, kind, changed in overlaps_in(call)]
    assert overlaps_in(swapped(call)) == expected


@given(conversations)
def test_swapping_the_channels_swaps_the_sides_in_turn_taking(call):
    assume(len({stretch.span for stretch in call.speech}) == len(call.speech))
    found, other = measure_turn_taking(call), measure_turn_taking(swapped(call))
    for side, opposite in (("agent", "citizen"), ("citizen", "agent")):
        for name in ("speech_s", "latency_s", "longest_s"):
            assert getattr(found, f"{side}_{name}") == getattr(other, f"{opposite}_{name}")
    assert (found.lead_in_s, found.tail_s) == (other.lead_in_s, other.tail_s)


@given(conversations)
def test_swapping_the_channels_swaps_the_roles_around_silences(call):
    found = [(s.span, s.before_speaker, s.after_speaker) for s in measure_silences(call)]
    expected = [(span, ROLES[before], ROLES[after]) for span, before, after in found]
    assert [(s.span, s.before_speaker, s.after_speaker) for s in measure_silences(swapped(call))] == expected


@given(conversations)
def test_shares_and_rates_are_possible_or_none(call):
    share = measure_turn_taking(call).agent_share
    assert share is None or 0 <= share <= 1
    for row in measure_tempo(call):
        assert row.is_reliable == (row.reason_code is None)
        assert row.articulation_rate is None or row.articulation_rate >= (row.speaking_rate or 0)
