"""Pages ask nothing of the network: neither the program that serves them nor what they send to a browser."""

import re
import subprocess
import sys
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.browser.house import PASSWORD, REACHED, SERVE, build, served

pytestmark = pytest.mark.slow
ACCOUNTS = {"coach": "anouk", "tempo": "jelle"}
LOADED = re.compile(
    r"""(?:src|href|action|poster|data-url)\s*=\s*["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)""", re.IGNORECASE
)
"""What a browser fetches of a page or a style sheet without being asked."""


def elsewhere(text):
    """Return the addresses of other hosts that a page or style sheet has a browser fetch."""
    found = (first or second for first, second in LOADED.findall(text))
    return sorted({address for address in found if re.match(r"(?:https?:)?//", address)})


OWN = {"'self'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}
"""From where a browser may fetch and where it may send: the page's own host."""


def sources(policy):
    """Return all that a content security policy allows; scripts too may reach no other host."""
    assert "default-src" in policy
    return {source for part in policy.split(";") for source in part.split()[1:]}


def signed_in(url, account):
    browser = build_opener(HTTPCookieProcessor())
    browser.open(urljoin(url, "aanmelden"), data=urlencode({"account": account, "password": PASSWORD}).encode()).close()
    return browser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('<script src="https://cdn.example/x.js">', ["https://cdn.example/x.js"], id="script"),
        pytest.param("<link href=//fonts.example/a.css>", ["//fonts.example/a.css"], id="without a scheme"),
        pytest.param("@font-face{src:url(http://f.example/a.woff)}", ["http://f.example/a.woff"], id="font"),
        pytest.param('<script src="./assets/index.js">', [], id="our own"),
    ],
)
def test_an_address_elsewhere_would_be_found(text, expected):
    assert elsewhere(text) == expected


def test_a_program_that_reaches_for_the_network_is_refused_and_noted(tmp_path):
    code = SERVE.partition("from flows.main")[0] + "socket.create_connection(('203.0.113.1', 80))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / REACHED)], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert done.returncode != 0
    assert "203.0.113.1" in (tmp_path / REACHED).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ACCOUNTS)
def test_a_page_and_all_it_loads_come_from_the_program_itself(page, tmp_path):
    with served(page, build(tmp_path / page)) as url:
        browser = signed_in(url, ACCOUNTS[page])
        answer = browser.open(url)
        html = answer.read().decode()
        assert sources(answer.headers["content-security-policy"]) <= OWN
        assert "<marimo" in html
        assert elsewhere(html) == []
        files = {first or second for first, second in LOADED.findall(html)}
        sheets = {file for file in files if file.endswith(".css")}
        assert sheets
        for sheet in sheets:
            assert elsewhere(browser.open(urljoin(url, sheet)).read().decode()) == []
