"""Conversations and leidraden in a few lines, and a finder that needs no model, for tests of scoring.

A word takes 0.4 s and the pause between two turns is 0.6 s; the first word begins at 1.0 s. Turns of 5, 3 and 2 words:

    time_s    1.0        3.0  3.6    4.8  5.4  6.2
    agent      |----5----|                 |-2-|
    citizen                    |--3--|
"""

from collections.abc import Iterator
from typing import Any

from pipeline.findings import Cue
from pipeline.leidraad.learned import nothing_learned
from pipeline.leidraad.lexicon import QuestionFile, TopicFile, WordFile
from pipeline.leidraad.notation import GAP, MAX_GAP_WORDS, TURN_END, TURN_START
from pipeline.leidraad.places import SLOT_OF_HEARD, Place, Places, Trigger, gather, triggers_of
from pipeline.leidraad.reading import Reading, read
from pipeline.leidraad.rules import Names
from pipeline.leidraad.schema import Item, Leidraad
from pipeline.leidraad.score import prepare, score
from pipeline.normalise import tokens_of
from pipeline.ports import CueResult
from pipeline.records import Conversation, Direction, Facts, Heard, Span, Speaker, Speech, Turn, Word

WORD_S = 0.4
PAUSE_S = 0.6


def talk(*lines: str, direction: Direction = "inbound", heard: tuple[Heard, ...] = ()) -> Conversation:
    """Make a call of lines `A text`, `B text`, `A fy text`, and waits `(20)`."""
    turns: list[Turn] = []
    at_s = 1.0
    for line in lines:
        if line.startswith("("):
            at_s += float(line[1:-1])
            continue
        turns.append(_turn(line, at_s))
        at_s = turns[-1].span.end_s + PAUSE_S
    return Conversation(
        call_id="call",
        duration_s=at_s + 1.0,
        direction=direction,
        speech=tuple(Speech(turn.span, turn.speaker) for turn in turns),
        turns=tuple(turns),
        facts=Facts(heard),
    )


def _turn(line: str, start_s: float) -> Turn:
    who, _, text = line.partition(" ")
    speaker: Speaker = "agent" if who == "A" else "citizen"
    is_frisian = text.startswith("fy ")
    texts = text.removeprefix("fy ").split()
    words = tuple(
        Word(Span(round(start_s + number * WORD_S, 3), round(start_s + (number + 1) * WORD_S, 3)), written)
        for number, written in enumerate(texts)
    )
    end_s = words[-1].span.end_s if words else round(start_s + WORD_S, 3)
    return Turn(Span(round(start_s, 3), end_s), speaker, "fy" if is_frisian else "nl", words)


def both(*phrases: str) -> dict[str, list[str]]:
    """The same phrases in both languages."""
    return {"nl": list(phrases), "fy": list(phrases)}


def an_item(**fields: Any) -> Item:
    """An item `wave` of the agent, looked for in the whole leg, with what is given in place of that."""
    values = {
        "id": "wave",
        "name": {"nl": "Zwaait", "fy": "Swaait"},
        "coach": "De medewerker zwaait.",
        "speaker": "agent",
        "polarity": "top",
        "window": {"phase": "whole"},
        "triggers": both("ik zwaai"),
        "should_match": ["ik zwaai"],
        "should_not_match": ["ik zit"],
    }
    return Item.model_validate({name: value for name, value in (values | fields).items() if value is not None})


GRAMMAR = {
    "asking": ["wat", "hoe", "welke", "wanneer", "waarom"],
    "before_asking": ["in"],
    "verbs": ["is", "heeft", "kunt", "wilt", "gebeurt", "moet"],
    "subjects": ["u", "er", "het", "ik"],
    "telling": ["vertellen"],
    "reasons": ["waarom"],
    "facts": ["wanneer", "straat"],
    "data": ["postcode"],
    "compounds": ["nummer"],
    "degrees": ["hoe"],
    "manners": ["precies"],
    "own": ["ik"],
    "going_on": ["al"],
    "back": ["het", "hij"],
    "choosing": ["of"],
    "starters": ["en", "goed"],
    "fronted": ["dan"],
}


def word_file(**lists: list[str]) -> WordFile:
    """A words file with few words, `greeting`, `transfer` and the lists given."""
    given = {"greeting": ["hallo"], "transfer": ["ik verbind u door"]} | lists
    return WordFile.model_validate(
        {
            "id": "woorden",
            "version": 1,
            "fillers": both("eh"),
            "same": {"nl": [], "fy": []},
            "denials": both("niet"),
            "function_words": both("graag", "nieuwe"),
            "lists": {name: both(*phrases) for name, phrases in given.items()},
        }
    )


def question_file(**kinds: list[str]) -> QuestionFile:
    """A question file with a small grammar and the kinds given."""
    return QuestionFile.model_validate(
        {
            "id": "vragen",
            "version": 1,
            "grammar": {name: both(*words) for name, words in GRAMMAR.items()},
            "kinds": {kind: both(*phrases) for kind, phrases in kinds.items()},
            "not_questions": both("wat een"),
        }
    )


def topic_file(**topics: str) -> TopicFile:
    """A topic file; a topic is known by one word."""
    values = [
        {"id": name, "name": {"nl": name, "fy": name}, "words": both(word), "should_match": [word]}
        for name, word in topics.items()
    ]
    return TopicFile.model_validate({"id": "producten", "version": 1, "min_mentions": 2, "topics": values})


def a_leidraad(
    *items: Item, words: WordFile | None = None, questions: QuestionFile | None = None, topics: TopicFile | None = None
) -> Leidraad:
    """A guide of these items."""
    return Leidraad(
        id="proef",
        version=3,
        name=Names(nl="Proef", fy="Proef"),
        items=items,
        words=words or word_file(),
        questions=questions or question_file(),
        topics=topics or topic_file(),
        learned=nothing_learned(),
    )


class LiteralFinder:
    """Finds phrases letter for letter; answers as a CueFinder does."""

    def __init__(self, leidraad: Leidraad) -> None:
        self._prepared = prepare(leidraad)
        self._triggers = triggers_of(leidraad)

    def find(self, conversation: Conversation) -> CueResult:
        reading = read(conversation)
        return score(self._prepared, reading, self.places(reading))

    def places(self, reading: Reading) -> Places:
        return gather(place for trigger in self._triggers for place in _places(trigger, reading))


def _places(trigger: Trigger, reading: Reading) -> Iterator[Place]:
    for turn_index in range(len(reading.turns)):
        tokens = list(_tokens(reading, turn_index))
        for start in range(len(tokens)):
            end = _end_of_match(trigger.sequence, [text for text, _, _ in tokens], start)
            inner = [token for token in tokens[start:end] if token[0] not in (TURN_START, TURN_END)]
            if end and inner:
                yield Place(trigger.key, inner[0][1], inner[-1][2], turn_index, 1.0)


def _tokens(reading: Reading, turn_index: int) -> Iterator[tuple[str, int, int]]:
    positions = reading.word_range(turn_index)
    heard = reading.heard_by_word()
    yield TURN_START, positions.start, positions.start
    word = positions.start
    while word < positions.stop:
        if word in heard:
            yield SLOT_OF_HEARD[heard[word].kind], word, heard[word].end_word
            word = heard[word].end_word
        else:
            yield from ((token, word, word + 1) for token in tokens_of(reading.words[word].text))
            word += 1
    yield TURN_END, positions.stop, positions.stop


def _end_of_match(sequence: tuple[str, ...], tokens: list[str], start: int) -> int:
    """Return the index after a match that begins at `start`, 0 without one."""
    if not sequence:
        return start
    if sequence[0] == GAP:
        ends = (_end_of_match(sequence[1:], tokens, start + skipped) for skipped in range(MAX_GAP_WORDS + 1))
        return next((end for end in ends if end), 0)
    if start < len(tokens) and tokens[start] == sequence[0]:
        return _end_of_match(sequence[1:], tokens, start + 1)
    return 0


def verdict_of(item: Item, conversation: Conversation, **files: Any) -> Cue:
    """Return the verdict on one item in the first leg."""
    result = LiteralFinder(a_leidraad(item, **files)).find(conversation)
    return next(cue for cue in result.cues if cue.cue_id == item.id and cue.occurrence == 0)
