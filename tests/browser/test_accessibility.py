"""Measures every page with axe-core: contrast, labels, roles and order, in light and dark, wide and narrow."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.test_pages import sign_in

pytestmark = [pytest.mark.slow, pytest.mark.browser]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
COACH = {
    "Momenten": lambda page: page.get_by_text("om te beluisteren").wait_for(),
    "Gesprek": lambda page: page.get_by_text("Beoordelen", exact=True).click(),
    "Tops en leerdoelen": lambda page: page.get_by_role("heading", name="Een leerdoel afspreken").wait_for(),
    "Selectie": lambda page: page.get_by_role("heading", name="Geloot om het programma te meten").wait_for(),
}


def broken_rules(page):
    """What axe-core finds in the page and in each frame of it: rule, what it is about, and where first."""
    page.wait_for_timeout(1500)
    found = []
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
        results = frame.evaluate("rules => axe.run(document, {...rules, iframes: false})", RULES)
        found += [
            (one["id"], node["html"][:160], node["any"][0]["message"] if node["any"] else "")
            for one in results["violations"]
            for node in one["nodes"]
        ]
    return found


@pytest.fixture(params=[(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")], ids=str)
def tab(request, browser):
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-NL")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def test_the_coachs_pages_break_no_rule(tab, coach_url):
    tab.goto(coach_url)
    found = {"Aanmelden": broken_rules(tab)}
    sign_in(tab, coach_url, "anouk")
    COACH["Momenten"](tab)
    for name, settle in COACH.items():
        tab.get_by_role("button", name=name, exact=True).click()
        settle(tab)
        found[name] = broken_rules(tab)
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_the_analysts_pages_break_no_rule(tab, tempo_url):
    sign_in(tab, tempo_url, "jelle")
    tab.get_by_role("heading", name="Spreektempo").wait_for()
    found = {"tempo": broken_rules(tab)}
    tab.get_by_role("link", name="Naar leidraad en stilte").click()
    tab.get_by_role("heading", name="Lange stiltes").wait_for()
    found["stilte"] = broken_rules(tab)
    assert {name: broken for name, broken in found.items() if broken} == {}
