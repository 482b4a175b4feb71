"""How much the absence of an item means: fitted on the tuning calls only, with errors."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.ports import CueFinder
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.corpora import LabelledCall
from tests.bench.cues.counting import Judged
from tests.bench.cues.measuring import TABLE, judged_with_errors

ERRORS = 0.25
PRIOR, PRIOR_COUNT = 0.8, 10
"""An item with few verdicts leans towards what holds of most."""


def absences(calls: Sequence[LabelledCall], cue_finder: CueFinder) -> dict[str, float]:
    """Return, per item, the share of `not_said` that is right on calls with a quarter of the words wrong."""
    judged = judged_with_errors(calls, cue_finder, read_confusions(TABLE), ERRORS)
    by_item: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if one.given == "not_said":
            by_item[one.item].append(one)
    return {item: _share(found) for item, found in by_item.items()}


def _share(found: Sequence[Judged]) -> float:
    right = sum(one.true != "said" for one in found)
    return round((right + PRIOR * PRIOR_COUNT) / (len(found) + PRIOR_COUNT), 2)
