"""Judges an item by its phrases: triggers, hints, slots, echo and parts."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.leidraad.judge import (
    CERTAIN,
    UNCERTAIN,
    Found,
    Judgement,
    Scene,
    decide,
    heard_verdict,
    likeness_confidence,
    own_places,
    without_negated,
)
from pipeline.leidraad.places import SLOT_OF_HEARD, SURE_LIKENESS, Place
from pipeline.leidraad.reading import echoed
from pipeline.leidraad.rules import Echo, LearnedRule, PartRule
from pipeline.leidraad.schema import Item, Slot
from pipeline.records import Heard, Span
from pipeline.sound_names import STANDS_OUT

OWN_NAME: Slot = "name"
SOUNDED = 0.9
"""Of a name that no word shows: the recogniser wrote others, or none, where the sound has it."""
INCOMPLETE_CONFIDENCE = 0.7
"""A part may have been said in words no phrase knows, so its absence is less sure than that of a whole item."""


def judge_phrases(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge an item that stands by itself; a name that the words leave open may still be in the sound."""
    judged = decide(scene, item, window, found_by_phrases(scene, item, window))
    is_open = OWN_NAME in item.slots and judged.verdict != "said"
    return _by_sound(scene, item, window, judged) if is_open else judged


def _by_sound(scene: Scene, item: Item, window: Span, judged: Judgement) -> Judgement:
    """Return the verdict of the opening's sound where the own name stands out of it.

    Its evidence is what was heard of a lead-in or a name, else what was recognised of the opening's first turn.
    """
    opening = scene.reading.conversation.facts.opening
    if opening is None or opening.name_deviation < STANDS_OUT or not window.start_s < opening.end_s:
        return judged
    found = judged.found[:1] if judged.verdict == "uncertain" else _first_words(scene, item, opening.end_s)
    return Judgement("said", SOUNDED, window, tuple(replace(one, verdict="said", confidence=SOUNDED) for one in found))


def _first_words(scene: Scene, item: Item, end_s: float) -> tuple[Found, ...]:
    """Return the first turn with words of who must say the item, as far as it begins before `end_s`."""
    reading = scene.reading
    own = (reading.word_range(at) for at in scene.view.turn_indices if reading.turns[at].speaker == item.speaker)
    first = next((at for at in own if at), range(0))
    inside = [at for at in first if reading.words[at].span.start_s < end_s]
    return (Found(inside[0], inside[-1] + 1, "said", SOUNDED),) if inside else ()


def found_by_phrases(scene: Scene, item: Item, window: Span | None) -> list[Found]:
    """Return the places of an item's triggers and hints, each with its own verdict."""
    strong = without_negated(scene, item, own_places(scene, item, f"{item.id}.triggers", window))
    weak = without_negated(scene, item, own_places(scene, item, f"{item.id}.hints", window))
    found = [_strong(scene, item, place) for place in strong]
    found += [one for place in weak if (one := _weak(scene, item, place)) is not None]
    found = _with_learned(scene, item, window, found)
    for slot in item.slots:
        found += list(_lead_ins(scene, item, slot, window))
    return found


def _with_learned(scene: Scene, item: Item, window: Span | None, found: list[Found]) -> list[Found]:
    """Return the places found by phrases and those learned; where both agree the surer counts.

    A phrase in a stretch that was learned to mean something else is less sure.
    """
    rule = item.learned
    if rule is None:
        return found
    places = list(own_places(scene, item, f"learned.{rule.name}", window))
    long = [place for place in places if place.end_word - place.first_word >= rule.words]
    likely = [_learned(scene, item, place) for place in long if place.likeness >= rule.least]
    return [*(_doubted(one, places, rule) for one in found), *likely]


def _doubted(found: Found, places: list[Place], rule: LearnedRule) -> Found:
    inside = (place.likeness for place in places if _shares_word(place, found))
    if found.verdict != "said" or max(inside, default=0.0) >= rule.doubt:
        return found
    return replace(found, verdict="uncertain", confidence=UNCERTAIN)


def _shares_word(place: Place, found: Found) -> bool:
    return place.first_word < found.end_word and found.first_word < place.end_word


def _learned(scene: Scene, item: Item, place: Place) -> Found:
    found = Found(place.first_word, place.end_word, "said", min(CERTAIN, max(UNCERTAIN, place.likeness)))
    return _checked_echo(scene, item.echo, found) if item.echo is not None else found


def _strong(scene: Scene, item: Item, place: Place) -> Found:
    graded = _graded(scene, item, place)
    if item.echo is not None and graded.verdict == "said":
        graded = _checked_echo(scene, item.echo, graded)
    if item.parts is not None and graded.verdict == "said":
        graded = _checked_parts(scene, item, graded)
    return graded


def _graded(scene: Scene, item: Item, place: Place) -> Found:
    heard = _heard_in(scene, item, place)
    if heard is not None:
        has_lead_in = heard.first_word > place.first_word or heard.end_word < place.end_word
        judged = heard_verdict(heard, _deviation(scene, heard), after_lead_in=has_lead_in)
        return Found(place.first_word, place.end_word, judged.verdict, judged.confidence)
    if place.likeness >= SURE_LIKENESS:
        return Found(place.first_word, place.end_word, "said", likeness_confidence(place.likeness))
    return Found(place.first_word, place.end_word, "uncertain", UNCERTAIN)


def _heard_in(scene: Scene, item: Item, place: Place) -> Heard | None:
    """Return what was heard as one of the item's slots inside a place."""
    slots = {f"{{{slot}}}" for slot in item.slots}
    for heard in scene.reading.conversation.facts.heard:
        is_inside = place.first_word <= heard.first_word and heard.end_word <= place.end_word
        if is_inside and SLOT_OF_HEARD[heard.kind] in slots:
            return heard
    return None


def _deviation(scene: Scene, heard: Heard) -> float | None:
    """Return how an own name stands out of the sound that it was heard in, where that was asked."""
    opening = scene.reading.conversation.facts.opening
    if opening is None or heard.kind != "employee_name":
        return None
    starts_s = scene.reading.words[heard.first_word].span.start_s
    return opening.name_deviation if starts_s < opening.end_s else None


def _weak(scene: Scene, item: Item, place: Place) -> Found | None:
    """Judge a hint: uncertain by itself; with enough echo certain, and nothing where the echo it needs is missing."""
    if item.echo is None:
        return Found(place.first_word, place.end_word, "uncertain", UNCERTAIN)
    hint = Found(place.first_word, place.end_word, "said", likeness_confidence(place.likeness))
    count = echo_count(scene, hint)
    return hint if count and count + is_confirmed(scene, item.echo, hint) >= item.echo.weak_words else None


def is_confirmed(scene: Scene, echo: Echo, found: Found) -> bool:
    """Tell whether the other's next turn begins with a confirmation."""
    turns, turn_index = scene.reading.turns, scene.reading.turn_of[found.first_word]
    speaker = turns[turn_index].speaker
    answer = next((n for n in range(turn_index + 1, len(turns)) if turns[n].speaker != speaker), None)
    if answer is None:
        return False
    begins = scene.reading.word_range(answer).start
    return any(other.first_word == begins for other in scene.places.of(f"list.{echo.confirmations}"))


def _checked_echo(scene: Scene, echo: Echo, found: Found) -> Found:
    count = echo_count(scene, found)
    count += bool(count or echo.words == 1) and is_confirmed(scene, echo, found)
    if count >= echo.words:
        return found
    if count:
        return Found(found.first_word, found.end_word, "uncertain", UNCERTAIN)
    return Found(found.first_word, found.end_word, "not_said", INCOMPLETE_CONFIDENCE)


def echo_count(scene: Scene, found: Found) -> int:
    """Count the other party's content words of earlier turns that come back in this turn."""
    reading = scene.reading
    turn_index = reading.turn_of[found.first_word]
    speaker = reading.turns[turn_index].speaker
    earlier = (
        index for index in scene.view.turn_indices if index < turn_index and reading.turns[index].speaker != speaker
    )
    return len(echoed(scene.story.content_of(*earlier), scene.story.content_of(turn_index)))


def _checked_parts(scene: Scene, item: Item, found: Found) -> Found:
    """Lower the verdict by the parts that lack: the lowest of theirs."""
    parts = item.parts
    if parts is None:
        return found
    lacking = {
        rule.lacking
        for name, rule in parts.of.items()
        if not _has_part(scene, item, rule, f"{item.id}.parts.{name}", found)
    }
    if "not_said" in lacking:
        return Found(found.first_word, found.end_word, "not_said", INCOMPLETE_CONFIDENCE)
    return Found(found.first_word, found.end_word, "uncertain", UNCERTAIN) if lacking else found


def _has_part(scene: Scene, item: Item, rule: PartRule, own_key: str, found: Found) -> bool:
    within_s = item.parts.within_s if item.parts is not None else 0.0
    key = f"list.{rule.list}" if rule.list is not None else own_key
    turn_index = scene.reading.turn_of[found.first_word]
    own = scene.reading.span_of(found.first_word, found.end_word)
    places = own_places(scene, item, key, None)
    return any(one.turn_index == turn_index or _is_near(scene, one, own, within_s) for one in places)


def _is_near(scene: Scene, place: Place, own: Span, within_s: float) -> bool:
    other = scene.reading.span_of(place.first_word, place.end_word)
    return own.start_s - other.end_s <= within_s and other.start_s - own.end_s <= within_s


def _lead_ins(scene: Scene, item: Item, slot: Slot, window: Span | None) -> Iterator[Found]:
    """Yield where the words before a slot were heard and the slot itself was not recognised."""
    heard = scene.reading.heard_by_word()
    others = {place.first_word for place in scene.places.of(f"{item.id}.slots.{slot}.other")}
    rule = item.slots[slot]
    for place in without_negated(scene, item, own_places(scene, item, f"{item.id}.slots.{slot}", window)):
        if place.end_word in heard or place.end_word in others:
            continue
        is_cut_off = place.end_word == scene.reading.word_range(place.turn_index).stop
        yield Found(place.first_word, place.end_word, "uncertain" if is_cut_off else rule.unmatched, UNCERTAIN)
