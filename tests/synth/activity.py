"""Where clean speech is, and where two speakers overlap or all are silent. Spans are pairs of seconds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MIN_PAUSE_S = 0.25  # De Jong & Bosker (2013)
_FLOOR_DB = -38.0  # below the loudest 10 ms of the stretch
_WINDOW_S = 0.010
_SHORTEST_S = 0.03

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Overlap:
    """One speaker starts while another is speaking."""

    start_s: float
    end_s: float
    onset_role: str
    floor: Interval
    onset: Interval


def find_speech(samples: NDArray[np.float64], rate_hz: int) -> tuple[Interval, ...]:
    """Find the stretches of sound in clean speech; pauses of MIN_PAUSE_S and more split them.

    Args:
        samples: shape=(n_samples,), one sentence of one speaker, without noise.
        rate_hz: its sampling rate.
    """
    window = int(_WINDOW_S * rate_hz)
    power = np.convolve(samples**2, np.ones(window) / window, mode="same")
    step = rate_hz // 1000
    loud = power[::step] > power.max(initial=0.0) * 10 ** (_FLOOR_DB / 10)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], loud.astype(np.int8), [0]))))
    runs = [(int(start) / 1000, int(end) / 1000) for start, end in edges.reshape(-1, 2)]
    return tuple(run for run in bridge(runs) if run[1] - run[0] >= _SHORTEST_S)


def bridge(intervals: Iterable[Interval], *, min_pause_s: float = MIN_PAUSE_S) -> list[Interval]:
    """Join intervals that touch, overlap or lie closer together than a pause."""
    joined: list[Interval] = []
    for start_s, end_s in sorted(intervals):
        if joined and start_s - joined[-1][1] < min_pause_s - 1e-9:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end_s))
        else:
            joined.append((start_s, end_s))
    return joined


def find_overlaps(speech: Mapping[str, Sequence[Interval]]) -> tuple[Overlap, ...]:
    """Find every onset of one speaker inside the speech of another, in time order."""
    return tuple(
        sorted(
            (
                Overlap(onset[0], min(onset[1], floor[1]), role, floor, onset)
                for role, onsets in speech.items()
                for other, floors in speech.items()
                if other != role
                for onset in onsets
                for floor in floors
                if floor[0] < onset[0] < floor[1]
            ),
            key=lambda overlap: (overlap.start_s, overlap.onset_role),
        )
    )


def find_silences(speech: Mapping[str, Sequence[Interval]]) -> tuple[Interval, ...]:
    """Find the joint silences of MIN_PAUSE_S and more between the first and the last speech."""
    everyone = bridge((interval for intervals in speech.values() for interval in intervals), min_pause_s=0.0)
    holes = [(round(before[1], 3), round(after[0], 3)) for before, after in pairwise(everyone)]
    return tuple(hole for hole in holes if hole[1] - hole[0] >= MIN_PAUSE_S - 1e-9)
