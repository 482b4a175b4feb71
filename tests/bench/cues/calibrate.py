"""How much the absence of an item means: told on calls whose author the weights were not learned from, with errors."""

from collections import defaultdict
from collections.abc import Sequence

from scipy.stats import beta

from tests.bench.cues.authors import each_left_out
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.counting import Judged
from tests.bench.cues.measuring import TABLE, judged_with_errors

ERRORS = 0.25
PRIOR, PRIOR_COUNT = 0.8, 10
"""An item with few verdicts leans towards what holds of most."""
CAUTION = 0.1
"""How likely the share is smaller than is said: other authors' calls are harder."""


def absences() -> dict[str, float]:
    """Return, per item, the least share of `not_said` that is right on calls with a quarter of the words wrong."""
    by_item: dict[str, list[Judged]] = defaultdict(list)
    for _, calls, finder in each_left_out():
        for one in judged_with_errors(calls, finder, read_confusions(TABLE), ERRORS):
            if one.given == "not_said":
                by_item[one.item].append(one)
    return {item: _share(found) for item, found in by_item.items()}


def _share(found: Sequence[Judged]) -> float:
    right = sum(one.true != "said" for one in found)
    prior_right = PRIOR * PRIOR_COUNT
    least = beta.ppf(CAUTION, right + prior_right, len(found) - right + PRIOR_COUNT - prior_right)
    return round(float(least), 2)
