"""Writes recordings in the forms that telephone recorders leave behind."""

import io
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from tests.synth.line import LINE_HZ
from tests.synth.script import Codec

SUFFIXES: dict[Codec, str] = {
    "wav-alaw": ".wav",
    "wav-mulaw": ".wav",
    "wav-pcm16": ".wav",
    "wav-gsm": ".wav",
    "mp3": ".mp3",
    "opus": ".ogg",
    "m4a": ".m4a",
}
_WAV_SUBTYPES: dict[Codec, str] = {
    "wav-alaw": "ALAW",
    "wav-mulaw": "ULAW",
    "wav-pcm16": "PCM_16",
    "wav-gsm": "GSM610",
}
# Container, encoder, bits per second, encoder's own options.
_COMPRESSED: dict[Codec, tuple[str, str, int, dict[str, str]]] = {
    "mp3": ("mp3", "libmp3lame", 32_000, {"joint_stereo": "1"}),
    "opus": ("ogg", "libopus", 32_000, {"application": "voip"}),
    "m4a": ("ipod", "aac", 32_000, {}),
}


def encode(samples: NDArray[np.float64], codec: Codec, *, bit_rate: int | None = None) -> bytes:
    """Turn samples into the bytes of a file.

    Args:
        samples: shape=(n_samples, n_channels), -1 to 1, at LINE_HZ.
        codec: GSM takes one channel only.
        bit_rate: bits per second of MP3, Opus and M4A; else that of a telephone recorder.
    """
    if codec in _WAV_SUBTYPES:
        file = io.BytesIO()
        soundfile.write(file, samples, LINE_HZ, format="WAV", subtype=_WAV_SUBTYPES[codec])
        return file.getvalue()
    return _compressed(samples, codec, bit_rate)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that no half of it is ever seen."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _compressed(samples: NDArray[np.float64], codec: Codec, bit_rate: int | None) -> bytes:
    container, encoder, usual_bit_rate, options = _COMPRESSED[codec]
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    file = io.BytesIO()
    # "bitexact" keeps the clock, the encoder's name and random serial numbers out of the file.
    with av.open(file, "w", format=container, options={"fflags": "+bitexact"}) as output:
        stream = cast(
            av.AudioStream, output.add_stream(encoder, rate=LINE_HZ, options={"flags": "+bitexact", **options})
        )
        stream.bit_rate = bit_rate or usual_bit_rate
        stream.layout = layout
        packed = np.ascontiguousarray(np.round(samples * 32767).astype(np.int16).reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
        frame.sample_rate = LINE_HZ
        frame.pts, frame.time_base = 0, Fraction(1, LINE_HZ)  # without it an M4A starts 128 ms late
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()
