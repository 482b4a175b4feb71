"""Makes the screenshots of the README: every page at 1440 and 390 pixels, light and dark.

python -m tests.browser.screenshots --warehouse out/meeluister.duckdb
"""

import argparse
import shutil
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.house import served

ROOT = Path(__file__).parents[2]
OUT = ROOT / "notebooks" / "screenshots"
WIDTHS = {1440: 1000, 390: 1400}
DRAWN = "() => `${document.readyState} ${document.body?.scrollHeight} ${document.documentElement.outerHTML.length}`"
TICK_MS, STILL = 400, 5
"""How often, in ms, and how long in ticks a page must be the same to be called drawn."""
SHOTS = (
    ("coach", "momenten", "", ".ml-columns iframe"),
    ("coach", "gesprek", "Gesprek", "iframe[title^=Gesprek]"),
    ("coach", "tops-en-leerdoelen", "Tops en leerdoelen", "h3:has-text('Dit gaat goed')"),
    ("tempo", "tempo", "", ".ml-multiples, .ml-note"),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--warehouse", type=Path, required=True)
    warehouse = parser.parse_args().warehouse.resolve()
    settings = yaml.safe_load((ROOT / "tests" / "calls" / "settings.yaml").read_text(encoding="utf-8"))
    settings["storage"] = {"warehouse": str(warehouse), "inbox": str(ROOT / "tests" / "calls")}
    own = warehouse.parent / "screenshots.yaml"
    own.write_text(yaml.safe_dump(settings), encoding="utf-8")
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for page in ("coach", "tempo"):
            with served(page, own) as url:
                for width in WIDTHS:
                    for scheme in ("light", "dark"):
                        _shoot(browser, url, [shot for shot in SHOTS if shot[0] == page], (width, scheme))
        browser.close()


def _shoot(browser: Browser, url: str, shots: list[tuple[str, str, str, str]], look: tuple[int, str]) -> None:
    width, scheme = look
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, locale="nl-NL"
    )
    tab = context.new_page()
    tab.goto(url)
    tab.locator("h1").wait_for(timeout=120_000)
    for _, name, turn_to, sign in shots:
        if turn_to:
            tab.get_by_role("button", name=turn_to, exact=True).click()
        tab.locator(sign).first.wait_for(timeout=120_000)
        _wait_until_drawn(tab)
        tab.screenshot(path=OUT / f"{name}-{width}-{scheme}.png")
    context.close()


def _wait_until_drawn(tab: Page) -> None:
    """Wait until nothing of the page or of its frames changed for two seconds, however slow the machine is."""
    last, still = "", 0
    while still < STILL:
        tab.wait_for_timeout(TICK_MS)
        is_busy = tab.locator("[data-status=running], .animate-spin").locator("visible=true").count() > 0
        now = "|".join(frame.evaluate(DRAWN) for frame in tab.frames)
        still = 0 if is_busy or now != last else still + 1
        last = now


if __name__ == "__main__":
    main()
