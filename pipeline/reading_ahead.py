"""Recordings heard in a thread of their own while those before them are recognised.

What is held, ready or in work, is bounded by the size of its clips: decoded sound is gone once its clips are cut, so
that they are all that lies in memory. Order and outcome are those of hearing one after the other.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from pipeline.errors import CallError
from pipeline.hearing import HeardCall
from pipeline.inbox import InboxRow

Heard = tuple[InboxRow, HeardCall | CallError]


class ReadAhead:
    """One reader and one who takes what it read; ends with its `with` block.

    Args:
        rows: recordings, in order.
        hear: hears one; what it raises but a `CallError` is raised to who takes it.
        size_of: of a call that was heard, as counted against `most`.
        most: reading waits while what was read and not let go is of this size or more. More than whoever takes calls
            holds before letting some go, or both wait for ever.
    """

    def __init__(
        self,
        rows: Sequence[InboxRow],
        hear: Callable[[InboxRow], HeardCall],
        size_of: Callable[[HeardCall], float],
        most: float,
    ) -> None:
        self._rows = rows
        self._hear = hear
        self._size_of = size_of
        self._most = most
        self._ready: deque[tuple[InboxRow, HeardCall | BaseException]] = deque()
        self._size = 0.0
        self._is_over = False
        self._changed = threading.Condition()
        self._models = threading.Lock()
        self._reader = threading.Thread(target=self._read, name="reader", daemon=True)

    def __enter__(self) -> "ReadAhead":
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self._reader.join()

    def __iter__(self) -> Iterator[Heard]:
        for _ in self._rows:
            row, result = self._take()
            if isinstance(result, CallError | HeardCall):
                yield row, result
            else:
                raise result

    def let_go(self, calls: Iterable[HeardCall]) -> None:
        """Make room: these calls are done with."""
        size = sum(map(self._size_of, calls))
        with self._changed:
            self._size -= size
            self._changed.notify_all()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Keep the reader from its models for the block: a model is used by one thread at a time."""
        with self._models:
            yield

    def _read(self) -> None:
        for row in self._rows:
            with self._changed:
                self._changed.wait_for(lambda: self._size < self._most or self._is_over)
                if self._is_over:
                    return
            result = self._heard(row)
            with self._changed:
                self._ready.append((row, result))
                self._size += self._size_of(result) if isinstance(result, HeardCall) else 0.0
                self._changed.notify_all()
            if not isinstance(result, CallError | HeardCall):
                return

    def _heard(self, row: InboxRow) -> HeardCall | BaseException:
        try:
            with self._models:
                return self._hear(row)
        except BaseException as error:  # whoever waits for this call must get something
            return error

    def _take(self) -> tuple[InboxRow, HeardCall | BaseException]:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._ready))
            return self._ready.popleft()
