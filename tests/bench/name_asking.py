"""Greetings asked for names, in a process of its own: was a name said, with each name of a roster as the employee's?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from pipeline.hearing import HeardCall, hear
from pipeline.inbox import InboxRow
from pipeline.ports import Asking
from pipeline.recognising import PARTIES, Ask, Recognised, ask_openings, open_names
from pipeline.records import AskedOpening, Speaker
from pipeline.toolbox import Toolbox
from pipeline.understanding import understand
from tests.bench.assess import verdict_of_call

CUE = "name_on_answer"


def ask_names(rows: Sequence[InboxRow], roster: Sequence[str], tools: Toolbox, night: str) -> dict[str, dict[str, str]]:
    """Return the verdict on `name_on_answer` of every greeting with every name.

    Each is recognised once, and its opening asked once for all names together that its words leave open; all else is
    done name by name as on a night.

    Args:
        rows: greetings; one whose file begins with `named` is asked for its own name only.
        roster: names to ask the others for.
        tools: as on a night.
        night: its date.
    """
    calls = [hear(row, tools) for row in rows]
    transcripts = iter(tools.transcriber.transcribe([clip for call in calls for clip in call.clips]))
    words = [[next(transcripts) for _ in call.clips] for call in calls]
    openings = {
        (call.row.file, name, who): opening
        for call, own in zip(calls, words, strict=True)
        for name in _names(call.row, roster)
        for who, opening in open_names(call, own, tools.roster_for(name)).items()
    }
    asked = ask_openings(list(openings.values()), partial(ask_together, tools.transcriber.ask))
    found = dict(zip(openings, asked, strict=True))
    return {
        call.row.file: {
            name: _verdict(call, Recognised(own, _of(found, call.row.file, name)), name, tools, night)
            for name in _names(call.row, roster)
        }
        for call, own in zip(calls, words, strict=True)
    }


def _of(found: Mapping[tuple[str, str, Speaker], AskedOpening], file: str, name: str) -> dict[Speaker, AskedOpening]:
    return {who: found[file, name, who] for who in PARTIES if (file, name, who) in found}


def _names(row: InboxRow, roster: Sequence[str]) -> Sequence[str]:
    return [row.call.employee_name] if row.file.startswith("named") else roster


def ask_together(ask: Ask, askings: Sequence[Asking]) -> list[tuple[float, ...]]:
    """Ask each sound once for all its phrases: a phrase is judged by itself, whatever is asked beside."""
    same: dict[tuple[str, bytes], list[Asking]] = defaultdict(list)
    for one in askings:
        same[_sound(one)].append(one)
    merged = [
        replace(alike[0], phrases=tuple(dict.fromkeys(phrase for one in alike for phrase in one.phrases)))
        for alike in same.values()
    ]
    answers = {
        _sound(one): dict(zip(one.phrases, answer, strict=True))
        for one, answer in zip(merged, ask(merged), strict=True)
    }
    return [tuple(answers[_sound(one)][phrase] for phrase in one.phrases) for one in askings]


def _sound(asking: Asking) -> tuple[str, bytes]:
    return asking.call_id, sha256(asking.samples.tobytes()).digest()


def _verdict(call: HeardCall, own: Recognised, name: str, tools: Toolbox, night: str) -> str:
    columns = replace(call.row.call, employee_name=name)
    record = understand(replace(call, row=replace(call.row, call=columns)), own, tools, night)
    return verdict_of_call(tools.cue_finder.find(record.conversation).cues, CUE)
