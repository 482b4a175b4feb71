"""What a soak leaves: the lines of each part as JSON, and one table made from them."""

import json
import os
import platform
import resource
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "results"
HEAD = """# Soak

`make soak` makes it, `python -m tests.soak --only PART` one part of it. Load is the mean number of programs that wanted
a core over the last quarter of an hour of the part: others were working where it is more than the cores.

| part | what | tried | found | as promised | day | took | load, cores |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Outcome:
    """One line of the table.

    Attributes:
        tried: how often, and of what.
        found: what came out; a figure that falls short is told as it is.
    """

    what: str
    tried: str
    found: str
    is_good: bool
    took_s: float


@contextmanager
def timed():
    """Yield a function that tells the seconds since."""
    began = time.perf_counter()
    yield lambda: time.perf_counter() - began


def rss_mb():
    """Return the memory this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def write_part(name, share, outcomes):
    """Write what a part found, in place of what it found last."""
    FOLDER.mkdir(exist_ok=True)
    found = {
        "day": datetime.now(UTC).date().isoformat(),
        "share": share,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[2], 1),
        "outcomes": [asdict(one) for one in outcomes],
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table_of(names):
    """Return the table of the parts that were run, in this order."""
    lines = []
    for name in names:
        file = FOLDER / f"{name}.json"
        part = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"outcomes": []}
        for one in part["outcomes"]:
            share = "" if part["share"] == 1 else f" (share {part['share']:g})"
            promised = "yes" if one["is_good"] else "**no**"
            cells = (name, one["what"], one["tried"] + share, one["found"], promised, part["day"])
            lines.append(f"| {' | '.join(cells)} | {one['took_s']:.0f} s | {part['load']:g}, {part['cores']} |\n")
    return HEAD + "".join(lines)


def write_table(names):
    """Write the table of all parts and return its file."""
    file = FOLDER / "README.md"
    file.write_text(table_of(names), encoding="utf-8")
    return file
