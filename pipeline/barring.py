"""Which recordings of the inbox are left alone: erased calls, and calls older than anything is kept."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.file_hash import sha256_of
from pipeline.inbox import InboxRow
from pipeline.pseudonyms import Pseudonyms
from pipeline.records_store import RecordStore, local_date
from pipeline.tombstones import Tombstones


def admitted(
    rows: Sequence[InboxRow], store_root: Path, pseudonyms: Pseudonyms, *, first_kept: date
) -> tuple[InboxRow, ...]:
    """Return the recordings that may become calls; of the others nothing is written anywhere.

    Args:
        rows: of the inbox.
        store_root: folder of the store, with its tombstones.
        pseudonyms: turn ids of calls into those of the store.
        first_kept: local day before which the term for measures is over.
    """
    stones = Tombstones(store_root)
    erased, sounds = stones.call_ids(), stones.sounds()
    records = RecordStore(store_root)

    def may_come(row: InboxRow) -> bool:
        call_id = pseudonyms.safe_id(row.call.call_id)
        if call_id in erased or local_date(row.call.started_at) < first_kept:
            return False
        # only what is new is read: a call that is there was not erased
        return not sounds or records.find_record(call_id) is not None or _sound(row) not in sounds

    return tuple(filter(may_come, rows))


def _sound(row: InboxRow) -> str:
    try:
        return sha256_of(row.path)
    except OSError:
        return ""  # analysing it will say why it cannot be read
