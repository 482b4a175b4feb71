"""Real recordings of every kind, mutated: never a crash, a hang over 30 s, or memory over 3 GB."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutating import recordings

ROOT = Path(__file__).parents[2]
MOST_MIB = 3e9 / (1 << 20)


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 12), *(pytest.param(seed, 100, marks=pytest.mark.slow) for seed in (2, 3, 4))]
)
def test_a_mutated_recording_is_taken_or_refused_in_bounded_time_and_memory(seed, count):
    command = [sys.executable, "-m", "tests.fuzz.mutating", str(seed), str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["taken"] + found["refused"] == count
    assert found["taken"] > 0
    assert found["refused"] > 0
    assert found["peak_mib"] < MOST_MIB


def test_all_kinds_of_sample_recordings_are_mutated():
    assert {file.suffix for file in recordings()} == {".wav", ".mp3", ".ogg", ".m4a"}
