import shutil

import pytest

from tests.browser.house import build, served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


# of a module, not of the session: while Playwright lives, no other test can start an event loop
@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: `apt-get install chromium`")
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return build(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def coach_url(browser, settings):  # noqa: ARG001 - nothing is served where there is no browser
    with served("coach", settings) as url:
        yield url


@pytest.fixture(scope="module")
def tempo_url(browser, settings):  # noqa: ARG001 - as above
    with served("tempo", settings) as url:
        yield url


@pytest.fixture
def page(browser):
    """A browser of its own; the test fails where a page runs a caller's script or asks anything of the network."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(60_000)
    tab = context.new_page()
    strange = []
    tab.on("dialog", lambda dialog: strange.append(f"dialog {dialog.message}") or dialog.dismiss())
    tab.on("request", lambda request: strange.append(request.url) if _leaves(request.url) else None)
    yield tab
    context.close()
    assert strange == []


def _leaves(url):
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:"))
