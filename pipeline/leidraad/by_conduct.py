"""Judges an item by what the parties do: ask, let finish, follow a language, make contact first."""

from collections.abc import Iterable, Iterator

from pipeline.findings import Question, Verdict
from pipeline.intervals import intersect
from pipeline.language import language_of_words
from pipeline.leidraad.by_occasion import Chance, chances_of
from pipeline.leidraad.by_phrases import found_by_phrases
from pipeline.leidraad.judge import NOT_APPLICABLE, UNCERTAIN, Found, Judgement, Scene, decide, nothing_found
from pipeline.leidraad.question_functions import FoundQuestion
from pipeline.leidraad.questions import has_open_form
from pipeline.leidraad.rules import Contact, Listening, QuestionRule
from pipeline.leidraad.schema import Item
from pipeline.measures.overlaps import measure_overlaps
from pipeline.records import Conversation, Language, Span

BARELY_ANSWERED = 0.7
"""A question open in form only, or whose answer is not known."""
CONDUCT_CONFIDENCE = 0.8
"""What rests on times and language rests on estimates."""
FOLLOWS_SHARE = 0.6
"""So much of what is said after the other's language is known must be in it."""
IGNORES_SHARE = 0.3
MIN_TURN_WORDS = 2
"""One word is a backchannel or a filler."""
BACKCHANNEL_WORDS = 2
"""So few words take no floor: *hm hm*, *ja precies*."""


def judge_questions(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge by the questions of the item's kinds that its speaker asks in the window."""
    rule = item.question
    if rule is None:
        return NOT_APPLICABLE
    found = [
        Found(one.first_word, one.end_word, "said", _question_confidence(one, rule))
        for one in _questions(scene, item, (*rule.kinds, *rule.open_kinds, *rule.back_kinds))
        if window.start_s <= one.span.start_s < window.end_s and _counts(scene, one, rule)
    ]
    return decide(scene, item, window, found)


def _counts(scene: Scene, question: Question, rule: QuestionRule) -> bool:
    if question.kind in rule.kinds:
        return True
    if question.kind in rule.open_kinds and has_open_form(question, scene.reading, scene.story.forms):
        return True
    found = FoundQuestion(question.kind, question.turn_index, question.first_word, question.end_word)
    return question.kind in rule.back_kinds and scene.story.goes_into(found)


def _questions(scene: Scene, item: Item, kinds: Iterable[str]) -> list[Question]:
    wanted = set(kinds)
    return [
        one
        for one in scene.questions
        if one.kind in wanted and one.speaker == item.speaker and one.turn_index in scene.view.turn_indices
    ]


def _question_confidence(question: Question, rule: QuestionRule) -> float:
    is_answered = question.response_words is not None and question.response_words >= rule.answer_words
    return rule.certain if is_answered else min(rule.certain, BARELY_ANSWERED)


def judge_listening(scene: Scene, item: Item) -> Judgement:
    """Judge whether the other was let finish, in stories and in the turns of the occasion."""
    rule = item.listening
    if rule is None:
        return NOT_APPLICABLE
    turns, touched = scene.reading.turns, _occasion_turns(scene, item)
    others = [index for index in scene.view.turn_indices if turns[index].speaker != item.speaker]
    telling = {index for index in others if len(turns[index].words) >= rule.words}
    cuts = _cuts(scene.reading.conversation, item, rule)
    for index in sorted({*telling, *touched}):
        if any(turns[index].span.start_s <= cut.start_s < turns[index].span.end_s for cut in cuts):
            cut_off = (_whole_turn(scene, index, "not_said"),)
            confidence = min(CONDUCT_CONFIDENCE, item.absence)
            return Judgement("not_said", confidence, turns[index].span, cut_off)
    vented = telling & set(touched)
    stories = {index for index in vented if len(turns[index].words) >= rule.sure_words}
    stories |= (vented & _felt_turns(scene, item)) | set(_stories(scene, item, rule))
    if stories:
        found = tuple(_whole_turn(scene, index, "said") for index in sorted(stories))
        return Judgement("said", CONDUCT_CONFIDENCE, turns[min(stories)].span, found)
    if vented:
        found = tuple(_whole_turn(scene, index, "uncertain") for index in sorted(vented))
        return Judgement("uncertain", UNCERTAIN, turns[min(vented)].span, found)
    return NOT_APPLICABLE


def _stories(scene: Scene, item: Item, rule: Listening) -> Iterator[int]:
    """Yield the turns in which the other told on and on, with no more than a backchannel in between."""
    told: list[int] = []
    for index in (*scene.view.turn_indices, None):
        turn = scene.reading.turns[index] if index is not None else None
        if turn is not None and index is not None and turn.speaker != item.speaker:
            told += [index] if turn.words else []
        elif turn is None or len(turn.words) > BACKCHANNEL_WORDS:
            spoken = [scene.reading.turns[number] for number in told]
            words, seconds = sum(len(one.words) for one in spoken), sum(one.span.duration_s for one in spoken)
            if seconds >= rule.story_s or (words >= rule.story_words and seconds >= rule.fast_s):
                yield from told
            told = []


def _cuts(conversation: Conversation, item: Item, rule: Listening) -> list[Span]:
    own = [part.span for part in conversation.speech if part.speaker == item.speaker]
    if not intersect(own, (part.span for part in conversation.speech if part.speaker != item.speaker)):
        return []  # most calls: telling overlaps apart costs more than all other items
    overlaps = measure_overlaps(conversation)
    return [one.span for one in overlaps if one.kind in rule.overlaps and one.onset_speaker == item.speaker]


def _occasion_turns(scene: Scene, item: Item) -> list[int]:
    chances: Iterable[Chance] = chances_of(scene, item, item.occasion) if item.occasion is not None else ()
    return sorted({chance.turn_index for chance in chances if chance.turn_index is not None})


def _felt_turns(scene: Scene, item: Item) -> set[int]:
    """Return the turns whose words as a whole are more likely than not to show what the occasion asks for."""
    rule = item.occasion.learned if item.occasion is not None else None
    places = scene.places.of(f"learned.{rule.name}") if rule is not None else ()
    return {place.turn_index for place in places if place.likeness >= UNCERTAIN}


def _whole_turn(scene: Scene, turn_index: int, verdict: Verdict) -> Found:
    words = scene.reading.word_range(turn_index)
    return Found(words.start, words.stop, verdict, CONDUCT_CONFIDENCE)


def judge_language(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge whether the speaker answers in the language that the other spoke last, by the words of such answers.

    There is something to follow where the other speaks another language than the usual one for a turn. Being told that
    one may go on in it follows it too.
    """
    rule = item.language
    if rule is None:
        return NOT_APPLICABLE
    heard: Language | None = None
    same = answered = heard_words = 0
    is_unusual = False
    for index in scene.view.turn_indices:
        turn = scene.reading.turns[index]
        language = turn.language if turn.language != "unknown" else language_of_words(turn.words)
        if language not in ("nl", "fy"):
            continue
        if turn.speaker != item.speaker:
            is_unusual |= language != rule.usual and len(turn.words) >= rule.words
            heard, heard_words = language, heard_words + len(turn.words)
        elif heard is not None and heard != rule.usual:
            answered += len(turn.words)
            same += len(turn.words) if language == heard else 0
    if not is_unusual or min(heard_words, answered) < rule.words:
        return NOT_APPLICABLE
    if said := [one for one in found_by_phrases(scene, item, window) if one.verdict == "said"]:
        return decide(scene, item, window, said)
    if IGNORES_SHARE * answered < same < FOLLOWS_SHARE * answered:
        return Judgement("uncertain", UNCERTAIN, window)
    return Judgement("said" if same > IGNORES_SHARE * answered else "not_said", CONDUCT_CONFIDENCE, window)


def judge_contact(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge whether the caller was met, in the first turns after the story began, before a question goes to content."""
    rule = item.contact
    if rule is None:
        return NOT_APPLICABLE
    turns, end_word = contact_reach(scene, item, rule, window)
    if not turns:
        return NOT_APPLICABLE
    found = found_by_phrases(scene, item, None)
    met = [one for one in found if one.first_word < end_word and scene.reading.turn_of[one.first_word] in turns]
    if met:
        return decide(scene, item, window, met)
    searched = Span(scene.reading.turns[turns[0]].span.start_s, scene.reading.turns[turns[-1]].span.end_s)
    missed = nothing_found(scene, item, searched)
    return Judgement(missed.verdict, min(missed.confidence, CONDUCT_CONFIDENCE), searched)


def contact_reach(scene: Scene, item: Item, rule: Contact, window: Span) -> tuple[list[int], int]:
    """Return the turns in which the caller is to be met, and the position of the first word too late for it."""
    turns = _first_turns(scene, item, window, rule.turns)
    if not turns:
        return [], 0
    asked = [one.first_word for one in _questions(scene, item, rule.kinds) if one.turn_index in turns]
    return turns, min(asked, default=scene.reading.word_range(turns[-1]).stop)


def _first_turns(scene: Scene, item: Item, window: Span, count: int) -> list[int]:
    """Return the first turns with more than a backchannel that the item's speaker begins in the window."""
    own = [
        index
        for index in scene.view.turn_indices
        if scene.reading.turns[index].speaker == item.speaker
        and len(scene.reading.turns[index].words) >= MIN_TURN_WORDS
        and window.start_s <= scene.reading.turns[index].span.start_s < window.end_s
    ]
    return own[:count]
