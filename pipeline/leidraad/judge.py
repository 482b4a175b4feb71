"""What a verdict is made of, and how sure it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.findings import Question, Verdict
from pipeline.leidraad.phases import LegView, window_of
from pipeline.leidraad.places import Place, Places, overlap
from pipeline.leidraad.question_functions import Story
from pipeline.leidraad.reading import Reading
from pipeline.leidraad.schema import Item
from pipeline.records import Heard, Span
from pipeline.sound_names import CONTRADICTS, SUPPORTS, WRITTEN_OUT

UNCERTAIN = 0.5
CERTAIN = 0.97
"""Nothing heard through a telephone and written by a recogniser is surer."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that an item is judged on in one leg."""

    story: Story
    places: Places
    questions: tuple[Question, ...]
    view: LegView

    @property
    def reading(self) -> Reading:
        """The conversation."""
        return self.story.reading


@dataclass(frozen=True, slots=True)
class Found:
    """One place with its own verdict."""

    first_word: int
    end_word: int
    verdict: Verdict
    confidence: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on an item in a leg.

    Attributes:
        window: the stretch searched; None where nothing applies.
        found: places that led to it, best first.
    """

    verdict: Verdict
    confidence: float
    window: Span | None = None
    found: tuple[Found, ...] = ()


NOT_APPLICABLE = Judgement("not_applicable", CERTAIN)


def own_places(scene: Scene, item: Item, key: str, window: Span | None) -> Iterator[Place]:
    """Yield the places of a key, said by the item's speaker in this leg and beginning in the window."""
    for place in scene.places.of(key):
        start_s = scene.reading.words[place.first_word].span.start_s
        is_inside = window is None or window.start_s <= start_s < window.end_s
        if is_inside and is_said_by(scene, place, item.speaker):
            yield place


def is_said_by(scene: Scene, place: Place, speaker: str) -> bool:
    """Tell whether a place lies in this leg and in a turn of the speaker."""
    return place.turn_index in scene.view.turn_indices and scene.reading.turns[place.turn_index].speaker == speaker


def without_negated(scene: Scene, item: Item, places: Iterator[Place]) -> list[Place]:
    """Return the places that share no word with a negation of the item."""
    denied = scene.places.of(f"{item.id}.negations")
    return [place for place in places if not any(overlap(place, other) for other in denied)]


def likeness_confidence(likeness: float) -> float:
    """Return how likely a phrase was really said, given its likeness to what was written.

    A straight line from even odds at the least likeness that is looked at, to `CERTAIN` at equality.
    """
    share = max(0.0, (likeness - 0.7) / 0.3)
    return round(UNCERTAIN + (CERTAIN - UNCERTAIN) * min(1.0, share), 3)


def decide(scene: Scene, item: Item, window: Span, found: list[Found]) -> Judgement:
    """Return the verdict that the best of the places gives, or that of a window without any.

    Of places that share a word only the best counts: a phrase and the stretch around it are one place. A lone word
    shows little, so it is no place beside one of several words.
    """
    rank = {"said": 0, "uncertain": 1, "not_said": 2, "not_applicable": 3}
    ordered = apart(sorted(found, key=lambda one: (rank[one.verdict], -one.confidence, one.first_word)))
    if ordered and ordered[0].verdict != "not_said":
        same = tuple(one for one in ordered if one.verdict == ordered[0].verdict)
        several = tuple(one for one in same if one.end_word - one.first_word > 1)
        return Judgement(same[0].verdict, same[0].confidence, window, several or same)
    silence = nothing_found(scene, item, window)
    if not ordered and item.absent == "not_applicable":
        return NOT_APPLICABLE
    return Judgement(silence.verdict, silence.confidence, window, ordered)


def apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return those places that share no word with one before them."""
    kept: list[Found] = []
    for one in found:
        if all(one.end_word <= other.first_word or other.end_word <= one.first_word for other in kept):
            kept.append(one)
    return tuple(kept)


def nothing_found(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge a window in which nothing was found: left out, or only not recognised.

    An opening that may be cut off, and speech of which no word was recognised, leave it uncertain. Else the item says
    how much its absence means, and the words' own probability how well the recogniser would have heard it.
    """
    if item.window.phase == "opening" and scene.view.is_clipped:
        return Judgement("uncertain", UNCERTAIN, window)
    probability = _mean_probability(scene, item, window)
    if probability is None:
        return Judgement("uncertain", UNCERTAIN, window) if _has_speech(scene, item, window) else NOT_APPLICABLE
    return Judgement("not_said", round(UNCERTAIN + (item.absence - UNCERTAIN) * probability, 3), window)


def _mean_probability(scene: Scene, item: Item, window: Span) -> float | None:
    words = [
        word.probability
        for index in scene.view.turn_indices
        if scene.reading.turns[index].speaker == item.speaker
        for word in scene.reading.turns[index].words
        if window.start_s <= word.span.start_s < window.end_s
    ]
    return sum(words) / len(words) if words else None


def _has_speech(scene: Scene, item: Item, window: Span) -> bool:
    return any(
        stretch.speaker == item.speaker and stretch.span.start_s < window.end_s and window.start_s < stretch.span.end_s
        for stretch in scene.reading.conversation.speech
    )


def heard_verdict(heard: Heard, deviation: float | None, *, after_lead_in: bool) -> Found:
    """Judge a name found in the words, by its likeness and by the sound.

    Args:
        heard: the name.
        deviation: of the name in the sound of the opening that the words lie in; None where it was not asked.
        after_lead_in: words come before it that lead in a name.
    """
    is_like = heard.similarity >= (0.72 if after_lead_in else 0.84)
    supports = deviation is not None and deviation >= SUPPORTS
    contradicts = deviation is not None and deviation < CONTRADICTS and heard.similarity < WRITTEN_OUT
    if supports and (is_like or heard.similarity >= 0.6):
        return Found(heard.first_word, heard.end_word, "said", CERTAIN)
    if is_like and not contradicts:
        return Found(heard.first_word, heard.end_word, "said", likeness_confidence(heard.similarity))
    return Found(heard.first_word, heard.end_word, "uncertain", UNCERTAIN)


def window_for(scene: Scene, item: Item) -> Span | None:
    """Return the stretch of the leg in which the item is looked for."""
    return window_of(item.window, scene.view)
