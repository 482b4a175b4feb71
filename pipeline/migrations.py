"""Records of older layouts, brought forward one version at a time when they are read.

A field that is new and has a default needs no step: older files read as they are. A step is a pure function from the
JSON of one version to that of the next; it stays for good, for a backup may be of any age.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.documents import from_bytes
from pipeline.errors import StoreError
from pipeline.records import RECORD_VERSION, CallRecord

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Mapping[int, Step] = {}
"""By the version that a step starts from; the first layout is 1."""


def read_older(file: Path, *, steps: Mapping[int, Step] = STEPS, newest: int = RECORD_VERSION) -> CallRecord | None:
    """Read a record of an older layout as one of today's.

    Args:
        file: of the record, gzipped.
        steps: from each version to the next.
        newest: the layout to arrive at.

    Returns:
        None where the file is damaged or not of an older layout.

    Raises:
        StoreError: a step is missing, or what came out is no record.
    """
    try:
        raw = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    version = raw.get("record_version") if isinstance(raw, dict) else None
    if not isinstance(version, int) or not 1 <= version < newest:
        return None
    try:
        for step in range(version, newest):
            raw = {**steps[step](raw), "record_version": step + 1}
        return from_bytes(json.dumps(raw).encode(), CallRecord)
    except (KeyError, ValueError) as error:
        raise StoreError(
            f"{file}: of layout {version}, which this program cannot bring forward ({type(error).__name__}); do the "
            "call again"
        ) from error
