"""Scripts that contradict themselves are refused with a sentence that says where."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests.synth.build import load_scripts
from tests.synth.render import plain_text, split_text
from tests.synth.script import CUE_IDS, Script, load_script

ROW = {"started_at": "2026-03-09T09:00:00+01:00", "employee_id": "mw-1", "team": "t", "queue": "q"}


def script_with(**changes: Any) -> dict[str, Any]:
    return {
        "about": "a",
        "organisation": "o",
        "topic": "t",
        "row": ROW,
        "speakers": {"agent": {"role": "agent", "voice": "nl2"}},
        "events": [{"who": "agent", "text": "Dag.", "cues": ["goodbye"]}],
        "cues": {cue: "not_said" for cue in CUE_IDS if cue != "goodbye"},
        **changes,
    }


def test_a_full_script_is_accepted() -> None:
    assert Script.model_validate(script_with()).agent_name() is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"events": [{"who": "nobody", "text": "Dag."}]}, "nobody", id="a turn by a stranger"),
        pytest.param({"cues": {}}, "cues without a verdict", id="a cue forgotten"),
        pytest.param({"cues": dict.fromkeys(CUE_IDS, "said")}, "both on a turn", id="a cue with two verdicts"),
        pytest.param({"cues": {"shouted": "said"}}, "no such cues", id="an unknown cue"),
        pytest.param({"mood": "happy"}, "Extra inputs", id="an unknown field"),
    ],
)
def test_a_script_that_contradicts_itself_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Script.model_validate(script_with(**changes))


def test_the_file_is_named_when_a_script_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(yaml.safe_dump(script_with(topic=None)))
    with pytest.raises(ValueError, match=r"(?s)^wrong\.yaml.*topic"):
        load_script(path)


def test_there_are_at_least_sixteen_scripts() -> None:
    assert len(load_scripts()) >= 16


def test_a_turn_is_split_at_sentences_and_written_pauses() -> None:
    pieces, pauses = split_text("Ja. Dat is, [0.5] even kijken, goed. [1] Dag!")
    assert pieces == ["Ja.", "Dat is,", "even kijken, goed.", "Dag!"]
    assert pauses == [None, 0.5, 1.0, None]


def test_written_pauses_are_not_words() -> None:
    assert plain_text("Dat is, [0.5] even kijken.") == "Dat is, even kijken."
