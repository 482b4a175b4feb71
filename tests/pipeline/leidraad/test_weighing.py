import math

import numpy as np
import pytest

from pipeline.leidraad.judge import NOT_APPLICABLE, Found, Judgement, window_for
from pipeline.leidraad.places import Place, Places
from pipeline.leidraad.reading import read
from pipeline.leidraad.score import prepare, scenes_of, story_of
from pipeline.leidraad.weighing import evidence_of, weighed
from pipeline.leidraad.weighing_model import WeighingModel
from tests.pipeline.leidraad.talk import LiteralFinder, a_leidraad, an_item, both, talk

WAVE = an_item(learned={"name": "waving", "least": 0.5}, weighed=0.45, absence=0.8)
GREET = an_item(
    learned={"name": "waving", "least": 0.5},
    weighed=0.45,
    occasion={"speaker": "citizen", "triggers": both("dag"), "turns": 1, "learned": {"name": "arrives", "least": 0.5}},
)
CALL = talk("A Hallo daar.", "C Ik ben er.", "A Hier zwaait iemand.", "C Dag.")
NOT_SAID = Judgement("not_said", 0.8)


def scene_of(item, call, *stretches):
    leidraad, reading = a_leidraad(item), read(call)
    phrases = LiteralFinder(leidraad).places(reading)
    learned = {f"learned.{name}": (Place(f"learned.{name}", *where),) for name, *where in stretches}
    places = Places({**phrases.by_key, **learned})
    return scenes_of(story_of(prepare(leidraad), reading), places, ())[0]


def model(said=(0.0, 0.0), not_said=(0.0, 0.0), not_applicable=(0.0, -30.0)):
    """Weights of the best stretch and a bias, for each verdict."""
    weights = np.array([said, not_said, not_applicable], dtype=np.float32).T
    return WeighingModel(("waving",), ("best",), weights[None])


def verdict(scene, judged, weights, item=WAVE):
    return weighed(scene, item, window_for(scene, item), judged, weights)


def test_chances_are_shared_out_by_what_was_found():
    # best = 1.5: odds 2 * 1.5 - 1 = 2 of said against 0 of not said and -30 of not applicable
    said, not_said, none = model(said=(2.0, -1.0)).chances("waving", {"best": 1.5, "unknown": 9.0})
    assert said == pytest.approx(1 / (1 + math.exp(-2.0)), abs=1e-6)
    assert (said + not_said + none, none < 1e-12) == (pytest.approx(1.0), True)


def test_of_an_item_that_was_not_learned_nothing_is_told():
    assert model().chances("singing", {}) is None


def test_a_likely_stretch_is_said_though_no_phrase_found_it():
    # likeness 0.88 is odds of ln(0.88 / 0.12) = 1.992; weighed by 1 that is 0.88 again
    scene = scene_of(WAVE, CALL, ("waving", 5, 8, 2, 0.88))
    found = verdict(scene, NOT_SAID, model(said=(1.0, 0.0)))
    assert (found.verdict, found.confidence) == ("said", 0.88)
    assert [(one.first_word, one.end_word) for one in found.found] == [(5, 8)]


def test_what_is_likely_but_not_enough_is_uncertain():
    scene = scene_of(WAVE, CALL, ("waving", 5, 8, 2, 0.4))
    assert verdict(scene, NOT_SAID, model(said=(1.0, 0.0))).verdict == "uncertain"


def test_a_phrase_in_passing_is_not_said_where_all_else_speaks_against_it():
    scene = scene_of(WAVE, CALL)
    judged = Judgement("said", 0.97, found=(Found(5, 8, "said", 0.97),))
    found = verdict(scene, judged, model(said=(0.0, -3.0)))
    assert (found.verdict, found.confidence, found.found) == ("not_said", 0.8, ())


def test_without_an_occasion_it_does_not_apply():
    scene = scene_of(WAVE, CALL)
    assert verdict(scene, NOT_SAID, model(said=(0.0, -3.0), not_applicable=(0.0, 2.0))) == NOT_APPLICABLE


@pytest.mark.parametrize("stretches", [(), [("waving", 5, 8, 2, 0.09)]])
def test_nothing_is_said_that_cannot_be_shown(stretches):
    assert verdict(scene_of(WAVE, CALL, *stretches), NOT_SAID, model(said=(0.0, 5.0))).verdict == "not_said"


@pytest.mark.parametrize(
    "judged", [Judgement("uncertain", 0.5), Judgement("said", 0.9, found=(Found(0, 1, "said", 0.9),))]
)
def test_what_no_word_can_tell_and_what_is_not_weighed_stays(judged):
    own = WAVE if judged.verdict == "uncertain" else WAVE.model_copy(update={"weighed": None})
    assert verdict(scene_of(own, CALL), judged, model(said=(0.0, -9.0)), own) is judged


def test_the_occasion_and_its_answer_are_found_together():
    # likeness 0.5 is odds of 0, 0.88 of 1.992; a phrase counts 2; the stretch of turn 2 answers turn 1, not turn 3
    scene = scene_of(GREET, CALL, ("waving", 5, 8, 2, 0.88), ("arrives", 2, 5, 1, 0.5))
    found = evidence_of(scene, GREET, window_for(scene, GREET), NOT_SAID)
    assert found["answered.both"] == pytest.approx(1.992, abs=1e-3)
    assert (found["answered.after_phrase"], found["answered.phrase"]) == (-7.0, -7.0)
    assert (found["occasion_phrase"], found["from_start"], found["from_end"]) == (1.0, 1.0, 0.0)
    assert found["turn_before"] == pytest.approx(math.log(4))
