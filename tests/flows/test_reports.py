import re
import zlib
from dataclasses import replace

import pytest
import yaml

from flows import wiring
from flows.report_pdf import as_pdf
from flows.reports import write_reports
from pipeline.errors import SettingsError
from pipeline.people_store import PeopleStore
from pipeline.pseudonyms import Person
from pipeline.records_store import RecordStore
from pipeline.sheets import Part, Sheet
from tests.factories import make_findings, make_goal, make_record


@pytest.fixture
def here(tmp_path):
    terms = {"keep_words_days": 36500, "keep_measures_days": 36500}
    (tmp_path / "settings.yaml").write_text(yaml.safe_dump({"privacy": terms}))
    here = wiring.installation(wiring.make_job(tmp_path / "m.duckdb", None, tmp_path / "settings.yaml"))
    store = RecordStore(here.store)
    store.write_findings(make_findings(store.write_record(make_record("call-1")), "call-1"))
    return here


def shown(pdf):
    """Return the text of a PDF of our own making."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    texts = [zlib.decompress(stream) for stream in streams if stream[:1] == b"x"]
    return b" ".join(re.findall(rb"\((.*?)\) Tj", b"".join(texts))).decode("latin-1")


def test_each_employee_and_team_has_a_page_as_html_and_pdf(here, tmp_path):
    PeopleStore(here.store).add(make_goal())
    wiring.publish_all(here)
    written = write_reports(here, tmp_path / "out", "")
    assert sorted(re.sub(r"balie-\w+", "balie", file.name) for file in written) == [
        "2026-03-medewerker-mabcdefghijkl.html",
        "2026-03-medewerker-mabcdefghijkl.pdf",
        "2026-03-team-balie.html",
        "2026-03-team-balie.pdf",
    ]
    page = (tmp_path / "out" / "2026-03-medewerker-mabcdefghijkl.html").read_text()
    assert "Hulp aanbieden" in page or "Biedt hulp aan" in page
    assert "Afgesproken leerdoel sinds 03-03-2026" in page
    assert "te weinig medewerkers" in next((tmp_path / "out").glob("*team*.html")).read_text()


def test_a_page_has_the_name_only_where_names_may_appear(here, tmp_path):
    pseudonym = here.pseudonyms.pseudonym("mw-1")
    record = make_record("call-2")
    store = RecordStore(here.store)
    store.write_findings(
        make_findings(store.write_record(replace(record, info=replace(record.info, employee_id=pseudonym))), "call-2")
    )
    here.pseudonyms.remember([Person("mw-1", "Rixt Bouma", "balie")])
    wiring.publish_all(here)
    write_reports(here, tmp_path / "out", "2026-03")
    assert "Rixt Bouma" in (tmp_path / "out" / f"2026-03-medewerker-{pseudonym}.html").read_text()
    (tmp_path / "settings.yaml").write_text("agreements: {names_on: []}\n")
    bare = wiring.installation(wiring.make_job(here.warehouse, None, tmp_path / "settings.yaml"))
    write_reports(bare, tmp_path / "bare", "2026-03")
    assert not [file for file in (tmp_path / "bare").glob("*.html") if "Rixt" in file.read_text()]


@pytest.mark.parametrize(
    ("agreed", "kinds", "has_words"),
    [
        ({}, {"medewerker", "team"}, True),
        ({"employee_sees": ["moments"]}, {"medewerker", "team"}, False),
        ({"employee_sees": ["figures", "text"]}, {"team"}, False),
        ({"purposes": ["coaching"]}, {"medewerker"}, True),
    ],
)
def test_no_page_holds_what_was_not_agreed(here, tmp_path, agreed, kinds, has_words):
    wiring.publish_all(here)
    (tmp_path / "settings.yaml").write_text(yaml.safe_dump({"agreements": agreed}))
    less = wiring.installation(wiring.make_job(here.warehouse, None, tmp_path / "settings.yaml"))
    pages = [file for file in write_reports(less, tmp_path / "out", "2026-03") if file.suffix == ".html"]
    assert {file.name.split("-")[2] for file in pages} == kinds
    assert any("waarmee kan ik helpen" in file.read_text() for file in pages) == has_words


@pytest.mark.parametrize(("month", "why"), [("maart", "write it as YYYY-MM"), ("2025-01", "no calls in that month")])
def test_a_month_that_cannot_be_reported_says_why(here, tmp_path, month, why):
    wiring.publish_all(here)
    with pytest.raises(SettingsError, match=why):
        write_reports(here, tmp_path / "out", month)


def test_a_sheet_as_pdf_is_one_page_with_all_its_words():
    sheet = Sheet("Rixt Bouma, maart 2026", (Part("heading", "Dit gaat goed"), Part("quote", "goeiemoarn, jûn é")))
    pdf = as_pdf(sheet)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert all(word in shown(pdf) for word in ("Rixt Bouma, maart 2026", "Dit gaat goed", "goeiemoarn, jûn é"))


def test_signs_the_built_in_letters_lack_do_not_break_a_pdf():
    assert "a-b ?" in shown(as_pdf(Sheet("t", (Part("paragraph", "a\u2013b \u4f60"),))))
