import pytest

from pipeline.sound_names import (
    GREETINGS,
    ORGANISATIONS,
    OTHERS,
    greetings,
    is_askable,
    name_apart_from,
    name_deviation,
    name_phrases,
)


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
    asked = [phrase.removeprefix("u spreekt met|") for phrase in name_phrases(name, "u spreekt met")]
    assert is_askable(name)
    assert asked[: len(forms)] == forms
    assert asked[len(forms)] in OTHERS


@pytest.mark.parametrize("name", ["", "  ", "A.", ","])
def test_an_unknown_name_cannot_be_asked(name):
    assert not is_askable(name)


@pytest.mark.parametrize("name", ["Karin Bakker", "Folkert Bakker", "bakker, Folkert"])
def test_a_name_is_not_compared_with_one_that_shares_a_part(name):
    assert not any("Karin" in phrase for phrase in name_phrases(name, "u spreekt met")[3:])
    assert len(name_phrases(name, "u spreekt met")) == 3 + 3 * (len(OTHERS) - 1)


def test_an_organisation_is_greeted_for_with_a_capital_where_it_begins():
    found = greetings(["gemeente Waadhoeke"])
    assert found[: len(GREETINGS)] == GREETINGS
    assert {"Gemeente Waadhoeke, met", "Goedemorgen, gemeente Waadhoeke, met"} <= set(found)


def test_no_more_than_a_few_organisations_are_greeted_for():
    names = [f"gemeente {letter}" for letter in "abcdef"]
    assert greetings(names) == greetings(names[:ORGANISATIONS])
    assert greetings([]) == GREETINGS


def test_others_have_a_first_name_and_a_surname_and_share_no_part():
    parts = [part for other in OTHERS for part in other.lower().split()]
    assert len(parts) == len(set(parts)) == 2 * len(OTHERS)


def others(full, first, last):
    """Return evidence of two others: for each form 1 nat below and above what is given, a standard deviation of 1."""
    return (full - 1, first - 1, last - 1, full + 1, first + 1, last + 1)


# 0.5 nats are added to the deviation of 1
@pytest.mark.parametrize(
    ("own", "deviation"),
    [
        pytest.param((-1.0, -9, -9), 2.0, id="the whole name: (-1 - -4) / 1.5"),
        pytest.param((-9, -1.5, -9), 1.0, id="the first name: (-1.5 - -3) / 1.5"),
        pytest.param((-9, -9, 2.5), 3.0, id="the surname: (2.5 - -2) / 1.5"),
        pytest.param((-4, -3, -2), 0.0, id="no more than the others"),
        pytest.param((-5.5, -4.5, -3.5), -1.0, id="less: (-5.5 - -4) / 1.5"),
    ],
)
def test_the_best_form_is_set_against_the_same_form_of_the_others(own, deviation):
    assert name_deviation("Anneke de Vries", (*own, *others(-4, -3, -2))) == pytest.approx(deviation)


def test_a_single_name_is_set_against_single_names():
    # -4 -3 -2 -1: mean -2.5, deviation 1.118
    assert name_deviation("Anneke", (1.754, *others(-9, -3, -2))) == pytest.approx(4.254 / 1.618, abs=0.001)


def test_names_that_sound_alike_everywhere_stand_out_of_nothing():
    flat = (-3.0, -3.0, -3.0) * 2
    assert name_deviation("Anneke de Vries", (-2.5, -3.0, -3.0, *flat)) == pytest.approx(1.0)  # 0.5 / (0 + 0.5)


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        pytest.param("Esther de Vries", "Esther", id="Vries sounds as in Fryslan, and its particle goes with it"),
        pytest.param("Vries, Esther de", "Esther", id="surname first"),
        pytest.param("A. de Vries", "", id="nothing is left to ask for"),
        pytest.param("Sanne Visser", "Sanne Visser", id="no part of it"),
        pytest.param("El Nordin", "El Nordin", id="too short to count, and longer than what it is like"),
    ],
)
def test_a_name_is_asked_for_without_what_the_organisation_holds_too(name, apart):
    assert name_apart_from(name, ["gemeente Dantumadiel", "gemeente Noardeast-Fryslân"]) == apart
    assert name_apart_from(name, ["gemeente Waadhoeke"]) == name_apart_from(name, [])
