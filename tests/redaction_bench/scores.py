"""How much of what must be masked is, and how much of what is masked must be; no word of any utterance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.redaction_bench.items import EMPLOYEE, NAME, Item

OUR_KINDS = {
    "bsn": "bsn", "iban": "iban", "phone": "telefoon", "postcode": "postcode", "email": "email", "name": "naam",
    "birth_date": "geboortedatum", "licence_plate": "kenteken", "other_number": "nummer", "employee": "medewerker",
}  # fmt: skip
"""What the program calls the kinds of the set."""
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share kept as its parts."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """None where there is nothing to divide by."""
        return self.part / self.whole if self.whole else None

    @property
    def shown(self) -> str:
        """As a percentage and its parts."""
        return "-" if self.value is None else f"{100 * self.value:.1f} % ({self.part}/{self.whole})"


Counter = Callable[[Item, Sequence[str | None]], Ratio]


def word_recall(kinds: frozenset[str]) -> Counter:
    """Count words of these kinds: masked, of all."""

    def count(item: Item, masked: Sequence[str | None]) -> Ratio:
        wanted = [index for index, kind in enumerate(item.kinds) if kind in kinds]
        return Ratio(sum(masked[index] is not None for index in wanted), len(wanted))

    return count


def mark_recall(kinds: frozenset[str]) -> Counter:
    """Count marks of these kinds: masked to the last word, of all."""

    def count(item: Item, masked: Sequence[str | None]) -> Ratio:
        wanted = [words for kind, words in item.marks if kind in kinds]
        return Ratio(sum(all(masked[index] is not None for index in words) for words in wanted), len(wanted))

    return count


def precision(item: Item, masked: Sequence[str | None]) -> Ratio:
    """Count masked words: those that must be, of all; employees' names must be too."""
    pairs = [kind for kind, mask in zip(item.kinds, masked, strict=True) if mask is not None]
    return Ratio(sum(kind is not None for kind in pairs), len(pairs))


def untouched(item: Item, masked: Sequence[str | None]) -> Ratio:
    """Count items with nothing to mask: those in which nothing was, of all."""
    is_negative = not any(item.kinds)
    return Ratio(int(is_negative and not any(masked)), int(is_negative))


def right_kind(item: Item, masked: Sequence[str | None]) -> Ratio:
    """Count rightly masked words: those masked as what they are, of all."""
    pairs = [(OUR_KINDS[kind], mask) for kind, mask in zip(item.kinds, masked, strict=True) if kind and mask]
    return Ratio(sum(kind == mask for kind, mask in pairs), len(pairs))


def figures(items: Sequence[Item]) -> dict[str, Counter]:
    """Return what is counted, by name: the three that have a target first."""
    kinds = sorted({kind for item in items for kind, _ in item.marks})
    numbers = frozenset(kinds) - {NAME, EMPLOYEE}
    return {
        "numbers: recall (words)": word_recall(numbers),
        "names: recall (words)": word_recall(frozenset((NAME,))),
        "precision (words)": precision,
        "numbers: whole marks": mark_recall(numbers),
        "names: whole marks": mark_recall(frozenset((NAME,))),
        "items with nothing to mask, left whole": untouched,
        "right kind": right_kind,
        **{f"{kind}: recall (words)": word_recall(frozenset((kind,))) for kind in kinds if kind != NAME},
    }


def total(ratios: Sequence[Ratio]) -> Ratio:
    """Pool counts of items."""
    return Ratio(sum(ratio.part for ratio in ratios), sum(ratio.whole for ratio in ratios))


def interval(ratios: Sequence[Ratio]) -> tuple[float, float] | None:
    """Return 95 % by drawing items anew, with a fixed seed; None where there is nothing to divide by."""
    parts = np.array([(ratio.part, ratio.whole) for ratio in ratios if ratio.whole])
    if not len(parts):
        return None
    draws = np.random.default_rng(0).integers(0, len(parts), (_RESAMPLES, len(parts)))
    sums = parts[draws].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975))
    return float(low), float(high)
