"""Sample recordings with bytes changed, taken through all that comes before the models, in a process of its own.

Run as `python -m tests.fuzz.mutating SEED COUNT [FOLDER]`; writes what became of them as JSON. Address space is
limited, a file that takes longer than 30 s ends the process, and the folder is left as it was.
"""

import json
import random
import resource
import signal
import sys
import tempfile
from pathlib import Path

from pipeline.errors import CallError
from pipeline.hearing import hear
from tests.memory import peak_mib
from tests.pipeline.rig import make_row, make_tools

CALLS = Path(__file__).parents[1] / "calls"
ENDINGS = (".wav", ".mp3", ".ogg", ".m4a")
LONGEST_S = 30
MOST_BYTES = 3 << 30
HEADER = 4096


def recordings():
    """Return the sample recordings that can be read, in order of their names."""
    return sorted(file for file in CALLS.iterdir() if file.suffix in ENDINGS and file.stem != "broken-file")


def mutated(raw, other, dice):
    """Return bytes with one to six changes: flipped, cut off, doubled, emptied, or another recording's."""
    data = bytearray(raw)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(min(len(data), HEADER) if dice.random() < 0.5 else len(data))
        size = dice.randint(1, 5_000)
        match dice.randrange(6):
            case 0:
                data[at] ^= dice.randint(1, 255)
            case 1:
                data[at : at + 4] = dice.choice([b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", bytes(4)])  # a length
            case 2:
                del data[max(at, 1) :]
            case 3:
                data[at:at] = data[at : at + size] * dice.randint(1, 3)
            case 4:
                data[at : at + size] = bytes(size)
            case _:
                data[at:] = other[at:]
        if not data:
            break
    return bytes(data)


def run(seed, count, place=None):
    """Mutate and hear `count` recordings; anything but a refusal in a sentence comes out as an error."""
    dice, files, found = random.Random(seed), recordings(), {"taken": 0, "refused": 0}  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory(dir=place) as folder:
        path, tools = Path(folder) / "mutated", make_tools(Path(folder))
        for _ in range(count):
            file, other = dice.sample(files, 2)
            path.write_bytes(mutated(file.read_bytes(), other.read_bytes(), dice))
            signal.alarm(LONGEST_S)
            try:
                hear(make_row(path), tools)
            except CallError:
                found["refused"] += 1
            else:
                found["taken"] += 1
            signal.alarm(0)
    return {**found, "peak_mib": peak_mib()}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    sys.stdout.write(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])) + "\n")
