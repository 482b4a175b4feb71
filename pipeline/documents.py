"""Records as JSON files: the same value gives the same bytes, and what is read is checked by type."""

import gzip
import zlib
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.atomic_file import write_atomic
from pipeline.errors import StoreError

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder(order="deterministic")


def to_bytes(value: object, *, is_compressed: bool = False) -> bytes:
    """Encode a record as JSON; compressed without a time, so that bytes depend on the value only."""
    text = _ENCODER.encode(value)
    return gzip.compress(text, compresslevel=6, mtime=0) if is_compressed else text


def from_bytes(text: bytes, kind: type[T]) -> T:
    """Decode JSON to a record.

    Raises:
        ValueError: it holds something else.
    """
    return msgspec.json.decode(text, type=kind)


def write_document(file: Path, value: object) -> None:
    """Write a record to a JSON file, readable for a person."""
    write_atomic(file, msgspec.json.format(to_bytes(value), indent=2) + b"\n")


def read_document(file: Path, kind: type[T], *, mend: str) -> T:
    """Read a record from a JSON file, gzipped where its name ends in `.gz`.

    Args:
        file: the file.
        kind: what it must hold.
        mend: what to do when it is damaged, as the end of a sentence.

    Raises:
        StoreError: the file is missing, cut off, or holds something else.
    """
    try:
        data = file.read_bytes()
        return from_bytes(gzip.decompress(data) if file.suffix == ".gz" else data, kind)
    except FileNotFoundError as error:
        raise StoreError(f"{file}: there is no such file; {mend}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"{file}: damaged or cut off ({type(error).__name__}); {mend}") from error
    except ValueError as error:
        raise StoreError(f"{file}: not what is expected there ({error}); {mend}") from error
