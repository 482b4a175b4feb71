"""One program at a time works on a store: two nights, or a night and an erasure, would undo each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.atomic_file import locked
from pipeline.errors import StoreError


@contextmanager
def working_on(store: Path) -> Iterator[None]:
    """Hold the store for oneself; the system lets go of it when the process ends, even when it is killed.

    Raises:
        StoreError: another program holds it.
    """
    try:
        with locked(store / ".store.lock", wait=False):
            yield
    except BlockingIOError as error:
        raise StoreError(
            f"{store}: another night, or another command that writes, is working on this store; wait until it is done"
        ) from error
