"""Remakes all sound that we made: `python -m tests.synth [--calls DIR] [NAME …]`.

The sample calls, the greetings of the bench and the openings that the program measures names against.
"""

import argparse
import sys
from pathlib import Path

from tests.synth.build import build_call, load_scripts, write_table
from tests.synth.spoken_sounds import SOUNDS, write_openings, write_spoken_sounds
from tests.synth.voice import missing_voices

CALLS_DIR = Path(__file__).parents[1] / "calls"
MODELS_DIR = Path(__file__).parents[2] / "models"


def main(arguments: list[str] | None = None) -> int:
    """Make the named calls, or all of them and the short sounds; `calls.csv` always has a row for every script."""
    parser = argparse.ArgumentParser(prog="python -m tests.synth", description="Remake the sample calls.")
    parser.add_argument("--calls", type=Path, default=CALLS_DIR, help="folder to write to (default: tests/calls)")
    parser.add_argument("--sounds", type=Path, default=SOUNDS, help="folder for greetings and prompts")
    parser.add_argument("--openings", type=Path, default=MODELS_DIR, help="folder for openings without a name")
    parser.add_argument("names", nargs="*", metavar="NAME", help="scripts to make (default: all)")
    wanted = parser.parse_args(arguments)
    if missing := missing_voices():
        return _fail(f"cannot speak: {', '.join(missing)} not installed (Debian: contrib and non-free).", status=1)
    scripts = load_scripts()
    if unknown := sorted(set(wanted.names) - set(scripts)):
        return _fail(f"no script for {', '.join(unknown)}; there are: {', '.join(scripts)}.", status=2)
    wanted.calls.mkdir(parents=True, exist_ok=True)
    try:
        for name in wanted.names or scripts:
            build_call(name, scripts[name], wanted.calls)
    except ValueError as error:
        return _fail(str(error), status=1)
    write_table(scripts, wanted.calls)
    if not wanted.names:
        write_spoken_sounds(wanted.sounds)
        write_openings(wanted.openings)
    return 0


def _fail(sentence: str, *, status: int) -> int:
    sys.stderr.write(sentence + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
