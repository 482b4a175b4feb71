import sys

import pytest

from pipeline import freed_memory
from pipeline.freed_memory import give_back
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
    monkeypatch.setattr(freed_memory, "_c_library", lambda: None)
    give_back()
