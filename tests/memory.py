"""The largest memory a program held, for tests that bound it and benches that print it."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")
_KIB_PER_MIB = 1 << 10
_BYTES_PER_MIB = 1 << 20


def peak_mib() -> float:
    """Return the largest resident memory of this program so far, in MiB.

    Linux tells it per program in its status file. What `getrusage` tells is handed on when a program is started, so
    that a small one started by a large one would answer for both; it is used where there is no such file (macOS).
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return round(int(line.split()[1]) / _KIB_PER_MIB, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (_BYTES_PER_MIB if sys.platform == "darwin" else _KIB_PER_MIB), 1)
