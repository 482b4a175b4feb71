"""What a recording's file name tells, by a pattern from the settings."""

import re

from pipeline.calls_csv import COLUMNS
from pipeline.errors import SettingsError


class NamePattern:
    """A regular expression whose named groups are columns of `calls.csv`.

    Args:
        pattern: the expression; None for names that tell nothing.

    Raises:
        SettingsError: if it is no expression, or has a group that is no column.
    """

    def __init__(self, pattern: str | None) -> None:
        try:
            self._expression = None if pattern is None else re.compile(pattern)
        except re.error as error:
            raise SettingsError(f"inbox.filename_pattern: not a regular expression: {error}") from error
        groups = set() if self._expression is None else set(self._expression.groupindex)
        if unknown := sorted(groups - set(COLUMNS)):
            raise SettingsError(f"inbox.filename_pattern: groups {unknown} are no columns; known are {list(COLUMNS)}")
        if self._expression is not None and not groups:
            raise SettingsError("inbox.filename_pattern: no named groups; write parts as (?P<call_id>...)")

    def fields(self, name: str) -> dict[str, str]:
        """Return what the name of a file tells, `file` included; nothing where it does not match.

        Args:
            name: relative to the inbox, with slashes. All of it is matched, else its last part.
        """
        if self._expression is None:
            return {}
        match = self._expression.fullmatch(name) or self._expression.fullmatch(name.rpartition("/")[2])
        if match is None:
            return {}
        found = {column: value.strip() for column, value in match.groupdict().items() if value and value.strip()}
        return {**found, "file": name}
