"""Names for employees that tell nothing without the key, and call ids without telephone numbers.

    private/pseudonym.key     32 random bytes; who has it can find the pseudonym of a known employee id
    private/employees.json    pseudonym -> who it is; for those who may know, never loaded into the warehouse

Both belong in the backup, apart from the warehouse: without the key, trends of employees break off.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.atomic_file import create_atomic, locked
from pipeline.documents import read_document, write_document
from pipeline.errors import StoreError
from pipeline.names import holds_number

KEY_BYTES = 32
PSEUDONYM_CHARS = 12
CALL_ID_CHARS = 20  # 100 bits: no two of a million calls meet


@dataclass(frozen=True, slots=True)
class Person:
    """Who is behind a pseudonym, as `calls.csv` said last."""

    employee_id: str
    name: str
    team: str


class Pseudonyms:
    """Pseudonyms under the key in one private folder, which is made on first use."""

    def __init__(self, private: Path) -> None:
        self._key_file = private / "pseudonym.key"
        self._register_file = private / "employees.json"
        self._lock_file = private / "employees.lock"

    @cached_property
    def _key(self) -> bytes:
        if not self._key_file.exists():
            if self._register_file.exists():
                raise StoreError(
                    f"{self._key_file}: the key is gone, and a new one would give every employee another pseudonym; "
                    f"restore it from a backup, or remove {self._register_file} to start anew"
                )
            create_atomic(self._key_file, secrets.token_bytes(KEY_BYTES))
        key = self._key_file.read_bytes()
        if len(key) != KEY_BYTES:
            raise StoreError(f"{self._key_file}: holds {len(key)} bytes, not {KEY_BYTES}; restore it from a backup")
        return key

    def make_key(self) -> None:
        """Make the key where there is none yet.

        Raises:
            StoreError: it is gone or damaged.
        """
        hmac.digest(self._key, b"", hashlib.sha256)

    @property
    def file_key(self) -> bytes:
        """A secret for ids of recordings, so that nobody finds a number in a name by trying; empty without a key."""
        return hmac.digest(self._key, b"files", hashlib.sha256) if self._key_file.exists() else b""

    def pseudonym(self, employee_id: str) -> str:
        """Return the pseudonym of an employee: `m` and 12 letters and digits, the same under the same key.

        Raises:
            ValueError: the id is empty.
        """
        if not employee_id.strip():
            raise ValueError("an employee without an id has no pseudonym")
        return "m" + keyed_name(self._key, f"employee:{employee_id.strip()}", PSEUDONYM_CHARS)

    def safe_id(self, call_id: str) -> str:
        """Return an id of a call or interaction; one that may hold a telephone number becomes a keyed hash."""
        return "c" + keyed_name(self._key, f"call:{call_id}", CALL_ID_CHARS) if holds_number(call_id) else call_id

    def remember(self, people: Iterable[Person]) -> None:
        """Add people to the register, in place of what it said of them before."""
        added = {self.pseudonym(person.employee_id): person for person in people}
        with locked(self._lock_file):
            known = self.register()
            if known | added != known:
                write_document(self._register_file, known | added)

    def forget(self, pseudonym: str) -> None:
        """Take a person out of the register, where there is one."""
        with locked(self._lock_file):
            known = self.register()
            if known.pop(pseudonym, None) is not None:
                write_document(self._register_file, known)

    def register(self) -> dict[str, Person]:
        """Return who is behind each pseudonym.

        Raises:
            StoreError: the register is damaged.
        """
        if not self._register_file.exists():
            return {}
        return read_document(self._register_file, dict[str, Person], mend="restore it from a backup")


def keyed_name(key: bytes, text: str, char_count: int, *, is_bad: Callable[[str], bool] = holds_number) -> str:
    """Return `char_count` letters and digits that follow from `text` under `key`, without a run of seven digits.

    Args:
        key: the secret.
        text: what to hash; UTF-8.
        char_count: 1 to 51 characters of base32, 5 bits each.
        is_bad: names that will not do; the hash of a bad one is hashed again until one does.

    Source:
        HMAC with SHA-256 (RFC 2104), base32 (RFC 4648) in lower case.
    """
    digest = hmac.digest(key, text.encode(), hashlib.sha256)
    name = base64.b32encode(digest).decode().lower()[:char_count]
    while is_bad(name):
        digest = hmac.digest(key, digest, hashlib.sha256)
        name = base64.b32encode(digest).decode().lower()[:char_count]
    return name
