"""Scores all calls anew in as many processes as there are workers, each with a leidraad of its own."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path

from flows import wiring
from pipeline.rederive import Change, rescore
from pipeline.toolbox import LeidraadInUse

CALLS_A_TURN = 200
"""So many calls a worker takes at a time; fewer calls than that are not worth a second process."""


def rescore_all(job: wiring.Job) -> Iterator[tuple[Change, ...]]:
    """Yield per call whose words are kept what changed."""
    here = wiring.installation(job)
    files = list(here.stores.records.record_files())
    workers = here.settings.asr.workers
    if workers < 2 or len(files) <= CALLS_A_TURN:
        yield from rescore(here.stores.records, wiring.scoring(here), files)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        turns = (tuple(map(str, turn)) for turn in turns_of(files))
        yield from chain.from_iterable(pool.map(_rescore_turn, ((job, turn) for turn in turns)))


def turns_of(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Cut records into what a worker takes at a time."""
    for start in range(0, len(files), CALLS_A_TURN):
        yield files[start : start + CALLS_A_TURN]


def _rescore_turn(given: tuple[wiring.Job, tuple[str, ...]]) -> list[tuple[Change, ...]]:
    job, files = given
    here = _installation(job)
    return list(rescore(here.stores.records, _scoring(job), map(Path, files)))


@cache
def _installation(job: wiring.Job) -> wiring.Installation:
    return wiring.installation(job)


@cache
def _scoring(job: wiring.Job) -> LeidraadInUse:
    return wiring.scoring(_installation(job))
