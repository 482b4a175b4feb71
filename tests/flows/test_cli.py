import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from models.weights import bundled_weights
from tests.flows.fakes import make_inbox, out_of_memory

TURNS = {
    "call_id": "call-1",
    "employee_name": "Hinke Sânwâld",
    "organisations": ["gemeente Noorderveld"],
    "direction": "inbound",
    "duration_s": 20.0,
    "turns": [
        {
            "speaker": "agent",
            "start_s": 0.8,
            "end_s": 5.9,
            "text": "Goedemorgen, gemeente Noorderveld, u spreekt met Hinke Sânwâld. Waarmee kan ik u helpen?",
            "language": "nl",
        },
        {"speaker": "citizen", "start_s": 6.2, "end_s": 9.0, "text": "ik wil graag een nieuw paspoort"},
    ],
    "speech": {"agent": [[0.8, 2.1], [2.5, 5.9]], "citizen": [[6.2, 9.0]]},
}
OVERLAY = "id: eigen\nversion: 1\nover: basis_v1\n"


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    """Keep what a command sets in the environment within the test."""
    monkeypatch.setattr("flows.cli_base.prepare", lambda store=None: None)  # noqa: ARG005 - its signature


def meeluister(*arguments, given=None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


def own_settings(folder, text):
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_command_it_shows_what_there_is():
    result = meeluister("--help")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in ("nightly", "score", "leidraad", "check", "models"))


@pytest.mark.parametrize("arguments", [["nonsense"], ["nightly", "--nonsense"], ["nightly", "--since", "gisteren"]])
def test_wrong_use_is_status_2(arguments):
    assert meeluister(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("asr: {beam: 5}", "asr.beam: Extra inputs are not permitted"),
        ("night: {max_failed_share: 1.5}", "night.max_failed_share: Input should be less than or equal to 1"),
        ("asr: [", "not readable as YAML"),
        ("- asr", "expected sections such as `asr:`"),
        ("leidraad: {base: none_v9}", "there is no such file"),
    ],
)
@pytest.mark.parametrize("command", ["nightly", "rescore", "check"])
def test_bad_settings_are_status_2_with_the_place_of_the_fault(tmp_path, command, text, fault):
    result = meeluister(command, "--settings", own_settings(tmp_path, text), "--warehouse", tmp_path / "w.duckdb")
    assert result.exit_code == 2
    assert fault in result.output


def test_missing_settings_are_named():
    result = meeluister("models", "--settings", "none.yaml")
    assert (result.exit_code, "none.yaml: there is no such settings file" in result.stderr) == (2, True)


@pytest.mark.usefixtures("transcriber")
def test_a_missing_inbox_is_status_2_and_leaves_no_warehouse(tmp_path):
    result = meeluister("nightly", "--plan", "--calls", tmp_path / "none", "--warehouse", tmp_path / "w.duckdb")
    assert result.exit_code == 2
    assert not (tmp_path / "w.duckdb").exists()


@pytest.mark.usefixtures("transcriber")
def test_no_inbox_at_all_says_how_to_give_one(tmp_path):
    result = meeluister("nightly", "--plan", "--warehouse", tmp_path / "w.duckdb")
    assert (result.exit_code, "use --calls DIR" in result.stderr) == (2, True)


@pytest.mark.parametrize(("command", "status"), [("nightly", 2), ("check", 2), ("models", 1)])
def test_missing_weights_are_told_with_what_to_do(tmp_path, command, status):
    settings = own_settings(tmp_path, f"storage: {{weights: {tmp_path / 'none'}}}")
    inbox = make_inbox(tmp_path / "inbox", "one")
    where = ["--calls", inbox, "--warehouse", tmp_path / "w.duckdb"] if command != "models" else []
    result = meeluister(command, *(["--plan"] if command == "nightly" else []), *where, "--settings", settings)
    assert result.exit_code == status
    assert "missing" in result.output


@pytest.mark.usefixtures("transcriber")
def test_a_plan_counts_what_would_be_done(tmp_path):
    inbox = make_inbox(tmp_path / "inbox", "one", "two")
    (inbox / "without-row.wav").write_bytes(b"RIFF")
    result = meeluister("nightly", "--plan", "--calls", inbox, "--warehouse", tmp_path / "w.duckdb")
    assert result.exit_code == 0
    shown = {tuple(line.strip("│ ").split("│")) for line in result.stdout.splitlines() if line.startswith("│")}
    assert {tuple(cell.strip() for cell in row) for row in shown} == {("nieuw", "2"), ("geweigerd door de inbox", "1")}


@pytest.mark.usefixtures("transcriber")
def test_a_plan_leaves_out_calls_before_since(tmp_path):
    inbox = make_inbox(tmp_path / "inbox", "one", "two", day="2026-03-09")
    where = ("--calls", inbox, "--warehouse", tmp_path / "w.duckdb")
    assert "nieuw" in meeluister("nightly", "--plan", *where, "--since", "2026-03-09").stdout
    assert "nieuw" not in meeluister("nightly", "--plan", *where, "--since", "2026-03-10").stdout


@pytest.mark.usefixtures("prefect_server")
@pytest.mark.parametrize(("broken", "status"), [(["one"], 0), (["one", "two"], 1)], ids=["1 of 5", "2 of 5"])
def test_more_failures_than_the_set_share_is_status_1(tmp_path, transcriber, broken, status):
    inbox = make_inbox(tmp_path / "inbox", "one", "two", "three", "four", "five")
    transcriber.breaks_on = {call_id: out_of_memory(call_id) for call_id in broken}
    result = meeluister("nightly", "--calls", inbox, "--warehouse", tmp_path / "w.duckdb", "--moments")
    assert result.exit_code == status  # the set share is 20 %, and 1 of 5 is not more
    assert "recogniser_failed"[:12] in result.stdout
    assert ("40% of tonight's calls failed, more than the set 20%" in result.stderr) == (status == 1)


def test_score_answers_with_the_tables_of_the_warehouse():
    result = meeluister("score", "-", given=json.dumps(TURNS))
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"cues", "questions", "tempo", "silences", "overlaps"} <= answer.keys()
    verdicts = {cue["cue_id"]: cue["verdict"] for cue in answer["cues"] if cue["occurrence"] == 0}
    said = ("name_on_answer", "organisation_named", "offer_help")
    assert {name: verdicts[name] for name in said} == dict.fromkeys(said, "said")
    assert [(row["start_s"], row["end_s"], row["kind"]) for row in answer["silences"]] == [
        (2.1, 2.5, "pause"),
        (5.9, 6.2, "gap"),
    ]


def test_score_reads_a_file_as_well(tmp_path):
    file = tmp_path / "turns.json"
    file.write_text(json.dumps({"turns": []}), encoding="utf-8")
    result = meeluister("score", file)
    assert result.exit_code == 0
    assert {row["articulation_rate"] for row in json.loads(result.stdout)["tempo"]} <= {None}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (b"", "turns:"),
        (b"\xff\xfe{}", "not readable as text in UTF-8"),
        (b"[]", "turns:"),
        (b"[" * 100_000, "turns:"),
        (b'{"turns": [{"speaker": "robot", "start_s": 0, "end_s": 1, "text": "a"}]}', "turns[0].speaker"),
        (b'{"turns": [{"speaker": "agent", "start_s": 5, "end_s": 1, "text": "a"}]}', "turns[0].end_s"),
        (b'{"turns": [{"speaker": "agent", "start_s": 0, "end_s": 1e999, "text": "a"}]}', "turns"),
        (b'{"turns": [{"speaker": "agent", "start_s": 0, "end_s": NaN, "text": "a"}]}', "turns"),
        (b'{"turns": [], "duration_s": -1}', "duration_s"),
    ],
)
def test_hostile_json_is_answered_with_the_place_of_the_fault(given, fault):
    result = meeluister("score", "-", given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert fault in result.stderr


def test_half_a_letter_in_a_text_is_no_crash():
    text = '{"turns": [{"speaker": "agent", "start_s": 0, "end_s": 1, "text": "a\\ud800"}]}'
    assert meeluister("score", "-", given=text).exit_code in (0, 2)


def test_a_guide_passes_its_own_sentences():
    guide = Path("pipeline/leidraad/leidraden/basis_v1.yaml")
    result = meeluister("leidraad", "test", guide)
    assert (result.exit_code, result.stdout.strip().endswith("zinnen, 0 mis.")) == (0, True)


def test_an_own_file_is_laid_over_whatever_else_its_text_says(tmp_path):
    result = meeluister("leidraad", "test", own_settings(tmp_path, OVERLAY))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "text", ["id: x  # goes over: nothing\n", "over: [\n", "- over\n", ""], ids=["comment", "broken", "list", "empty"]
)
def test_a_file_that_is_no_guide_is_status_2(tmp_path, text):
    result = meeluister("leidraad", "test", own_settings(tmp_path, text))
    assert result.exit_code == 2
    assert "own.yaml" in result.stderr


def test_a_guide_that_is_nowhere_is_status_2():
    assert meeluister("leidraad", "test", "none.yaml").exit_code == 2


@pytest.mark.usefixtures("transcriber")
def test_check_names_what_works_and_what_does_not(tmp_path):
    (tmp_path / "w.duckdb").write_bytes(b"no database")
    inbox = make_inbox(tmp_path / "inbox", "one")
    result = meeluister("check", "--calls", inbox, "--warehouse", tmp_path / "w.duckdb")
    found = dict(line.strip().split("  ", 1)[::-1] for line in result.stdout.splitlines() if "goed  " in line)
    assert result.exit_code == 2
    assert {what.split(":")[0]: mark for what, mark in found.items()}["warehouse"] == "niet goed"
    assert "1 opnamen, 0 geweigerd" in result.stdout


def test_models_names_all_weights_with_their_licence(monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    result = meeluister("models")
    for weights in bundled_weights():
        assert weights.name in result.stdout
        assert weights.licence in result.stdout


def test_rescore_without_a_warehouse_has_nothing_to_do(tmp_path):
    result = meeluister("rescore", "--warehouse", tmp_path / "w.duckdb")
    assert result.exit_code == 0
    assert result.stdout.startswith("0 gesprekken")


@pytest.mark.parametrize(("given", "fault"), [(None, "none.wav"), (b"RIFF", "short.wav")])
def test_a_recording_that_cannot_be_read_is_status_1(tmp_path, given, fault):
    if given is not None:
        (tmp_path / fault).write_bytes(given)
    result = meeluister("call", tmp_path / fault)
    assert result.exit_code == 1
    assert result.stderr.startswith("meeluister: call ")


def test_call_refuses_a_channel_that_is_none():
    result = meeluister("call", "none.wav", "--agent-channel", "middle")
    assert (result.exit_code, "is none of left, right" in result.stderr) == (2, True)


def test_call_refuses_a_direction_that_is_none():
    result = meeluister("call", "none.wav", "--direction", "sideways")
    assert (result.exit_code, "is none of inbound, outbound" in result.stderr) == (2, True)


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["nonsense"], 2), (["score", "none.json"], 2)])
def test_the_program_ends_with_the_status_of_its_command(arguments, status):
    command = [sys.executable, "-c", "from flows.main import main; main()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr  # what was written is not lost at the end
