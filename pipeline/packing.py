"""Clips for recognition, and windows full of clips: a model looks at a whole window, whether there is speech or not."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.intervals import intersect, rounded
from pipeline.ports import LONGEST_WINDOW_S, MODEL_RATE_HZ, Clip, Samples
from pipeline.records import Span, Speaker

JOIN_S = 1.0
"""Stretches of speech of one speaker closer than this stay together with the pause between them."""

LONGEST_CLIP = 5 / 6
"""Of a window: what is left holds another short one."""
WINDOW_TAIL_S = 0.3
"""Of a window is left empty: the last words want a little silence after them."""
SHORT_TAIL_S, LENGTH_STEP_S = 2.0, 2.0
"""Silence after the sound of a window that is not full, which then ends: with less, words are lost. Windows of one
length are decoded together, so lengths go in steps."""
LEAST_WINDOW_S = 12.0
"""In a shorter window the model writes words nobody said: it never learned where such sound ends."""


@dataclass(frozen=True, slots=True)
class ClipLimits:
    """How clips are cut.

    Attributes:
        pad_s: sound kept before and after the speech, at most half of the pause to the next clip.
        max_s: longest clip, edges included.
        window_s: that the clips are to be heard in, longer than `max_s`.
    """

    pad_s: float
    max_s: float
    window_s: float = LONGEST_WINDOW_S

    @classmethod
    def within(cls, window_s: float, *, pad_s: float) -> "ClipLimits":
        """Return the limits of clips of which a window holds at least one, and mostly more."""
        return cls(pad_s, LONGEST_CLIP * window_s, window_s)


def cut_clips(
    call_id: str,
    speaker: Speaker,
    samples: Samples,
    speech: Sequence[Span],
    limits: ClipLimits,
    *,
    muted: Sequence[Span] = (),
) -> list[Clip]:
    """Cut a channel into clips, generously: a recogniser needs the edges around speech that a measure must not count.

    Args:
        call_id: the call.
        speaker: whose channel.
        samples: the whole channel at `MODEL_RATE_HZ`.
        speech: its stretches of speech, disjoint, in time order.
        limits: edges and longest clip.
        muted: where another voice of the same sound speaks, disjoint, in time order; silent in the clips.

    Returns:
        Disjoint clips in time order; every stretch of speech lies in exactly one, or in several where it alone is
        longer than a clip may be.
    """
    groups = _grouped(_split_long(speech, limits.max_s - 2 * limits.pad_s), limits.max_s - 2 * limits.pad_s)
    end_of_all = samples.size / MODEL_RATE_HZ
    clips = []
    for index, group in enumerate(groups):
        before = groups[index - 1][-1].end_s if index else -np.inf
        after = groups[index + 1][0].start_s if index + 1 < len(groups) else np.inf
        start_s = max(0.0, group[0].start_s - limits.pad_s, (before + group[0].start_s) / 2)
        end_s = min(end_of_all, group[-1].end_s + limits.pad_s, (group[-1].end_s + after) / 2)
        if end_s - start_s < 1 / 1000:
            continue
        cut = samples[round(start_s * MODEL_RATE_HZ) : round(end_s * MODEL_RATE_HZ)].copy()  # lets the channel go
        for span in intersect(muted, [Span(start_s, end_s)]):
            cut[round((span.start_s - start_s) * MODEL_RATE_HZ) : round((span.end_s - start_s) * MODEL_RATE_HZ)] = 0.0
        clips.append(Clip(call_id, speaker, rounded(start_s, end_s), cut, tuple(group), window_s=limits.window_s))
    return clips


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip's place in a window.

    Attributes:
        clip_index: position of the clip in the sequence that was packed.
        offset_s: where in the window it begins.
    """

    clip_index: int
    offset_s: float


@dataclass(frozen=True, slots=True)
class Window:
    """Clips of one speaker of one call, one after the other, to be recognised at once.

    Attributes:
        placed: in the order they lie in the window.
        duration_s: of their sound together.
        longest_s: that the window may be.
    """

    placed: tuple[Placed, ...]
    duration_s: float
    longest_s: float

    @property
    def length_s(self) -> float:
        """What the model looks at: hardly longer than the sound needs, for a window costs more than its share."""
        needed_s = LENGTH_STEP_S * math.ceil((self.duration_s + SHORT_TAIL_S) / LENGTH_STEP_S)
        return min(self.longest_s, max(LEAST_WINDOW_S, needed_s))


def pack(clips: Sequence[Clip]) -> list[Window]:
    """Fill windows with clips: two speakers never share one, nor do two languages.

    Args:
        clips: of many calls; those of one speaker of a call in time order, each shorter than its window less
            `WINDOW_TAIL_S`.

    Returns:
        Windows in the order of their first clip; every clip lies in exactly one.
    """
    windows: list[Window] = []
    last: dict[tuple[str, Speaker, str, float], int] = {}
    for index, clip in enumerate(clips):
        duration_s = clip.samples.size / MODEL_RATE_HZ
        key = (clip.call_id, clip.speaker, clip.language, clip.window_s)
        at = last.get(key)
        if at is not None and windows[at].duration_s + duration_s <= clip.window_s - WINDOW_TAIL_S:
            window = windows[at]
            placed = (*window.placed, Placed(index, window.duration_s))
            windows[at] = replace(window, placed=placed, duration_s=window.duration_s + duration_s)
        else:
            last[key] = len(windows)
            windows.append(Window((Placed(index, 0.0),), duration_s, clip.window_s))
    return windows


def window_samples(window: Window, clips: Sequence[Clip]) -> Samples:
    """Join the sound of a window's clips, shape=(n_samples,)."""
    return np.concatenate([clips[placed.clip_index].samples for placed in window.placed])


def on_the_call(window: Window, clips: Sequence[Clip], start_s: float, end_s: float) -> tuple[Placed, Span]:
    """Map a stretch of a window back to the clip it lies in and to the call's clock.

    A stretch over the seam of two clips belongs to the one that holds its middle, and is cut at the clip's edges.

    Args:
        window: the window.
        clips: the sequence that was packed.
        start_s: seconds from the start of the window.
        end_s: seconds from the start of the window, >= `start_s`.
    """
    middle_s = (start_s + end_s) / 2
    placed = next((place for place in reversed(window.placed) if place.offset_s <= middle_s), window.placed[0])
    span = clips[placed.clip_index].span
    shift_s = span.start_s - placed.offset_s
    start = min(max(start_s + shift_s, span.start_s), span.end_s - 0.001)
    end = min(max(end_s + shift_s, start + 0.001), span.end_s)
    return placed, rounded(start, max(end, start + 0.001))


def _split_long(speech: Sequence[Span], max_s: float) -> list[Span]:
    pieces: list[Span] = []
    for span in speech:
        count = int(np.ceil(span.duration_s / max_s)) or 1
        edges = np.linspace(span.start_s, span.end_s, count + 1)
        pieces += [rounded(left, right) for left, right in pairwise(edges.tolist())]
    return pieces


def _grouped(speech: Sequence[Span], max_s: float) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span in speech:
        if groups and span.start_s - groups[-1][-1].end_s < JOIN_S and span.end_s - groups[-1][0].start_s <= max_s:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups
