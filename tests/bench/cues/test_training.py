from dataclasses import replace

import numpy as np
import pytest

from pipeline.leidraad.learned import nothing_learned
from pipeline.leidraad.places import Places
from pipeline.leidraad.reading import read
from tests.bench.cues import training
from tests.bench.cues.corpora import conversation_of, corpus
from tests.bench.cues.learning import ReadCall
from tests.bench.cues.learning_weighing import NEVER, Weighed, learn_weighing


def examples(*pairs):
    return [Weighed("f001", "waving", {"best": best}, verdict) for best, verdict in pairs * 200]


def test_what_was_said_is_told_by_what_was_found():
    model = learn_weighing(examples((2.0, "said"), (-2.0, "not_said"), (1.5, "said"), (-1.5, "not_said")))
    assert model.weights.shape == (1, 2, 3)
    likely, even, unlikely = (model.chances("waving", {"best": best})[0] for best in (2.0, 0.0, -2.0))
    assert (likely > 0.9, even, unlikely < 0.1) == (True, pytest.approx(0.5, abs=0.01), True)


def test_a_verdict_that_no_label_gave_is_never_told():
    model = learn_weighing(examples((2.0, "said"), (-2.0, "not_said")))
    assert model.weights[0, -1, 2] == NEVER
    assert model.chances("waving", {"best": 9.0})[2] < 1e-9


def test_a_feature_that_never_differs_weighs_nothing():
    known = [
        replace(one, evidence={**one.evidence, "same": 3.0}) for one in examples((2.0, "said"), (-2.0, "not_said"))
    ]
    model = learn_weighing(known)
    assert np.all(model.weights[0, model.features.index("same")] == 0.0)


def test_each_call_is_told_by_weights_of_others(monkeypatch):
    call = corpus("own_guided")[0]
    ours = corpus("own")[:2]
    calls = [replace(call, call_id=name) for name in ("f001", "g001", "f002")]
    known = [ReadCall(one, (), {}, (), read(conversation_of(one.given)), Places()) for one in (*ours, *calls)]
    told = {}

    def examples_of(one, _reading, _places, learned_from, *_):
        told[one.call_id] = learned_from
        return ()

    monkeypatch.setattr(training, "learn_kinds", lambda _: nothing_learned().kinds)
    monkeypatch.setattr(training, "learn_said", lambda others, _: {one.call.call_id for one in others})
    monkeypatch.setattr(training, "examples_of", examples_of)
    monkeypatch.setattr(training, "sentences_of", lambda *_: ())
    assert training.weighed_by_others(known, (), ()) == []
    assert told["f001"] == told["f002"] == {ours[1].call_id, "g001"}
    assert told["g001"] == {ours[0].call_id, "f001", "f002"}
