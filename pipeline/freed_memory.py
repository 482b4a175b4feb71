"""Memory that was freed, given back to the system."""

import ctypes
import sys
from functools import cache
from typing import Any


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
