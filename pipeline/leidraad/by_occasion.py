"""Judges an item that answers something: a wait of the citizen, words of the other, words of one's own."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.intervals import gaps
from pipeline.leidraad.by_phrases import found_by_phrases
from pipeline.leidraad.judge import NOT_APPLICABLE, Found, Judgement, Scene, decide, is_said_by, nothing_found
from pipeline.leidraad.places import Place, overlap
from pipeline.leidraad.rules import Occasion
from pipeline.leidraad.schema import Item
from pipeline.records import Span, Turn


@dataclass(frozen=True, slots=True)
class Chance:
    """One occasion.

    Attributes:
        span: of the occasion itself.
        turn_index: of its words; None for a wait.
        end_word: position after its last word; None for a wait.
    """

    span: Span
    turn_index: int | None = None
    end_word: int | None = None


def judge_occasion(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge an item by whether it is done on its occasions; without any, it does not apply."""
    occasion = item.occasion
    if occasion is None:
        return NOT_APPLICABLE
    found = found_by_phrases(scene, item, window)
    chances = list(chances_of(scene, item, occasion))
    answers = [one for one in found if occasion.alone or any(_answers(scene, item, one, chance) for chance in chances)]
    if answers:
        judged = decide(scene, item, window, answers)
        if judged.verdict != "not_said":
            return judged
    if not chances:
        return NOT_APPLICABLE
    return nothing_found(scene, item, _searched(scene, item, chances[0]))


def chances_of(scene: Scene, item: Item, occasion: Occasion) -> Iterator[Chance]:
    """Yield the occasions of an item in a leg, in time order."""
    if occasion.event is not None:
        yield from _waits(scene, occasion.min_s or 0.0)
        return
    key = f"list.{occasion.list}" if occasion.list is not None else f"{item.id}.occasion"
    denied = scene.places.of(f"{item.id}.occasion.negations")
    for place in scene.places.of(key):
        if is_said_by(scene, place, occasion.speaker) and not any(overlap(place, other) for other in denied):
            yield _chance(scene, place)


def _chance(scene: Scene, place: Place) -> Chance:
    return Chance(scene.reading.span_of(place.first_word, place.end_word), place.turn_index, place.end_word)


def _waits(scene: Scene, min_s: float) -> Iterator[Chance]:
    conversation, leg = scene.reading.conversation, scene.view.speech
    holds = [hold.span for hold in conversation.holds]
    stretches = [stretch.span for stretch in conversation.speech] or [turn.span for turn in conversation.turns]
    silences = [gap for gap in gaps(stretches) if gap.duration_s >= min_s]
    for span in sorted({*holds, *(gap for gap in silences if not any(_touch(gap, hold) for hold in holds))}):
        if leg.start_s <= span.start_s < leg.end_s:
            yield Chance(span)


def _touch(left: Span, right: Span) -> bool:
    return left.start_s < right.end_s and right.start_s < left.end_s


def _answers(scene: Scene, item: Item, found: Found, chance: Chance) -> bool:
    """Tell whether a place lies where its occasion asks for it."""
    occasion = item.occasion
    if occasion is None or (
        chance.end_word is not None and found.first_word < chance.end_word and not occasion.before_s
    ):
        return False
    span = scene.reading.span_of(found.first_word, found.end_word)
    is_before = chance.span.start_s >= span.start_s and chance.span.start_s - span.end_s <= occasion.before_s
    is_after = 0 <= span.start_s - chance.span.end_s <= occasion.after_s
    in_turns = chance.turn_index is not None and _turn_index(scene, found) in _next_turns(
        scene, item, chance.turn_index
    )
    return (bool(occasion.before_s) and is_before) or (bool(occasion.after_s) and is_after) or in_turns


def _turn_index(scene: Scene, found: Found) -> int:
    return scene.reading.turn_of[found.first_word]


def _next_turns(scene: Scene, item: Item, turn_index: int) -> list[int]:
    """Return the next turns with words of the item's speaker; its own turn counts where it is the occasion's."""
    turns, count = scene.reading.turns, item.occasion.turns if item.occasion is not None else 0
    same = [turn_index] if count and turns[turn_index].speaker == item.speaker else []
    later = [index for index in scene.view.turn_indices if index > turn_index and _is_own(turns[index], item)]
    return same + later[:count]


def _is_own(turn: Turn, item: Item) -> bool:
    return turn.speaker == item.speaker and bool(turn.words)


def _searched(scene: Scene, item: Item, chance: Chance) -> Span:
    occasion = item.occasion
    if occasion is None or chance.turn_index is not None:
        later = _next_turns(scene, item, chance.turn_index or 0)
        end_s = max((scene.reading.turns[index].span.end_s for index in later), default=chance.span.end_s)
        return Span(chance.span.start_s, max(end_s, chance.span.end_s))
    start_s = max(0.0, chance.span.start_s - occasion.before_s)
    return Span(start_s, chance.span.end_s + occasion.after_s)
