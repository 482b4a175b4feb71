"""The program's way in and out: `main` is what the command `meeluister` starts."""

import atexit
import os
import sys


class _Leave:
    """Ends the process once all other exit functions have run, without taking the interpreter apart.

    Prefect's background threads still run then, and hold on to modules; DuckDB's binding would list each of its objects
    that is still alive, fifty lines on stderr that mean nothing to anyone. No data is at stake: files are closed, and
    other exit functions have run.
    """

    def __init__(self) -> None:
        self.status = 1  # where an error nobody expected ends the program

    def __call__(self) -> None:
        """Flush what was written and end the process."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):  # whoever read it is gone
                self.status = self.status or 1
        os._exit(self.status)


def main() -> None:
    """Run the command line; exit status as in the README."""
    leave = _Leave()
    atexit.register(leave)  # first come, last served: before any library registers its own
    from flows.cli import app  # noqa: PLC0415 - only now

    try:
        app()
    except SystemExit as end:
        leave.status = end.code if isinstance(end.code, int) else int(end.code is not None)
        raise
