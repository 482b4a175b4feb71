"""Learns to weigh all that was found for an item, from calls that the weights of stretches were not learned from.

Weights are surer of what they were learned from, so the stretches of each call are told by weights learned from the
other groups of authors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.asked import find_questions
from pipeline.leidraad.changes import learned_by
from pipeline.leidraad.judge import Scene, window_for
from pipeline.leidraad.learned import KindModel, TextModel
from pipeline.leidraad.learned_places import learned_places
from pipeline.leidraad.places import Places, gather
from pipeline.leidraad.reading import Reading, read
from pipeline.leidraad.schema import Item
from pipeline.leidraad.score import Prepared, judge, scenes_of, story_of
from pipeline.leidraad.sentences import conversation_of, dialogue_of
from pipeline.leidraad.weighing import evidence_of
from pipeline.leidraad.weighing_model import VERDICTS, Evidence, WeighingModel, nothing_weighed
from tests.bench.cues.corpora import LabelledCall

RIDGE_C = 0.1
"""Inverse strength of the ridge on features of one spread, chosen by authors left out."""
SENTENCE_TIMES = 10
"""Each of the guide's own sentences weighs as much as so many calls."""
NEVER = -30.0
"""Logarithm of odds of a verdict that no label gave."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found for an item in a call, and its label."""

    call_id: str
    name: str
    evidence: Evidence
    verdict: str


def examples_of(
    call: LabelledCall, reading: Reading, places: Places, said: TextModel, kinds: KindModel, prepared: Prepared
) -> Iterator[Weighed]:
    """Yield the evidence for each weighed item of a call that was labelled.

    Args:
        call: with its labels.
        reading: of its words, or of these with errors.
        places: of its phrases.
        said: tells its stretches, learned from others' calls.
        kinds: tells its questions.
        prepared: the leidraad.
    """
    scene = _scene_of(reading, places, said, kinds, prepared)
    for item in prepared.leidraad.items:
        label = call.expected.get(item.id)
        if label in VERDICTS and scene is not None:
            yield from _example(call.call_id, item, scene, label)


def sentences_of(finder: SpacyCueFinder, said: TextModel, kinds: KindModel, prepared: Prepared) -> Iterator[Weighed]:
    """Yield the evidence for each weighed item in the guide's own sentences, some times over; of no call."""
    for item in prepared.leidraad.items:
        sentences = [(one, True) for one in item.should_match] + [(one, False) for one in item.should_not_match]
        for sentence, is_said in sentences if item.weighed is not None else ():
            reading = read(conversation_of(dialogue_of(sentence, item)))
            scene = _scene_of(reading, finder.places(reading), said, kinds, prepared)
            if scene is not None:
                yield from _example("", item, scene, "said" if is_said else None) * SENTENCE_TIMES


def _scene_of(reading: Reading, places: Places, said: TextModel, kinds: KindModel, prepared: Prepared) -> Scene | None:
    """Return what items are judged on in the first leg."""
    learned = gather(learned_places(reading, said, learned_by(prepared.leidraad.items)))
    together = Places({**places.by_key, **learned.by_key})
    story = story_of(prepared, reading)
    return scenes_of(story, together, find_questions(story, together, kinds)).get(0)


def _example(call_id: str, item: Item, scene: Scene, label: str | None) -> list[Weighed]:
    """Return the evidence for a weighed item; without a label, what its rules tell, which must not be `said`."""
    window = window_for(scene, item)
    if window is None or item.weighed is None or item.learned is None:
        return []
    judged = judge(item, scene, nothing_weighed())
    label = label or ("not_applicable" if judged.verdict == "not_applicable" else "not_said")
    return [Weighed(call_id, item.learned.name, evidence_of(scene, item, window, judged), label)]


def learn_weighing(examples: Sequence[Weighed]) -> WeighingModel:
    """Learn the weights of each item's evidence; the same examples give the same weights."""
    names = sorted({one.name for one in examples})
    features = sorted({feature for one in examples for feature in one.evidence})
    own = ([one for one in examples if one.name == name] for name in names)
    return WeighingModel(tuple(names), tuple(features), np.stack([_fit(found, features) for found in own]))


def _fit(found: Sequence[Weighed], features: Sequence[str]) -> NDArray[np.float32]:
    """Return the weights of one item: of features as they are, though learned on features of one spread."""
    rows = np.array([[one.evidence.get(feature, 0.0) for feature in features] for one in found])
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0.0] = np.inf
    model = LogisticRegression(C=RIDGE_C, max_iter=1000)
    model.fit((rows - mean) / spread, [one.verdict for one in found])
    weights = np.full((len(features) + 1, len(VERDICTS)), 0.0)
    weights[-1] = NEVER
    columns = [VERDICTS.index(name) for name in model.classes_]
    own = _of_each(model)
    weights[:-1, columns] = (own[0] / spread).T
    weights[-1, columns] = own[1] - (own[0] / spread) @ mean
    return weights.astype(np.float32)


def _of_each(model: LogisticRegression) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coefficients and biases of each class; of two classes only the second has any."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    return np.concatenate([np.zeros_like(model.coef_), model.coef_]), np.array([0.0, model.intercept_[0]])
