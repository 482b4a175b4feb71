"""What the verdicts of a store follow from, so that of a changed leidraad only the changed items are scored again.

    scored.json   the leidraad that all calls were last scored by; and, while calls are being scored by another, which

Calls come to be scored by another leidraad one by one, in a rescoring or in a night; it is noted before the first of
them, for a process that is killed leaves some calls to either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.documents import read_document, write_document
from pipeline.errors import StoreError
from pipeline.leidraad.schema import Item

_FILE = "scored.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """A leidraad with all else that findings follow from; two of one version are one.

    Attributes:
        version: stands for all of it, texts for coaches included.
        rest: stands for what every verdict follows from: words, questions, topics, weights, measures and program.
        items: of the leidraad.
    """

    version: str
    rest: str
    items: tuple[Item, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    version: str
    rest: str
    items: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Note:
    """The file.

    Attributes:
        by: what calls were scored by.
        towards: version that they are being scored by; empty where all are.
    """

    by: _Kept
    towards: str = ""


def begin_scoring(store: Path, now: Standing) -> Standing | None:
    """Note that calls are about to be scored, and return what all were scored by until now.

    Returns:
        What each call that is not scored by `now` was scored by; None where it may be several leidraden.
    """
    note = _note_of(store)
    if note is None:
        return None
    if note.towards not in ("", now.version) or (earlier := _read(note.by)) is None:
        (store / _FILE).unlink()
        return None
    if note.by.version != now.version and not note.towards:
        write_document(store / _FILE, _Note(note.by, now.version))
    return earlier


def note_scored_by(store: Path, now: Standing) -> None:
    """Note that all calls of a store are scored by this; of an empty store that is so."""
    items = [item.model_dump(mode="json", exclude_unset=True) for item in now.items]
    write_document(store / _FILE, _Note(_Kept(now.version, now.rest, items)))


def is_scored_by(store: Path, version: str) -> bool:
    """Tell whether all calls of a store were last scored by this version."""
    note = _note_of(store)
    return note is not None and not note.towards and note.by.version == version


def _note_of(store: Path) -> _Note | None:
    """Return the note; None without one, or where it is damaged or of an older program."""
    try:
        return read_document(store / _FILE, _Note, mend="remove it")
    except StoreError:
        return None


def _read(kept: _Kept) -> Standing | None:
    try:
        return Standing(kept.version, kept.rest, _items(kept.items))
    except ValidationError:
        return None


def _items(values: Sequence[dict[str, Any]]) -> tuple[Item, ...]:
    return tuple(Item.model_validate(one) for one in values)
