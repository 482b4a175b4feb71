"""The door before the pages: who is it, and what may they open. An ASGI layer around marimo's.

Nothing of a page, its socket or its files is passed on before somebody signed in, and what is passed on carries the
desk of that role: its own warehouse file and nothing else.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Final
from urllib.parse import parse_qs

from flows.sign_in_page import sign_in_page
from pipeline.accounts import Account, is_password
from pipeline.audit import Action
from pipeline.desk import Desk

MOST_FORM_BYTES: Final = 4096
MOST_TRIES, WAIT_S = 5, 60.0
PAGES: Final = {"coach": ("administrator", "coach", "employee"), "tempo": ("administrator", "analyst")}
"""Which roles a page is for."""

Log = Callable[[str, Action, str], None]
"""Takes account, action and role."""


@dataclass(slots=True)
class Session:
    """Somebody who signed in.

    Attributes:
        until_s: on the clock of `time.monotonic`.
        team: the one of a coach's teams that is looked at.
    """

    account: str
    until_s: float
    team: str = ""


@dataclass(slots=True)
class Door:
    """Who may come in.

    Attributes:
        accounts: by name.
        page: which page lies behind it.
        desk_for: the desk of an account, with the team it looks at.
        log: notes who came in and who was refused.
        proxy_header: header with the account's name, set by a reverse proxy; empty for none.
        proxies: addresses of which that header is believed.
        hours: how long one stays signed in.
        is_secure: cookies go over HTTPS only.
    """

    accounts: Mapping[str, Account]
    page: str
    desk_for: Callable[[str, Account, str], Desk]
    log: Log
    proxy_header: str = ""
    proxies: tuple[str, ...] = ()
    hours: float = 10.0
    is_secure: bool = False
    sessions: dict[str, Session] = field(default_factory=dict)
    tries: dict[str, list[float]] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        """Name of the cookie: one a page, for ports of one machine share their cookies."""
        return f"meeluister-{self.page}"


_INSIDE = (
    (
        b"content-security-policy",
        b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; form-action 'self'; base-uri 'self'; "
        b"frame-ancestors 'self'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
"""marimo's pages need scripts of their own in line and Vega evaluates expressions; other hosts nobody needs."""


class SignIn:
    """Passes on requests of those who signed in and may open the page."""

    def __init__(self, app: Any, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer, refuse or pass on a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        session = self._session(scope)
        if scope["type"] == "http" and scope["path"] == "/aanmelden" and scope["method"] == "POST":
            await self._try(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == "/afmelden":
            self._door.sessions.pop(_cookie(scope, self._door), None)
            await _answer(send, 303, "", headers=[_redirect("/"), _set_cookie(self._door, "", 0)])
        elif session is None:
            await self._turn_away(scope, send, 401, sign_in_page())
        else:
            await self._admit(scope, receive, send, session)

    async def _admit(self, scope: Any, receive: Any, send: Any, session: Session) -> None:
        door, account = self._door, self._door.accounts[session.account]
        if account.role not in PAGES[door.page]:
            door.log(session.account, "access_refused", account.role)
            await self._turn_away(scope, send, 403, sign_in_page("Deze pagina hoort niet bij je rol."))
            return
        wanted = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("team", [""])[-1]
        if wanted in account.teams:
            session.team = wanted
        desk = door.desk_for(session.account, account, session.team or next(iter(account.teams), ""))
        await self._app({**scope, "meta": {"desk": asdict(desk)}}, receive, _kept_inside(send))

    def _session(self, scope: Any) -> Session | None:
        door = self._door
        if door.proxy_header:
            name = _headers(scope).get(door.proxy_header.lower(), "")
            client = (scope.get("client") or ("",))[0]
            if client not in door.proxies or name not in door.accounts:
                return None
            return door.sessions.setdefault(f"proxy:{name}", Session(name, float("inf")))
        session = door.sessions.get(_cookie(scope, door))
        if session is None or session.until_s < time.monotonic() or session.account not in door.accounts:
            return None
        return session

    async def _try(self, scope: Any, receive: Any, send: Any) -> None:
        door = self._door
        given = {key: values[-1] for key, values in parse_qs(await _body(receive)).items()}
        name = given.get("account", "")
        recent = [at for at in door.tries.get(name, []) if at > time.monotonic() - WAIT_S]
        if len(recent) >= MOST_TRIES:
            await self._turn_away(scope, send, 429, sign_in_page("Te vaak geprobeerd. Wacht een minuut."))
            return
        account = door.accounts.get(name)
        if door.proxy_header or not is_password(account, given.get("password", "")):
            door.tries[name] = [*recent, time.monotonic()]
            door.log(name if account is not None else "unknown", "sign_in_refused", "")
            await self._turn_away(scope, send, 401, sign_in_page("Naam of wachtwoord klopt niet."))
            return
        token = secrets.token_urlsafe(32)
        door.sessions[token] = Session(name, time.monotonic() + door.hours * 3600)
        door.log(name, "sign_in", account.role if account is not None else "")
        cookie = _set_cookie(door, token, round(door.hours * 3600))
        await _answer(send, 303, "", headers=[_redirect("/"), cookie])

    async def _turn_away(self, scope: Any, send: Any, status: int, page: str) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4401, "reason": escape("aanmelden")})
        else:
            await _answer(send, status, page)


def _kept_inside(send: Any) -> Any:
    """Have the browser refuse whatever a page would fetch from, or send to, any other host."""

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_INSIDE]}
        await send(message)

    return sending


def _headers(scope: Any) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _cookie(scope: Any, door: Door) -> str:
    for part in _headers(scope).get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == door.cookie:
            return value
    return ""


def _set_cookie(door: Door, token: str, age_s: int) -> tuple[bytes, bytes]:
    secure = "; Secure" if door.is_secure else ""
    return b"set-cookie", f"{door.cookie}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age_s}{secure}".encode()


def _redirect(to: str) -> tuple[bytes, bytes]:
    return b"location", to.encode()


async def _body(receive: Any) -> str:
    body, is_more = b"", True
    while is_more and len(body) <= MOST_FORM_BYTES:
        message = await receive()
        body += message.get("body", b"")
        is_more = message.get("more_body", False)
    return body[:MOST_FORM_BYTES].decode("utf-8", errors="replace")


async def _answer(send: Any, status: int, page: str, *, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    fixed = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*fixed, *(headers or [])]})
    await send({"type": "http.response.body", "body": page.encode()})
