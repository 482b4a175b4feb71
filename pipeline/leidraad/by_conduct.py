"""Judges an item by what the parties do: ask, let finish, follow a language, make contact first."""

from collections.abc import Iterable

from pipeline.findings import Question, Verdict
from pipeline.intervals import intersect
from pipeline.language import language_of_words
from pipeline.leidraad.by_occasion import Chance, chances_of
from pipeline.leidraad.by_phrases import found_by_phrases
from pipeline.leidraad.judge import NOT_APPLICABLE, UNCERTAIN, Found, Judgement, Scene, decide, nothing_found
from pipeline.leidraad.rules import Listening, QuestionRule
from pipeline.leidraad.schema import Item
from pipeline.measures.overlaps import measure_overlaps
from pipeline.records import Conversation, Language, Span

BARELY_ANSWERED = 0.7
"""A question open in form only, or whose answer is not known."""
CONDUCT_CONFIDENCE = 0.8
"""What rests on times and language rests on estimates."""
MATTER_OF_COURSE = 0.65
"""A short story without emotion let finish, Dutch answered in Dutch: done, but hardly an achievement."""
FOLLOWS_SHARE = 0.6
"""So much of what is said after the other's language is known must be in it."""
IGNORES_SHARE = 0.3
MIN_TURN_WORDS = 2
"""One word is a backchannel or a filler."""


def judge_questions(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge by the questions of the item's kinds that its speaker asks in the window."""
    rule = item.question
    if rule is None:
        return NOT_APPLICABLE
    found = [
        Found(one.first_word, one.end_word, "said", _question_confidence(one, rule))
        for one in _questions(scene, item, rule.kinds)
        if window.start_s <= one.span.start_s < window.end_s
    ]
    return decide(scene, item, window, found)


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
    touched = _occasion_turns(scene, item)
    others = [index for index in scene.view.turn_indices if scene.reading.turns[index].speaker != item.speaker]
    stories = [index for index in others if len(scene.reading.turns[index].words) >= rule.words]
    cuts = _cuts(scene.reading.conversation, item, rule)
    for index in sorted({*stories, *touched}):
        turn = scene.reading.turns[index]
        if any(turn.span.start_s <= cut.start_s < turn.span.end_s for cut in cuts):
            return Judgement("not_said", CONDUCT_CONFIDENCE, turn.span, (_whole_turn(scene, index, "not_said"),))
    if not stories:
        return NOT_APPLICABLE
    found = tuple(_whole_turn(scene, index, "said") for index in stories)
    confidence = CONDUCT_CONFIDENCE if touched else MATTER_OF_COURSE
    return Judgement("said", confidence, scene.reading.turns[stories[0]].span, found)


def _cuts(conversation: Conversation, item: Item, rule: Listening) -> list[Span]:
    own = [part.span for part in conversation.speech if part.speaker == item.speaker]
    if not intersect(own, (part.span for part in conversation.speech if part.speaker != item.speaker)):
        return []  # most calls: telling overlaps apart costs more than all other items
    overlaps = measure_overlaps(conversation)
    return [one.span for one in overlaps if one.kind in rule.overlaps and one.onset_speaker == item.speaker]


def _occasion_turns(scene: Scene, item: Item) -> list[int]:
    chances: Iterable[Chance] = chances_of(scene, item, item.occasion) if item.occasion is not None else ()
    return sorted({chance.turn_index for chance in chances if chance.turn_index is not None})


def _whole_turn(scene: Scene, turn_index: int, verdict: Verdict) -> Found:
    words = scene.reading.word_range(turn_index)
    return Found(words.start, words.stop, verdict, CONDUCT_CONFIDENCE)


def judge_language(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge whether the speaker answers in the language that the other spoke last, by the words of such answers."""
    rule = item.language
    if rule is None:
        return NOT_APPLICABLE
    heard: Language | None = None
    languages: set[Language] = set()
    same = answered = heard_words = 0
    for index in scene.view.turn_indices:
        turn = scene.reading.turns[index]
        language = turn.language if turn.language != "unknown" else language_of_words(turn.words)
        if language not in ("nl", "fy"):
            continue
        languages.add(language)
        if turn.speaker != item.speaker:
            heard, heard_words = language, heard_words + len(turn.words)
        elif heard is not None:
            answered += len(turn.words)
            same += len(turn.words) if language == heard else 0
    if heard_words < rule.words or answered < rule.words:
        return NOT_APPLICABLE
    if IGNORES_SHARE * answered < same < FOLLOWS_SHARE * answered:
        return Judgement("uncertain", UNCERTAIN, window)
    confidence = MATTER_OF_COURSE if languages == {"nl"} else CONDUCT_CONFIDENCE
    return Judgement("said" if same > IGNORES_SHARE * answered else "not_said", confidence, window)


def judge_contact(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge whether the caller was met, in the first turns after the story began, before a question goes to content."""
    rule = item.contact
    if rule is None:
        return NOT_APPLICABLE
    turns = _first_turns(scene, item, window, rule.turns)
    if not turns:
        return NOT_APPLICABLE
    asked = [one.first_word for one in _questions(scene, item, rule.kinds) if one.turn_index in turns]
    end_word = min(asked, default=scene.reading.word_range(turns[-1]).stop)
    met = [one for one in found_by_phrases(scene, item, None) if one.first_word < end_word]
    if met:
        return decide(scene, item, window, met)
    searched = Span(scene.reading.turns[turns[0]].span.start_s, scene.reading.turns[turns[-1]].span.end_s)
    missed = nothing_found(scene, item, searched)
    return Judgement(missed.verdict, min(missed.confidence, CONDUCT_CONFIDENCE), searched)


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
