"""Greetings asked for names, in a process of its own: was a name said, with each name of a roster as the employee's?"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.hearing import HeardCall, hear
from pipeline.inbox import InboxRow
from pipeline.ports import Clip, Transcript
from pipeline.sound_names import name_probes
from pipeline.toolbox import Toolbox
from pipeline.understanding import understand
from tests.bench.assess import verdict_of_call

CUE = "name_on_answer"
Heard = tuple[HeardCall, Sequence[Transcript]]


def ask_names(rows: Sequence[InboxRow], roster: Sequence[str], tools: Toolbox, night: str) -> dict[str, dict[str, str]]:
    """Return the verdict on `name_on_answer` of every greeting with every name.

    Each is recognised once, and its opening asked for all names together; all else is done name by name as on a night.

    Args:
        rows: greetings; one whose file begins with `named` is asked for its own name only.
        roster: names to ask the others for.
        tools: as on a night.
        night: its date.
    """
    calls = [(hear(row, tools), _names(row, roster)) for row in rows]
    asked = [replace(call, clips=_asking(call.clips, names)) for call, names in calls]
    transcripts = iter(tools.transcriber.transcribe([clip for call in asked for clip in call.clips]))
    heard = [(call, [next(transcripts) for _ in call.clips]) for call in asked]
    return {
        call.row.file: {name: _verdict((call, own), name, tools, night) for name in names}
        for (call, own), (_, names) in zip(heard, calls, strict=True)
    }


def _names(row: InboxRow, roster: Sequence[str]) -> Sequence[str]:
    return [row.call.employee_name] if row.file.startswith("named") else roster


def _asking(clips: Sequence[Clip], names: Sequence[str]) -> tuple[Clip, ...]:
    """Let the clips that are asked for a name be asked for all."""
    probes = tuple(dict.fromkeys(probe for name in names for probe in name_probes(name)))
    return tuple(replace(clip, probes=probes) if clip.probes else clip for clip in clips)


def _verdict(heard: Heard, name: str, tools: Toolbox, night: str) -> str:
    call, transcripts = heard
    columns = replace(call.row.call, employee_name=name)
    pairs = [as_asked(clip, transcript, name) for clip, transcript in zip(call.clips, transcripts, strict=True)]
    own = replace(call, row=replace(call.row, call=columns), clips=tuple(clip for clip, _ in pairs))
    record = understand(own, [transcript for _, transcript in pairs], tools, night)
    return verdict_of_call(tools.cue_finder.find(record.conversation).cues, CUE)


def as_asked(clip: Clip, transcript: Transcript, name: str) -> tuple[Clip, Transcript]:
    """Return what would have come of asking for this name alone: each phrase is judged by itself."""
    if not clip.probes:
        return clip, transcript
    evidence = dict(zip(clip.probes, transcript.probe_evidence, strict=True)) if transcript.probe_evidence else {}
    own = name_probes(name) if evidence else ()
    return replace(clip, probes=own), replace(transcript, probe_evidence=tuple(evidence[probe] for probe in own))
