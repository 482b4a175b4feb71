"""The C library's heaps: few of them, and what was freed in them given back to the system."""

import ctypes
import sys
from functools import cache
from typing import Any

HEAPS = 2
"""Of a process. glibc makes one for every thread that finds the others busy, up to eight a core, and each keeps what
was freed in it; a call passes through dozens of short-lived threads of libraries."""
_M_ARENA_MAX = -8  # of glibc's malloc.h


def share_heaps() -> None:
    """Let the threads of this process share `HEAPS` heaps; nothing where the C library cannot.

    To be called before threads are started: those that have a heap keep it.
    """
    library = _c_library()
    if library is not None:
        library.mallopt(_M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Let the C library return what is free in its heaps; nothing where it cannot.

    Sound and models come and go in blocks of all sizes, by several threads. glibc keeps what is freed below a block
    still in use, so that a process grows with the calls it did though nothing is lost.
    """
    library = _c_library()
    if library is not None:
        library.malloc_trim(0)


@cache
def _c_library() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None  # musl has none
