from dataclasses import replace
from time import thread_time
from timeit import timeit

import pytest

from pipeline.records import Facts, Heard, Span, Turn, Word
from pipeline.redaction import KnownPeople, redact
from tests.pipeline.redaction.tuning import read, talk, texts_of


def test_an_empty_call_stays_empty():
    assert redact(talk(), KnownPeople()) == talk()


def test_a_call_with_nothing_to_mask_is_the_same_call():
    conversation = talk(("citizen", "Ik wil graag een paspoort."), ("agent", ""))

    assert redact(conversation, KnownPeople()) is conversation


def test_a_mask_keeps_all_but_the_text():
    word = Word(Span(1.0, 1.5), "Sjoukje,", probability=0.7, syllable_count=2)
    turn = Turn(Span(1.0, 2.0), "citizen", "fy", (word,), 0.7, "base")
    masked = redact(replace(talk(), turns=(turn,)), KnownPeople()).turns[0]

    assert masked == replace(turn, words=(replace(word, text="[naam]", redaction="naam"),))


def test_what_is_masked_already_is_left_alone():
    turns = redact(talk(("citizen", "met Sjoukje")), KnownPeople()).turns
    conversation = replace(talk(), turns=turns)

    assert redact(conversation, KnownPeople()) is conversation


def test_an_employee_heard_is_masked_as_such_even_when_written_badly():
    conversation = replace(
        talk(("agent", "met witse hoekster")), facts=Facts((Heard("employee_name", 1, 3, 0.8),), "1")
    )
    masked = redact(conversation, KnownPeople())

    assert texts_of(masked) == ["met", "[medewerker]", "[medewerker]"]
    assert masked.facts == conversation.facts


@pytest.mark.parametrize("speaker", ["agent", "citizen", "other"])
def test_numbers_are_masked_whoever_says_them(speaker):
    assert texts_of(redact(talk((speaker, "123456782")), KnownPeople())) == ["[bsn]"]


def test_one_speaker_may_talk_all_the_time():
    conversation = talk(*[("citizen", "mijn naam is Kattestaart en mijn BSN is 123456782")] * 3)

    assert texts_of(redact(conversation, KnownPeople())).count("[bsn]") == 3


def test_turns_that_overlap_in_time_are_read_in_their_order():
    span = Span(0.0, 4.0)
    both = tuple(replace(turn, span=span) for turn in talk(("citizen", "1 2 3 4"), ("agent", "5 6 7")).turns)

    assert set(texts_of(redact(replace(talk(), turns=both), KnownPeople()))) == {"[nummer]"}


@pytest.mark.alone
def test_a_call_of_700_words_takes_a_few_hundredths_of_a_second_on_a_busy_machine():
    utterances = [*read("stay"), *read("names_nl")[:12], *read("numbers_nl")[:12]]
    turns = [(turn.speaker, turn.text) for utterance in utterances for turn in utterance.conversation.turns]
    conversation = talk(*turns)
    assert len(texts_of(conversation)) >= 700
    redact(conversation, KnownPeople())

    spent = [_seconds(conversation) for _ in range(5)]

    assert min(spent) < 0.08


def _seconds(conversation) -> float:
    """Without collecting garbage, of which other tests leave much, as `timeit` measures."""
    return timeit(lambda: redact(conversation, KnownPeople()), timer=thread_time, number=1)
