"""Sound for tests, made by rule: noise with the rhythm of speech, and files of every kind a recorder writes."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile

from pipeline.audio import DecodedRecording
from pipeline.audio_resample import as_pcm

RATE_HZ = 8_000
KINDS = {
    "wav": ("WAV", "PCM_16"),
    "alaw": ("WAV", "ALAW"),
    "flac": ("FLAC", "PCM_16"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
    "opus": ("OGG", "OPUS"),
    "vorbis": ("OGG", "VORBIS"),
}
"""Container and coding of files that libsndfile writes."""


def babble(duration_s, *, seed, level_db=-20.0, rate_hz=RATE_HZ):
    """Return noise that swells and fades four times a second, at a mean level in dB below full scale."""
    random = np.random.default_rng(seed)
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    rhythm = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * time_s + seed)
    noise = np.convolve(random.standard_normal(len(time_s)), [0.5, 0.35, 0.15], mode="same") * rhythm
    return (noise * 10 ** (level_db / 20) / np.sqrt(np.mean(noise**2))).astype(np.float32)


def hiss(duration_s, *, seed=99, level_db=-60.0, rate_hz=RATE_HZ):
    """Return even noise at a level in dB below full scale."""
    noise = np.random.default_rng(seed).standard_normal(round(duration_s * rate_hz))
    return (noise * 10 ** (level_db / 20)).astype(np.float32)


def only(sound, *spans, rate_hz=RATE_HZ):
    """Return a copy that sounds only in the given (start_s, end_s)."""
    kept = np.zeros_like(sound)
    for start_s, end_s in spans:
        stretch = slice(round(start_s * rate_hz), round(end_s * rate_hz))
        kept[stretch] = sound[stretch]
    return kept


def recording(*channels, rate_hz=RATE_HZ, clipped_shares=None, remarks=()):
    """Return what decoding would make of channels of floats."""
    return DecodedRecording(
        channels=tuple(as_pcm(channel) for channel in channels),
        rate_hz=rate_hz,
        sample_rate_hz=rate_hz,
        codec="pcm_16",
        sha256="0" * 64,
        clipped_shares=clipped_shares or (0.0,) * len(channels),
        remarks=frozenset(remarks),
    )


def write(path: Path, *channels, kind="wav", rate_hz=RATE_HZ):
    """Write channels as one of `KINDS` and return the path."""
    container, coding = KINDS[kind]
    soundfile.write(str(path), np.stack(channels, axis=1), rate_hz, format=container, subtype=coding)
    return path


def write_with_ffmpeg(path: Path, *channels, container, coding, rate_hz=RATE_HZ):
    """Write channels as a kind that libsndfile does not write, such as AAC in MP4, and return the path."""
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(coding, rate=rate_hz, layout="stereo" if len(channels) == 2 else "mono")
        frame = av.AudioFrame.from_ndarray(np.stack(channels), format="fltp", layout=stream.layout.name)
        frame.sample_rate, frame.time_base, frame.pts = rate_hz, Fraction(1, rate_hz), 0
        fifo, resampler = av.AudioFifo(), av.AudioResampler(stream.format.name, stream.layout.name, rate_hz)
        for part in resampler.resample(frame):
            fifo.write(part)
        for piece in fifo.read_many(stream.frame_size or 960, partial=True):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return path
