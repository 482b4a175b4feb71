"""How much the absence of an item means: told on calls that the weights were not learned from, with errors."""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.corpora import LabelledCall, question_stretches
from tests.bench.cues.counting import Judged
from tests.bench.cues.learning import BASE, learn, phrases, read_calls
from tests.bench.cues.measuring import TABLE, judged_with_errors

ERRORS = 0.25
FOLDS = 4
PRIOR, PRIOR_COUNT = 0.8, 10
"""An item with few verdicts leans towards what holds of most."""


def absences(calls: Sequence[LabelledCall]) -> dict[str, float]:
    """Return, per item, the share of `not_said` that is right on calls with a quarter of the words wrong.

    Each fourth of the calls is judged with weights learned from the other three.
    """
    known, written, asked = read_calls(calls), phrases(), read_calls(question_stretches())
    by_item: dict[str, list[Judged]] = defaultdict(list)
    for fold in range(FOLDS):
        learned = learn([one for one in known if _fold(one.call) != fold], written, asked)
        left_out = [call for call in calls if _fold(call) == fold]
        finder = SpacyCueFinder(load_leidraad(BASE, learned=learned))
        for one in judged_with_errors(left_out, finder, read_confusions(TABLE), ERRORS):
            if one.given == "not_said":
                by_item[one.item].append(one)
    return {item: _share(found) for item, found in by_item.items()}


def _fold(call: LabelledCall) -> int:
    return crc32(call.call_id.encode()) % FOLDS


def _share(found: Sequence[Judged]) -> float:
    right = sum(one.true != "said" for one in found)
    return round((right + PRIOR * PRIOR_COUNT) / (len(found) + PRIOR_COUNT), 2)
