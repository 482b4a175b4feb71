"""Records of several machines by way of an object store, where they share no folder.

    <place>/<file_id>.json.gz    all that one machine made of one recording: one object, so it is there whole or not

Workers put there what they made and keep nothing. The machine that leads the night takes it into its own store, which
stays the only one, and removes it: what is erased from the store need not be looked for anywhere else.
"""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.documents import from_bytes, to_bytes
from pipeline.errors import SettingsError, StoreError
from pipeline.failures import Failure, FailureStore
from pipeline.findings import Findings
from pipeline.names import check_name
from pipeline.records import CallRecord
from pipeline.records_store import RecordStore

_ENDING = ".json.gz"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was made of one recording: a record, with findings as a rule, or the reason why not."""

    file_id: str
    record: CallRecord | None = None
    findings: Findings | None = None
    failure: Failure | None = None


class Postbox:
    """Parcels below one place of an object store.

    Args:
        place: address as fsspec takes it, `s3://bucket/folder`; a put there must be whole or not at all.
        options: for the store, such as `endpoint_url`; keys are taken from the environment.

    Raises:
        SettingsError: the address is none, or the package for such a store is missing.
    """

    def __init__(self, place: str, options: Mapping[str, Any]) -> None:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

        fault = f"night.object_store: {place!r} is no address; for example s3://bucket/nights"
        if "://" not in place:  # fsspec would take it for a folder here
            raise SettingsError(fault)
        try:
            self._store, self._root = url_to_fs(place, **options)
        except ImportError as error:
            raise SettingsError("night.object_store: it needs `pip install meeluister[s3]`") from error
        except ValueError as error:
            raise SettingsError(fault) from error

    def send(self, parcel: Parcel) -> None:
        """Put a parcel there, in place of an earlier one of the same recording.

        Raises:
            OSError: the store does not take it; its libraries have errors of their own besides.
        """
        data = to_bytes(parcel, is_compressed=True)
        self._store.pipe_file(f"{self._root}/{check_name(parcel.file_id)}{_ENDING}", data)

    def take_in(self, records: RecordStore, failures: FailureStore) -> Iterator[str]:
        """Move all parcels into a store; yield a sentence for each that is damaged, which stays where it is.

        Killed at any moment, it goes on the next time: a parcel goes only once it is in the store.

        Raises:
            StoreError: the object store does not answer.
        """
        for path in self._paths():
            try:
                parcel = from_bytes(gzip.decompress(self._store.cat_file(path)), Parcel)
            except (ValueError, EOFError, zlib.error, gzip.BadGzipFile) as error:
                yield f"{path}: damaged ({type(error).__name__}); remove it, and the call is done again"
                continue
            _put_in_place(parcel, records, failures)
            self._store.rm_file(path)

    def _paths(self) -> list[str]:
        try:
            self._store.invalidate_cache()
            return sorted(path for path in self._store.find(self._root) if path.endswith(_ENDING))
        except Exception as error:  # each kind of store has errors of its own
            raise StoreError(f"night.object_store: {self._root} does not answer ({type(error).__name__})") from error


def _put_in_place(parcel: Parcel, records: RecordStore, failures: FailureStore) -> None:
    if parcel.record is not None:
        records.write_record(parcel.record)
        if parcel.findings is not None:
            records.write_findings(parcel.findings)
        failures.clear_failure(parcel.file_id)
    if parcel.failure is not None:
        failures.write_failure(parcel.failure)
