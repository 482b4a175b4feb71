import pytest

from pipeline.records import Facts, Heard
from pipeline.sound_names import OTHERS, name_margin, name_probes, with_margin

FULL, FIRST, LAST = 0, 1, 2


def forms_of(name):
    """Return the forms asked for, without those of the four others: three each."""
    asked = [probe.removeprefix("u spreekt met|") for probe in name_probes(name)]
    return asked[: -3 * len(OTHERS)]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Anneke de Vries", ["Anneke de Vries", "Anneke", "Vries"]),
        ("Vries, Anneke de", ["Anneke de Vries", "Anneke", "Vries"]),
        ("Wytske van der Meer-Hoekstra", ["Wytske van der Meer-Hoekstra", "Wytske", "Meer-Hoekstra"]),
        ("Anneke", ["Anneke"]),
        ("A. de Vries", ["de Vries"]),
        ("A.B. Postma", ["Postma"]),
        ("Sjoerd J. Postma", ["Sjoerd Postma", "Sjoerd", "Postma"]),
    ],
)
def test_each_way_to_say_a_name_is_asked(name, forms):
    assert forms_of(name) == forms


@pytest.mark.parametrize("name", ["", "  ", "A.", ","])
def test_an_unknown_name_asks_nothing(name):
    assert name_probes(name) == ()


@pytest.mark.parametrize("name", ["Karin Bakker", "Folkert Bakker", "bakker, Folkert"])
def test_a_name_is_not_compared_with_one_that_shares_a_part(name):
    assert not any("Karin" in probe for probe in name_probes(name)[3:])
    assert len(name_probes(name)) == 3 + 3 * 3


# the others: full names at -3 -4 -5 -6, so -4.5 in the middle; the better of their parts at -2 -3 -4 -5, so -3.5
OTHER_EVIDENCE = (-3, -2, -9, -4, -9, -3, -5, -4, -9, -6, -9, -5)


@pytest.mark.parametrize(
    ("own", "margin"),
    [
        pytest.param((-1.5, -9, -9), 3.0, id="the whole name: -1.5 - -4.5"),
        pytest.param((-9, -1.5, -9), 2.0, id="the first name: -1.5 - -3.5"),
        pytest.param((-9, -9, -1.0), 2.5, id="the surname: -1.0 - -3.5"),
        pytest.param((-4.5, -3.5, -3.5), 0.0, id="no more than the others"),
        pytest.param((-6, -6, -6), -1.5, id="less: -6 - -4.5"),
    ],
)
def test_the_margin_is_what_the_best_form_stands_out_above_the_others(own, margin):
    assert name_margin("Anneke de Vries", (*own, *OTHER_EVIDENCE)) == margin


def test_a_single_name_is_compared_with_single_names():
    assert name_margin("Anneke", (-1.5, *OTHER_EVIDENCE)) == 2.0  # -1.5 - -3.5


def test_a_sound_that_was_not_asked_has_no_margin():
    assert name_margin("Anneke de Vries", ()) is None


OWN = Heard("employee_name", 3, 5, 0.9)


@pytest.mark.parametrize(("opening_end", "margin"), [(5, 2.5), (4, None), (0, None)])
def test_a_name_in_the_opening_takes_the_margin(opening_end, margin):
    assert with_margin(Facts((OWN,), "v"), 2.5, opening_end).heard[0].sound_margin == margin


def test_other_names_take_none():
    others = (Heard("organisation", 1, 2, 0.9), Heard("colleague_name", 3, 4, 0.9))

    assert with_margin(Facts(others, "v"), 2.5, 9) == Facts(others, "v")
