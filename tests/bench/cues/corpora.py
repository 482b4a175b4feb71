"""Reads the labelled corpora into one form: turns as JSON, a verdict per item, the agent's questions."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from pipeline.heard import find_heard
from pipeline.normalise import tokens_of
from pipeline.records import Conversation
from pipeline.turns_json import read_turns
from tests.corpus.own.calls import own_values, stretch_values

CORPUS = Path(__file__).parents[2] / "corpus"
Style = Literal["clean", "recogniser"]
_GIVEN = (
    "employee_name", "organisations", "colleagues", "aliases", "direction", "duration_s", "starts_mid_speech", "holds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrueQuestion:
    """A question of the agent, where it stands and what kind it is.

    Attributes:
        turn: its number in the call.
        tokens: its words, folded.
    """

    turn: int
    tokens: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class LabelledCall:
    """A call and what is true of it.

    Attributes:
        given: the call as `meeluister score` takes it; the language of turns is left out, for it must be told.
        style: `recogniser` where it was written with errors in the first place.
        language: of most words of the agent.
        expected: verdict per item.
        questions: None where nobody labelled them.
    """

    call_id: str
    given: Mapping[str, Any]
    style: Style
    language: Literal["nl", "fy"]
    turn_languages: tuple[str, ...]
    expected: Mapping[str, str]
    questions: tuple[TrueQuestion, ...] | None = field(default=None)

    def with_texts(self, texts: Sequence[str]) -> Mapping[str, Any]:
        """Return the call as given, with other words in its turns."""
        turns = [{**turn, "text": text} for turn, text in zip(self.given["turns"], texts, strict=True)]
        return {**self.given, "turns": turns}

    def respelt(self, texts: Sequence[str]) -> "LabelledCall":
        """Return the call with other words in its turns, as a recogniser's."""
        return replace(self, given=self.with_texts(texts), style="recogniser")


def conversation_of(given: Mapping[str, Any]) -> Conversation:
    """Lay a call out in time and find the names that its words hold; the sound cannot be asked."""
    read = read_turns(json.dumps(given))
    return replace(read.conversation, facts=find_heard(read.conversation, read.roster))


def corpus(name: str) -> tuple[LabelledCall, ...]:
    """Return the calls of `own`, or of a corpus of others, `blind`, by name; empty where there is none."""
    if name == "own":
        return tuple(_labelled(values) for values in own_values())
    files = sorted((CORPUS / name / "cues").glob("*.yaml"))
    return tuple(_labelled(values) for file in files for values in yaml.safe_load(file.read_text(encoding="utf-8")))


def question_stretches() -> tuple[LabelledCall, ...]:
    """Return the stretches of calls written to train the kinds of questions on."""
    return tuple(_labelled(values) for values in stretch_values(CORPUS / "own_phrases" / "questions.yaml"))


def _labelled(values: Mapping[str, Any]) -> LabelledCall:
    turns = [{key: turn[key] for key in ("speaker", "start_s", "end_s", "text")} for turn in values["turns"]]
    given = {"call_id": values["id"], "turns": turns, **{key: values[key] for key in _GIVEN if key in values}}
    languages = tuple(turn.get("language") or "nl" for turn in values["turns"])
    return LabelledCall(
        call_id=values["id"],
        given=given,
        style=values.get("style", "clean"),
        language=_language_of_agent(turns, languages),
        turn_languages=languages,
        expected=values["cues"],
        questions=_questions(values["questions"]) if "questions" in values else None,
    )


def _language_of_agent(turns: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> Literal["nl", "fy"]:
    counts: Counter[str] = Counter()
    for turn, language in zip(turns, languages, strict=True):
        counts[language] += len(turn["text"].split()) if turn["speaker"] == "agent" else 0
    return "fy" if counts["fy"] > counts["nl"] else "nl"


def _questions(values: Sequence[Mapping[str, Any]]) -> tuple[TrueQuestion, ...]:
    return tuple(TrueQuestion(one["turn"], tokens_of(one["text"]), one["kind"]) for one in values)
