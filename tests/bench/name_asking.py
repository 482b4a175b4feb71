"""Greetings asked for names, in a process of its own: was a name said, with each name of a roster as the employee's?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.hearing import HeardCall, hear
from pipeline.inbox import InboxRow
from pipeline.ports import Asking, Transcript
from pipeline.recognising import Opening, Recognised, open_names
from pipeline.records import Speaker
from pipeline.toolbox import Toolbox
from pipeline.understanding import understand
from tests.bench.assess import verdict_of_call

CUE = "name_on_answer"
Openings = Mapping[Speaker, Opening]


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
    openings = [
        {name: open_names(call, own, tools.roster_for(name)) for name in _names(call.row, roster)}
        for call, own in zip(calls, words, strict=True)
    ]
    asked = [together(by_name.values()) for by_name in openings]
    answers = iter(tools.transcriber.ask([asking for own in asked for asking in own.values()]))
    evidence = [{who: dict(zip(own[who].phrases, next(answers), strict=True)) for who in own} for own in asked]
    return {
        call.row.file: {
            name: _verdict(call, recognised(own, opening, heard), name, tools, night)
            for name, opening in by_name.items()
        }
        for call, own, by_name, heard in zip(calls, words, openings, evidence, strict=True)
    }


def _names(row: InboxRow, roster: Sequence[str]) -> Sequence[str]:
    return [row.call.employee_name] if row.file.startswith("named") else roster


def together(openings: Iterable[Openings]) -> dict[Speaker, Asking]:
    """Return per party one asking for all the phrases that its opening is asked for."""
    asked: dict[Speaker, Asking] = {}
    for who, opening in (pair for one in openings for pair in one.items()):
        phrases = (*(asked[who].phrases if who in asked else ()), *opening.asking.phrases)
        asked[who] = replace(opening.asking, phrases=tuple(dict.fromkeys(phrases)))
    return asked


def recognised(
    transcripts: Sequence[Transcript], openings: Openings, evidence: Mapping[Speaker, Mapping[str, float]]
) -> Recognised:
    """Return what would have come of asking for this name alone: each phrase is judged by itself."""
    return Recognised(
        transcripts,
        {who: one.end_s for who, one in openings.items()},
        {who: tuple(evidence[who][phrase] for phrase in one.asking.phrases) for who, one in openings.items()},
    )


def _verdict(call: HeardCall, own: Recognised, name: str, tools: Toolbox, night: str) -> str:
    columns = replace(call.row.call, employee_name=name)
    record = understand(replace(call, row=replace(call.row, call=columns)), own, tools, night)
    return verdict_of_call(tools.cue_finder.find(record.conversation).cues, CUE)
