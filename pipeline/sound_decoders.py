"""Two ways to get samples out of a sound file: libsndfile for plain sound, FFmpeg's decoders for compressed sound."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import soundfile
from av.audio.frame import AudioFrame
from av.container import InputContainer

from pipeline.sound_format import SoundFormat

Block = npt.NDArray[np.float32]
"""shape=(n_frames, n_channels), float32, -1 to 1 at full scale."""

_Samples = npt.NDArray[np.generic]
"""shape=(n_frames, n_channels), in whatever type the decoder gives."""

_BLOCK_FRAMES = 65_536
_JITTER_S = 0.02
_LONGEST_PAUSE_S = {"opus": 0.5}
"""Opus may send nothing in pauses, but sends every 0.4 s at least (RFC 6716, section 2.1.9): no fault."""

_TIMED: frozenset[SoundFormat] = frozenset({"flac", "ogg", "mp4", "webm"})
"""Kinds whose parts bear a time; in others it is counted from the parts that were found."""

_PLAIN: frozenset[SoundFormat] = frozenset({"wav", "rf64", "w64", "aiff", "au"})
_FFMPEG_NAME: dict[SoundFormat, str] = {
    **{"wav": "wav", "rf64": "wav", "w64": "w64", "aiff": "aiff", "au": "au", "flac": "flac", "ogg": "ogg"},
    **{"mp3": "mp3", "aac": "aac", "mp4": "mov", "webm": "matroska"},
}
_CODEC = {
    **{"alaw": "alaw", "ulaw": "mulaw", "gsm610": "gsm", "pcm_u8": "pcm_8", "pcm_s8": "pcm_8"},
    **{"pcm_alaw": "alaw", "pcm_mulaw": "mulaw", "gsm_ms": "gsm", "pcm_s16le": "pcm_16", "mp3float": "mp3"},
}
_SAMPLE_FORMATS = frozenset({"u8", "s16", "s32", "flt", "dbl"})
_FULL_SCALE = {"uint8": 128.0, "int16": 32_768.0, "int32": 2_147_483_648.0}


class DecodeError(Exception):
    """The sound cannot be decoded, or not further.

    Attributes:
        reason: reason code.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(slots=True)
class OpenSound:
    """A sound file opened to be read once, from the start.

    Attributes:
        rate_hz: sample rate of the decoded sound.
        channel_count: of the decoded sound.
        codec: how it is coded, in lower case.
        stated_s: how long the file says it is, in seconds; None where it says nothing.
        fault_count: parts that had to be skipped; complete once `blocks` is read.
    """

    rate_hz: int
    channel_count: int
    codec: str
    stated_s: float | None
    read: Callable[["OpenSound"], Iterator[Block]]
    fault_count: int = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the sound in order, in blocks of a bounded size, as far as it can be decoded."""
        return self.read(self)


def open_sound(path: Path, kind: SoundFormat) -> AbstractContextManager[OpenSound]:
    """Open a sound file whose kind is known from its content.

    Entering the context raises DecodeError if no decoder can open it.
    """
    return _open_plain(path) if kind in _PLAIN and _is_plain(path) else _open_compressed(path, kind)


def _is_plain(path: Path) -> bool:
    """Tell whether libsndfile reads it; WAV may hold any codec, and sound whose size was never filled in."""
    try:
        return bool(soundfile.info(str(path)).frames > 0)
    except soundfile.LibsndfileError:
        return False


@contextmanager
def _open_plain(path: Path) -> Iterator[OpenSound]:
    try:
        file = soundfile.SoundFile(str(path))
    except soundfile.LibsndfileError as error:
        raise DecodeError("corrupt", f"the sound cannot be opened ({error}); export it anew") from error
    with file:
        stated_s = file.frames / file.samplerate if file.samplerate else None
        codec = file.subtype.lower()

        def read(sound: OpenSound) -> Iterator[Block]:
            try:
                while len(block := file.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
                    yield block
            except soundfile.LibsndfileError:
                sound.fault_count += 1

        yield OpenSound(file.samplerate, file.channels, _CODEC.get(codec, codec), stated_s, read)


@contextmanager
def _open_compressed(path: Path, kind: SoundFormat) -> Iterator[OpenSound]:
    # With its protocol and format named, FFmpeg neither guesses nor opens anything else than this file.
    try:
        container = av.open(f"file:{path.absolute()}", mode="r", format=_FFMPEG_NAME[kind], metadata_errors="ignore")
    except (av.FFmpegError, ValueError) as error:
        raise DecodeError("corrupt", "the sound cannot be opened; export it anew") from error
    with container:
        yield _describe(container, kind)


@dataclass(slots=True)
class _Clock:
    """Compares the times that a file's parts bear with the samples counted so far; all in samples.

    Attributes:
        tick: samples per unit of the file's own times; 0 where it bears none that can be trusted.
        stated: length of the whole, 0 where not stated.
        start: the time of the first sample; None before it is known.
        count: samples so far.
    """

    tick: float
    stated: int
    start: float | None = None
    count: int = 0

    def hole_before(self, time: int | None) -> int:
        """Return how many samples are missing before a part; negative where it comes too early."""
        if time is None or not self.tick:
            return 0
        if self.start is None:
            self.start = time * self.tick - self.count
        return round(time * self.tick - self.start) - self.count

    def adjust(self, hole: int, *, is_filled: bool) -> None:
        """Count a hole that was filled, or forget one that was not."""
        if is_filled:
            self.count += hole
        elif self.start is not None:
            self.start += hole


def _describe(container: InputContainer, kind: SoundFormat) -> OpenSound:
    if len(container.streams.audio) != 1:
        raise DecodeError(
            "no_single_sound",
            f"the file holds {len(container.streams.audio)} sound tracks; export one, with the parties as its channels",
        )
    stream = container.streams.audio[0]
    context = stream.codec_context
    sample_format = None if context is None else context.format
    if sample_format is None or sample_format.name.removesuffix("p") not in _SAMPLE_FORMATS:
        raise DecodeError("unknown_codec", "the way the sound is coded is not known here; export it as WAV")
    context.thread_type = "NONE"  # the night's workers share the cores already
    if kind == "flac":
        context.options = {"err_detect": "crccheck+explode"}  # else a damaged part is played as a loud noise
    tick_s = float(stream.time_base or 0)
    stated_s = stream.duration * tick_s if stream.duration and tick_s else None
    clock = _Clock(tick_s * context.rate if kind in _TIMED else 0.0, round((stated_s or 0.0) * context.rate))

    def read(sound: OpenSound) -> Iterator[Block]:
        return _in_blocks(_on_clock(_decode(container, sound), sound, clock))

    return OpenSound(context.rate, context.layout.nb_channels, _CODEC.get(context.name, context.name), stated_s, read)


def _decode(container: InputContainer, sound: OpenSound) -> Iterator[AudioFrame]:
    """Yield what the decoder gives, packet by packet, over packets that are damaged."""
    stream = container.streams.audio[0]
    expected = (sound.rate_hz, sound.channel_count, stream.format.name)
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            frames = packet.decode() if packet is not None else []
        except (av.FFmpegError, ValueError, EOFError):
            sound.fault_count += 1
            continue
        if packet is None:
            return
        for frame in frames:
            if (frame.sample_rate, frame.layout.nb_channels, frame.format.name) == expected:
                yield frame
            else:
                sound.fault_count += 1  # no telephone recorder changes these half-way: a damaged header does


def _on_clock(frames: Iterator[AudioFrame], sound: OpenSound, clock: _Clock) -> Iterator[_Samples]:
    """Yield the samples of frames, with silence where the file's own clock says that some are missing.

    So times stay those that a player of the file shows.
    """
    for frame in frames:
        array = frame.to_ndarray()
        samples = array.T if frame.format.is_planar else array.reshape(-1, sound.channel_count)
        hole = clock.hole_before(frame.pts)
        if abs(hole) > _JITTER_S * sound.rate_hz:
            is_fillable = 0 < hole <= clock.stated - clock.count
            sound.fault_count += not is_fillable or hole > _LONGEST_PAUSE_S.get(sound.codec, 0.0) * sound.rate_hz
            yield from _silence(hole if is_fillable else 0, samples)
            clock.adjust(hole, is_filled=is_fillable)
        clock.count += len(samples)
        yield samples


def _silence(length: int, like: _Samples) -> Iterator[_Samples]:
    for start in range(0, length, _BLOCK_FRAMES):
        yield np.zeros((min(_BLOCK_FRAMES, length - start), like.shape[1]), dtype=like.dtype)


def _in_blocks(pieces: Iterator[_Samples]) -> Iterator[Block]:
    """Join the decoder's frames of some 20 ms, each of which would cost as much overhead as work."""
    waiting: list[_Samples] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _BLOCK_FRAMES:
            yield _as_block(np.concatenate(waiting))
            waiting, length = [], 0
    if waiting:
        yield _as_block(np.concatenate(waiting))


def _as_block(samples: _Samples) -> Block:
    block = samples.astype(np.float32, copy=False)
    if samples.dtype == np.uint8:
        block = block - np.float32(128)
    full_scale = _FULL_SCALE.get(samples.dtype.name)
    return block if full_scale is None else block / np.float32(full_scale)
