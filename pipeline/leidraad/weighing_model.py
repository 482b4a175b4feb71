"""Learned weights of all that may be found for an item; see `weighing`."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.findings import Verdict

VERDICTS: tuple[Verdict, ...] = ("said", "not_said", "not_applicable")

Evidence = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WeighingModel:
    """For each item logistic regressions that share out three verdicts.

    Attributes:
        items: whose learned stretches go by these names.
        features: of the evidence.
        weights: shape=(n_items, n_features + 1, 3), float32; the bias last, verdicts in the order of `VERDICTS`.
    """

    items: tuple[str, ...]
    features: tuple[str, ...]
    weights: NDArray[np.float32]

    def chances(self, name: str, evidence: Evidence) -> tuple[float, float, float] | None:
        """Return how likely each verdict is, 0 to 1, their sum 1; None for an item that is not known."""
        if name not in self.items:
            return None
        own = self.weights[self.items.index(name)]
        values = np.array([*(evidence.get(feature, 0.0) for feature in self.features), 1.0])
        odds = values @ own
        shares = np.exp(odds - odds.max())
        said, not_said, not_applicable = (shares / shares.sum()).tolist()
        return said, not_said, not_applicable


def nothing_weighed() -> WeighingModel:
    """Return weights that know no item."""
    return WeighingModel((), (), np.zeros((0, 1, len(VERDICTS)), dtype=np.float32))
