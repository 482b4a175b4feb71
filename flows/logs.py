"""A log for machines: a line of JSON an event, beside the store, for its owner only; no word of a call is in it."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.atomic_file import PRIVATE_FILE, private_folder

OURS = ("flows", "models", "pipeline")
"""Only what this program says itself: what a library says may hold anything."""
_KEPT = 90
_log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """Writes time, level, where, and what; of an error its kind only, for its text may hold words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line."""
        event = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            "process": record.process,
            **getattr(record, "facts", {}),
        }
        if record.exc_info is not None and record.exc_info[0] is not None:
            event["error"] = record.exc_info[0].__name__
        return json.dumps(event, ensure_ascii=False)


@contextmanager
def logged(store: Path) -> Iterator[None]:
    """Write what this program logs to `logs/<date>.jsonl` of the store; older files than the last ninety go."""
    folder = private_folder(store / "logs")
    file = folder / f"{datetime.now(UTC):%Y-%m-%d}.jsonl"
    file.touch(mode=PRIVATE_FILE)
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in OURS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
        handler.close()
        for old in sorted(folder.glob("*.jsonl"))[:-_KEPT]:
            old.unlink(missing_ok=True)
