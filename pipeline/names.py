"""Which ids may become the name of a file, and which may hide a telephone number."""

import re

MAX_NAME_LENGTH = 120
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_NUMBER_RUN = re.compile(r"[0-9]{7,}")


def check_name(name: str) -> str:
    """Return `name` if it may be the name of a file in any folder.

    Raises:
        ValueError: it holds something else than letters without accents, digits, `.`, `_` and `-`, starts with a dot,
            is empty or longer than `MAX_NAME_LENGTH`. The name itself is shown, so keep call ids free of numbers first.
    """
    if not _NAME.fullmatch(name) or len(name) > MAX_NAME_LENGTH:
        raise ValueError(
            f"id {name[:MAX_NAME_LENGTH]!r} must be 1 to {MAX_NAME_LENGTH} letters, digits, `.`, `_` or `-`, and not "
            "start with a dot"
        )
    return name


def holds_number(text: str) -> bool:
    """Tell whether a text has a run of seven digits or more, and so may hold a telephone number."""
    return _NUMBER_RUN.search(text) is not None
