import pytest

from pipeline.leidraad.schema import Example
from pipeline.leidraad.sentences import SentenceFailure, conversation_of, count_sentences, dialogue_of, run_sentences
from pipeline.records import Heard, Span
from tests.pipeline.leidraad.talk import LiteralFinder, a_leidraad, an_item, both, topic_file


def failures_of(item):
    leidraad = a_leidraad(item)
    return run_sentences(leidraad, LiteralFinder(leidraad))


def test_a_guide_that_does_what_it_says_has_no_failures():
    item = an_item(should_match=["ik zwaai", "nou ik zwaai dus"], should_not_match=["ik zit"])
    assert failures_of(item) == ()


def test_a_sentence_that_comes_out_otherwise_is_named_with_its_place():
    assert failures_of(an_item(should_match=["ik zwaai", "ik wuif"])) == (
        SentenceFailure("wave", "items[wave].should_match[1]", "ik wuif", "said", "not_said"),
    )
    assert failures_of(an_item(should_not_match=["ik zwaai niet"])) == (
        SentenceFailure("wave", "items[wave].should_not_match[0]", "ik zwaai niet", "not said", "said"),
    )


def test_topics_have_sentences_too():
    topics = topic_file(afval="container", reizen="paspoort")
    wrong = topics.topics[1].model_copy(update={"should_match": ("mijn container en nog een container",)})
    leidraad = a_leidraad(an_item(), topics=topics.model_copy(update={"topics": (topics.topics[0], wrong)}))
    [failure] = run_sentences(leidraad, LiteralFinder(leidraad))
    assert (failure.item_id, failure.path) == ("reizen", "topics[reizen].should_match[0]")


def test_all_sentences_are_counted():
    item = an_item(should_match=["ik zwaai", "ja ik zwaai"], should_not_match=["ik zit"])
    assert count_sentences(a_leidraad(item, topics=topic_file(afval="container"))) == 2 + 1 + 1


def test_uncertain_is_not_said():
    failure = failures_of(an_item(hints=both("zwaai"), should_match=["zwaai"]))[0]
    assert failure.verdict == "uncertain"


def test_a_dialogue_is_shown_in_one_line():
    dialogue = [{"citizen": "dag"}, {"wait_s": 20}, {"agent": "ik zit"}]
    failure = failures_of(an_item(should_match=[dialogue]))[0]
    assert failure.sentence == "citizen: dag / (20 s) / agent: ik zit"


@pytest.mark.parametrize(
    ("window", "expected"),
    [({"phase": "opening"}, 1), ({"from_s": 0, "to_s": 9}, 1), ({"phase": "closing"}, 3), ({"from_s": -9}, 3)],
)
def test_a_sentence_of_later_in_the_call_comes_after_a_greeting(window, expected):
    assert len(dialogue_of("ik zwaai", an_item(window=window))) == expected


def test_a_plain_sentence_is_said_by_the_items_speaker():
    item = an_item(speaker="citizen", window={"phase": "opening"})
    assert dialogue_of("ik zwaai", item) == (Example(citizen="ik zwaai"),)


def test_a_dialogue_is_laid_out_in_time_with_its_waits():
    call = conversation_of((Example(agent="een twee"), Example(wait_s=10.0), Example(citizen="drie", language="fy")))
    # 1.0 + 2 x 0.35; pause 0.3, wait 10; 12.0 + 0.35
    assert [turn.span for turn in call.turns] == [Span(1.0, 1.7), Span(12.0, 12.35)]
    assert [turn.language for turn in call.turns] == ["unknown", "fy"]
    assert [part.span for part in call.speech] == [turn.span for turn in call.turns]


def test_slots_stand_for_names_that_were_recognised():
    call = conversation_of((Example(agent="gemeente {organisation} met {name}."),))
    assert call.facts.heard == (Heard("organisation", 1, 2, 1.0), Heard("employee_name", 3, 4, 1.0))
    assert call.turns[0].text == "gemeente Sânwâld met Hinke."
