"""Puts the questions of a conversation together: found by rules, of the kind that was learned, with their answers."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.findings import Question
from pipeline.leidraad.learned import KindModel
from pipeline.leidraad.places import Places
from pipeline.leidraad.question_features import question_features
from pipeline.leidraad.question_functions import FoundQuestion, Story
from pipeline.leidraad.questions import PRIORITY, ruled_questions
from pipeline.leidraad.reading import Reading
from pipeline.normalise import ends_question

LEFT_OPEN_WORDS = 15
"""A question with more words behind it in its turn was not left for the other to answer."""
NO_QUESTION = 0.65
"""What is so likely no question is left out."""


def find_questions(story: Story, places: Places, kinds: KindModel) -> tuple[Question, ...]:
    """Return the questions of both parties, in word order, of the kinds that were learned for those of the agent."""
    ruled = ruled_questions(story, places, is_eager=bool(kinds.classes))
    return tuple(_answered(one, story.reading) for one in _learned_kinds(ruled, story, kinds))


def _learned_kinds(ruled: list[FoundQuestion], story: Story, kinds: KindModel) -> Iterator[FoundQuestion]:
    own = [one for one in ruled if story.reading.turns[one.turn_index].speaker == "agent"]
    if not own or not kinds.classes:
        yield from ruled
        return
    chances = kinds.probabilities([question_features(own, number, story) for number in range(len(own))])
    told = iter(chances.tolist())
    for one in ruled:
        if story.reading.turns[one.turn_index].speaker != "agent":
            yield one
            continue
        chance = dict(zip(kinds.classes, next(told), strict=True))
        none = chance.pop("none", 0.0)
        kind = max(PRIORITY, key=lambda name: chance.get(name, 0.0))
        is_marked = ends_question(story.reading.words[one.end_word - 1].text)
        if none < NO_QUESTION or is_marked:
            yield replace(one, kind=kind)


def _answered(found: FoundQuestion, reading: Reading) -> Question:
    response_s, response_words = _answer(found, reading)
    return Question(
        turn_index=found.turn_index,
        first_word=found.first_word,
        end_word=found.end_word,
        span=reading.span_of(found.first_word, found.end_word),
        speaker=reading.turns[found.turn_index].speaker,
        kind=found.kind,
        response_s=response_s,
        response_words=response_words,
    )


def _answer(found: FoundQuestion, reading: Reading) -> tuple[float | None, int | None]:
    """Return seconds and words of the other party until the asker takes the turn again."""
    turn_index = found.turn_index
    asker = reading.turns[turn_index].speaker
    if reading.word_range(turn_index).stop - found.end_word > LEFT_OPEN_WORDS:
        return None, None
    seconds, words = 0.0, 0
    for turn in reading.turns[turn_index + 1 :]:
        if turn.speaker == asker and len(turn.words) > 2:
            break
        if turn.speaker != asker:
            seconds += turn.span.duration_s
            words += len(turn.words)
    return (round(seconds, 3), words) if words else (None, None)
