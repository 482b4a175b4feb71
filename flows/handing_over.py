"""Batches on machines that share no folder: each works in a folder of its own and hands over what it made."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from flows.wiring import Installation
from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from pipeline.inbox import InboxRow
from pipeline.postbox import Parcel, Postbox
from pipeline.records_store import RecordStore
from pipeline.stages import Stores

_OUTBOX = "outbox"


@contextmanager
def handed_over(rows: Sequence[InboxRow], here: Installation) -> Iterator[Stores]:
    """Give the stores to work with; where machines share no folder, what is in them at the end goes to the postbox."""
    box = postbox_of(here)
    if box is None:
        yield here.stores
        return
    folder = _own_outbox(here.store)
    stores = Stores(RecordStore(folder), FailureStore(folder))
    try:
        yield stores
        for row in rows:
            box.send(_parcel(row, here, stores))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take_in(here: Installation) -> tuple[str, ...]:
    """Take in what workers handed over; return a sentence for each parcel that is damaged.

    Raises:
        StoreError: the object store does not answer.
    """
    box = postbox_of(here)
    return tuple(box.take_in(here.stores.records, here.stores.failures)) if box is not None else ()


def postbox_of(here: Installation) -> Postbox | None:
    """Return the way to the machine that leads; None where all share its folder.

    Raises:
        SettingsError: it is set to what cannot be one.
    """
    night = here.settings.night
    return Postbox(night.object_store, night.object_store_options) if night.object_store is not None else None


def _parcel(row: InboxRow, here: Installation, stores: Stores) -> Parcel:
    failure = next((one for one in stores.failures.failures() if one.file_id == row.file_id), None)
    file = stores.records.find_record(here.pseudonyms.safe_id(row.call.call_id))
    if file is None:
        return Parcel(row.file_id, failure=failure)
    record = stores.records.read_record(file)
    try:
        findings = stores.records.read_findings(stores.records.findings_file(file))
    except StoreError:  # derived again where it is taken in
        findings = None
    return Parcel(row.file_id, record, findings, failure)


def _own_outbox(store: Path) -> Path:
    """Return an empty folder of this process, and remove those of killed ones: their batches are done again."""
    for left in (store / _OUTBOX).glob("*"):
        if left.name == str(os.getpid()) or not psutil.pid_exists(int(left.name)):
            shutil.rmtree(left, ignore_errors=True)
    return store / _OUTBOX / str(os.getpid())
