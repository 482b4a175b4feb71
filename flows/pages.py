"""Serves the pages: marimo's apps behind our own door, on this machine only unless told otherwise."""

import getpass
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from flows import wiring
from flows.sign_in import Door, SignIn
from pipeline.accounts import Account, load_accounts
from pipeline.atomic_file import write_atomic
from pipeline.audit import Action, AuditLog, Entry
from pipeline.desk import Desk, Role
from pipeline.errors import SettingsError
from pipeline.role_files import role_file

NOTEBOOKS: Final = Path(__file__).parent.parent / "notebooks"
LOCAL: Final = ("127.0.0.1", "localhost", "::1")
Page = Literal["coach", "tempo"]
_APPS: Final[Mapping[Page, Mapping[str, str]]] = {
    "coach": {"/": "coach"},
    "tempo": {"/": "tempo", "/stilte": "rates"},
}


class AtDesk:
    """Tells marimo's app who sits at the desk; what a browser sends cannot change it."""

    def __init__(self, app: Any, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass on a request with the desk in its scope."""
        if scope["type"] in ("http", "websocket"):
            scope = {**scope, "meta": {"desk": asdict(self._desk)}}
        await self._app(scope, receive, send)


def serve_page(here: wiring.Installation, page: Page, *, host: str, port: int) -> None:
    """Serve a page until it is stopped.

    Raises:
        SettingsError: it would be open to others without a sign-in.
    """
    import uvicorn  # noqa: PLC0415 - a second to import

    uvicorn.run(guarded_app(here, page, host=host), host=host, port=port, log_level="warning", server_header=False)


def guarded_app(here: wiring.Installation, page: Page, *, host: str) -> Any:
    """Return a page with its door: on this machine for whoever runs the program, else for those who sign in.

    Raises:
        SettingsError: it would be open to others without a sign-in.
    """
    pages = here.settings.pages
    settle(here.store)
    if pages.accounts is None:
        if host not in LOCAL:
            raise SettingsError(
                f"pages.accounts: serving on {host} asks for a sign-in; name a file of accounts, or serve on 127.0.0.1"
            )
        return AtDesk(marimo_app(page), own_desk(here, page))
    door = Door(
        accounts=load_accounts(pages.accounts),
        page=page,
        desk_for=lambda name, account, team: desk_of(here, page, name, account, team),
        log=lambda name, action, role: _log(here, name, action, role),
        proxy_header=pages.proxy_header or "",
        proxies=pages.trusted_proxies,
        hours=pages.session_hours,
        is_secure=pages.https_only,
    )
    return SignIn(marimo_app(page), door)


def own_desk(here: wiring.Installation, page: Page) -> Desk:
    """Return the desk of who runs the program on this machine: the whole warehouse."""
    account = re.sub(r"[^A-Za-z0-9_-]", "-", getpass.getuser()) or "beheerder"
    return _desk(here, page, account, "administrator", here.warehouse)


def desk_of(here: wiring.Installation, page: Page, name: str, account: Account, team: str) -> Desk:
    """Return the desk of an account: its role's own file."""
    if account.role == "administrator":
        file = here.warehouse
    elif account.role == "coach":
        file = role_file(here.warehouse, "coach", team)
    else:
        file = role_file(here.warehouse, account.role, account.employee_id)
    return _desk(here, page, name, account.role, file, employee_id=account.employee_id)


def _desk(
    here: wiring.Installation, page: Page, account: str, role: Role, file: Path, *, employee_id: str = ""
) -> Desk:  # fmt: skip
    return Desk(
        account=account,
        role=role,
        warehouse=str(file.resolve()),
        store=str(here.store.resolve()),
        inbox=str(here.inbox.resolve()) if here.inbox else "",
        keep_sound_days=here.settings.privacy.keep_sound_days,
        shows_names=page in here.settings.agreements.names_on,
        employee_id=employee_id,
        sees_text=role == "administrator" or "text" in seen_by(here, role),
    )


def seen_by(here: wiring.Installation, role: Role) -> tuple[str, ...]:
    """Return what was agreed that a role sees."""
    agreed = here.settings.agreements
    return {"coach": agreed.coach_sees, "employee": agreed.employee_sees, "analyst": agreed.analyst_sees}.get(role, ())


def settle(store: Path) -> None:
    """Give marimo settings of ours, before it is imported: light or dark as the system says, nobody's own settings."""
    folder = store / "pages" / "marimo"
    write_atomic(folder / "marimo.toml", b'[display]\ntheme = "system"\nlocale = "nl-NL"\n')
    os.environ["XDG_CONFIG_HOME"] = str(folder.parent)


def marimo_app(page: Page) -> Any:
    """Return the notebooks of a page as an ASGI app."""
    import marimo  # noqa: PLC0415 - a second to import

    builder = marimo.create_asgi_app(quiet=True, include_code=False)
    for path, notebook in _APPS[page].items():
        builder = builder.with_app(path=path, root=str(NOTEBOOKS / f"{notebook}.py"))
    return builder.build()


def _log(here: wiring.Installation, name: str, action: Action, role: str) -> None:
    entry = Entry(datetime.now(UTC), name, action, role=role)
    AuditLog(here.store).append(entry)
