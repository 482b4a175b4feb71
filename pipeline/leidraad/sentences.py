"""Runs a leidraad's own sentences: each item says what it must find and what it must not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.findings import Verdict
from pipeline.leidraad.lexicon import TopicFile
from pipeline.leidraad.schema import Example, Item, Leidraad, Sentence
from pipeline.ports import CueFinder
from pipeline.records import Conversation, Facts, Heard, Language, Span, Speaker, Speech, Turn, Word

WORD_S = 0.35
"""Seconds a word of an example takes; about the tempo of telephone speech."""
PAUSE_S = 0.3
FIRST_SPEECH_S = 1.0
_EXAMPLE_NAMES = {"{name}": ("Hinke", "employee_name"), "{organisation}": ("Sânwâld", "organisation")}
_SLOT = re.compile(r"\{(?:name|organisation)\}")


@dataclass(frozen=True, slots=True)
class SentenceFailure:
    """A sentence that came out otherwise than the leidraad says.

    Attributes:
        item_id: of the item, or of the topic.
        path: where it stands, `items[offer_help].should_match[2]`.
        sentence: as written; a dialogue in one line.
        expected: `said`, or `not said` for any other verdict.
        verdict: what came out.
    """

    item_id: str
    path: str
    sentence: str
    expected: Literal["said", "not said"]
    verdict: Verdict


def run_sentences(leidraad: Leidraad, cue_finder: CueFinder) -> tuple[SentenceFailure, ...]:
    """Score every sentence of every item and topic and return those that come out wrong, in the order of the files.

    A plain sentence is said by the item's speaker, after a greeting where the item is looked for later in the call; a
    topic's sentence is said by the caller.
    """
    failures = [failure for item in leidraad.items for failure in _failures(item, cue_finder)]
    return (*failures, *_topic_failures(leidraad.topics, cue_finder))


def count_sentences(leidraad: Leidraad) -> int:
    """Return how many sentences a leidraad has, those of its topics included."""
    own = sum(len(item.should_match) + len(item.should_not_match) for item in leidraad.items)
    return own + sum(len(topic.should_match) for topic in leidraad.topics.topics)


def _topic_failures(topics: TopicFile, cue_finder: CueFinder) -> Iterator[SentenceFailure]:
    for topic in topics.topics:
        for number, sentence in enumerate(topic.should_match):
            found = cue_finder.find(conversation_of((Example(citizen=sentence),))).topic
            if found != topic.id:
                path = f"topics[{topic.id}].should_match[{number}]"
                yield SentenceFailure(topic.id, path, sentence, "said", "not_said")


def _failures(item: Item, cue_finder: CueFinder) -> Iterator[SentenceFailure]:
    for field, expected in (("should_match", "said"), ("should_not_match", "not said")):
        for number, sentence in enumerate(getattr(item, field)):
            conversation = conversation_of(dialogue_of(sentence, item))
            verdict = next(
                cue.verdict
                for cue in cue_finder.find(conversation).cues
                if cue.cue_id == item.id and cue.occurrence == 0
            )
            if (verdict == "said") != (expected == "said"):
                yield SentenceFailure(
                    item_id=item.id,
                    path=f"items[{item.id}].{field}[{number}]",
                    sentence=_one_line(sentence),
                    expected="said" if expected == "said" else "not said",
                    verdict=verdict,
                )


def dialogue_of(sentence: Sentence, item: Item) -> tuple[Example, ...]:
    """Return a sentence as a dialogue, with a greeting before it where the item is not part of the opening."""
    if isinstance(sentence, str):
        sentence = (Example(agent=sentence) if item.speaker == "agent" else Example(citizen=sentence),)
    if item.window.phase == "opening" or (item.window.from_s is not None and item.window.from_s >= 0):
        return sentence
    return (Example(agent="Goedemorgen."), Example(citizen="Goedemorgen."), *sentence)


def conversation_of(dialogue: tuple[Example, ...]) -> Conversation:
    """Lay a dialogue out in time, evenly, with the facts its slots stand for."""
    turns: list[Turn] = []
    heard: list[Heard] = []
    at_s, position = FIRST_SPEECH_S, 0
    for example in dialogue:
        if example.wait_s is not None:
            at_s += example.wait_s
            continue
        speaker: Speaker = "agent" if example.agent is not None else "citizen"
        texts = (example.agent or example.citizen or "").split()
        heard.extend(_heard(texts, position))
        turns.append(_turn(texts, speaker, example.language or "unknown", at_s))
        at_s = turns[-1].span.end_s + PAUSE_S
        position += len(texts)
    return Conversation(
        call_id="example",
        duration_s=at_s + 1.0,
        speech=tuple(Speech(turn.span, turn.speaker) for turn in turns),
        turns=tuple(turns),
        facts=Facts(tuple(heard), "example"),
    )


def _heard(texts: list[str], position: int) -> Iterator[Heard]:
    for offset, text in enumerate(texts):
        if slot := _SLOT.search(text):
            kind = _EXAMPLE_NAMES[slot.group()][1]
            yield Heard(
                "employee_name" if kind == "employee_name" else "organisation",
                position + offset,
                position + offset + 1,
                1.0,
            )


def _turn(texts: list[str], speaker: Speaker, language: Language, start_s: float) -> Turn:
    words = tuple(
        Word(
            Span(round(start_s + number * WORD_S, 3), round(start_s + (number + 1) * WORD_S, 3)),
            _SLOT.sub(lambda slot: _EXAMPLE_NAMES[slot.group()][0], text),
        )
        for number, text in enumerate(texts)
    )
    return Turn(Span(words[0].span.start_s, words[-1].span.end_s), speaker, language, words)


def _one_line(sentence: Sentence) -> str:
    if isinstance(sentence, str):
        return sentence
    return " / ".join(
        f"{'agent' if one.agent else 'citizen'}: {one.agent or one.citizen}"
        if one.wait_s is None
        else f"({one.wait_s:g} s)"
        for one in sentence
    )
