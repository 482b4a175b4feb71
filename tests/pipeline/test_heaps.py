import subprocess
import sys

import pytest

from pipeline import heaps
from pipeline.heaps import HEAPS, give_back, share_heaps
from tests.soak.results import rss_mb

BLOCK, COUNT = 100_000, 2_000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's own way")
def test_what_lies_free_below_a_block_in_use_goes_back_to_the_system():
    blocks = [b"x" * BLOCK for _ in range(COUNT)]
    last = blocks[-1]  # holds the heap's top
    blocks.clear()
    held = rss_mb()
    give_back()
    assert rss_mb() < held - 0.8 * BLOCK * COUNT / 1e6
    assert last


def test_where_the_library_cannot_nothing_happens(monkeypatch):
    monkeypatch.setattr(heaps, "_c_library", lambda: None)
    give_back()
    share_heaps()


MANY_THREADS = """
import ctypes, sys, threading
from pipeline.heaps import share_heaps
if sys.argv[1] == "shared":
    share_heaps()
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
held = threading.Barrier(9)
def hold():
    library.malloc(ctypes.c_size_t(1000))
    held.wait()
    held.wait()
threads = [threading.Thread(target=hold) for _ in range(8)]
for thread in threads:
    thread.start()
held.wait()
library.fopen.restype = ctypes.c_void_p
file = library.fopen(sys.argv[2].encode(), b"w")
library.malloc_info(0, ctypes.c_void_p(file))
library.fclose(ctypes.c_void_p(file))
held.wait()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's own way")
@pytest.mark.parametrize(("way", "most"), [("shared", HEAPS), ("as it is", 100)])
def test_threads_share_heaps(way, most, tmp_path):
    told = tmp_path / "heaps.xml"
    subprocess.run([sys.executable, "-c", MANY_THREADS, way, str(told)], check=True)  # noqa: S603 - ours
    count = told.read_text().count("<heap nr=")
    assert count <= most
    assert way == "shared" or count > HEAPS
