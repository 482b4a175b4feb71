import asyncio
from urllib.parse import urlencode

import pytest

from flows.sign_in import MOST_TRIES, Door, SignIn
from pipeline.accounts import Account, hash_password
from pipeline.desk import Desk

PASSWORD = "een lange zin als wachtwoord"  # noqa: S105 - of a test
HASH = hash_password(PASSWORD)
ACCOUNTS = {
    "anouk": Account(role="coach", teams=("balie", "post"), password=HASH),
    "jelle": Account(role="analyst", password=HASH),
    "rixt": Account(role="employee", employee_id="ma"),
}


class House:
    """A page behind the door, and what came through."""

    def __init__(self, **options):
        self.seen, self.log = [], []
        self.door = Door(ACCOUNTS, "coach", self.desk_for, lambda *entry: self.log.append(entry), **options)
        self.app = SignIn(self.page, self.door)

    @staticmethod
    def desk_for(name, account, team):
        return Desk(account=name, role=account.role, warehouse=f"{account.role}-{team}.duckdb", store="store")

    async def page(self, scope, _receive, send):
        self.seen.append(scope["meta"]["desk"])
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"geheim"})

    def ask(self, path="/", *, method="GET", body="", kind="http", client="10.0.0.9", query="", **headers):
        sent = []

        async def receive():
            return {"type": "http.request", "body": body.encode(), "more_body": False}

        async def send(message):
            sent.append(message)

        listed = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": kind, "path": path, "method": method, "headers": listed, "client": (client, 1)}
        asyncio.run(self.app({**scope, "query_string": query.encode()}, receive, send))
        return sent

    def sign_in(self, account="anouk", password=PASSWORD):
        return self.ask("/aanmelden", method="POST", body=urlencode({"account": account, "password": password}))


def status(sent):
    return sent[0]["status"]


def cookie(sent):
    return dict(sent[0]["headers"])[b"set-cookie"].decode().partition(";")[0]


@pytest.fixture
def house():
    return House()


@pytest.mark.parametrize("path", ["/", "/api/status", "/@file/1-a.mp3", "/assets/x.js"])
def test_nothing_of_the_page_is_passed_on_before_somebody_signed_in(house, path):
    sent = house.ask(path)
    assert status(sent) == 401
    assert b"geheim" not in sent[1]["body"]
    assert house.seen == []


def test_a_socket_is_closed_before_somebody_signed_in(house):
    assert [message["type"] for message in house.ask("/ws", kind="websocket")] == ["websocket.close"]
    assert house.seen == []


def test_who_signs_in_sees_the_file_of_their_role_and_of_their_first_team(house):
    sent = house.sign_in()
    assert status(sent) == 303
    assert status(house.ask(cookie=cookie(sent))) == 200
    assert house.seen[0]["warehouse"] == "coach-balie.duckdb"
    assert house.log == [("anouk", "sign_in", "coach")]


def test_a_coach_may_turn_to_another_of_their_teams_and_to_no_other(house):
    key = cookie(house.sign_in())
    for query in ("team=post", "", "team=directie"):
        house.ask(cookie=key, query=query)
    assert [desk["warehouse"] for desk in house.seen] == ["coach-post.duckdb"] * 3


def test_the_cookie_is_for_this_site_and_out_of_reach_of_scripts():
    header = dict(House(is_secure=True).sign_in()[0]["headers"])[b"set-cookie"].decode()
    assert all(part in header for part in ("HttpOnly", "SameSite=Strict", "Secure"))


@pytest.mark.parametrize(("account", "password"), [("anouk", "mis"), ("niemand", PASSWORD), ("rixt", ""), ("", "")])
def test_a_wrong_name_or_password_is_refused_alike_and_logged_without_it(house, account, password):
    sent = house.sign_in(account, password)
    assert status(sent) == 401
    assert "Naam of wachtwoord klopt niet." in sent[1]["body"].decode()
    assert house.log == [(account if account in ACCOUNTS else "unknown", "sign_in_refused", "")]


def test_guessing_is_slowed_down(house):
    for _ in range(MOST_TRIES):
        house.sign_in(password="mis")  # noqa: S106 - a wrong one
    assert status(house.sign_in()) == 429


def test_a_role_that_the_page_is_not_for_is_refused_and_logged(house):
    key = cookie(house.sign_in("jelle"))
    assert status(house.ask(cookie=key)) == 403
    assert house.seen == []
    assert house.log[-1] == ("jelle", "access_refused", "analyst")


def test_who_signs_off_is_out(house):
    key = cookie(house.sign_in())
    house.ask("/afmelden", cookie=key)
    assert status(house.ask(cookie=key)) == 401


def test_a_made_up_or_spent_cookie_opens_nothing(house):
    assert status(house.ask(cookie="meeluister-coach=abc")) == 401
    spent = House(hours=0.0)
    assert status(spent.ask(cookie=cookie(spent.sign_in()))) == 401


def test_a_proxy_is_believed_from_its_own_address_only():
    house = House(proxy_header="X-Remote-User", proxies=("127.0.0.1",))
    assert status(house.ask(client="127.0.0.1", x_remote_user="rixt")) == 200
    assert house.seen[0]["role"] == "employee"
    assert status(house.ask(client="10.0.0.9", x_remote_user="rixt")) == 401
    assert status(house.ask(client="127.0.0.1", x_remote_user="niemand")) == 401
    assert status(house.sign_in()) == 401  # with a proxy there is no other way in


def test_markup_in_what_was_typed_does_not_come_back(house):
    sent = house.sign_in('"><script>alert(1)</script>', "x")
    assert "<script>" not in sent[1]["body"].decode()


def test_a_browser_may_fetch_from_the_page_alone():
    house = House()
    sent = house.ask(cookie=cookie(house.sign_in()))
    headers = dict(sent[0]["headers"])
    assert status(sent) == 200
    assert b"default-src 'self'" in headers[b"content-security-policy"]
    assert b"http" not in headers[b"content-security-policy"]
    assert headers[b"referrer-policy"] == b"no-referrer"
