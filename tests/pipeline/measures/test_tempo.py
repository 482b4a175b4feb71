from dataclasses import replace

import pytest

from pipeline.measures.tempo import measure_tempo
from pipeline.records import Conversation, Span, Speech, Turn, Word
from tests.pipeline.measures.builders import make_call, make_turn, words_in


def row_of(conversation, speaker="agent", language="all"):
    (row,) = [row for row in measure_tempo(conversation) if (row.speaker, row.language) == (speaker, language)]
    return row


def call_of(*turns, nuclei_count=None, speech=None):
    spoken = speech or [Speech(turn.span, turn.speaker, nuclei_count) for turn in turns]
    return Conversation("call-1", 60.0, speech=tuple(spoken), turns=turns)


def monologue(seconds=6.0, syllable_count=30, *, probability=0.9, nuclei_count=None):
    """One turn of `seconds` with as many words of one syllable."""
    span = Span(1.0, 1.0 + seconds)
    words = words_in(span, "dan " * syllable_count, syllable_count=1, probability=probability)
    return call_of(Turn(span, "agent", "nl", words, probability), nuclei_count=nuclei_count)


# time_s    0    1    2    3    4    5    6    7    8    9   10
# agent     |-------------------|         |-------------------|
def test_pauses_count_for_speaking_rate_and_not_for_articulation_rate():
    words = words_in(Span(0, 4), "een twee drie vier") + words_in(Span(6, 10), "vijf zes zeven acht negen tien")
    turn = Turn(Span(0, 10), "agent", "nl", words)
    row = row_of(call_of(turn, speech=[Speech(Span(0, 4), "agent"), Speech(Span(6, 10), "agent")]))
    # 10 words of 2 syllables: 20 in 4 + 4 s of speech and in a turn of 10 s.
    assert (row.syllable_count, row.phonation_s, row.turn_s) == (20, 8.0, 10.0)
    assert (row.articulation_rate, row.speaking_rate) == (20 / 8, 20 / 10)
    assert row.is_reliable


def test_filled_pauses_are_no_speech():
    words = words_in(Span(0, 8), "uh een twee drie") + words_in(Span(8, 10), "vier vijf zes zeven acht negen tien elf")
    row = row_of(call_of(Turn(Span(0, 10), "agent", "nl", words)))
    # `uh` takes 8 / 4 = 2 s of the 10 s; 11 words of 2 syllables are left.
    assert (row.syllable_count, row.phonation_s) == (22, 10.0 - 2.0)
    assert row.articulation_rate == 22 / 8


def test_languages_are_measured_apart_and_together():
    dutch = make_turn("agent", (0, 5, "een twee drie vier vijf zes zeven acht negen tien"))
    frisian = make_turn("agent", (10, 18, "ien twa trije fjouwer fiif seis sân acht njoggen tsien"), language="fy")
    call = call_of(dutch, frisian)
    assert row_of(call, language="nl").articulation_rate == 20 / 5
    assert row_of(call, language="fy").articulation_rate == 20 / 8
    assert row_of(call, language="all").articulation_rate == (20 + 20) / (5 + 8)


def test_nuclei_are_counted_over_the_speech_they_were_counted_in():
    turn = make_turn("agent", (0, 10, "een twee drie vier vijf zes zeven acht negen tien elf twaalf"))
    speech = [Speech(Span(0, 4), "agent", 10), Speech(Span(6, 10), "agent", None)]
    # 10 nuclei in the 4 s of the first stretch; the second was not counted.
    assert row_of(call_of(turn, speech=speech)).nuclei_rate == 10 / 4


def test_a_turn_without_words_does_not_slow_its_speaker():
    silent = Turn(Span(20, 30), "agent", "nl")
    turn = make_turn("agent", (0, 5, "een twee drie vier vijf zes zeven acht negen tien"))
    assert row_of(call_of(turn, silent)).phonation_s == 5.0


def test_speech_without_any_words_has_its_nuclei_alone():
    row = row_of(call_of(Turn(Span(0, 10), "agent", "unknown"), nuclei_count=45))
    assert (row.articulation_rate, row.speaking_rate, row.nuclei_rate) == (None, None, 45 / 10)
    assert (row.is_reliable, row.reason_code) == (False, "no_words")


def test_speech_without_turns_has_its_nuclei_alone():
    call = Conversation("call-1", 20.0, speech=(Speech(Span(0, 10), "agent", 40), Speech(Span(12, 14), "agent", 8)))
    assert row_of(call).nuclei_rate == (40 + 8) / (10 + 2)


def test_given_turns_without_speech_times_have_no_articulation_rate():
    turn = make_turn("agent", (0, 5, "een twee drie vier vijf zes zeven acht negen tien"))
    row = row_of(Conversation("call-1", 20.0, turns=(turn,)))
    assert (row.articulation_rate, row.speaking_rate, row.reason_code) == (None, 20 / 5, "no_speech_times")


def test_an_empty_call_has_rows_of_nothing():
    rows = measure_tempo(make_call())
    assert [(row.speaker, row.language, row.reason_code) for row in rows] == [
        ("agent", "all", "no_speech"),
        ("citizen", "all", "no_speech"),
    ]
    assert all(row.articulation_rate is None and row.nuclei_rate is None for row in rows)


def test_who_never_spoke_has_no_rate():
    row = row_of(monologue(), "citizen")
    assert (row.articulation_rate, row.reason_code) == (None, "no_speech")


def test_a_third_speaker_has_rows_only_when_there():
    assert {row.speaker for row in measure_tempo(monologue())} == {"agent", "citizen"}
    assert "other" in {row.speaker for row in measure_tempo(make_call(other=[(0, 2, "hallo")]))}


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        pytest.param(monologue(5.0, 25), None, id="5 s are enough"),
        pytest.param(monologue(4.999, 25), "too_little_speech", id="less than 5 s"),
        pytest.param(monologue(6.0, 20), None, id="20 syllables are enough"),
        pytest.param(monologue(6.0, 19), "too_little_speech", id="19 syllables"),
        pytest.param(monologue(10.0, 20), None, id="2 a second is slow"),
        pytest.param(monologue(10.1, 20), "implausible_rate", id="under 2 a second is no speech"),
        pytest.param(monologue(5.0, 45), None, id="9 a second is fast"),
        pytest.param(monologue(5.0, 46), "implausible_rate", id="over 9 a second is no speech"),
        pytest.param(monologue(probability=0.5), None, id="half sure"),
        pytest.param(monologue(probability=0.49), "low_confidence", id="less than half sure"),
        pytest.param(monologue(6.0, 30, nuclei_count=20), None, id="text says half more than sound"),
        pytest.param(monologue(6.0, 30, nuclei_count=19), "nuclei_disagree", id="text says too much"),
        pytest.param(monologue(6.0, 30, nuclei_count=45), None, id="sound says half more than text"),
        pytest.param(monologue(6.0, 30, nuclei_count=46), "nuclei_disagree", id="sound says too much"),
    ],
)
def test_says_why_a_rate_must_not_be_used(call, reason):
    row = row_of(call)
    assert (row.is_reliable, row.reason_code) == (reason is None, reason)
    assert row.articulation_rate is not None


def test_masked_words_keep_their_syllables():
    call = monologue()
    masked = tuple(
        replace(turn, words=tuple(replace(word, text="[naam]", redaction="naam") for word in turn.words))
        for turn in call.turns
    )
    assert measure_tempo(replace(call, turns=masked)) == measure_tempo(call)


def test_a_word_of_no_syllables_is_a_word():
    turn = Turn(Span(0, 6), "agent", "nl", (Word(Span(0, 1), "'s", 0.9, 0),))
    row = row_of(call_of(turn))
    assert (row.articulation_rate, row.reason_code) == (0.0, "too_little_speech")
