"""What is done to one call outside the night: analyse a recording, score turns, run a leidraad's sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import yaml

from flows import wiring
from models.cues_spacy import SpacyCueFinder
from pipeline.call_rows import AGENT_CHANNELS, CallColumns
from pipeline.derive import derive, findings_of
from pipeline.errors import CallError, SettingsError
from pipeline.findings import Findings
from pipeline.heard import find_heard
from pipeline.hearing import hear
from pipeline.inbox import InboxRow
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.sentences import SentenceFailure, count_sentences, run_sentences
from pipeline.moments import ItemText
from pipeline.pseudonyms import Pseudonyms
from pipeline.recording_file import stamp_of
from pipeline.records import CallRecord, Direction
from pipeline.stages import make_record, recognise
from pipeline.turns_json import findings_json, read_turns


def analyse(
    recording: Path,
    settings_file: Path | None,
    *,
    agent_channel: str = "",
    direction: str = "inbound",
    employee_name: str = "",
) -> tuple[CallRecord, Findings, Mapping[str, ItemText]]:
    """Analyse one recording; nothing is stored but a passing key for pseudonyms.

    Raises:
        SettingsError: there is no such channel or direction, or settings or weights are unusable.
        CallError: the recording cannot be analysed.
    """
    if agent_channel not in ("", *AGENT_CHANNELS):
        raise SettingsError(f"--agent-channel: {agent_channel!r} is none of {', '.join(AGENT_CHANNELS)}")
    known = next((known for known in get_args(Direction) if known == direction), None)
    if known is None:
        raise SettingsError(f"--direction: {direction!r} is none of {', '.join(get_args(Direction))}")
    here = wiring.installation(wiring.make_job(None, None, settings_file))
    columns = CallColumns(
        call_id=recording.stem,
        started_at=datetime.now(UTC),
        employee_id="unknown",
        employee_name=employee_name,
        direction=known,
        agent_channel=agent_channel,
    )
    row = InboxRow(recording, recording.name, "one-call", stamp_of(recording, call_id=recording.stem), columns)
    with TemporaryDirectory() as private:
        tools = wiring.make_tools(here, (employee_name,) if employee_name else ())
        tools = replace(tools, pseudonyms=Pseudonyms(Path(private)))
        call = hear(row, tools)
        (recognised,) = recognise([call], tools)
        if isinstance(recognised, CallError):
            raise recognised
        _, record = make_record(call, recognised, tools, night="")
        return record, derive(record, "", tools.cue_finder, tools.items), tools.items


def score_turns(text: str, settings_file: Path | None) -> str:
    """Score turns given as JSON and return the findings as JSON.

    Raises:
        SettingsError: naming the field that is wrong.
    """
    here = wiring.installation(wiring.make_job(None, None, settings_file))
    given = read_turns(text)
    conversation = replace(given.conversation, facts=find_heard(given.conversation, given.roster))
    finder = SpacyCueFinder(here.leidraad)
    findings = findings_of(
        conversation, None, "", finder, wiring.item_texts(here.leidraad, here.settings.coaching.goal_floor)
    )
    return findings_json(conversation, findings)


def run_leidraad(file: Path, settings_file: Path | None) -> tuple[int, Sequence[SentenceFailure]]:
    """Run the sentences of a leidraad, or of a municipality's own file over the basic one.

    Returns:
        How many sentences there are, and those that come out wrong.

    Raises:
        SettingsError: the file is no good, with the path of the field.
    """
    if not file.is_file():
        raise SettingsError(f"{file}: there is no such file")
    here = wiring.installation(wiring.make_job(None, None, settings_file))
    leidraad = load_leidraad(here.settings.leidraad.base, file) if _is_overlay(file) else load_leidraad(file)
    return count_sentences(leidraad), run_sentences(leidraad, SpacyCueFinder(leidraad))


def _is_overlay(file: Path) -> bool:
    """Tell a file that is laid over a guide from a guide: it says what it is laid over, or has nothing of a guide."""
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return False
    return isinstance(values, dict) and ("over" in values or values.keys().isdisjoint(("items", "uses")))
