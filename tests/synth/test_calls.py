"""What lies in `tests/calls/` is whole, agrees with itself and with its sound."""

import csv
import json
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.synth.activity import find_overlaps, find_silences
from tests.synth.build import COLUMNS, load_scripts, recording_name
from tests.synth.encode import SUFFIXES
from tests.synth.script import CUE_IDS, Codec, OverlapKind, QuestionKind, SilenceKind, Verdict

CALLS_DIR = Path(__file__).parents[1] / "calls"
MAX_BYTES = 12_000_000
SCRIPTS = load_scripts()
SPOKEN = [name for name, script in SCRIPTS.items() if script.heard == "analysed"]
READABLE = [name for name, script in SCRIPTS.items() if script.heard != "refused"]
CLEAN_STEREO = [name for name in SPOKEN if SCRIPTS[name].line.channels == "stereo"]
_TAIL_S = 0.15  # compressed files end with a filled-up frame

Truth = dict[str, Any]


def truth_of(name: str) -> Truth:
    truth: Truth = json.loads((CALLS_DIR / f"{name}.truth.json").read_text(encoding="utf-8"))
    return truth


def recording_path(name: str) -> Path:
    return CALLS_DIR / recording_name(name, SCRIPTS[name])


def decode(path: Path) -> tuple[NDArray[np.float64], int]:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="fltp")
        frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
        channels = np.concatenate([frame.to_ndarray() for frame in frames], axis=1)
        return channels.astype(np.float64), frames[0].sample_rate


def spans_of(items: list[Truth]) -> list[tuple[float, float]]:
    return [(item["start_s"], item["end_s"]) for item in items]


def as_speech(truth: Truth) -> dict[str, list[tuple[float, float]]]:
    return {role: [(start_s, end_s) for start_s, end_s in spans] for role, spans in truth["speech"].items()}


def test_every_script_has_its_call_and_no_call_lacks_a_script() -> None:
    expected = {recording_name(name, script) for name, script in SCRIPTS.items()}
    expected |= {f"{name}.truth.json" for name in SCRIPTS}
    found = {path.name for path in CALLS_DIR.iterdir() if path.suffix in {".json", *SUFFIXES.values()}}
    assert found == expected


@pytest.mark.parametrize(
    ("folder", "most_bytes"), [(CALLS_DIR, MAX_BYTES), (CALLS_DIR.parent / "bench" / "sounds", 2_000_000)]
)
def test_sound_stays_small(folder: Path, most_bytes: int) -> None:
    assert sum(path.stat().st_size for path in folder.iterdir()) <= most_bytes


def test_every_codec_occurs() -> None:
    assert {script.line.codec for script in SCRIPTS.values()} == set(get_args(Codec))


def test_the_table_has_a_row_for_every_call() -> None:
    with (CALLS_DIR / "calls.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["call_id"]: row["file"] for row in rows} == {n: recording_name(n, s) for n, s in SCRIPTS.items()}
    assert list(rows[0]) == COLUMNS


def test_every_kind_of_overlap_and_silence_occurs() -> None:
    truths = [truth_of(name) for name in SCRIPTS]
    assert {item["kind"] for truth in truths for item in truth["overlaps"]} >= set(get_args(OverlapKind)) - {"other"}
    assert {item["kind"] for truth in truths for item in truth["silences"]} == set(get_args(SilenceKind))
    assert {item["kind"] for truth in truths for item in truth["questions"]} == set(get_args(QuestionKind))


def test_the_readme_names_every_call() -> None:
    text = (CALLS_DIR / "README.md").read_text(encoding="utf-8")
    assert [name for name in SCRIPTS if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_everything_lies_inside_the_call(name: str) -> None:
    truth = truth_of(name)
    lists = ("turns", "overlaps", "silences", "questions", "cue_evidence", "legs", "held")
    spans = [span for key in lists for span in spans_of(truth[key])]
    spans += [tuple(span) for span in truth["holds"]] + [span for ours in as_speech(truth).values() for span in ours]
    assert [span for span in spans if not 0 <= span[0] < span[1] <= truth["duration_s"]] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_kinds_and_verdicts_are_known(name: str) -> None:
    truth = truth_of(name)
    assert {item["kind"] for item in truth["overlaps"]} <= set(get_args(OverlapKind))
    assert {item["kind"] for item in truth["silences"]} <= set(get_args(SilenceKind))
    assert {item["kind"] for item in truth["questions"]} <= set(get_args(QuestionKind))
    assert list(truth["cues"]) == CUE_IDS
    assert set(truth["cues"].values()) <= set(get_args(Verdict))


@pytest.mark.parametrize("name", SPOKEN)
def test_both_parties_speak_and_every_turn_has_words(name: str) -> None:
    turns = truth_of(name)["turns"]
    assert {turn["role"] for turn in turns} >= {"agent", "citizen"}
    assert all(turn["text"] and "[" not in turn["text"] and turn["syllable_count"] > 0 for turn in turns)
    assert [turn["start_s"] for turn in turns] == sorted(turn["start_s"] for turn in turns)


@pytest.mark.parametrize("name", SCRIPTS)
def test_speech_is_sorted_and_split_by_pauses_only(name: str) -> None:
    for spans in as_speech(truth_of(name)).values():
        assert all(after[0] - before[1] >= 0.25 - 0.0015 for before, after in pairwise(spans))


@pytest.mark.parametrize("name", SCRIPTS)
def test_overlaps_and_silences_follow_from_the_speech(name: str) -> None:
    truth = truth_of(name)
    speech = as_speech(truth)
    overlaps = [(found.start_s, found.end_s, found.onset_role) for found in find_overlaps(speech)]
    assert [(item["start_s"], item["end_s"], item["onset_speaker"]) for item in truth["overlaps"]] == overlaps
    assert tuple(spans_of(truth["silences"])) == find_silences(speech)


@pytest.mark.parametrize("name", SCRIPTS)
def test_questions_and_mentions_stand_in_their_turns(name: str) -> None:
    truth = truth_of(name)
    for item in truth["questions"] + truth["names_said"] + truth["personal_details"]:
        assert item["text"] in truth["turns"][item["turn"]]["text"]


@pytest.mark.parametrize("name", SPOKEN)
def test_legs_cover_the_call_without_a_hole(name: str) -> None:
    truth = truth_of(name)
    legs = truth["legs"]
    assert (legs[0]["start_s"], legs[-1]["end_s"]) == (0.0, truth["duration_s"])
    assert all(before["end_s"] == after["start_s"] for before, after in pairwise(legs))


@pytest.mark.parametrize("name", SCRIPTS)
def test_held_speech_lies_in_a_hold_and_in_no_speech(name: str) -> None:
    truth = truth_of(name)
    for held in truth["held"]:
        assert any(start_s <= held["start_s"] and held["end_s"] <= end_s for start_s, end_s in truth["holds"])
        assert held["text"] not in [turn["text"] for turn in truth["turns"]]


@pytest.mark.parametrize("name", READABLE)
def test_the_recording_lasts_as_long_as_the_truth_says(name: str) -> None:
    channels, rate_hz = decode(recording_path(name))
    truth = truth_of(name)
    assert channels.shape[0] == (1 if truth["channels"] == "mono" else 2)
    assert truth["duration_s"] == pytest.approx(channels.shape[1] / rate_hz, abs=_TAIL_S)


@pytest.mark.parametrize("name", CLEAN_STEREO)
def test_each_party_is_heard_on_its_own_channel(name: str) -> None:
    channels, rate_hz = decode(recording_path(name))
    truth = truth_of(name)
    agent, citizen = channels if truth["agent_channel"] == "left" else channels[::-1]
    assert loudness_db(agent, rate_hz, truth, "agent") > loudness_db(citizen, rate_hz, truth, "agent") + 12
    assert loudness_db(citizen, rate_hz, truth, "citizen") > loudness_db(agent, rate_hz, truth, "citizen") + 12


def loudness_db(channel: NDArray[np.float64], rate_hz: int, truth: Truth, role: str) -> float:
    """Return the level of a channel while only this role speaks."""
    mine = is_within(truth["speech"][role], channel.size, rate_hz)
    others = [span for other, spans in truth["speech"].items() if other != role for span in spans]
    alone = mine & ~is_within(others + truth["holds"], channel.size, rate_hz)
    return float(10 * np.log10(np.mean(channel[alone] ** 2) + 1e-12))


def is_within(spans: list[list[float]], count: int, rate_hz: int) -> NDArray[np.bool_]:
    within = np.zeros(count, dtype=bool)
    for start_s, end_s in spans:
        within[round(start_s * rate_hz) : round(end_s * rate_hz)] = True
    return within


def test_the_broken_file_cannot_be_read() -> None:
    with pytest.raises(av.FFmpegError):
        decode(recording_path("broken-file"))


def test_nobody_speaks_on_the_silent_line() -> None:
    channels, _ = decode(recording_path("silent-line"))
    assert np.sqrt(np.mean(channels**2)) < 10 ** (-60 / 20)
