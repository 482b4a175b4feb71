"""The whole soak: `python -m tests.soak`; `--share 0.1` for a tenth of it."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.fuzz import run_fuzz
from tests.soak.in_a_row import run_in_a_row
from tests.soak.kills import at_every_write, kill_at_random
from tests.soak.many import run_many
from tests.soak.reading import read_while_swapping
from tests.soak.results import write_table

SEED = 20261126


def main():
    """Run all parts and write the table; status 1 where one fell short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of each part, 0 to 1")
    given = parser.parse_args()

    def part(whole):
        return max(1, round(whole * given.share))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outcomes = [
            kill_at_random(folder / "kills", part(40), part(50), SEED),
            at_every_write(folder / "writes", 4, max(1, round(1 / given.share))),
            read_while_swapping(folder / "reading", part(20), part(30)),
            *run_fuzz(folder / "fuzz", part(5000), SEED),
            run_many(folder / "many", part(10_000)),
            run_in_a_row(folder / "row", part(100), SEED),
        ]
    command = "python -m tests.soak" + (f" --share {given.share:g}" if given.share != 1.0 else "")
    file = write_table(outcomes, command)
    sys.stdout.write(file.read_text(encoding="utf-8"))
    return 0 if all(one.is_good for one in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
