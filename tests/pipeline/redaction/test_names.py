import pytest

from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.learned import nothing_learned
from tests.pipeline.redaction.tuning import masked_text, talk, texts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("mijn naam is Kattestaart", "mijn naam is [naam]", id="unlisted, capital"),
        pytest.param("mijn naam is kattestaart", "mijn naam is [naam]", id="unlisted, no capitals"),
        pytest.param("myn namme is Wobma", "myn namme is [naam]", id="Frisian"),
        pytest.param("Ik hjit Durk Wijma", "Ik hjit [naam] [naam]", id="Frisian, first and family name"),
        pytest.param("op naam van P. de Groot", "op naam van [naam] [naam] [naam]", id="initials and particle"),
        pytest.param("mevrouw van der Kolkenaar belde", "mevrouw [naam] [naam] [naam] belde", id="title"),
        pytest.param("menear de boer", "menear [naam] [naam]", id="a name that is a word, behind a title"),
        pytest.param("Mijn dochter Roos wil", "Mijn dochter [naam] wil", id="relative"),
        pytest.param("Oosterhof is de naam", "[naam] is de naam", id="announced afterwards"),
        pytest.param("Volgens Jolmer Zwartveld mag dat", "Volgens [naam] [naam] mag dat", id="two unlisted capitals"),
        pytest.param("van der Kolkenaar zei dat", "[naam] [naam] [naam] zei dat", id="particles alone"),
        pytest.param("J. Hoekstra zei dat", "[naam] [naam] zei dat", id="initial before a listed name"),
        pytest.param("met wietske over gisteren", "met [naam] over gisteren", id="listed, anywhere"),
        pytest.param("mevrouw Yilmaz-de Vries", "mevrouw [naam] [naam]", id="double name"),
    ],
)
def test_masks_names_in_telling_places(text, expected):
    assert masked_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil een roos en een bos bloemen",
        "de storm en de bakker en de boer",
        "mijn naam staat er niet op",
        "de naam van de straat is fout",
        "mevrouw wil graag een paspoort",
        "mevrouw de afspraak is morgen",
        "meneer u moet even wachten",
        "Met DigiD lukt het niet",
        "een afspraak met de gemeente",
        "mijn zoon is ziek",
        "ik ben alle papieren kwijt",
        "Ik ben geboren in Leeuwarden",
        "de Willem Alexanderstraat",
        "gemeente Achtkarspelen",
        "garage Hoekstra",
        "in mei of juni",
        "Mei ik jo wat freegje",
        "It is in minne saak",
        "Anders moat ik wer skilje",
    ],
)
def test_other_words_stay(text):
    assert masked_text(text) == text


@pytest.mark.parametrize(
    ("question", "answer", "count"),
    [
        ("Wat is uw naam?", "Kattestaart.", 1),
        ("Met wie spreek ik?", "Ja, met Jolmer Kattestaart.", 2),
        ("Wat is jo namme?", "Wobma.", 1),
        ("Mei wa sprek ik?", "mei wobma", 1),
        ("En uw voorletters?", "J.P.", 1),
        ("Wat is uw naam?", "Moment, ik pak mijn bril.", 0),
        ("Wat is uw adres?", "Kattestaart.", 0),
    ],
)
def test_masks_the_answer_to_a_question_for_a_name(question, answer, count):
    conversation = redact(talk(("agent", question), ("citizen", answer)), KnownPeople(), nothing_learned())

    assert texts_of(conversation).count("[naam]") == count


def test_a_name_once_found_is_masked_wherever_it_is_said_again():
    turns = (("citizen", "mijn naam is Kattestaart"), ("agent", "dus kattestaart met een k"))

    assert texts_of(redact(talk(*turns), KnownPeople()))[5] == "[naam]"


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        pytest.param("Gemeente Sneek, met Kattestaart.", "agent", "[medewerker]", id="the agent's own"),
        pytest.param("Goedemorgen, met Kattestaart.", "citizen", "[naam]", id="the citizen's own"),
        pytest.param("dat zei uw collega Kattestaart", "citizen", "[medewerker]", id="a colleague's"),
        pytest.param("spreek ik met Kattestaart", "agent", "[naam]", id="the citizen's, by the agent"),
    ],
)
def test_tells_employees_from_citizens(text, speaker, kind):
    assert masked_text(text, speaker).split()[-1] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("ik sprak Wietze Hoekstra", "[medewerker]", id="full name"),
        pytest.param("ik sprak Wietze", "[medewerker]", id="first name"),
        pytest.param("ik sprak mevrouw Hoekstra", "[naam]", id="family name behind a title"),
        pytest.param("mijn naam is Wietze", "[naam]", id="a citizen of the same name"),
        pytest.param("ik sprak Djurrenka", "[medewerker]", id="known only from the roster"),
    ],
)
def test_the_roster_tells_employees(text, kind):
    people = KnownPeople(employees=("Wietze Hoekstra", "Djurrenka Smit"))

    assert masked_text(text, people=people).split()[-1] == kind


def test_a_roster_name_that_is_a_word_stays_a_word():
    people = KnownPeople(employees=("Wil Bloem",))

    assert masked_text("ik wil een bloem", people=people) == "ik wil een bloem"


def test_known_organisations_stay():
    people = KnownPeople(organisations=("Kattestaart Zorg",))

    assert masked_text("u spreekt met Kattestaart Zorg", "agent", people) == "u spreekt met Kattestaart Zorg"
