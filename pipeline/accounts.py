"""Who may sign in to the pages: a file of accounts with hashed passwords, or names that a reverse proxy vouches for.

accounts:
  anouk: {role: coach, teams: [KCC Dokkum], password: "scrypt$..."}   # made by `meeluister password`
  jelle: {role: analyst, password: "scrypt$..."}
  mw-012: {role: employee, employee_id: mhf52jhci3dm2}                # without password: by the proxy only
"""

import base64
import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Final, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipeline.errors import SettingsError
from pipeline.names import is_name

_N, _R, _P = 2**15, 8, 1
_MAX_MEMORY: Final = 128 * _N * _R * 2
_NOBODY: Final = "scrypt$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


class Account(BaseModel):
    """Somebody who may sign in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Literal["administrator", "coach", "analyst", "employee"]
    teams: tuple[str, ...] = ()
    employee_id: str = ""
    password: str = ""

    @model_validator(mode="after")
    def _has_a_subject(self) -> Self:
        if (self.role == "coach") != bool(self.teams):
            raise ValueError(f"role {self.role}: a coach needs teams, nobody else has them")
        if (self.role == "employee") != bool(self.employee_id):
            raise ValueError(f"role {self.role}: an employee needs employee_id (the pseudonym), nobody else has one")
        return self


class _Accounts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    accounts: dict[str, Account]

    @model_validator(mode="after")
    def _have_names(self) -> Self:
        if bad := [name for name in self.accounts if not is_name(name)]:
            raise ValueError(f"account {bad[0]!r} must be letters, digits or . _ - @ + =")
        return self


def load_accounts(file: Path) -> dict[str, Account]:
    """Read the accounts.

    Raises:
        SettingsError: the file is missing or wrong; no hash is shown.
    """
    try:
        return _Accounts.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).accounts
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{file}: not readable as YAML ({type(error).__name__})") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise SettingsError(f"{file}: {faults}") from None


def hash_password(password: str) -> str:
    """Return what may be kept of a password.

    Source:
        scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MB and a tenth of a second a guess.
    """
    salt = secrets.token_bytes(16)
    return "$".join(("scrypt", base64.b64encode(salt).decode(), base64.b64encode(_derived(password, salt)).decode()))


def is_password(account: Account | None, password: str) -> bool:
    """Tell whether a password is the account's; takes as long for accounts that do not exist."""
    kept = account.password if account is not None and account.password else _NOBODY
    try:
        _, salt, hashed = kept.split("$")
        is_equal = hmac.compare_digest(_derived(password, base64.b64decode(salt)), base64.b64decode(hashed))
    except ValueError:
        return False
    return is_equal and kept is not _NOBODY


def _derived(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=_MAX_MEMORY, dklen=32)
