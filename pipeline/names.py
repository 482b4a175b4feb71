"""Which ids may become the name of a file, and which may hide a telephone number."""

import re

MAX_NAME_LENGTH = 120
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._@+=-]*")
_NUMBER_RUN = re.compile(r"[0-9]{7,}")


def is_name(text: str) -> bool:
    """Tell whether an id may be the name of a file in any folder.

    Letters have no accent, signs are . _ - @ + =, and it does not start with a dot.
    """
    return len(text) <= MAX_NAME_LENGTH and _NAME.fullmatch(text) is not None


def check_name(text: str) -> str:
    """Return an id that may be the name of a file.

    Raises:
        ValueError: it may not; the text is shown, so take numbers out of call ids first.
    """
    if not is_name(text):
        raise ValueError(
            f"id {text[:MAX_NAME_LENGTH]!r} must be 1 to {MAX_NAME_LENGTH} letters, digits or . _ - @ + = and not "
            "start with a dot"
        )
    return text


def holds_number(text: str) -> bool:
    """Tell whether a text has a run of seven digits or more, and so may hold a telephone number."""
    return _NUMBER_RUN.search(text) is not None
