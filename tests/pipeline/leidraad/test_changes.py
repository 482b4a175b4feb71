from dataclasses import replace

import pytest

from pipeline.leidraad.changes import changes_between, items_resting_on, learned_by, phrases_for, turns_resting_on
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.reading import read
from tests.pipeline.leidraad.talk import a_leidraad, an_item, both, talk

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
        (("list.transfer",), {"warm_transfer"}),
        (("topic.passport",), set()),
    ],
)
def test_an_item_rests_on_its_own_phrases_and_its_lists(keys, expected):
    found = items_resting_on(keys, BASIC.items)
    assert found >= expected
    assert len(found) < len(BASIC.items)


# turn         0      1          2       3          4           5
# time_s       1-1.8  2.4-6      6.6-7   67.6-75.6  76.2-112.2  112.8-113.2
# words        A 2    B 9        A 1     B 20       A 90        B 1
def test_an_item_by_itself_rests_on_turns_of_its_window_and_on_those_that_tell_phases():
    reading = read(talk("A hallo daar", f"B {'x ' * 9}", "A goed", "(60)", f"B {'x ' * 20}", f"A {'x ' * 90}", "B dag"))
    opening = an_item(window={"phase": "opening"})
    # the opening ends with 20 s; a transfer is told in the last 30 s of the leg
    assert turns_resting_on([opening], reading) == {0, 2, 4, 5}
    assert turns_resting_on([opening.model_copy(update={"echo": object()})], reading) is None


def test_phrases_for_an_item_hold_its_own_its_lists_and_those_of_phases():
    [warm] = [item for item in BASIC.items if item.id == "warm_transfer"]
    heads = {one.key.split(".")[0] for one in phrases_for([warm], changes_between(BASIC, BASIC.items).now)}
    keys = {one.key for one in phrases_for([warm], changes_between(BASIC, BASIC.items).now)}
    assert heads == {"warm_transfer", "list"}
    assert keys >= {"warm_transfer.triggers", "list.greeting", "list.transfer"}


def test_what_was_learned_is_listened_to_by_items_by_occasions_and_by_what_excuses():
    [warm] = [item for item in BASIC.items if item.id == "warm_transfer"]
    assert learned_by([warm]) == {"warm_transfer": {"agent"}, "transfer": {"agent"}}
    [goodbye] = [item for item in BASIC.items if item.id == "goodbye"]
    assert learned_by([goodbye]) == {"goodbye": {"agent"}, "transfer": {"agent"}}
