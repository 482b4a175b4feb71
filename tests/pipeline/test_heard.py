import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.heard import DETECTOR_VERSION, Roster, find_heard, name_forms
from pipeline.records import Conversation, Facts, Span, Turn, Word

ROSTER = Roster(
    own_name="Hinke de Vries",
    colleagues=("Sjoerd Terpstra", "Joke Storm", "Wil Bakker"),
    organisations=("Gemeente Sânwâld", "Noardeast-Fryslân"),
    aliases=("het Sânhûs",),
)


def a_call(*texts, speaker="agent"):
    turns = []
    for number, text in enumerate(texts):
        words = tuple(
            Word(Span(number * 100 + at, number * 100 + at + 1), word) for at, word in enumerate(text.split())
        )
        turns.append(Turn(Span(number * 100, number * 100 + 99), speaker, "nl", words))
    return Conversation("c", 1000.0, turns=tuple(turns))


def heard_in(text, roster=ROSTER):
    words = text.split()
    return [
        (heard.kind, " ".join(words[heard.first_word : heard.end_word]))
        for heard in find_heard(a_call(text), roster).heard
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("u spreekt met Hinke de Vries waarmee", "Hinke de Vries", id="in full"),
        pytest.param("u spreekt met hinke waarmee", "hinke", id="first name, no capital"),
        pytest.param("met De Vries goedemorgen", "De Vries", id="surname with its particle"),
        pytest.param("u spreekt met henke de fries", "henke de fries", id="as a recogniser writes it"),
        pytest.param("jouw spreken mij hinke wermij", "hinke", id="Frisian decoded as Dutch"),
        pytest.param("Hinke hier, zeg het maar", "Hinke", id="at the beginning, without a lead-in"),
    ],
)
def test_ones_own_name_is_found_however_it_is_said(text, expected):
    assert heard_in(text) == [("employee_name", expected)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("u spreekt met de gemeente", id="no name at all"),
        pytest.param("dat vinken we even af", id="a word that only resembles it"),
        pytest.param("goedemorgen mevrouw de Vries", id="a citizen of the same name"),
        pytest.param("u spreekt met [medewerker]", id="masked already"),
        pytest.param("wil u even wachten", id="a colleague's first name is also a verb"),
        pytest.param("dat kost jou ook tijd", id="two words that together sound like a colleague"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_name_of_the_roster_is_left_alone(text):
    assert heard_in(text) == []


def test_a_colleagues_name_is_kept_apart():
    assert heard_in("ik verbind u door met Sjoerd Terpstra") == [("colleague_name", "Sjoerd Terpstra")]
    assert heard_in("u spreekt met Wil Bakker") == [("colleague_name", "Wil Bakker")]


def test_ones_own_name_goes_before_the_same_first_name_of_a_colleague():
    roster = Roster("Hinke de Vries", colleagues=("Hinke Postma",))
    assert heard_in("met Hinke", roster) == [("employee_name", "Hinke")]
    assert heard_in("met Hinke Postma", roster) == [("colleague_name", "Hinke Postma")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("goedemorgen gemeente Sânwâld met", "Sânwâld", id="written as it is"),
        pytest.param("goedemorgen gemeente sandwald met", "sandwald", id="nearly"),
        pytest.param("gemeente noord oost fryslan hier", "noord oost fryslan", id="cut into words"),
        pytest.param("gemeente Noardeast-Fryslân, goedemorgen", "Noardeast-Fryslân,", id="joined by a hyphen"),
        pytest.param("met het sanhus", "het sanhus", id="an alias"),
    ],
)
def test_the_organisation_is_found_however_it_is_written(text, expected):
    assert heard_in(text) == [("organisation", expected)]


def test_a_name_does_not_run_over_the_end_of_a_sentence():
    assert heard_in("Met Hinke. De Vries belt u.") == [("employee_name", "Hinke."), ("employee_name", "De Vries")]


def test_only_the_agents_words_are_searched():
    assert find_heard(a_call("met Hinke de Vries", speaker="citizen"), ROSTER).heard == ()


def test_places_count_the_words_of_all_turns():
    facts = find_heard(a_call("goede morgen", "met Hinke"), ROSTER)
    assert [(heard.first_word, heard.end_word) for heard in facts.heard] == [(3, 4)]


def test_facts_carry_the_version_of_the_rules():
    assert find_heard(a_call("met Hinke"), ROSTER).detector_version == DETECTOR_VERSION


def test_the_empty_call_and_the_empty_roster_give_no_places():
    assert find_heard(Conversation("c", 1.0), ROSTER) == Facts((), DETECTOR_VERSION)
    assert heard_in("met Hinke", Roster()) == []


def test_a_letter_that_differs_counts_for_more_in_a_short_name():
    short = find_heard(a_call("met Jella"), Roster("Jelle")).heard[0].similarity
    long = find_heard(a_call("met Margaretha"), Roster("Margareta")).heard[0].similarity
    assert short < long < 1.0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hinke de Vries", {"hinke de vries", "hinke", "de vries", "hinke vries", "vries"}),
        ("Vries, Hinke de", {"hinke de vries", "hinke", "de vries", "hinke vries", "vries"}),
        ("H. de Vries", {"de vries", "vries", "h de vries"}),
        ("Hinke", {"hinke"}),
        ("Hinke Bos-Visser", {"hinke bos visser", "hinke", "bos visser", "bos", "visser"}),
        ("", set()),
    ],
)
def test_a_name_is_said_in_full_by_first_name_or_by_surname(name, expected):
    assert {" ".join(form) for form in name_forms(name)} == expected


@given(st.lists(st.sampled_from("met hinke de vries sjoerd gemeente sanwald u en".split()), max_size=12))
def test_places_lie_in_the_words_and_never_overlap(words):
    heard = find_heard(a_call(" ".join(words)), ROSTER).heard
    ends = [0, *(one.end_word for one in heard)]
    assert all(one.first_word >= end for one, end in zip(heard, ends, strict=False))
    assert all(0.0 <= one.similarity <= 1.0 and one.end_word <= len(words) for one in heard)
