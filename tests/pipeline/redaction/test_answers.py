import pytest

from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.learned import nothing_learned
from tests.pipeline.redaction.tuning import talk, texts_of


def heard(*turns: tuple[str, str]) -> str:
    """Give the masked text of a talk, its turns parted by ` / `."""
    speakers = {"A": "agent", "C": "citizen"}
    masked = redact(talk(*((speakers[who], text) for who, text in turns)), KnownPeople(), nothing_learned())
    return " / ".join(" ".join(word.text for word in turn.words) for turn in masked.turns)


def test_a_short_answer_to_a_question_for_a_number_is_masked():
    assert heard(("A", "En het huisnummer?"), ("C", "Zesendertig.")) == "En het huisnummer? / [postcode]"


def test_an_answer_in_pieces_is_masked_to_the_last_piece():
    said = heard(
        ("A", "Geboortedatum?"), ("C", "14"), ("A", "ja"), ("C", "nul zes"), ("A", "ja"), ("C", "achtenzeventig")
    )

    assert said == "Geboortedatum? / [geboortedatum] / ja / [geboortedatum] [geboortedatum] / ja / [geboortedatum]"


def test_a_frisian_answer_is_masked_too():
    said = heard(("A", "Bertedatum?"), ("C", "Fjouwer"), ("A", "ja"), ("C", "desimber"))

    assert said == "Bertedatum? / [geboortedatum] / ja / [geboortedatum]"


def test_letters_that_answer_are_masked_only_where_letters_were_asked_for():
    assert heard(("A", "Wat is het kenteken?"), ("C", "R X")).endswith("[kenteken] [kenteken]")
    assert heard(("A", "Wat is uw bsn?"), ("C", "R X")).endswith("R X")


def test_the_repetition_and_the_correction_are_masked():
    said = heard(("A", "Uw postcode is 8606 JP?"), ("C", "Nee, JB, B van Bernard."))

    assert said.count("[postcode]") == 2 + 4


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("Uw geboortedatum heb ik. Hoeveel personen zijn het?", "Drie.", id="another question"),
        pytest.param("Mag ik het kenteken?", "Dat heb ik niet, het was een bus met 2 mannen.", id="a number of things"),
        pytest.param("Wat is uw telefoonnummer?", "Ik kan over 2 weken terugbellen.", id="a time"),
        pytest.param("Van welk jaar is de aanslag?", "Van 2024.", id="the year of a paper"),
        pytest.param("Hoeveel kinderen heeft u?", "Twee.", id="nothing personal was asked"),
    ],
)
def test_what_answers_something_else_stays(question, answer):
    assert heard(("A", question), ("C", answer)).endswith(answer)


def test_the_subject_changes_once_a_number_is_given():
    said = heard(
        ("A", "Uw geboortedatum?"),
        ("C", "12 mei 1965."),
        ("A", "Dank u wel, wat kan ik voor u betekenen?"),
        ("C", "Drie"),
    )

    assert said.endswith("/ Drie")


def test_a_dictation_that_is_not_complete_outlives_a_remark():
    said = heard(("C", "mijn bsn is 12"), ("A", "een momentje het systeem is traag"), ("C", "34"))

    assert said.endswith("[bsn]")


def test_masking_an_answer_once_more_changes_nothing():
    call = talk(("agent", "Kenteken?"), ("citizen", "ha es"), ("agent", "en dan"), ("citizen", "drie en een b"))
    once = redact(call, KnownPeople())

    assert redact(once, KnownPeople()) == once
    assert len(texts_of(once)) == len(texts_of(call))
