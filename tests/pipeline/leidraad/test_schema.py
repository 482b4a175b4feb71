import pytest
from pydantic import ValidationError

from pipeline.leidraad.rules import CallKind, Occasion, PartRule, Window
from pipeline.leidraad.schema import Example
from tests.pipeline.leidraad.talk import an_item, both, topic_file, word_file


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"colour": "red"}, "Extra inputs", id="an unknown field"),
        pytest.param({"triggers": {"nl": ["dag"]}}, "Field required", id="no Frisian triggers"),
        pytest.param({"triggers": {"nl": ["dag"], "fy": []}}, "at least 1", id="an empty list of triggers"),
        pytest.param({"triggers": both("dag (")}, "lacks a closing", id="a phrase not well written"),
        pytest.param({"triggers": None}, "rests on nothing", id="no evidence at all"),
        pytest.param({"id": "Name On Answer"}, "pattern", id="an id that is no slug"),
        pytest.param({"polarity": "bad"}, "'top' or 'goal'", id="another polarity"),
        pytest.param({"speaker": "robot"}, "'agent' or 'citizen'", id="another speaker"),
        pytest.param({"negations": both("ik")}, "'ik zwaai' can never match", id="a negation inside every trigger"),
        pytest.param({"weighed": 0.5}, "weighed goes with learned", id="weighed without anything learned"),
        pytest.param({"should_match": []}, "at least 1", id="no sentence to find"),
    ],
)
def test_an_item_that_cannot_work_is_refused(fields, message):
    with pytest.raises(ValidationError, match=message):
        an_item(**fields)


def test_a_trigger_may_be_negated_in_some_of_its_variants():
    assert an_item(triggers=both("ik zwaai (niet)"), negations=both("zwaai niet"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "either a phase or from_s"),
        ({"phase": "opening", "from_s": 1}, "either a phase or from_s"),
        ({"phase": "opening", "to_s": 1}, "to_s goes with from_s"),
        ({"from_s": 5, "to_s": 5}, "5 is not before to_s 5; make to_s later"),
        ({"from_s": -5, "to_s": -9}, "not before"),
        ({"from_s": -5, "to_s": 9}, "not before"),
    ],
)
def test_a_wrong_window_is_refused_with_the_mend(fields, message):
    with pytest.raises(ValidationError, match=message):
        Window(**fields)


@pytest.mark.parametrize(
    "fields", [{"from_s": 0, "to_s": -5}, {"from_s": -9, "to_s": -5}, {"from_s": 3}, {"phase": "body"}]
)
def test_windows_in_order_are_kept(fields):
    assert Window(**fields).model_dump(exclude_none=True) == fields


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"turns": 1}, "one of event, list and triggers"),
        ({"turns": 1, "list": "a", "triggers": both("b")}, "one of event, list and triggers"),
        ({"turns": 1, "event": "wait"}, "min_s goes with event"),
        ({"turns": 1, "list": "a", "min_s": 3}, "min_s goes with event"),
        ({"list": "a"}, "where the item is to be looked for"),
        ({"turns": 1, "list": "a", "soft_s": 2}, "soft_s goes with event and is below min_s"),
        ({"turns": 1, "event": "wait", "min_s": 2, "soft_s": 2}, "soft_s goes with event and is below min_s"),
    ],
)
def test_an_occasion_says_what_it_is_and_where_to_look(fields, message):
    with pytest.raises(ValidationError, match=message):
        Occasion(**fields)


def test_a_part_has_phrases_or_a_list():
    name = {"nl": "wie", "fy": "wa"}
    with pytest.raises(ValidationError, match="either triggers or"):
        PartRule(name=name, lacking="uncertain")
    with pytest.raises(ValidationError, match="either triggers or"):
        PartRule(name=name, lacking="uncertain", list="a", triggers=both("b"))


def test_calls_of_any_kind_are_no_kind():
    with pytest.raises(ValidationError, match="holds for every call"):
        CallKind()


@pytest.mark.parametrize("fields", [{}, {"agent": "a", "citizen": "b"}, {"agent": "a", "wait_s": 2}])
def test_an_example_is_one_turn_or_one_wait(fields):
    with pytest.raises(ValidationError, match="one of agent, citizen and wait_s"):
        Example(**fields)


def test_a_word_stands_in_one_group_of_synonyms():
    values = word_file().model_dump() | {"same": {"nl": [["kan", "kunt"], ["mag", "kunt"]], "fy": []}}
    with pytest.raises(ValidationError, match="nl: kunt stands in two groups; keep it in one"):
        type(word_file()).model_validate(values)


def test_topics_have_ids_of_their_own():
    values = topic_file(a="x").model_dump()
    with pytest.raises(ValidationError, match="topics have the same id: a"):
        type(topic_file()).model_validate(values | {"topics": values["topics"] * 2})


def test_an_item_is_not_changed():
    with pytest.raises(ValidationError, match="frozen"):
        an_item().polarity = "goal"
