"""The table that a soak leaves."""

import os
import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "results"


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


def write_table(outcomes, command):
    """Write the outcomes as a dated table and return the file."""
    FOLDER.mkdir(exist_ok=True)
    today = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[1]
    lines = [
        f"# Soak of {today}",
        "",
        f"`{command}`, {os.cpu_count()} cores, Python {'.'.join(map(str, os.sys.version_info[:3]))}; mean load of the",
        f"machine at the end {load:.0f}: others were working on it where that is more than the number of cores.",
        "",
        "| what | tried | found | as promised | took |",
        "|---|---|---|---|---|",
    ]
    for one in outcomes:
        lines.append(
            f"| {one.what} | {one.tried} | {one.found} | {'yes' if one.is_good else '**no**'} | {one.took_s:.0f} s |"
        )
    file = FOLDER / f"{today}.md"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
