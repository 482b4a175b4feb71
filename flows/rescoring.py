"""Scores all calls anew in as many processes as there are workers, each with a leidraad of its own.

Of a call that was scored by a leidraad of which only some items differ, only those items are scored again.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path

from flows import scoring, wiring
from pipeline.errors import SettingsError
from pipeline.rederive import Rescored, rescore
from pipeline.scored import Standing, begin_scoring, is_scored_by, note_scored_by
from pipeline.toolbox import LeidraadInUse

CALLS_A_TURN = 200
"""So many calls a worker takes at a time; fewer calls than that are not worth a second process."""

_Turn = tuple[wiring.Job, Standing, Standing | None, tuple[str, ...]]


def rescore_where_other(job: wiring.Job, here: wiring.Installation) -> tuple[Rescored, ...]:
    """Score all calls whose words are kept, if they were last scored by another leidraad or other measures."""
    if is_scored_by(here.store, scoring.standing(here).version):
        return ()
    return tuple(rescore_all(job, here))


def rescore_all(job: wiring.Job, here: wiring.Installation, *, is_whole: bool = False) -> Iterator[Rescored]:
    """Score all calls whose words are kept and note by what; yield what became of each.

    Args:
        job: what to work on.
        here: its installation.
        is_whole: score every item of every call, whatever they were scored by.
    """
    now = scoring.standing(here)
    earlier = begin_scoring(here.store, now)
    yield from _rescored(job, here, now, None if is_whole else earlier)
    note_scored_by(here.store, now)


def _rescored(
    job: wiring.Job, here: wiring.Installation, now: Standing, earlier: Standing | None
) -> Iterator[Rescored]:
    files = list(here.stores.records.record_files())
    workers = here.settings.asr.workers
    if workers < 2 or len(files) <= CALLS_A_TURN:
        yield from rescore(here.stores.records, scoring.leidraad_in_use(here, earlier), files)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        turns = ((job, now, earlier, tuple(map(str, turn))) for turn in turns_of(files))
        yield from chain.from_iterable(pool.map(_rescore_turn, turns))


def turns_of(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Cut records into what a worker takes at a time."""
    for start in range(0, len(files), CALLS_A_TURN):
        yield files[start : start + CALLS_A_TURN]


def _rescore_turn(turn: _Turn) -> list[Rescored]:
    job, now, earlier, files = turn
    here = _installation(job)
    if _version(job) != now.version:
        raise SettingsError("leidraad or settings were changed while calls were being scored; score them again")
    return list(rescore(here.stores.records, _scoring(job, earlier), map(Path, files)))


@cache
def _installation(job: wiring.Job) -> wiring.Installation:
    return wiring.installation(job)


@cache
def _version(job: wiring.Job) -> str:
    return scoring.standing(_installation(job)).version


@cache
def _scoring(job: wiring.Job, earlier: Standing | None) -> LeidraadInUse:
    return scoring.leidraad_in_use(_installation(job), earlier)
