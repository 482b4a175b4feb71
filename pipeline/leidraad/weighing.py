"""Weighs all that was found for an item: a second, learned opinion on the verdict of its phrases and stretches.

Phrases, stretches and occasions each have a border of their own, so that much that lies just below two of them counts
for nothing, and a word in passing for all. Here they are added up, with where in the call they were found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log, log1p

from pipeline.leidraad.by_conduct import contact_reach
from pipeline.leidraad.by_occasion import chances_of, next_turns, occasion_key
from pipeline.leidraad.by_phrases import echo_count, is_confirmed
from pipeline.leidraad.judge import (
    CERTAIN,
    NOT_APPLICABLE,
    UNCERTAIN,
    Found,
    Judgement,
    Scene,
    is_said_by,
    own_places,
    without_negated,
)
from pipeline.leidraad.phases import TRANSFER_END_S
from pipeline.leidraad.places import SURE_LIKENESS, Place
from pipeline.leidraad.schema import Item
from pipeline.leidraad.weighing_model import WeighingModel
from pipeline.records import Span

UNSURE = 0.3
"""What is so likely said, and not likely enough to be called so, is left uncertain."""
SHOWN = 0.1
"""A stretch less likely shows nobody that it was said, whatever else speaks for it."""
LEAST, MOST = 0.03, 0.995
"""Likelier or less likely stretches count as these."""
PHRASE_ODDS = 2.0
"""What a phrase counts for beside a stretch, as logarithm of odds."""
NOWHERE = -7.0
"""Where an item and its occasion are not found one after the other."""
MANY_TURNS, MANY_PHRASES, MANY_WORDS, MANY_ECHOES = 4, 3, 60, 6
"""More counts as much: calls learned from are shorter than many."""


def weighed(scene: Scene, item: Item, window: Span, judged: Judgement, model: WeighingModel) -> Judgement:
    """Return a verdict with all evidence weighed; the given one where the item is not, or where nothing can be told."""
    if item.weighed is None or item.learned is None or _is_open(judged):
        return judged
    candidates = _candidates(scene, item, window)
    chances = model.chances(item.learned.name, evidence_of(scene, item, window, judged, candidates))
    if chances is None:
        return judged
    said, not_said, not_applicable = chances
    found = judged.found if judged.verdict == "said" else _best_found(judged, candidates)
    if said >= item.weighed and found:
        confidence = round(min(CERTAIN, max(UNCERTAIN, said)), 3)
        own = tuple(replace(one, verdict="said", confidence=confidence) for one in found)
        return Judgement("said", confidence, judged.window or window, own)
    if said >= UNSURE and found:
        own = tuple(replace(one, verdict="uncertain", confidence=UNCERTAIN) for one in found)
        return Judgement("uncertain", UNCERTAIN, judged.window or window, own)
    if not_applicable > not_said:
        return NOT_APPLICABLE
    sure = judged.confidence if judged.verdict == "not_said" else item.absence
    return Judgement("not_said", round(max(UNCERTAIN, min(sure, 1.0 - said)), 3), judged.window or window)


def _is_open(judged: Judgement) -> bool:
    """Tell whether no word was recognised in which anything could have been found."""
    return judged.verdict == "uncertain" and not judged.found


def _best_found(judged: Judgement, candidates: "_Candidates") -> tuple[Found, ...]:
    if judged.verdict == "uncertain":
        return judged.found[:1]
    phrase, best = next(iter(candidates.phrases), None), candidates.best
    best = best if best is not None and best.likeness >= SHOWN else phrase
    return (Found(best.first_word, best.end_word, "said", UNCERTAIN),) if best is not None else ()


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Where an item may have been done: the likely stretches, and the phrases that no negation denies."""

    stretches: Sequence[Place]
    phrases: Sequence[Place]

    @property
    def best(self) -> Place | None:
        return max(self.stretches, key=lambda place: place.likeness, default=None)


def _candidates(scene: Scene, item: Item, window: Span) -> _Candidates:
    name = item.learned.name if item.learned is not None else ""
    stretches = list(own_places(scene, item, f"learned.{name}", window))
    phrases = without_negated(scene, item, own_places(scene, item, f"{item.id}.triggers", window))
    if item.contact is None:
        return _Candidates(stretches, phrases)
    turns, end_word = contact_reach(scene, item, item.contact, window)

    def reached(places: Sequence[Place]) -> list[Place]:
        return [place for place in places if place.turn_index in turns and place.first_word < end_word]

    return _Candidates(reached(stretches), reached(phrases))


def evidence_of(
    scene: Scene, item: Item, window: Span, judged: Judgement, candidates: "_Candidates | None" = None
) -> dict[str, float]:
    """Describe what was found for an item, in numbers of about one."""
    own = candidates or _candidates(scene, item, window)
    evidence = {f"verdict.{judged.verdict}": 1.0, f"confidence.{judged.verdict}": judged.confidence}
    evidence |= dict(_of_places(own))
    evidence |= dict(_of_call(scene, item, own))
    if item.echo is not None and own.best is not None:
        found = Found(own.best.first_word, own.best.end_word, "said", UNCERTAIN)
        evidence["echo"] = float(min(MANY_ECHOES, echo_count(scene, found)))
        evidence["confirmed"] = float(is_confirmed(scene, item.echo, found))
    if item.occasion is not None and item.occasion.event is not None:
        evidence |= dict(_of_waits(scene, item))
    elif item.occasion is not None:
        evidence |= dict(_of_occasion(scene, item, own))
    return evidence


def _of_places(own: _Candidates) -> Iterator[tuple[str, float]]:
    likely = sorted((place.likeness for place in own.stretches), reverse=True)
    inside = [
        place.likeness
        for place in own.stretches
        if any(place.first_word < one.end_word and one.first_word < place.end_word for one in own.phrases)
    ]
    yield "best", _odds(likely[0] if likely else 0.0)
    yield "second", _odds(likely[1] if len(likely) > 1 else 0.0)
    yield "in_phrase", _odds(max(inside, default=0.0))
    yield "phrase", float(any(place.likeness >= SURE_LIKENESS for place in own.phrases))
    yield "phrases", float(min(MANY_PHRASES, len(own.phrases)))
    longest = max((place.end_word - place.first_word for place in own.phrases), default=0)
    yield "longest_phrase", min(MANY_ECHOES, longest) / MANY_PHRASES


def _of_call(scene: Scene, item: Item, own: _Candidates) -> Iterator[tuple[str, float]]:
    turns, view, best = scene.reading.turns, scene.view, own.best
    spoken = [index for index in view.turn_indices if turns[index].words]
    mine = [index for index in spoken if turns[index].speaker == item.speaker]
    yield "transferred", float(view.is_transferred)
    yield "outbound", float(scene.reading.conversation.direction == "outbound")
    at = mine.index(best.turn_index) if best is not None and best.turn_index in mine else None
    yield "from_start", float(min(MANY_TURNS, at)) if at is not None else MANY_TURNS + 1.0
    yield "from_end", float(min(MANY_TURNS, len(mine) - 1 - at)) if at is not None else MANY_TURNS + 1.0
    others = [_size(scene, index) for index in spoken if turns[index].speaker != item.speaker]
    yield "longest_turn", max(others, default=0.0)
    if best is not None:
        before = [at for at in spoken if at < best.turn_index and turns[at].speaker != item.speaker]
        yield "turn_before", _size(scene, before[-1]) if before else 0.0
        yield "own_turn", _size(scene, best.turn_index)
        yield "stretch", (best.end_word - best.first_word) / 10
    put_through = item.not_applicable.put_through
    if put_through is not None:
        late_s = view.speech.end_s - TRANSFER_END_S
        places = (one for one in scene.places.of(f"learned.{put_through}") if is_said_by(scene, one, item.speaker))
        late = [one.likeness for one in places if scene.reading.words[one.first_word].span.start_s >= late_s]
        yield "put_through", _odds(max(late, default=0.0))


def _of_waits(scene: Scene, item: Item) -> Iterator[tuple[str, float]]:
    waits = list(chances_of(scene, item, item.occasion)) if item.occasion is not None else []
    yield "waited", float(any(not wait.is_soft for wait in waits))
    yield "may_have_waited", float(any(wait.is_soft for wait in waits))


def _of_occasion(scene: Scene, item: Item, own: _Candidates) -> Iterator[tuple[str, float]]:
    occasion = item.occasion
    if occasion is None or occasion.learned is None:
        return

    def said_of(key: str) -> list[Place]:
        return [place for place in scene.places.of(key) if is_said_by(scene, place, occasion.speaker)]

    likely = said_of(f"learned.{occasion.learned.name}")
    phrased = said_of(occasion_key(item, occasion))
    best = max(likely, key=lambda place: place.likeness, default=None)
    yield "occasion", _odds(best.likeness if best is not None else 0.0)
    yield "occasion_turn", _size(scene, best.turn_index) if best is not None else 0.0
    yield "occasion_phrase", float(bool(phrased))
    yield "occasion_hint", float(bool(said_of(f"{item.id}.occasion.soft")))
    pairs = {"both": (own.stretches, likely), "after_phrase": (own.stretches, phrased), "phrase": (own.phrases, likely)}
    for name, (done, causes) in pairs.items():
        yield f"answered.{name}", _answered(scene, item, done, causes)


def _answered(scene: Scene, item: Item, done: Sequence[Place], causes: Sequence[Place]) -> float:
    """Return the largest sum of logarithms of odds of an occasion and the item in the turns that may answer it."""
    best, either_way = NOWHERE, bool(item.occasion is not None and item.occasion.before_s)
    for cause in causes:
        later = next_turns(scene, item, cause.turn_index)
        for one in done:
            if one.turn_index in later and (either_way or one.first_word >= cause.first_word):
                best = max(best, _weight(one) + _weight(cause))
    return best


def _weight(place: Place) -> float:
    return _odds(place.likeness) if place.key.startswith("learned.") else PHRASE_ODDS


def _odds(chance: float) -> float:
    bounded = min(max(chance, LEAST), MOST)
    return log(bounded / (1.0 - bounded))


def _size(scene: Scene, turn_index: int) -> float:
    """Return the logarithm of the number of words of a turn."""
    return log1p(min(MANY_WORDS, len(scene.reading.turns[turn_index].words)))
