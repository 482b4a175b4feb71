from datetime import date

from pipeline.sheets import FOOT, PROPOSAL, as_html, employee_sheet, team_sheet

MARCH = date(2026, 3, 1)


def talk_row(**changes):
    row = {"polarity": "top", "place": 1, "item_nl": "Biedt hulp aan", "is_proposal": True, "is_agreed": False}
    return {**row, "confirmed_count": 0, "moment_ids": ["m1"], **changes}


def moment(**changes):
    return {"evidence": "waarmee kan ik u helpen", "local_date": date(2026, 3, 9), **changes}


def team_row(**changes):
    row = {"team": "balie", "month_start": MARCH, "is_too_small": False, "call_count": 120}
    row |= {"focus_item_nl": "Vat samen", "focus_share": 0.6, "focus_share_before": 0.5}
    row |= {
        "improved_item_nl": None,
        "improved_from": None,
        "improved_to": None,
        "top_reason": None,
        "top_evidence": None,
    }
    return {**row, **changes}


def texts(sheet):
    return [part.text for part in sheet.parts]


def test_what_goes_well_stands_before_what_to_work_on():
    rows = [talk_row(polarity="goal", item_nl="Vraagt door"), talk_row()]
    found = texts(employee_sheet("Rixt", MARCH, rows, {"m1": moment()}, []))
    assert found.index("Dit gaat goed") < found.index("Om aan te werken")
    assert found[1:4] == ["Biedt hulp aan", PROPOSAL, "\u201cwaarmee kan ik u helpen\u201d (09-03)"]


def test_only_what_was_confirmed_is_counted():
    found = texts(employee_sheet("Rixt", MARCH, [talk_row(is_proposal=False, confirmed_count=2)], {}, []))
    assert found[1:3] == ["Biedt hulp aan", "2 keer bevestigd door een coach."]


def test_an_employee_without_anything_has_sentences_and_no_figures():
    found = texts(employee_sheet("Rixt", MARCH, [], {}, []))
    assert found.count("Deze maand is hier niets voor te stellen.") == 2


def test_a_team_reads_its_focus_point_and_what_improved():
    found = texts(team_sheet(team_row(improved_item_nl="Sluit af", improved_from=0.1, improved_to=0.995)))
    assert "Vat samen: gehoord in 60% van de gesprekken, vorige maand in 50%." in found
    assert "Sluit af: van 10% naar 100%." in found


def test_a_small_team_reads_no_figure():
    found = texts(team_sheet(team_row(is_too_small=True, call_count=None, focus_share=None)))
    assert len(found) == 2
    assert found[-1] == FOOT
    assert not [text for text in found if "%" in text]


def test_a_page_shows_markup_in_names_and_words_as_text():
    page = as_html(
        employee_sheet("<script>x</script>", MARCH, [talk_row()], {"m1": moment(evidence="<img src=x>")}, [])
    )
    assert "<script>" not in page
    assert "<img" not in page
    assert "\u201c&lt;img src=x&gt;\u201d (09-03)" in page


def test_a_quote_is_no_longer_than_what_one_knows_a_moment_by():
    found = texts(employee_sheet("Rixt", MARCH, [talk_row()], {"m1": moment(evidence="ja " * 41)}, []))
    assert found[3] == "\u201c" + "ja " * 40 + "\u2026\u201d (09-03)"


def test_what_an_item_asks_stands_below_its_name():
    found = texts(employee_sheet("Rixt", MARCH, [talk_row(description_nl="De medewerker biedt hulp aan.")], {}, []))
    assert found[2] == f"De medewerker biedt hulp aan. {PROPOSAL}"
