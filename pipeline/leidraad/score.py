"""Scores a conversation on a leidraad: a verdict per item and leg, the places, the questions and the topic."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pipeline.findings import Cue, Question
from pipeline.leidraad.asked import find_questions
from pipeline.leidraad.by_conduct import judge_contact, judge_language, judge_listening, judge_questions
from pipeline.leidraad.by_occasion import judge_occasion
from pipeline.leidraad.by_phrases import judge_phrases
from pipeline.leidraad.evidence import widened
from pipeline.leidraad.judge import CERTAIN, NOT_APPLICABLE, Found, Judgement, Scene, apart, window_for
from pipeline.leidraad.phases import LegView, leg_views
from pipeline.leidraad.places import Places
from pipeline.leidraad.question_functions import Forms, Story
from pipeline.leidraad.questions import forms_of
from pipeline.leidraad.reading import Reading
from pipeline.leidraad.schema import Item, Leidraad
from pipeline.leidraad.topics import topic_of
from pipeline.leidraad.weighing import weighed
from pipeline.leidraad.weighing_model import WeighingModel
from pipeline.normalise import fold
from pipeline.ports import CueResult
from pipeline.records import Conversation, Span

SAID_IN_PASSING = 0.9
"""Before a transfer nobody closes the leg: what sounds like it counts only where it is as sure as this."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A leidraad with its words folded once, for scoring many calls.

    Attributes:
        forms: word classes of questions.
        function_words: words without content, both languages, folded.
    """

    leidraad: Leidraad
    forms: Forms
    function_words: frozenset[str]


def prepare(leidraad: Leidraad) -> Prepared:
    """Fold the words of a leidraad."""
    words = leidraad.words
    return Prepared(
        leidraad=leidraad,
        forms=forms_of(leidraad.questions),
        function_words=frozenset(fold(word) for word in (*words.function_words.nl, *words.function_words.fy)),
    )


def story_of(prepared: Prepared, reading: Reading) -> Story:
    """Return a conversation as questions are told from it."""
    return Story(reading, prepared.forms, prepared.function_words)


def score(prepared: Prepared, reading: Reading, places: Places) -> CueResult:
    """Score a conversation in which the leidraad's phrases have been found.

    Args:
        prepared: what to score on.
        reading: the conversation with its words counted.
        places: where each phrase was found, by key.

    Returns:
        For each leg and item a verdict (occurrence 0) and its places (1, 2, ...); the questions of both parties; the
        topic.
    """
    leidraad = prepared.leidraad
    story = story_of(prepared, reading)
    questions = find_questions(story, places, leidraad.learned.kinds)
    scenes = scenes_of(story, places, questions)
    legs = range(max(1, len(reading.conversation.legs)))
    cues = (
        cue for leg in legs for item in leidraad.items for cue in _judged(leidraad, item, scenes.get(leg), leg, reading)
    )
    return CueResult(tuple(cues), questions, topic_of(reading, places, leidraad.topics))


def score_changed(
    prepared: Prepared, reading: Reading, places: Places, earlier: CueResult, changed: Collection[str]
) -> CueResult | None:
    """Judge only some items, and keep what was found of the others, of the questions and of the topic.

    Args:
        prepared: what to score on.
        reading: the conversation.
        places: of the phrases of those items and of all that their verdicts rest on.
        earlier: what was found when the other items were what they are now; with today's questions.
        changed: ids of the items to judge.

    Returns:
        What scoring all would return; None where a verdict to keep is missing.
    """
    leidraad = prepared.leidraad
    kept: dict[tuple[int, str], list[Cue]] = {}
    for cue in earlier.cues:
        same = (cue.leidraad_id, cue.leidraad_version) == (leidraad.id, leidraad.version)
        own = cue if same else replace(cue, leidraad_id=leidraad.id, leidraad_version=leidraad.version)
        kept.setdefault((cue.leg_index, cue.cue_id), []).append(own)
    story = story_of(prepared, reading)
    scenes = scenes_of(story, places, earlier.questions) if changed else {}
    cues: list[Cue] = []
    for leg in range(max(1, len(reading.conversation.legs))):
        for item in leidraad.items:
            if item.id in changed:
                cues.extend(_judged(leidraad, item, scenes.get(leg), leg, reading))
            elif own_cues := kept.get((leg, item.id)):
                cues.extend(own_cues)
            else:
                return None
    return CueResult(tuple(cues), earlier.questions, earlier.topic)


def scenes_of(story: Story, places: Places, questions: tuple[Question, ...]) -> dict[int, Scene]:
    """Return what items are judged on, by leg; none for a leg without phases."""
    views = leg_views(story.reading, places)
    return {view.leg_index: Scene(story, places, questions, view) for view in views}


def _judged(leidraad: Leidraad, item: Item, scene: Scene | None, leg: int, reading: Reading) -> Iterator[Cue]:
    judged = judge(item, scene, leidraad.learned.weighing) if scene is not None else NOT_APPLICABLE
    return _cues(leidraad, item, judged, leg, reading)


def judge(item: Item, scene: Scene, weighing: WeighingModel) -> Judgement:
    """Judge one item in one leg, by the kind of evidence it asks for; then by all of it weighed."""
    window = window_for(scene, item)
    if window is None or not _applies(item, scene, scene.view):
        return NOT_APPLICABLE
    judged = _judge_by_kind(item, scene, window)
    if item.not_applicable.transferred and scene.view.is_transferred:
        if judged.verdict == "said" and judged.confidence >= SAID_IN_PASSING:
            return judged
        judged = NOT_APPLICABLE
    return weighed(scene, item, window, judged, weighing)


def _judge_by_kind(item: Item, scene: Scene, window: Span) -> Judgement:
    if item.listening is not None:
        return judge_listening(scene, item)
    if item.language is not None:
        return judge_language(scene, item, window)
    if item.contact is not None:
        return judge_contact(scene, item, window)
    if item.question is not None:
        return judge_questions(scene, item, window)
    return judge_occasion(scene, item, window) if item.occasion is not None else judge_phrases(scene, item, window)


def _applies(item: Item, scene: Scene, view: LegView) -> bool:
    rule, conversation = item.not_applicable, scene.reading.conversation
    for calls in rule.calls:
        is_direction = not calls.directions or conversation.direction in calls.directions
        is_queue = not calls.queues or conversation.queue in calls.queues
        if is_direction and is_queue:
            return False
    turns = [scene.reading.turns[index] for index in view.turn_indices]
    if all(turn.speaker != item.speaker for turn in turns):
        return False
    return sum(len(turn.words) for turn in turns if turn.speaker != item.speaker) >= rule.below_words


def _cues(leidraad: Leidraad, item: Item, judged: Judgement, leg_index: int, reading: Reading) -> Iterator[Cue]:
    places = apart(_readable(one, reading) for one in judged.found)
    best = places[0] if places else None
    window = _inside(judged.window, reading.conversation)
    span = reading.span_of(best.first_word, best.end_word) if best is not None else window
    is_silent = judged.verdict in ("not_said", "not_applicable")
    yield Cue(
        leg_index=leg_index,
        cue_id=item.id,
        occurrence=0,
        verdict=judged.verdict,
        span=window if is_silent else span,
        first_word=best.first_word if best is not None else None,
        end_word=best.end_word if best is not None else None,
        confidence=min(judged.confidence, CERTAIN),
        leidraad_id=leidraad.id,
        leidraad_version=leidraad.version,
    )
    for occurrence, found in enumerate(sorted(places, key=lambda one: one.first_word), start=1):
        yield Cue(
            leg_index=leg_index,
            cue_id=item.id,
            occurrence=occurrence,
            verdict=found.verdict,
            span=reading.span_of(found.first_word, found.end_word),
            first_word=found.first_word,
            end_word=found.end_word,
            confidence=min(found.confidence, CERTAIN),
            leidraad_id=leidraad.id,
            leidraad_version=leidraad.version,
        )


def _readable(found: Found, reading: Reading) -> Found:
    first_word, end_word = widened(reading, found.first_word, found.end_word)
    return replace(found, first_word=first_word, end_word=end_word)


def _inside(window: Span | None, conversation: Conversation) -> Span | None:
    """Cut a window to the call: the first twenty seconds of a call of ten are ten."""
    if window is None:
        return None
    last_s = max([conversation.duration_s, *(turn.span.end_s for turn in conversation.turns)])
    return replace(window, end_s=min(window.end_s, last_s)) if window.start_s < last_s else None
