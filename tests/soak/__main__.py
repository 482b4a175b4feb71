"""The soak: `python -m tests.soak`; `--only kills,many` for parts of it, `--share 0.1` for a tenth of each.

Each part runs in a process of its own, so that none answers for another's memory, and leaves its lines in
`results/<part>.json`; the table is made from those of all parts, each line with its day.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.soak.parts import PARTS
from tests.soak.results import write_part, write_table


def main():
    """Run parts and write the table; status 1 where one fell short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts with commas between: {', '.join(PARTS)}")
    parser.add_argument("--share", type=float, default=1.0, help="of each part, 0 to 1")
    given = parser.parse_args()
    names = given.only.split(",")
    if unknown := set(names) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if len(names) == 1:
        return run_part(names[0], given.share)
    command = [sys.executable, "-m", "tests.soak", "--share", str(given.share), "--only"]
    return max(subprocess.run([*command, name], check=False).returncode for name in names)  # noqa: S603 - ours


def run_part(name, share):
    """Run one part, write its lines and the table anew."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(PARTS[name](Path(folder), lambda whole: max(1, round(whole * share))))
    write_part(name, share, outcomes)
    table = write_table(list(PARTS))
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if f"| {name} |" in line]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(one.is_good for one in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
