"""From clean sound to what the recorder got: two channels, noise, crosstalk, 8 kHz."""

import zlib

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from tests.synth.band import telephone_band
from tests.synth.render import MARGIN_S
from tests.synth.script import Line, Script
from tests.synth.timeline import PlacedSound, Timeline
from tests.synth.tune import play
from tests.synth.voice import RATE_HZ

LINE_HZ = 8_000
_SIDES = ("agent", "citizen")

Samples = NDArray[np.float64]


def record(name: str, script: Script, timeline: Timeline) -> Samples:
    """Mix a call as its recorder heard it.

    Args:
        name: seeds the line noise, so that a call sounds the same each time.
        script: says what the line is like.
        timeline: what is said and heard, when.

    Returns:
        shape=(n_samples, 1 or 2), float64, -1 to 1, at LINE_HZ; left channel first.
    """
    count = round(timeline.duration_s * RATE_HZ)
    clean = {side: _clean(side, timeline, count) for side in _SIDES}
    heard = {side: _with_line(clean, side, script.line, seed=zlib.crc32(f"{name}/{side}".encode())) for side in _SIDES}
    for sound in timeline.sounds:
        if sound.script.play == "dropout":
            for samples in heard.values():
                samples[round(sound.start_s * LINE_HZ) : round(sound.end_s * LINE_HZ)] = 0.0
    return _as_channels(heard, script.line)


def _clean(side: str, timeline: Timeline, count: int) -> Samples:
    samples = np.zeros(count)
    for turn in timeline.turns:
        if turn.speaker.channel() == side:
            _add(samples, turn.samples, round((turn.onset_s - MARGIN_S) * RATE_HZ))
    for sound in timeline.sounds:
        if sound.script.channel in {side, "both"}:
            _add(samples, _played(sound), round(sound.start_s * RATE_HZ))
    return samples


def _played(sound: PlacedSound) -> Samples:
    tone = play(sound.script.play, sound.end_s - sound.start_s, RATE_HZ)
    return telephone_band(tone, RATE_HZ) * 10 ** (sound.script.level_db / 20)


def _add(samples: Samples, piece: Samples, at: int) -> None:
    """Add a piece in place, leaving out what falls outside the recording."""
    first, last = max(0, at), min(samples.size, at + piece.size)
    if first < last:
        samples[first:last] += piece[first - at : last - at]


def _with_line(clean: dict[str, Samples], side: str, line: Line, *, seed: int) -> Samples:
    """Add crosstalk and noise, and take it down to the line's rate."""
    samples = clean[side]
    if line.crosstalk_db is not None:
        other = clean["citizen" if side == "agent" else "agent"]
        samples = samples + other * 10 ** (line.crosstalk_db / 20)
    noise = telephone_band(np.random.default_rng(seed).standard_normal(samples.size), RATE_HZ)
    noise *= 10 ** (line.noise_db / 20) / max(1e-12, float(np.sqrt(np.mean(noise**2))))
    return np.asarray(np.clip(resample_poly(samples + noise, LINE_HZ, RATE_HZ), -1.0, 1.0))


def _as_channels(heard: dict[str, Samples], line: Line) -> Samples:
    if line.channels == "mono":
        return np.asarray((heard["agent"] + heard["citizen"])[:, np.newaxis] * np.sqrt(0.5))
    left_first = _SIDES if line.agent_channel != "right" else _SIDES[::-1]
    return np.stack([heard[side] for side in left_first], axis=1)
