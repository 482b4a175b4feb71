"""What kind of sound file some bytes are, by content and not by name.

Only kinds listed here ever reach a decoder: left to guess, FFmpeg also opens playlists and text that name other files.
"""

from dataclasses import dataclass
from typing import Literal

SoundFormat = Literal["wav", "rf64", "w64", "aiff", "au", "flac", "ogg", "mp3", "aac", "mp4", "webm"]

HEAD_BYTES = 65_536
"""As much of a file's start as is looked at."""

_W64_GUID = bytes.fromhex("726966662e91cf11a5d628db04c10000")
_KBIT_PER_S = {
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_JOINT_STEREO = 1


@dataclass(frozen=True, slots=True)
class MpegFrame:
    """The header of a frame of MPEG audio, layer II or III.

    Attributes:
        size_bytes: from this header to the next.
        is_joint_stereo: the two channels are coded together, so that one may leak into the other.
        states_length: an Xing, Info or VBRI table inside says how many frames the whole file has.
    """

    size_bytes: int
    is_joint_stereo: bool
    states_length: bool


def sniff(head: bytes) -> SoundFormat | None:
    """Tell the kind of sound file from its first `HEAD_BYTES` bytes; None where it is none we know."""
    riff: dict[tuple[bytes, bytes], SoundFormat] = {
        (b"RIFF", b"WAVE"): "wav",
        (b"RF64", b"WAVE"): "rf64",
        (b"BW64", b"WAVE"): "rf64",
        (b"FORM", b"AIFF"): "aiff",
        (b"FORM", b"AIFC"): "aiff",
    }
    starts: dict[bytes, SoundFormat] = {
        _W64_GUID: "w64",
        b".snd": "au",
        b"fLaC": "flac",
        b"OggS": "ogg",
        b"\x1a\x45\xdf\xa3": "webm",
    }
    if (kind := riff.get((head[:4], head[8:12]))) is not None:
        return kind
    for magic, kind in starts.items():
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "mp4"
    return _sniff_frames(head)


def mpeg_frame(head: bytes) -> MpegFrame | None:
    """Read the header of the first frame after an ID3 tag; None where it is not MPEG audio.

    Source: ISO/IEC 11172-3, 2.4.1.3, and 13818-3 for the low sample rates.
    """
    start = _after_id3(head)
    frame = _frame_at(head, start)
    if frame is None:
        return None
    following = start + frame.size_bytes
    # Four bytes of chance look like a header easily; two headers in the right distance do not.
    is_last = following >= len(head) and start > 0
    return frame if is_last or _frame_at(head, following) is not None else None


def _sniff_frames(head: bytes) -> SoundFormat | None:
    if mpeg_frame(head) is not None:
        return "mp3"
    start = _after_id3(head)
    if (size := _adts_size(head, start)) and _adts_size(head, start + size):
        return "aac"
    # A tag with a picture can be longer than what we look at; nothing but MP3 starts with this tag in practice.
    return "mp3" if head[:3] == b"ID3" and start >= len(head) else None


def _after_id3(head: bytes) -> int:
    """Return where the sound starts: an ID3v2 tag tells its size in four bytes of seven bits."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame_at(head: bytes, start: int) -> MpegFrame | None:
    bits = int.from_bytes(head[start : start + 4], "big")
    version, layer = bits >> 19 & 3, 4 - (bits >> 17 & 3)
    rate_index, hz_index = bits >> 12 & 15, bits >> 10 & 3
    if bits >> 21 != 0x7FF or version == 1 or layer not in (2, 3) or rate_index in (0, 15) or hz_index == 3:
        return None
    bit_per_s = _KBIT_PER_S[1 if version == 3 else 2, layer][rate_index - 1] * 1000
    samples = 576 if layer == 3 and version != 3 else 1152
    size = samples * bit_per_s // (8 * _HZ[version][hz_index]) + (bits >> 9 & 1)
    body = head[start : start + size]
    states_length = any(name in body for name in (b"Xing", b"Info", b"VBRI"))
    return MpegFrame(size, bits >> 6 & 3 == _JOINT_STEREO, states_length)


def _adts_size(head: bytes, start: int) -> int:
    """Return the size of the frame of raw AAC at `start`, 0 where there is none (ISO/IEC 13818-7, 6.2)."""
    if len(head) < start + 7 or head[start] != 0xFF or head[start + 1] & 0xF6 != 0xF0:
        return 0
    return (head[start + 3] & 3) << 11 | head[start + 4] << 3 | head[start + 5] >> 5
