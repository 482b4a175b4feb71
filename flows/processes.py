"""Processes that this program starts carry a mark of who did, so that what lost its starter can be found and ended."""

import os
from contextlib import suppress
from typing import Final

import psutil

MARK: Final = "MEELUISTER_STARTED_BY"
"""Variable of the environment that all inherit; names a process by id and moment of its start, for ids come again."""
_EPHEMERAL: Final = "PREFECT__SERVER_EPHEMERAL"
_ENDS_S = 60.0


def mark_own() -> str:
    """Mark what this process starts from now on, unless it bears the mark of another; return the mark it bears."""
    return os.environ.setdefault(MARK, _name_of(psutil.Process()))


def end_marked(mark: str, *, wait_s: float = _ENDS_S) -> None:
    """End every other process that bears this mark: told to first, killed where it goes on.

    When Prefect's runner is told to end, it ends the process of a flow and leaves behind what that one had started. A
    night that is killed loses nothing: the next one goes on where it was.

    Args:
        mark: as `mark_own` returned it.
        wait_s: seconds to end by themselves; a night ends its batch first.
    """
    others = (one for one in psutil.process_iter() if one.pid != os.getpid())  # one's own may be inherited
    _end([one for one in others if _environment(one).get(MARK) == mark], wait_s)


def end_left_behind(*, servers_only: bool, wait_s: float = _ENDS_S) -> int:
    """End what bears the mark of a process that is gone, for it was killed; return how many.

    Args:
        servers_only: leave alone all but the servers that Prefect starts for a single run: nobody else asks those.
        wait_s: seconds to end by themselves.
    """
    left = []
    for process in psutil.process_iter():
        environment = _environment(process)
        mark = environment.get(MARK)
        if mark is not None and not _is_there(mark) and (not servers_only or _EPHEMERAL in environment):
            left.append(process)
    _end(left, wait_s)
    return len(left)


def _end(processes: list[psutil.Process], wait_s: float) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in psutil.wait_procs(processes, timeout=wait_s)[1]:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _environment(process: psutil.Process) -> dict[str, str]:
    try:
        return process.environ()
    except psutil.Error:  # gone, or another user's
        return {}


def _name_of(process: psutil.Process) -> str:
    return f"{process.pid}-{process.create_time():.0f}"


def _is_there(mark: str) -> bool:
    pid, _, _ = mark.partition("-")
    try:
        return _name_of(psutil.Process(int(pid))) == mark
    except (ValueError, psutil.Error):
        return False
