"""Judges an item by what the parties do: ask, let finish, follow a language, make contact first."""

from collections.abc import Iterable

from pipeline.findings import Question
from pipeline.intervals import overlap_s
from pipeline.language import language_of_words
from pipeline.leidraad.by_occasion import Chance, chances_of
from pipeline.leidraad.by_phrases import found_by_phrases
from pipeline.leidraad.judge import (
    CERTAIN,
    NOT_APPLICABLE,
    UNCERTAIN,
    Found,
    Judgement,
    Scene,
    decide,
    nothing_found,
)
from pipeline.leidraad.schema import Item
from pipeline.normalise import tokens_of
from pipeline.records import Language, Span, Turn

WELL_ANSWERED = 0.93
"""An open question that was answered at length."""
BARELY_ANSWERED = 0.7
"""One open in form only, or whose answer is not known."""
CONDUCT_CONFIDENCE = 0.8
"""What rests on times and language rests on estimates."""
FOLLOWS_SHARE = 0.6
"""So much of what is said after the other's language is known must be in it."""
IGNORES_SHARE = 0.3


def judge_questions(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge by the questions of the item's kinds that its speaker asks in the window."""
    rule = item.question
    if rule is None:
        return NOT_APPLICABLE
    found = [
        Found(one.first_word, one.end_word, "said", _question_confidence(one, rule.answer_words))
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


def _question_confidence(question: Question, answer_words: int) -> float:
    is_answered = question.response_words is not None and question.response_words >= answer_words
    return WELL_ANSWERED if is_answered else BARELY_ANSWERED


def judge_listening(scene: Scene, item: Item, backchannels: frozenset[str]) -> Judgement:
    """Judge whether the other was let finish, in the turns of the occasion.

    Cutting in is speech of one's own, more than a backchannel, that begins while the other speaks and goes on beside
    it for longer than the grace.
    """
    rule, occasion = item.listening, item.occasion
    if rule is None or occasion is None:
        return NOT_APPLICABLE
    told = _told_turns(scene, item, rule.words)
    cut = [index for index in _occasion_turns(scene, item) if _is_cut_in(scene, item, index, backchannels)]
    if cut:
        turn = scene.reading.turns[cut[0]]
        return Judgement("not_said", CONDUCT_CONFIDENCE, turn.span, (_whole_turn(scene, cut[0], "not_said"),))
    if not told:
        return NOT_APPLICABLE
    found = tuple(_whole_turn(scene, index, "said") for index in told)
    return Judgement("said", CONDUCT_CONFIDENCE, scene.reading.turns[told[0]].span, found)


def _occasion_turns(scene: Scene, item: Item) -> list[int]:
    chances: Iterable[Chance] = chances_of(scene, item, item.occasion) if item.occasion is not None else ()
    return sorted({chance.turn_index for chance in chances if chance.turn_index is not None})


def _told_turns(scene: Scene, item: Item, words: int) -> list[int]:
    return [index for index in _occasion_turns(scene, item) if len(scene.reading.turns[index].words) >= words]


def _is_cut_in(scene: Scene, item: Item, turn_index: int, backchannels: frozenset[str]) -> bool:
    told = scene.reading.turns[turn_index]
    grace_s = item.listening.grace_s if item.listening is not None else 0.0
    own = [turn for turn in scene.reading.turns if turn.speaker == item.speaker and turn.words]
    return any(
        told.span.start_s < turn.span.start_s < told.span.end_s
        and round(overlap_s(turn.span, told.span), 3) > grace_s
        and not _is_backchannel(turn, backchannels)
        for turn in own
    )


def _is_backchannel(turn: Turn, backchannels: frozenset[str]) -> bool:
    return all(token in backchannels for word in turn.words for token in tokens_of(word.text))


def _whole_turn(scene: Scene, turn_index: int, verdict: str) -> Found:
    words = scene.reading.word_range(turn_index)
    return Found(words.start, words.stop, "said" if verdict == "said" else "not_said", CONDUCT_CONFIDENCE)


def judge_language(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge whether the speaker answers in the other's language; where both use Dutch there is nothing to follow."""
    rule = item.language
    if rule is None:
        return NOT_APPLICABLE
    turns = [scene.reading.turns[index] for index in scene.view.turn_indices]
    heard = _words_by_language(turn for turn in turns if turn.speaker != item.speaker)
    first_s = next((turn.span.start_s for turn in turns if turn.speaker != item.speaker and turn.words), window.end_s)
    said = _words_by_language(turn for turn in turns if turn.speaker == item.speaker and turn.span.start_s > first_s)
    if max(heard["fy"], said["fy"]) < rule.words or sum(heard.values()) < rule.words or not sum(said.values()):
        return NOT_APPLICABLE
    wanted = max(heard, key=lambda language: heard[language])
    if heard[wanted] < FOLLOWS_SHARE * sum(heard.values()):
        return Judgement("uncertain", UNCERTAIN, window)
    share = said[wanted] / sum(said.values())
    if share >= FOLLOWS_SHARE:
        return Judgement("said", CONDUCT_CONFIDENCE, window)
    return (
        Judgement("not_said", CONDUCT_CONFIDENCE, window)
        if share <= IGNORES_SHARE
        else Judgement("uncertain", UNCERTAIN, window)
    )


def _words_by_language(turns: Iterable[Turn]) -> dict[str, int]:
    counts = {"nl": 0, "fy": 0}
    for turn in turns:
        language: Language = turn.language if turn.language != "unknown" else language_of_words(turn.words)
        if language in counts:
            counts[language] += len(turn.words)
    return counts


def judge_contact(scene: Scene, item: Item, window: Span) -> Judgement:
    """Judge whether the caller was met before the first question that goes straight to content."""
    rule = item.contact
    if rule is None:
        return NOT_APPLICABLE
    first = next(iter(_questions(scene, item, rule.kinds)), None)
    if first is None:
        return NOT_APPLICABLE
    before = [one for one in found_by_phrases(scene, item, window) if one.first_word < first.first_word]
    if before:
        return decide(scene, item, window, before)
    if _words_heard(scene, item, first) >= rule.heard_words:
        return Judgement(
            "said", CONDUCT_CONFIDENCE, window, (Found(first.first_word, first.end_word, "said", CONDUCT_CONFIDENCE),)
        )
    missed = nothing_found(scene, item, window)
    evidence = (Found(first.first_word, first.end_word, "not_said", missed.confidence),)
    return Judgement(missed.verdict, min(missed.confidence, CERTAIN), window, evidence)


def _words_heard(scene: Scene, item: Item, first: Question) -> int:
    turns = scene.reading.turns
    return sum(
        len(turns[index].words)
        for index in scene.view.turn_indices
        if index < first.turn_index and turns[index].speaker != item.speaker
    )
