"""Recordings into samples: any kind of file a recorder of telephone calls writes, one or two channels."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.audio_resample import Pcm, Resampler, as_pcm
from pipeline.errors import BadRecordingError
from pipeline.file_hash import sha256_of
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.recording_file import FileStamp, held_still
from pipeline.sound_decoders import DecodeError, OpenSound, open_sound
from pipeline.sound_format import HEAD_BYTES, SoundFormat, mpeg_frame, sniff
from pipeline.sound_length import is_cut_off

LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 8_000, 48_000
MOST_CHANNELS = 2

CLIP_LEVEL = 0.98
"""Share of full scale from which a sample counts as clipped: the highest value of A-law is 0.984, of mu-law 0.9803."""

_ESTIMATED: frozenset[SoundFormat] = frozenset({"mp3", "aac"})
"""Kinds whose length is guessed from their first frames, if no table states it."""

_STATED_SLACK_S = 0.3
"""Coders add and drop a few frames at either end without having lost anything."""


@dataclass(frozen=True, slots=True, eq=False)
class DecodedRecording:
    """The sound of one recording, as integers: half the memory of floats, and exact for telephone codecs.

    Attributes:
        channels: one array per channel, of equal length, at `rate_hz`.
        rate_hz: of `channels`: the file's rate, or `MODEL_RATE_HZ` where that is lower.
        sample_rate_hz: of the file.
        codec: `pcm_16`, `alaw`, `mulaw`, `gsm`, `mp3`, `opus`, ...
        sha256: of the file's bytes.
        clipped_shares: per channel, the share of its samples at full scale, 0 to 1, before any resampling.
        remarks: reason codes that decoding gave: `truncated`, `damaged`, `joint_stereo_mp3`.
    """

    channels: tuple[Pcm, ...]
    rate_hz: int
    sample_rate_hz: int
    codec: str
    sha256: str
    clipped_shares: tuple[float, ...]
    remarks: frozenset[str] = frozenset()

    @property
    def duration_s(self) -> float:
        """Length in seconds, rounded to the millisecond."""
        return round(len(self.channels[0]) / self.rate_hz, 3)


def read_recording(
    path: Path, *, call_id: str, max_duration_s: float, seen: FileStamp | None = None
) -> DecodedRecording:
    """Decode a recording as far as it goes.

    Memory is bounded by `max_duration_s`: two bytes a sample, and never more than 16,000 samples a second.

    Args:
        path: the file; its name's ending does not matter, its content does.
        call_id: for errors.
        max_duration_s: longest recording to take, in seconds, > 0.
        seen: the file's stamp when the inbox was scanned.

    Raises:
        BadRecordingError: reasons `empty`, `not_audio`, `corrupt`, `no_sound`, `no_single_sound`, `unknown_codec`,
            `too_many_channels`, `bad_sample_rate`, `too_long`, `missing`, `not_a_file`, `not_readable`.
        RecordingNotReadyError: reasons `changing`, `disk_error`.
    """
    with held_still(path, call_id=call_id, seen=seen) as stamp, _named(call_id):
        if stamp.size_bytes == 0:
            raise DecodeError("empty", "the recording is empty (0 bytes); export it anew")
        sha256 = sha256_of(path)  # before decoding: so a disk that fails is told from a damaged file
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        return _decode(path, head, max_duration_s, sha256)


@contextmanager
def _named(call_id: str) -> Iterator[None]:
    try:
        yield
    except DecodeError as error:
        raise BadRecordingError(call_id, error.reason, str(error)) from error


def _decode(path: Path, head: bytes, max_duration_s: float, sha256: str) -> DecodedRecording:
    kind = sniff(head)
    if kind is None:
        raise DecodeError("not_audio", "the content is no sound known here; export it as WAV, MP3, Ogg, FLAC or M4A")
    frame = mpeg_frame(head) if kind == "mp3" else None
    with open_sound(path, kind) as sound:
        is_stated = kind not in _ESTIMATED or (frame is not None and frame.states_length)
        stated_s = sound.stated_s if is_stated else None
        _refuse_unfit(sound, stated_s, max_duration_s)
        collector = _collect(sound, max_duration_s)
        codec, rate_hz = sound.codec, sound.rate_hz
        remarks = {
            "damaged": sound.fault_count > 0,
            "truncated": is_cut_off(path, kind) or collector.duration_s + _STATED_SLACK_S < (stated_s or 0.0),
            "joint_stereo_mp3": frame is not None and frame.is_joint_stereo and sound.channel_count == MOST_CHANNELS,
        }
    return DecodedRecording(
        channels=collector.channels(),
        rate_hz=collector.rate_hz,
        sample_rate_hz=rate_hz,
        codec=codec,
        sha256=sha256,
        clipped_shares=collector.clipped_shares(),
        remarks=frozenset(code for code, holds in remarks.items() if holds),
    )


def _refuse_unfit(sound: OpenSound, stated_s: float | None, max_duration_s: float) -> None:
    if not 1 <= sound.channel_count <= MOST_CHANNELS:
        raise DecodeError(
            "too_many_channels",
            f"the recording has {sound.channel_count} channels; export one or two, a party a channel",
        )
    if not LOWEST_RATE_HZ <= sound.rate_hz <= HIGHEST_RATE_HZ:
        raise DecodeError(
            "bad_sample_rate",
            f"the sample rate is {sound.rate_hz} Hz; export at {LOWEST_RATE_HZ} to {HIGHEST_RATE_HZ} Hz",
        )
    if stated_s is not None and stated_s > max_duration_s:
        raise _too_long(max_duration_s)


def _too_long(max_duration_s: float) -> DecodeError:
    return DecodeError(
        "too_long", f"the recording is longer than {max_duration_s:g} s; split it, or raise inbox.max_duration_s"
    )


def _collect(sound: OpenSound, max_duration_s: float) -> "_Collector":
    collector = _Collector(sound)
    for block in sound.blocks():
        collector.add(block)
        if collector.frame_count > max_duration_s * sound.rate_hz:
            raise _too_long(max_duration_s)
    collector.finish()
    if collector.frame_count == 0:
        is_broken = sound.fault_count > 0
        detail = "the sound is damaged from its start" if is_broken else "the recording holds no sound"
        raise DecodeError("corrupt" if is_broken else "no_sound", f"{detail}; export it anew")
    return collector


class _Collector:
    """Gathers blocks into one growing buffer per channel, downsampled where the file's rate is above the models'."""

    def __init__(self, sound: OpenSound) -> None:
        self.rate_hz = min(sound.rate_hz, MODEL_RATE_HZ)
        self.frame_count = 0
        self._file_rate_hz = sound.rate_hz
        self._clipped = np.zeros(sound.channel_count, dtype=np.int64)
        self._buffers = [bytearray() for _ in range(sound.channel_count)]
        is_high = sound.rate_hz > MODEL_RATE_HZ
        self._resamplers = [Resampler(sound.rate_hz, MODEL_RATE_HZ) if is_high else None for _ in self._buffers]

    @property
    def duration_s(self) -> float:
        return self.frame_count / self._file_rate_hz

    def add(self, block: Samples) -> None:
        """Take a block of shape=(n_frames, n_channels)."""
        if not np.isfinite(block).all():  # only a damaged file of floats
            block = np.nan_to_num(block, posinf=1.0, neginf=-1.0)
        self.frame_count += len(block)
        self._clipped += np.count_nonzero((block >= CLIP_LEVEL) | (block <= -CLIP_LEVEL), axis=0)
        self._push(block, is_last=False)

    def finish(self) -> None:
        """Empty the resamplers."""
        if self._file_rate_hz > MODEL_RATE_HZ:
            self._push(np.empty((0, len(self._buffers)), dtype=np.float32), is_last=True)

    def channels(self) -> tuple[Pcm, ...]:
        """Return the channels, read-only and without a copy."""
        return tuple(np.frombuffer(memoryview(buffer).toreadonly(), dtype=np.int16) for buffer in self._buffers)

    def clipped_shares(self) -> tuple[float, ...]:
        return tuple(float(count) / self.frame_count for count in self._clipped)

    def _push(self, block: Samples, *, is_last: bool) -> None:
        for index, (buffer, resampler) in enumerate(zip(self._buffers, self._resamplers, strict=True)):
            samples = block[:, index]
            buffer.extend(as_pcm(samples if resampler is None else resampler.push(samples, is_last=is_last)).tobytes())
