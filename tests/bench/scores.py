"""The sums: word errors, spans found and missed, verdicts, and how sure a figure is. No file, clock or model."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import jiwer
import numpy as np

from pipeline.intervals import overlap_s, subtract, total_s
from pipeline.records import Span

BORDER_S = 0.15
"""How far each border of a span may lie from the true one."""
RESAMPLES = 2000
_SEED = 20260309
_EPSILON_S = 1e-9


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share or a mean, kept as its two parts so that calls can be pooled; divided last."""

    part: float = 0.0
    whole: float = 0.0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        """None, not 0, where there is nothing to divide by."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class SpanCount:
    """How many spans of the truth were found, and how many of those found are true."""

    true_count: int = 0
    true_hits: int = 0
    found_count: int = 0
    found_hits: int = 0

    @property
    def f1(self) -> Ratio:
        """The hits of both sides over the spans of both sides (the harmonic mean where the hits are the same)."""
        return Ratio(self.true_hits + self.found_hits, self.true_count + self.found_count)

    @property
    def precision(self) -> Ratio:
        """Share of what was found that is true."""
        return Ratio(self.found_hits, self.found_count)

    @property
    def recall(self) -> Ratio:
        """Share of what is true that was found."""
        return Ratio(self.true_hits, self.true_count)


def word_errors(reference: Sequence[tuple[str, Collection[str]]], heard: Sequence[str]) -> dict[str, Ratio]:
    """Count substituted, lost and added words, over the words that were said.

    Args:
        reference: the words said, each with labels (its language, that it is a name ...); in order of time.
        heard: the words recognised, in order of time.

    Returns:
        Per label its errors over its words, and under the empty label those of all words. An added word counts to the
        labels of the word before it, at the start to those of the first.
    """
    if not reference:
        return {"": Ratio(len(heard), 0)} if heard else {}
    errors, counts = Counter[str](), Counter[str]()
    for (_, labels), count in zip(reference, _errors_at(reference, heard), strict=True):
        for label in ("", *labels):
            errors[label] += count
            counts[label] += 1
    return {label: Ratio(errors[label], count) for label, count in counts.items()}


def _errors_at(reference: Sequence[tuple[str, Collection[str]]], heard: Sequence[str]) -> list[int]:
    """Return the errors at each word said."""
    if not heard:
        return [1] * len(reference)
    errors = [0] * len(reference)
    said = " ".join(word for word, _ in reference)
    for chunk in jiwer.process_words(said, " ".join(heard)).alignments[0]:
        if chunk.type == "insert":
            errors[max(chunk.ref_start_idx - 1, 0)] += chunk.hyp_end_idx - chunk.hyp_start_idx
        elif chunk.type != "equal":
            for at in range(chunk.ref_start_idx, chunk.ref_end_idx):
                errors[at] += 1
    return errors


def error_kinds(reference: Sequence[str], heard: Sequence[str]) -> dict[str, Ratio]:
    """Return words lost and words added, each over the words that were said; the other errors are changed words."""
    if not reference or not heard:
        return {"lost": Ratio(len(reference), len(reference)), "added": Ratio(len(heard), len(reference))}
    aligned = jiwer.process_words(" ".join(reference), " ".join(heard))
    return {"lost": Ratio(aligned.deletions, len(reference)), "added": Ratio(aligned.insertions, len(reference))}


def match_borders(true: Sequence[Span], found: Sequence[Span], *, within_s: float = BORDER_S) -> list[tuple[int, int]]:
    """Pair true and found spans whose both borders lie within `within_s`, the closest first, each once.

    Returns:
        Positions in `true` and `found`, in order of the true ones.
    """
    distances = {
        (i, j): abs(one.start_s - other.start_s) + abs(one.end_s - other.end_s)
        for (i, one), (j, other) in product(enumerate(true), enumerate(found))
        if max(abs(one.start_s - other.start_s), abs(one.end_s - other.end_s)) <= within_s + _EPSILON_S
    }
    return _each_once(distances)


def match_common(true: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair true and found spans that have time in common, the most first, each once."""
    return _each_once(
        {
            (i, j): -common_s
            for (i, one), (j, other) in product(enumerate(true), enumerate(found))
            if (common_s := overlap_s(one, other)) > 0
        }
    )


def _each_once(costs: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for i, j in sorted(costs, key=lambda pair: (costs[pair], pair)):
        if i not in left and j not in right:
            pairs.append((i, j))
            left.add(i)
            right.add(j)
    return sorted(pairs)


def count_spans(
    true: Sequence[Span],
    found: Sequence[Span],
    *,
    min_s: float,
    doubtful_s: tuple[float, float] | None = None,
) -> SpanCount:
    """Count spans of at least `min_s` found and missed.

    A span may be matched by one a little shorter than `min_s`: borders may lie `BORDER_S` off, so a silence of 0.50 s
    that was measured as 0.47 s is found.

    Args:
        true: all spans of the truth, shorter ones too.
        found: all spans found, shorter ones too.
        min_s: shortest span that counts, on either side.
        doubtful_s: spans of such a length, in seconds, on either side may be there or not: they are not counted.
    """
    low_s, high_s = doubtful_s or (0.0, -1.0)

    def counted(spans: Sequence[Span]) -> set[int]:
        return {
            at
            for at, span in enumerate(spans)
            if span.duration_s >= min_s - _EPSILON_S
            and not low_s - _EPSILON_S <= span.duration_s <= high_s + _EPSILON_S
        }

    pairs = match_borders(true, found)
    of_true, of_found = counted(true), counted(found)
    return SpanCount(
        len(of_true), sum(i in of_true for i, _ in pairs), len(of_found), sum(j in of_found for _, j in pairs)
    )


def kinds_found(true: Sequence[tuple[Span, str]], found: Sequence[tuple[Span, str]]) -> Counter[tuple[str, str]]:
    """Count true kinds against found kinds, `none` where the other side has nothing at that time."""
    pairs = match_common([span for span, _ in true], [span for span, _ in found])
    partner_of, taken = dict(pairs), {j for _, j in pairs}
    counts = Counter((kind, found[partner_of[i]][1] if i in partner_of else "none") for i, (_, kind) in enumerate(true))
    counts.update(("none", kind) for j, (_, kind) in enumerate(found) if j not in taken)
    return counts


def speech_errors(true: Iterable[Span], found: Iterable[Span]) -> dict[str, Ratio]:
    """Return seconds of speech missed, and of other sound taken for speech, over seconds of true speech."""
    said, heard = list(true), list(found)
    said_s = total_s(said)
    return {
        "missed": Ratio(total_s(subtract(said, heard)), said_s),
        "false": Ratio(total_s(subtract(heard, said)), said_s),
    }


def verdict_ratios(counts: Mapping[tuple[str, str], int]) -> dict[str, Ratio]:
    """Return what matters of verdicts counted as (true, given).

    What the annotator left open, for two coaches could differ, speaks for and against no `said`, as in the text
    corpora; a `not_said` there is wrong.

    Returns:
        `said_precision`, `said_recall`; `not_said_precision`, for a wrong one accuses; `uncertain`, the share of
        verdicts left open where there was something to say or to leave.
    """
    given: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for (truth, verdict), count in counts.items():
        true[truth] += count
        given[verdict] += count
    open_count = sum(count for (truth, given_), count in counts.items() if truth in _APPLIES and given_ == "uncertain")
    return {
        "said_precision": Ratio(counts.get(("said", "said"), 0), given["said"] - counts.get(("uncertain", "said"), 0)),
        "said_recall": Ratio(counts.get(("said", "said"), 0), true["said"]),
        "not_said_precision": Ratio(counts.get(("not_said", "not_said"), 0), given["not_said"]),
        "uncertain": Ratio(open_count, true["said"] + true["not_said"]),
    }


_APPLIES = frozenset({"said", "not_said"})


def interval(ratios: Sequence[Ratio], *, resamples: int = RESAMPLES) -> tuple[float, float] | None:
    """Return a 95 % interval of a pooled ratio: the bootstrap over calls, percentiles 2.5 and 97.5.

    Args:
        ratios: one per call.
        resamples: how often calls are drawn anew, with replacement; the same draws on every run.

    Returns:
        None for fewer than two calls with anything to divide by: one call does not tell how calls differ.

    Source:
        Bisani & Ney (2004), Bootstrap estimates for confidence intervals in ASR performance evaluation, ICASSP.
    """
    parts = np.array([(ratio.part, ratio.whole) for ratio in ratios if ratio.whole], dtype=np.float64)
    if len(parts) < 2:
        return None
    draws = np.random.default_rng(_SEED).integers(len(parts), size=(resamples, len(parts)))
    sums = parts[draws].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return float(low), float(high)


def pool(calls: Iterable[Mapping[str, Ratio]]) -> dict[str, list[Ratio]]:
    """Gather the ratios of calls by their name."""
    gathered: dict[str, list[Ratio]] = defaultdict(list)
    for call in calls:
        for name, ratio in call.items():
            gathered[name].append(ratio)
    return dict(gathered)
