"""Seconds of work per stage."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Adds up the wall time of stages; a stage measured inside another counts in both."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Count the time of the block to a stage."""
        start_s = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - start_s)

    def add(self, stage: str, seconds: float) -> None:
        """Count time to a stage."""
        self._seconds[stage] += seconds

    def seconds(self) -> dict[str, float]:
        """Return seconds per stage, rounded to the millisecond."""
        return {stage: round(seconds, 3) for stage, seconds in self._seconds.items()}
