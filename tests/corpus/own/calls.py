"""Reads the corpus of invented calls in `calls.yaml` and its sequels and lays them out in time.

A word takes 0.34 s, a turn 0.2 s more, and 0.35 s lie between two turns; `A|` cuts in 2.2 s before that. Where a call
has `questions: marked`, every question of the agent stands as `<kind| its words>`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.heard import find_heard
from pipeline.leidraad.learned import nothing_learned
from pipeline.leidraad.load import load_leidraad
from pipeline.records import Conversation
from pipeline.turns_json import TurnsInput, read_turns

WORD_S, TURN_S, PAUSE_S, CUT_IN_S = 0.34, 0.2, 0.35, 2.2
FILE = Path(__file__).parent / "calls.yaml"
SEQUELS = tuple(Path(__file__).parent / f"calls_{name}.yaml" for name in ("more", "third"))
QUESTION = re.compile(r"<([a-z_]+)\| ([^>]*)>")
PASSED_ON = ("employee_name", "organisations", "colleagues", "aliases", "direction")


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A call with what a leidraad should find in it.

    Attributes:
        given: as read from JSON, without facts.
        conversation: with the names that were heard.
        expected: verdict per item.
        topic: product it is about, None where the call does not say.
    """

    call_id: str
    given: TurnsInput
    conversation: Conversation
    expected: Mapping[str, str]
    topic: str | None


def own_calls() -> tuple[OwnCall, ...]:
    """Read the calls that must come out as they should."""
    return tuple(_call(values) for values in _written(FILE))


def own_values() -> Iterator[dict[str, Any]]:
    """Yield all calls laid out in time, with `cues` and, where they were labelled, `questions`."""
    for values in (one for file in (FILE, *SEQUELS) for one in _written(file)):
        questions = {"questions": list(_marked(values))} if values.get("questions") == "marked" else {}
        yield {"id": values["id"], "cues": _labels(values), **_as_json(values), **questions}


def stretch_values(file: Path) -> Iterator[dict[str, Any]]:
    """Yield stretches of calls, laid out in time, with the questions that are marked in them; they have no verdicts."""
    for number, stretch in enumerate(_written(file)):
        spoken = [f"{line[0]} {stretch['language']} {line[2:]}" for line in stretch["turns"]]
        values = {"id": f"stretch_{number}", "turns": spoken}
        yield {"id": values["id"], "cues": {}, **_as_json(values), "questions": list(_marked(values))}


def _written(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(file.read_text(encoding="utf-8")))


def _labels(values: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the verdict of each item, spelt out where a call only lists what was done.

    An item that needs an occasion, or a language to follow, had none unless it is named.
    """
    if "expect" in values:
        return dict(values["expect"])
    lists = {"said": "said", "not_said": "not_said", "na": "not_applicable", "open": "uncertain"}
    return _nothing_done() | {item: verdict for name, verdict in lists.items() for item in values.get(name, ())}


@cache
def _nothing_done() -> dict[str, str]:
    items = load_leidraad("basis_v1", learned=nothing_learned()).items
    needing = {item.id for item in items if item.occasion is not None or item.language is not None}
    return {item.id: "not_applicable" if item.id in needing else "not_said" for item in items}


def _marked(values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    lines = [line for line in values["turns"] if not line.startswith("(")]
    for turn, line in enumerate(lines):
        for kind, text in QUESTION.findall(line):
            yield {"turn": turn, "text": text, "kind": kind}


def _call(values: Mapping[str, Any]) -> OwnCall:
    given = read_turns(json.dumps(_as_json(values)))
    conversation = replace(given.conversation, facts=find_heard(given.conversation, given.roster))
    return OwnCall(values["id"], given, conversation, values["expect"], values.get("topic"))


def _as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    at_s = values.get("first_s", 0.9)
    turns: list[dict[str, Any]] = []
    for line in values["turns"]:
        if line.startswith("("):
            at_s += float(line[1:-1])
            continue
        who, _, text = line.partition(" ")
        language = text[:2] if text.startswith(("nl ", "fy ")) else None
        text = QUESTION.sub(r"\2", text[3:] if language else text)
        at_s -= CUT_IN_S if who.endswith("|") else 0.0
        end_s = round(at_s + TURN_S + WORD_S * len(text.split()), 2)
        speaker = "agent" if who.startswith("A") else "citizen"
        turns.append(
            {"speaker": speaker, "start_s": round(at_s, 2), "end_s": end_s, "text": text, "language": language}
        )
        at_s = end_s + PAUSE_S
    passed_on = {name: values[name] for name in PASSED_ON if name in values}
    return {"call_id": values["id"], "duration_s": at_s + 2.0, "turns": turns, **passed_on}
