"""The sums: verdicts against labels, questions against labels, and whether confidence means something."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.findings import Cue, Question
from pipeline.leidraad.question_functions import FoundQuestion
from pipeline.leidraad.reading import Reading
from pipeline.normalise import tokens_of
from tests.bench.cues.corpora import TrueQuestion

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.8
SAME_QUESTION = 0.5
"""A question is found where at least half of its words are: whether the words before it belong to it is taste."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict of ours beside the label.

    Attributes:
        item: of the leidraad.
        language: of the agent in that call.
    """

    item: str
    language: str
    true: str
    given: str
    confidence: float


def judged_cues(cues: Iterable[Cue], expected: Mapping[str, str], language: str) -> list[Judged]:
    """Pair the verdicts on a call with one leg with its labels; what its author left uncertain is left out."""
    found = {cue.cue_id: cue for cue in cues if cue.occurrence == 0}
    return [
        Judged(item, language, true, found[item].verdict, found[item].confidence)
        for item, true in expected.items()
        if true != "uncertain" and item in found
    ]


def scores(judged: Iterable[Judged]) -> dict[str, float | int | None]:
    """Return precision, recall and F1 of `said`; where it was said, every other verdict misses it."""
    counts = Counter((one.true == "said", one.given == "said") for one in judged)
    hits, extra, missed = counts[True, True], counts[False, True], counts[True, False]
    return {
        "said": hits + missed,
        "precision": _share(hits, hits + extra),
        "recall": _share(hits, hits + missed),
        "f1": _share(2 * hits, 2 * hits + extra + missed),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def per_item(judged: Sequence[Judged]) -> dict[str, dict[str, dict[str, float | int | None]]]:
    """Return the scores of each item in all calls, in Dutch ones and in Frisian ones."""
    items: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        items[one.item].append(one)
    return {
        item: {
            "all": scores(found),
            "nl": scores(one for one in found if one.language == "nl"),
            "fy": scores(one for one in found if one.language == "fy"),
        }
        for item, found in items.items()
    }


def macro_f1(items: Mapping[str, Mapping[str, Mapping[str, float | int | None]]], language: str) -> float | None:
    """Return the mean F1 of the items that were said at least once."""
    found = [f1 for item in items.values() if item[language]["said"] and (f1 := item[language]["f1"]) is not None]
    return round(sum(found) / len(found), 4) if found else None


def reliability(judged: Sequence[Judged]) -> list[dict[str, float | int | None]]:
    """Return, for each bin of confidence, how many verdicts of `said` and `not_said` lie in it and how many are right.

    A verdict of `not_said` is right where the item was not done, though the label may be that it did not apply.
    """
    sure = [one for one in judged if one.given in ("said", "not_said")]
    rows = []
    for low, high in pairwise(BINS):
        inside = [one for one in sure if low <= one.confidence < high]
        mean = sum(one.confidence for one in inside) / len(inside) if inside else None
        right = sum(map(_is_right, inside))
        rows.append({"from": low, "count": len(inside), "confidence": mean, "right": _share(right, len(inside))})
    return rows


def _is_right(one: Judged) -> bool:
    return one.true == "said" if one.given == "said" else one.true != "said"


def sureness(judged: Sequence[Judged]) -> dict[str, float | int | None]:
    """Return how many verdicts of at least `SURE` are right, and which share of what applied was left uncertain."""
    sure = [one for one in judged if one.given in ("said", "not_said") and one.confidence >= SURE]
    said = [one for one in sure if one.given == "said"]
    applied = [one for one in judged if one.true in ("said", "not_said")]
    return {
        "sure": len(sure),
        "right": _share(sum(map(_is_right, sure)), len(sure)),
        "said_right": _share(sum(map(_is_right, said)), len(said)),
        "not_said_right": _share(sum(_is_right(one) for one in sure if one.given == "not_said"), len(sure) - len(said)),
        "strictly_right": _share(sum(one.given == one.true for one in sure), len(sure)),
        "sure_share": _share(
            len([one for one in applied if one.given in ("said", "not_said") and one.confidence >= SURE]), len(applied)
        ),
        "uncertain": _share(sum(one.given == "uncertain" for one in applied), len(applied)),
    }


def question_pairs(
    true: Sequence[TrueQuestion], found: Sequence[Question], reading: Reading
) -> Counter[tuple[str, str]]:
    """Count true kinds against found kinds of the agent's questions, `none` where the other side has no question."""
    own = [one for one in found if one.speaker == "agent"]
    matches = best_matches(true, own, reading)
    counts = Counter((question.kind, own[at].kind if at is not None else "none") for question, at in matches)
    left = set(range(len(own))) - {at for _, at in matches}
    counts.update(("none", own[at].kind) for at in left)
    return counts


def best_matches(
    true: Sequence[TrueQuestion], found: Sequence[Question | FoundQuestion], reading: Reading
) -> list[tuple[TrueQuestion, int | None]]:
    """Return with each labelled question the number of the one found that has most of its words; each is taken once."""
    left = list(range(len(found)))
    pairs: list[tuple[TrueQuestion, int | None]] = []
    for question in true:
        wanted = set(question.tokens)
        shares = {at: _overlap(found[at], wanted, reading) for at in left if found[at].turn_index == question.turn}
        best = max(shares, key=lambda at: shares[at], default=None)
        best = best if best is not None and shares[best] else None
        pairs.append((question, best))
        left = [at for at in left if at != best]
    return pairs


def _overlap(found: Question | FoundQuestion, wanted: set[str], reading: Reading) -> float:
    """Return the share of the shorter one's words that both have, 0 where that is too few."""
    words = reading.words[found.first_word : found.end_word]
    own = {token for word in words for token in tokens_of(word.text)}
    share = len(own & wanted) / max(1, min(len(own), len(wanted)))
    return share if share >= SAME_QUESTION else 0.0


def kind_scores(counts: Mapping[tuple[str, str], int]) -> dict[str, dict[str, float | int | None]]:
    """Return precision, recall and F1 of each kind of question, and of being found at all under `any`."""
    kinds = sorted({kind for pair in counts for kind in pair if kind != "none"})
    result = {kind: _kind(counts, {kind}, {kind}) for kind in kinds}
    return {**result, "any": _kind(counts, set(kinds), set(kinds))}


def _kind(counts: Mapping[tuple[str, str], int], true: set[str], found: set[str]) -> dict[str, float | int | None]:
    hits = sum(count for (one, other), count in counts.items() if one in true and other in found)
    said = sum(count for (one, _), count in counts.items() if one in true)
    given = sum(count for (_, other), count in counts.items() if other in found)
    return {
        "said": said,
        "precision": _share(hits, given),
        "recall": _share(hits, said),
        "f1": _share(2 * hits, said + given),
    }
