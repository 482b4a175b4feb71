"""From scripts to files."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.synth.encode import SUFFIXES, encode, write_atomically
from tests.synth.line import record
from tests.synth.script import Script, load_script
from tests.synth.timeline import lay_out
from tests.synth.truth import describe

SCRIPTS_DIR = Path(__file__).parent / "scripts"
COLUMNS = (
    "call_id file started_at employee_id employee_name team queue direction agent_channel language trunk interaction_id"
).split()


def load_scripts(folder: Path = SCRIPTS_DIR) -> dict[str, Script]:
    """Read every script, by the name of its file."""
    return {path.stem: load_script(path) for path in sorted(folder.glob("*.yaml"))}


def recording_name(name: str, script: Script) -> str:
    """Return the file name of a call's recording."""
    return name + SUFFIXES[script.line.codec]


def build_call(name: str, script: Script, folder: Path) -> None:
    """Make the recording and the truth of one call.

    Raises:
        ValueError: naming the call, if the script and its sound disagree.
    """
    try:
        timeline = lay_out(script)
        truth = describe(name, script, timeline)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    content = encode(record(name, script, timeline), script.line.codec)
    write_atomically(folder / recording_name(name, script), content[: round(len(content) * script.line.keep_share)])
    write_atomically(folder / f"{name}.truth.json", to_json(truth).encode())


def to_json(truth: Mapping[str, object]) -> str:
    """Write a truth with one line for each turn, overlap and so on."""
    lines = [f" {_dump(key)}: {_value(value)}" for key, value in truth.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_table(scripts: Mapping[str, Script], folder: Path) -> None:
    """Write `calls.csv`."""
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(scripts))
    write_atomically(folder / "calls.csv", table.getvalue().encode())


def _rows(scripts: Mapping[str, Script]) -> Iterable[dict[str, str]]:
    for name, script in scripts.items():
        known = {
            "call_id": name,
            "file": recording_name(name, script),
            "employee_name": script.agent_name() or "",
            "agent_channel": script.line.agent_channel,
        }
        yield {key: known[key] if key in known else str(getattr(script.row, key)) for key in COLUMNS}


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"  {_dump(item)}" for item in value) + "\n ]"
    return _dump(value)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
