import json

import numpy as np
import pytest
import soundfile

from pipeline.ports import MODEL_RATE_HZ
from pipeline.records import Conversation, Span, Speech, Turn, Word
from tests.bench.measures.tempo import STRETCHES, Rates, error_figures, stretched_figures, within

RATE_HZ = 8_000


def test_correlation_is_within_each_speaker():
    # From the means of a: (-1, -0.5), (1, 0.5); of b: (-1, -1), (1, 1). 3 / sqrt(4 * 2.5).
    pairs = [("a", 4.0, 4.0), ("a", 6.0, 5.0), ("b", 3.0, 6.0), ("b", 5.0, 8.0)]
    assert within(pairs) == pytest.approx(3 / np.sqrt(4 * 2.5))


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([], id="nobody"),
        pytest.param([("a", 4.0, 4.0), ("a", 5.0, 5.0)], id="too few"),
        pytest.param([("a", 4.0, 4.0), ("a", 5.0, 4.0), ("a", 6.0, 4.0)], id="always the same rate"),
    ],
)
def test_too_little_gives_no_correlation(pairs):
    assert within(pairs) is None


def test_errors_leave_out_what_has_no_rate():
    found = [
        Rates("a", 4.0, 4.5, 4.0, is_reliable=True),
        Rates("a", 5.0, 4.75, 5.0, is_reliable=True),
        Rates("a", 6.0, None, 9.0, is_reliable=False),
    ]
    figures = {figure.name: (figure.value, figure.count) for figure in error_figures("part", found)}
    # 0.5 and -0.25: 0.75 / 2 off, 0.25 / 2 too high. Nuclei: 0, 0 and 3.
    assert figures["articulation rate: mean absolute error"] == (0.75 / 2, 2)
    assert figures["articulation rate: bias"] == (0.25 / 2, 2)
    assert figures["nuclei rate: mean absolute error"] == (3 / 3, 3)


class TrueEar:
    """Hears each dialogue as it was said, for how long it was played."""

    def __init__(self):
        self.seconds = []

    def hear(self, call_id, channels):
        (length,) = {len(channel) for channel in channels}
        self.seconds.append(length / MODEL_RATE_HZ)
        return call_id

    def understand(self, heard):
        return [made(10.0 / float(call_id.rpartition(" ")[2])) for call_id in heard]


def made(seconds):
    """Each party speaks half of the call, 40 syllables of "ja"."""
    parts = [("agent", Span(0, seconds / 2)), ("citizen", Span(seconds / 2, seconds))]
    turns = tuple(Turn(span, who, "nl", (Word(span, "ja", 0.9, 40),), 0.9) for who, span in parts)
    return Conversation("x", seconds, speech=tuple(Speech(turn.span, turn.speaker) for turn in turns), turns=turns)


def test_dialogues_are_played_slower_and_faster_and_held_to_the_stretched_truth(tmp_path):
    turns = [
        {"role": role, "start_s": at_s, "end_s": at_s + 5, "text": " ".join(["ja"] * 40)}
        for role, at_s in (("agent", 0), ("citizen", 5))
    ]
    truth = {"id": "d-01", "duration_s": 10, "turns": turns, "speech": {"agent": [[0, 5]], "citizen": [[5, 10]]}}
    (tmp_path / "d-01.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    noise = np.random.default_rng(1).normal(scale=0.1, size=(10 * RATE_HZ, 2))
    soundfile.write(tmp_path / "d-01.wav", noise, RATE_HZ)
    ear = TrueEar()
    figures = {figure.name: figure.value for figure in stretched_figures(tmp_path, ear)}
    assert ear.seconds == pytest.approx([10 / factor for factor in STRETCHES], abs=0.1)
    # 40 syllables in 5 s, 8 a second, times the factor on both sides; above 9 a second none is called reliable.
    assert figures["articulation rate: mean absolute error"] == pytest.approx(0, abs=1e-3)
    assert figures["articulation rate: correlation within a speaker"] == pytest.approx(1)
