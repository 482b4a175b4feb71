"""Drives the pages in a real browser: sign in as each role, filter, play, confirm, and see what is refused."""

import re

import duckdb
import pytest

from pipeline.people_records import Assessment, Reply, Review
from tests.browser.house import PASSWORD, build, people_of, publish_call, served

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def sign_in(page, url, account, password=PASSWORD):
    page.goto(url)
    page.get_by_label("Naam").fill(account)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()


def frame(page):
    return page.frame_locator("iframe").first


def frame_of_call(page):
    """The player of a whole call; what was on the page before may still hold one of a moment."""
    return page.frame_locator('iframe[title^="Gesprek "]')


def play_until(sound, at_s):
    """Wait until the sound has come so far; it fails where it does not within half a minute."""
    sound.evaluate(
        """(sound, at) => new Promise((done, fail) => {
            const look = () => sound.currentTime >= at ? done() : setTimeout(look, 50);
            setTimeout(() => fail(new Error(`the sound stands at ${sound.currentTime} s`)), 30000);
            look();
        })""",
        at_s,
    )


def test_a_coach_signs_in_plays_a_moment_and_confirms_it(page, coach_url, settings):
    sign_in(page, coach_url, "anouk")
    page.get_by_text("om te beluisteren").wait_for()
    sound = frame(page).locator("audio")
    sound.wait_for()
    sound.evaluate("sound => sound.play()")
    play_until(sound, 0.3)
    assert sound.evaluate("sound => sound.duration") == pytest.approx(6.0 - 1.0, abs=0.3)  # the clip: 1 to 6 s
    page.get_by_role("textbox", name="Notitie").fill("<b>mooi</b>")
    page.get_by_role("textbox", name="Notitie").blur()
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_text("Bevestigd: <b>mooi</b>").wait_for()
    [review] = people_of(settings).entries(Review)
    assert (review.reviewer, review.verdict, review.note) == ("anouk", "confirm", "<b>mooi</b>")


def test_filters_narrow_the_list(page, coach_url):
    sign_in(page, coach_url, "anouk")
    page.get_by_text("om te beluisteren").wait_for()
    assert page.locator(".ml-card").count() == 2
    page.get_by_text("Meer filters en zoeken").click()
    page.get_by_label("Onderdeel van de leidraad").select_option("Vat de vraag samen")
    page.get_by_text("0 tops en 1 leerdoel").wait_for()
    assert page.locator(".ml-card").count() == 1


def test_words_of_a_caller_are_text_whatever_they_hold(page, coach_url):
    sign_in(page, coach_url, "anouk")
    page.get_by_role("button", name="Gesprek", exact=True).click()
    frame_of_call(page).get_by_text("<img/src=x/onerror=alert(1)>").wait_for()
    frame_of_call(page).locator(".turn").first.click()
    play_until(frame_of_call(page).locator("audio"), 1.0)  # the turn begins at 1 s


def test_an_employee_judges_first_and_then_sees_what_the_program_noticed(page, coach_url, settings):
    sign_in(page, coach_url, "rixt")
    page.get_by_text("Beoordeel eerst zelf").wait_for()
    assert page.locator(".ml-card").count() == 0
    assert page.get_by_role("button", name="Selectie").count() == 0
    page.get_by_text("Meer filters en zoeken").click()
    assert page.get_by_label("Onderdeel van de leidraad").count() == 0
    page.get_by_role("button", name="Tops en leerdoelen").click()
    page.get_by_text("Beoordeel eerst zelf je gesprekken").wait_for()
    page.get_by_role("button", name="Gesprek", exact=True).click()
    page.get_by_text("Mijn eigen oordeel").click()
    page.get_by_label("Vat de vraag samen").select_option("gedaan")
    page.get_by_role("button", name="Bewaar mijn oordeel").click()
    page.get_by_text("Je oordeel over dit gesprek is bewaard").wait_for()
    [own] = people_of(settings).entries(Assessment)
    assert (own.assessor, own.assessor_kind, own.cue_id, own.verdict) == ("rixt", "self", "summary", "said")
    page.get_by_role("button", name="Momenten").click()
    page.locator(".ml-card").first.wait_for()
    page.get_by_role("textbox", name="Notitie").fill("Dat herken ik.")
    page.get_by_role("textbox", name="Notitie").blur()
    page.get_by_role("button", name="Reactie bewaren").click()
    page.get_by_text("Reactie van de medewerker: Dat herken ik.").wait_for()
    assert [one.note for one in people_of(settings).entries(Reply)] == ["Dat herken ik."]
    page.get_by_role("button", name="Tops en leerdoelen").click()
    page.get_by_role("heading", name="Dit gaat goed").first.wait_for()


@pytest.mark.parametrize("account", ["jelle"])
def test_an_analyst_is_refused_the_coachs_page(page, coach_url, account):
    sign_in(page, coach_url, account)
    page.get_by_text("Deze pagina hoort niet bij je rol.").wait_for()
    assert "paspoart" not in page.content()


def test_an_analyst_sees_tempo_without_names_or_words(page, tempo_url):
    sign_in(page, tempo_url, "jelle")
    page.get_by_role("heading", name="Spreektempo").wait_for()
    page.get_by_text("Lettergrepen per seconde spraak").wait_for()
    assert "paspoart" not in page.content()


def test_a_coach_is_refused_the_analysts_page(page, tempo_url):
    sign_in(page, tempo_url, "anouk")
    page.get_by_text("Deze pagina hoort niet bij je rol.").wait_for()


def test_an_administrator_sees_both_pages(page, coach_url, tempo_url):
    sign_in(page, coach_url, "femke")
    page.get_by_text("om te beluisteren").wait_for()
    page.get_by_text("Ingelogd als femke (beheerder)").wait_for()
    sign_in(page, tempo_url, "femke")
    page.get_by_role("heading", name="Spreektempo").wait_for()
    page.goto(coach_url)  # still signed in, though ports share their cookies
    page.get_by_text("om te beluisteren").wait_for()


def test_a_wrong_password_opens_nothing(page, coach_url):
    sign_in(page, coach_url, "anouk", "mis")
    page.get_by_text("Naam of wachtwoord klopt niet.").wait_for()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_screen_in_light_and_dark(browser, coach_url, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    sign_in(page, coach_url, "anouk")
    page.get_by_text("om te beluisteren").wait_for()
    page.wait_for_timeout(1000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ink = page.locator(".ml-card h3").first.evaluate("part => getComputedStyle(part).color")
    brightness = sum(map(int, re.findall(r"\d+", ink)[:3])) / 3
    assert (brightness > 150) == (scheme == "dark")
    context.close()


def focused(page):
    """The name of what has the focus, through marimo's own roots."""
    return page.evaluate(
        """() => {
            let part = document.activeElement;
            while (part.shadowRoot?.activeElement) part = part.shadowRoot.activeElement;
            return part.getAttribute("aria-label") || part.labels?.[0]?.innerText || part.title || part.innerText || "";
        }"""
    )


def test_everything_is_reached_by_keyboard_in_the_order_in_which_it_stands(page, coach_url):
    sign_in(page, coach_url, "anouk")
    page.get_by_text("om te beluisteren").wait_for()
    frame(page).locator("audio").wait_for()
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        names.append(focused(page).strip())
    wanted = ["Momenten", "Gesprek", "Tops en leerdoelen", "Selectie", "Week", "Medewerker", "Notitie", "Bevestigen"]
    places = [names.index(one) for one in [*wanted, "Verwerpen", "Naar het hele gesprek", "Beluister"]]
    assert places == sorted(places)


def test_a_coach_adds_what_the_program_missed(page, coach_url, settings):
    sign_in(page, coach_url, "anouk")
    page.get_by_role("button", name="Gesprek", exact=True).click()
    page.get_by_text("Iets gehoord dat het programma miste?").click()
    page.get_by_role("button", name="Gemist door het programma").click()
    page.get_by_text("Kies een onderdeel").locator("visible=true").wait_for()
    page.get_by_label("Onderdeel", exact=True).select_option("Vat de vraag samen")
    page.get_by_label("Op welke tijd").fill("0:07")
    page.get_by_label("Op welke tijd").blur()
    page.get_by_role("button", name="Gemist door het programma").click()
    page.get_by_text("Bewaard: gemist op 0:07").locator("visible=true").wait_for()
    frame_of_call(page).get_by_role("button", name="0:07 Door het programma gemist: Vat de vraag samen").wait_for()
    [missed] = [one for one in people_of(settings).entries(Review) if one.verdict == "missed"]
    assert (missed.cue_id, missed.polarity, missed.start_s, missed.reviewer) == ("summary", "top", 7.0, "anouk")


def test_an_open_page_shows_the_new_night_by_itself(page, tmp_path):
    settings = build(tmp_path / "live")
    with served("coach", settings) as url:
        sign_in(page, url, "anouk")
        page.get_by_text("1 top en 1 leerdoel").wait_for()
        publish_call(settings, "call-2")
        page.get_by_text("2 tops en 2 leerdoelen").wait_for()
        page.get_by_role("button", name="Gesprek", exact=True).click()
        frame_of_call(page).locator("audio").wait_for()
        assert page.get_by_text("Traceback").count() == 0


def test_what_was_not_agreed_is_neither_played_nor_shown(page, tmp_path):
    settings = build(tmp_path / "quiet", agreements={"coach_sees": ["figures", "moments"]})
    with served("coach", settings) as url:
        sign_in(page, url, "anouk")
        page.get_by_text("om te beluisteren").wait_for()
        frame(page).get_by_text("hier geen geluid te beluisteren").wait_for()
        frame(page).get_by_text("hier geen woorden te lezen").wait_for()
        assert frame(page).locator("audio").count() == 0
        assert "paspoart" not in page.content() + frame(page).locator("body").inner_html()


@pytest.mark.parametrize("file", ["m.duckdb", "m.roles/coach-*.duckdb"])
def test_without_a_warehouse_there_is_a_sentence(page, tmp_path, file):
    settings = build(tmp_path / "empty", with_call=file != "m.duckdb")
    for one in (tmp_path / "empty").glob(file):
        one.unlink()
    with served("coach", settings) as url:
        sign_in(page, url, "anouk")
        page.get_by_text("Er is nog geen nacht verwerkt").wait_for()


def test_a_fault_of_the_program_is_told_in_dutch(page, tmp_path):
    settings = build(tmp_path / "fault")
    [file] = (tmp_path / "fault").glob("m.roles/coach-*.duckdb")
    file.chmod(0o600)
    with duckdb.connect(str(file)) as connection:
        connection.execute("drop view coach_flagged_moments")
    with served("coach", settings) as url:
        sign_in(page, url, "anouk")
        page.get_by_text("Hier ging iets mis").locator("visible=true").first.wait_for()
        page.get_by_text("meld het dan de beheerder").locator("visible=true").first.wait_for()
        assert page.get_by_text("internal error").count() == 0
        assert page.locator("html").get_attribute("lang") == "nl"
