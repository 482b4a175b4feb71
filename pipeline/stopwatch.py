"""Seconds of work per stage: of a call, and of a batch in which stages run beside each other."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Lap:
    """A stage at work, on the clock of `time.perf_counter`."""

    start_s: float
    end_s: float
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Laps:
    """All that was measured in a batch, by whatever thread.

    Attributes:
        stages: stages at work.
        models: models at work, within stages.
    """

    stages: list[Lap] = field(default_factory=list)
    models: list[Lap] = field(default_factory=list)


class Stopwatch:
    """Adds up the wall time of a call's stages; a stage measured inside another counts in both.

    Args:
        laps: of the batch, where they are kept too.
    """

    def __init__(self, laps: Laps | None = None) -> None:
        self._laps = laps if laps is not None else Laps()
        self._seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Count the time of the block to a stage."""
        start_s = time.perf_counter()
        try:
            yield
        finally:
            end_s = time.perf_counter()
            self._laps.stages.append(Lap(start_s, end_s, stage))
            self.add(stage, end_s - start_s)

    @contextmanager
    def in_model(self) -> Iterator[None]:
        """Note that the block is a model's work."""
        start_s = time.perf_counter()
        try:
            yield
        finally:
            self._laps.models.append(Lap(start_s, time.perf_counter()))

    def add(self, stage: str, seconds: float) -> None:
        """Count time to a stage of the call that was measured elsewhere in the batch."""
        self._seconds[stage] += seconds

    def seconds(self) -> dict[str, float]:
        """Return seconds per stage, rounded to the millisecond."""
        return {stage: round(seconds, 3) for stage, seconds in self._seconds.items()}


def shared_out(laps: Iterable[Lap]) -> dict[str, float]:
    """Return seconds per stage on the clock on the wall, in order of their first lap.

    No instant counts twice: where several laps run at once, each has an equal part of it, so that the sum is the time
    in which any of them ran.
    """
    ordered = sorted(laps)
    seconds: dict[str, float] = dict.fromkeys((lap.stage for lap in ordered), 0.0)
    edges = sorted({edge for lap in ordered for edge in (lap.start_s, lap.end_s)})
    running: list[Lap] = []
    coming = iter(ordered)
    following = next(coming, None)
    for start_s, end_s in pairwise(edges):
        running = [lap for lap in running if lap.end_s > start_s]
        while following is not None and following.start_s <= start_s:
            running.append(following)
            following = next(coming, None)
        for lap in running:
            seconds[lap.stage] += (end_s - start_s) / len(running)
    return seconds
