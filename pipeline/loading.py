"""From the files of the store into the tables of a warehouse, some hundreds of calls at a time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import msgspec

from pipeline.delta import KnownCall, StoredCall
from pipeline.errors import StoreError, WarehouseError
from pipeline.file_hash import sha256_of
from pipeline.records_store import RecordStore, keeps_words
from pipeline.warehouse import Connection, append_rows, run_step, transaction
from pipeline.warehouse_rows import LoadedCall, Row, Source, rows_of

CHUNK_CALLS = 500  # bounds memory and the size of the files in between; 350,000 words
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many calls were loaded, and which were not.

    Attributes:
        warnings: on calls that cannot be read, a sentence each.
        unfit: calls whose rows a table refuses.
        without_findings: records of which only the findings cannot be read; they can be derived again.
    """

    loaded_count: int
    warnings: tuple[str, ...]
    unfit: frozenset[str] = frozenset()
    without_findings: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Loader:
    """Loads into one warehouse that nobody else sees.

    Attributes:
        connection: to that warehouse.
        folder: private, for files in between.
    """

    connection: Connection
    folder: Path

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        if not rows:
            return
        lines = self.folder / f"{table}.ndjson"
        lines.write_bytes(_ENCODER.encode_lines(rows))
        append_rows(self.connection, table, lines)
        lines.unlink()

    def load(self, store: RecordStore, calls: Sequence[StoredCall], known: Mapping[str, KnownCall]) -> LoadReport:
        """Load calls in place of what was loaded of them; one that cannot be read is left out and named."""
        unread = Unread()
        readable = _read_calls(store, calls, unread)
        loaded_count, unfit = 0, set[str]()
        while chunk := list(islice(readable, CHUNK_CALLS)):
            left_out = self._load_what_fits(chunk, known)
            loaded_count += len(chunk) - len(left_out)
            unfit |= left_out
        return LoadReport(loaded_count, tuple(unread.warnings), frozenset(unfit), tuple(unread.without_findings))

    def _load_what_fits(self, chunk: Sequence[LoadedCall], known: Mapping[str, KnownCall]) -> frozenset[str]:
        """Load calls together, or where that fails in ever smaller parts; return those that do not fit alone."""
        try:
            self._load_chunk(chunk, known)
        except WarehouseError:
            if len(chunk) == 1:
                return frozenset((chunk[0].record.info.call_id,))
            half = len(chunk) // 2
            return self._load_what_fits(chunk[:half], known) | self._load_what_fits(chunk[half:], known)
        return frozenset()

    def _load_chunk(self, chunk: Sequence[LoadedCall], known: Mapping[str, KnownCall]) -> None:
        tables: dict[str, list[Row]] = {}
        for call in chunk:
            for table, rows in rows_of(call).items():
                tables.setdefault(table, []).extend(rows)
        with transaction(self.connection):
            self._forget([call for call in chunk if call.record.info.call_id in known], known)
            for table, rows in tables.items():
                self.add(table, rows)

    def _forget(self, calls: Sequence[LoadedCall], known: Mapping[str, KnownCall]) -> None:
        if not calls:
            return
        run_step(self.connection, "create_loading")
        self.add("loading_calls", [_loading_row(call, known[call.record.info.call_id]) for call in calls])
        self.add("loading_cues", _leidraad_rows(calls))
        run_step(self.connection, "forget_calls")


@dataclass(frozen=True, slots=True)
class Unread:
    """Collects what could not be read: a sentence each, and the records that are whole themselves."""

    warnings: list[str] = field(default_factory=list)
    without_findings: list[Path] = field(default_factory=list)

    def add(self, store: RecordStore, call: StoredCall, error: StoreError) -> None:
        """Note a call that could not be read."""
        self.warnings.append(str(error))
        with suppress(StoreError):
            store.read_record(call.record_file)
            self.without_findings.append(call.record_file)


def _read_calls(store: RecordStore, calls: Sequence[StoredCall], unread: Unread) -> Iterator[LoadedCall]:
    for call in calls:
        try:
            yield read_call(store, call)
        except StoreError as error:
            unread.add(store, call, error)


def read_call(store: RecordStore, call: StoredCall) -> LoadedCall:
    """Read a call; findings from other words than are stored would point at the wrong ones, and are left out.

    Raises:
        StoreError: the record or the findings cannot be read.
    """
    record = store.read_record(call.record_file)
    record_source = Source(sha256_of(call.record_file), call.record_stamp)
    if call.findings_file is None or call.findings_stamp is None:
        return LoadedCall(record, record_source)
    findings = store.read_findings(call.findings_file)
    findings_source = Source(sha256_of(call.findings_file), call.findings_stamp)
    is_stale = findings.record_sha256 != record_source.sha256 and keeps_words(record.conversation)
    return LoadedCall(record, record_source, None if is_stale else findings, findings_source)


def _loading_row(call: LoadedCall, known: KnownCall) -> Row:
    return {
        "call_id": call.record.info.call_id,
        "has_other_record": call.record_source.sha256 != known.record.sha256,
    }


def _leidraad_rows(calls: Sequence[LoadedCall]) -> list[Row]:
    versions = {
        (call.record.info.call_id, cue.leidraad_id, cue.leidraad_version)
        for call in calls
        if call.findings is not None
        for cue in call.findings.cues
    }
    columns = ("call_id", "leidraad_id", "leidraad_version")
    return [dict(zip(columns, version, strict=True)) for version in sorted(versions)]
