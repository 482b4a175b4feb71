"""Where the recording lost its sound: both channels digitally dead for a moment, on a line that otherwise hums."""

from collections.abc import Sequence

import numpy as np

from pipeline.audio_levels import FRAMES_PER_S, Powers, frames_within
from pipeline.intervals import rounded
from pipeline.records import Span

MIN_DROPOUT_S = 0.25
"""Shorter ones are no silence of the conversation."""
MAX_DROPOUT_S = 10.0
"""Nobody stays on a dead line for longer; a recorder also writes zeros while a call is parked, and that is a wait."""
MOST_OF_THE_QUIET = 0.5
"""Where more of the quiet than this is digital silence, the network writes all pauses so and it means nothing."""


def find_dropouts(channels: Sequence[Powers], speech: Sequence[Span]) -> tuple[Span, ...]:
    """Find the stretches in which no channel holds any sound at all.

    Args:
        channels: power per frame of each channel, from `frame_powers`, of equal length.
        speech: of all parties.

    Returns:
        Disjoint, in time order, `MIN_DROPOUT_S` up to `MAX_DROPOUT_S`; none on a line whose pauses are digital silence.
    """
    is_dead = np.logical_and.reduce([powers == 0 for powers in channels])
    quiet = is_dead[~frames_within(speech, is_dead.size)]
    if not quiet.size or quiet.mean() > MOST_OF_THE_QUIET:
        return ()
    edges = np.flatnonzero(np.diff(np.pad(is_dead.astype(np.int8), 1))).reshape(-1, 2)
    runs = (rounded(start / FRAMES_PER_S, end / FRAMES_PER_S) for start, end in edges.tolist())
    return tuple(run for run in runs if MIN_DROPOUT_S <= run.duration_s < MAX_DROPOUT_S)
