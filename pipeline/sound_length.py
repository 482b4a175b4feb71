"""Whether a recording was cut off, as far as its container tells."""

import os
from pathlib import Path

from pipeline.sound_format import SoundFormat

_UNKNOWN = 0x7FFF_0000
"""Sizes from here on are what writers put that could not know the length."""

_SLACK_BYTES = 64
"""Some writers count their header as sound."""

_LARGEST_OGG_PAGE = 65_307


def is_cut_off(path: Path, kind: SoundFormat) -> bool:
    """Tell whether sound is missing at the end, by the container's own book-keeping.

    Judged for WAV, whose data chunk states its size, and for Ogg, whose last page bears a mark. Other kinds state
    their length to the decoder, which is where they are judged.
    """
    if kind == "wav":
        return _is_wav_cut_off(path)
    return kind == "ogg" and not _has_last_ogg_page(path)


def _is_wav_cut_off(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(12)
        while len(header := file.read(8)) == 8:
            stated = int.from_bytes(header[4:], "little")
            present = size - file.tell()
            if header[:4] == b"data":
                # 0: the writer died before it could fill in the size
                return stated == 0 < present or present + _SLACK_BYTES < stated < _UNKNOWN
            file.seek(stated + stated % 2, os.SEEK_CUR)
    return False


def _has_last_ogg_page(path: Path) -> bool:
    """Look for the end-of-stream mark in the last page's header (RFC 3533, section 6)."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LARGEST_OGG_PAGE))
        tail = file.read()
    page = tail.rfind(b"OggS")
    return 0 <= page < len(tail) - 6 and bool(tail[page + 5] & 4)
