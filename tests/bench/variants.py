"""The same call over a worse line: noise, crosstalk, lost packets, and codecs that cost something."""

import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr

from pipeline.audio import read_recording
from pipeline.records import Span
from tests.bench.library import BenchCall
from tests.bench.noise import RATE_HZ, Rng, Sound, babble, telephone, white
from tests.synth.encode import encode, write_atomically

PACKET_S: Final = 0.02
LOST_SHARE: Final = 0.02
CROSSTALK_DB: Final = -18.0
MP3_BIT_RATE: Final = 16_000
_MAX_S: Final = 4 * 3600.0

Degrade = Callable[[Sound, BenchCall, Rng], Sound]
"""From channels of shape=(n_samples, n_channels), float64, -1 to 1, at RATE_HZ, to the same."""


def with_noise(snr_db: float) -> Degrade:
    """Return what adds white noise and babble of equal power, so far below the speech of each channel."""

    def add(sound: Sound, call: BenchCall, rng: Rng) -> Sound:
        seconds = len(sound) / RATE_HZ
        noisy = np.empty_like(sound)
        level = _speech_level(sound, call)
        for number in range(sound.shape[1]):
            noise = telephone(white(seconds, rng) + babble(seconds, rng))[: len(sound)]
            noise *= level[number] * 10 ** (-snr_db / 20) / np.sqrt(np.mean(noise**2))
            noisy[:, number] = sound[:, number] + noise
        return noisy

    return add


def with_crosstalk(sound: Sound, call: BenchCall, rng: Rng) -> Sound:  # noqa: ARG001 - all are called alike
    """Let each party be heard on the other's channel; one channel stays as it is."""
    return sound + sound[:, ::-1] * 10 ** (CROSSTALK_DB / 20) if sound.shape[1] == 2 else sound


def with_lost_packets(sound: Sound, call: BenchCall, rng: Rng) -> Sound:  # noqa: ARG001
    """Silence packets at random, in each direction on its own, as a receiver does that does not conceal."""
    packet = round(PACKET_S * RATE_HZ)
    lost = rng.random((len(sound) // packet + 1, sound.shape[1])) < LOST_SHARE
    return np.where(np.repeat(lost, packet, axis=0)[: len(sound)], 0.0, sound)


def through_gsm(sound: Sound, call: BenchCall, rng: Rng) -> Sound:  # noqa: ARG001
    """Take each channel through GSM full rate (ETSI 06.10)."""
    heard = [soundfile.read(io.BytesIO(encode(column[:, None], "wav-gsm")))[0][: len(sound)] for column in sound.T]
    return np.column_stack([np.pad(channel, (0, len(sound) - len(channel))) for channel in heard])


def as_it_is(sound: Sound, call: BenchCall, rng: Rng) -> Sound:  # noqa: ARG001
    """Change nothing."""
    return sound


MP3: Final = "mp3-16"
VARIANTS: Final[Mapping[str, Degrade]] = {
    "clean": as_it_is,
    "noise-20": with_noise(20.0),
    "noise-10": with_noise(10.0),
    "noise-5": with_noise(5.0),
    "crosstalk-18": with_crosstalk,
    "loss-2": with_lost_packets,
    "gsm": through_gsm,
    MP3: as_it_is,
}
"""By name; `mp3-16` is what it is by its file."""


def make_variant(name: str, call: BenchCall, folder: Path) -> BenchCall:
    """Write a call over another line into a folder, and return it; the same bytes every time.

    Raises:
        CallError: the recording cannot be read.
    """
    samples = VARIANTS[name](read_sound(call), call, np.random.default_rng(zlib.crc32(f"{name}/{call.key}".encode())))
    samples = samples.clip(-1, 1)
    is_mp3 = name == MP3
    content = encode(samples, "mp3", bit_rate=MP3_BIT_RATE) if is_mp3 else encode(samples, "wav-pcm16")
    key = str(Path(call.key).with_suffix(".mp3" if is_mp3 else ".wav"))
    path = folder / key
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    return replace(call, key=key, path=path, row={**call.row, "file": key})


def read_sound(call: BenchCall) -> Sound:
    """Return a call's channels at RATE_HZ.

    Raises:
        CallError: it cannot be read.
    """
    decoded = read_recording(call.path, call_id=call.true.id, max_duration_s=_MAX_S)
    sound = np.column_stack(decoded.channels).astype(np.float64) / 32768
    return sound if decoded.rate_hz == RATE_HZ else np.asarray(soxr.resample(sound, decoded.rate_hz, RATE_HZ))


def _speech_level(sound: Sound, call: BenchCall) -> list[float]:
    """Return the root mean square of each channel where its party speaks; of a silent party that of the other."""
    right = "citizen" if call.true.agent_channel in {"left", None} else "agent"
    parties = [{"agent", "citizen", "other"}]
    if sound.shape[1] == 2:
        parties = [{"agent"}, {"citizen", "other"}] if right == "citizen" else [{"citizen", "other"}, {"agent"}]
    powers = []
    for number, roles in enumerate(parties):
        spans = [span for role in call.true.speech if role in roles for span in call.true.speech_of(role)]
        pieces = [sound[_samples(span), number] for span in spans]
        powers.append(float(np.mean(np.concatenate(pieces) ** 2)) if pieces else 0.0)
    return [float(np.sqrt(power or max(powers))) for power in powers]


def _samples(span: Span) -> slice:
    return slice(round(span.start_s * RATE_HZ), round(span.end_s * RATE_HZ))
