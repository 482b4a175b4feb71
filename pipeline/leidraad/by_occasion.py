"""Judges an item that answers something: a wait of the citizen, words of the other, words of one's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.intervals import gaps
from pipeline.leidraad.by_phrases import found_by_phrases
from pipeline.leidraad.judge import NOT_APPLICABLE, Found, Judgement, Scene, decide, is_said_by, nothing_found
from pipeline.leidraad.places import overlap
from pipeline.leidraad.rules import Occasion
from pipeline.leidraad.schema import Item
from pipeline.records import Span, Turn

SOFT_CONFIDENCE = 0.75
"""What answers an occasion that may be none is less sure."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One occasion.

    Attributes:
        span: of the occasion itself.
        turn_index: of its words; None for a wait.
        end_word: position after its last word; None for a wait.
        is_soft: it counts only where the item is done.
    """

    span: Span
    turn_index: int | None = None
    end_word: int | None = None
    is_soft: bool = False


def judge_occasion(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge an item by whether it is done on its occasions; without any, it does not apply."""
    occasion = item.occasion
    if occasion is None:
        return NOT_APPLICABLE
    found = found_by_phrases(scene, item, window)
    chances = list(chances_of(scene, item, occasion))
    answers = [one for one in (_on_occasion(scene, item, one, chances) for one in found) if one is not None]
    if answers:
        judged = decide(scene, item, window, answers)
        if judged.verdict != "not_said":
            return judged
    missed = next((chance for chance in chances if not chance.is_soft), None)
    return nothing_found(scene, item, _searched(scene, item, missed)) if missed is not None else NOT_APPLICABLE


def _on_occasion(scene: Scene, item: Item, found: Found, chances: Sequence[Chance]) -> Found | None:
    """Return a place as it counts on the occasions of its item: less sure where they are soft, None without one."""
    met = [chance for chance in chances if _answers(scene, item, found, chance)]
    if any(not chance.is_soft for chance in met) or (item.occasion is not None and item.occasion.alone):
        return found
    return replace(found, confidence=min(found.confidence, SOFT_CONFIDENCE)) if met else None


def chances_of(scene: Scene, item: Item, occasion: Occasion) -> Iterator[Chance]:
    """Yield the occasions of an item in a leg, in time order."""
    if occasion.event is not None:
        yield from _waits(scene, item, occasion)
        return
    key = occasion_key(item, occasion)
    denied = scene.places.of(f"{item.id}.occasion.negations")
    hard = [(place, False) for place in scene.places.of(key) if not any(overlap(place, other) for other in denied)]
    if occasion.learned is not None:
        learned = scene.places.of(f"learned.{occasion.learned.name}")
        hard += [(place, False) for place in learned if place.likeness >= occasion.learned.least]
    soft = [(place, True) for place in scene.places.of(f"{item.id}.occasion.soft")]
    for place, is_soft in hard + soft:
        if is_said_by(scene, place, occasion.speaker):
            span = scene.reading.span_of(place.first_word, place.end_word)
            yield Chance(span, place.turn_index, place.end_word, is_soft)


def occasion_key(item: Item, occasion: Occasion) -> str:
    """Return where the places of an occasion's phrases are kept: under a list of the words file, or the item's own."""
    return f"list.{occasion.list}" if occasion.list is not None else f"{item.id}.occasion"


def _waits(scene: Scene, item: Item, occasion: Occasion) -> Iterator[Chance]:
    conversation = scene.reading.conversation
    holds = [hold.span for hold in conversation.holds]
    stretches = [stretch.span for stretch in conversation.speech] or [turn.span for turn in conversation.turns]
    silences = [gap for gap in gaps(stretches) if not any(_touch(gap, hold) for hold in holds)]
    for span in sorted({*holds, *silences}):
        is_soft = span not in holds and span.duration_s < (occasion.min_s or 0.0)
        is_none = is_soft and span.duration_s < (occasion.soft_s or float("inf"))
        if is_none or not _is_in_leg(scene, occasion, span):
            continue
        if span in holds or _is_ended_by(scene, item, span):
            yield Chance(span, is_soft=is_soft)
        elif not is_soft and _is_begun_by(scene, item, span):
            yield Chance(span, is_soft=True)  # the other asks whether anybody is there, or thought for long


def _is_in_leg(scene: Scene, occasion: Occasion, span: Span) -> bool:
    """Tell whether the side of a wait on which the item is looked for lies in this leg."""
    leg = scene.view.leg
    return leg.start_s <= span.start_s < leg.end_s if occasion.before_s else leg.start_s <= span.end_s <= leg.end_s


def _is_ended_by(scene: Scene, item: Item, silence: Span) -> bool:
    """Tell whether the item's speaker speaks first after a silence; else the other was busy, not kept waiting."""
    after = [turn for turn in scene.reading.turns if turn.span.start_s >= silence.end_s - 0.001]
    return bool(after) and min(after, key=lambda turn: turn.span).speaker == item.speaker


def _is_begun_by(scene: Scene, item: Item, silence: Span) -> bool:
    """Tell whether the item's speaker spoke last before a silence."""
    before = [turn for turn in scene.reading.turns if turn.span.end_s <= silence.start_s + 0.001]
    return bool(before) and max(before, key=lambda turn: turn.span.end_s).speaker == item.speaker


def _touch(left: Span, right: Span) -> bool:
    return left.start_s < right.end_s and right.start_s < left.end_s


def _answers(scene: Scene, item: Item, found: Found, chance: Chance) -> bool:
    """Tell whether a place lies where its occasion asks for it."""
    occasion = item.occasion
    if occasion is None or (
        chance.end_word is not None and found.end_word <= chance.end_word and not occasion.before_s
    ):
        return False
    span = scene.reading.span_of(found.first_word, found.end_word)
    is_before = chance.span.start_s >= span.start_s and chance.span.start_s - span.end_s <= occasion.before_s
    is_after = 0 <= span.start_s - chance.span.end_s <= occasion.after_s
    in_turns = chance.turn_index is not None and _turn_index(scene, found) in next_turns(scene, item, chance.turn_index)
    return (bool(occasion.before_s) and is_before) or (bool(occasion.after_s) and is_after) or in_turns


def _turn_index(scene: Scene, found: Found) -> int:
    return scene.reading.turn_of[found.first_word]


def next_turns(scene: Scene, item: Item, turn_index: int) -> list[int]:
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
        later = next_turns(scene, item, chance.turn_index or 0)
        end_s = max((scene.reading.turns[index].span.end_s for index in later), default=chance.span.end_s)
        return Span(chance.span.start_s, max(end_s, chance.span.end_s))
    start_s = max(0.0, chance.span.start_s - occasion.before_s)
    return Span(start_s, chance.span.end_s + occasion.after_s)
