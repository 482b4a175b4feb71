from dataclasses import replace

import pytest

from pipeline.leidraad.changes import changes_between, items_resting_on, learned_by, phrases_for
from pipeline.leidraad.load import load_leidraad
from tests.pipeline.leidraad.talk import a_leidraad, an_item, both

WAVE = an_item()


def changed(**fields):
    return changes_between(a_leidraad(WAVE.model_copy(update=fields)), [WAVE])


def spoken(*phrases):
    return an_item(triggers=both(*phrases)).triggers


def test_an_item_that_is_only_told_otherwise_is_not_judged_again():
    told = changed(coach="Zwaai eens.", polarity="goal")
    assert (told.items, told.question_keys, told.is_heard_alike) == (frozenset(), frozenset(), True)


def test_an_item_with_another_window_is_judged_again_on_what_is_heard_alike():
    moved = changed(window=WAVE.window.model_copy(update={"phase": "closing"}))
    assert moved.items == {WAVE.id}
    assert moved.kept == tuple(one for one in moved.now if not one.key.startswith(f"{WAVE.id}."))


def test_an_item_with_other_phrases_may_change_what_is_heard():
    reworded = changed(triggers=spoken("tot zwaaiens"))
    assert (reworded.items, reworded.is_heard_alike) == ({WAVE.id}, False)


def test_phrases_that_ask_change_the_places_of_questions():
    asking = WAVE.model_copy(update={"asks": "offer"})
    asked = changes_between(a_leidraad(asking.model_copy(update={"triggers": spoken("zal ik zwaaien")})), [asking])
    assert asked.question_keys == {"question.offer"}
    assert {one.key for one in asked.of_questions(asked.now)} == {"question.offer"}
    assert all(one.key != "question.offer" for one in asked.kept)


def test_an_item_that_is_gone_leaves_nothing_to_judge():
    gone = changes_between(replace(a_leidraad(WAVE), items=()), [WAVE])
    assert (gone.items, gone.is_heard_alike) == (frozenset(), False)


BASIC = load_leidraad("basis_v1")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), set()),
        (("goodbye.triggers",), {"goodbye"}),
        (("list.emotion",), {"acknowledge_emotion", "let_finish"}),
        (("list.transfer",), None),
        (("list.greeting",), None),
        (("topic.passport",), None),
    ],
)
def test_an_item_rests_on_its_own_phrases_and_its_lists(keys, expected):
    found = items_resting_on(keys, BASIC.items)
    assert (found is None) if expected is None else (found >= expected and len(found) < len(BASIC.items))


def test_phrases_for_an_item_hold_its_own_its_lists_and_those_of_phases():
    [warm] = [item for item in BASIC.items if item.id == "warm_transfer"]
    heads = {one.key.split(".")[0] for one in phrases_for([warm], changes_between(BASIC, BASIC.items).now)}
    keys = {one.key for one in phrases_for([warm], changes_between(BASIC, BASIC.items).now)}
    assert heads == {"warm_transfer", "list"}
    assert keys >= {"warm_transfer.triggers", "list.greeting", "list.transfer"}


def test_what_was_learned_is_listened_to_by_items_and_by_occasions():
    [warm] = [item for item in BASIC.items if item.id == "warm_transfer"]
    assert learned_by([warm]) == {"warm_transfer": {"agent"}, "transfer": {"agent"}}
