import pytest

from pipeline.leidraad.lexicon import QuestionFile
from pipeline.leidraad.places import Places
from pipeline.leidraad.question_features import question_features
from pipeline.leidraad.question_functions import Story
from pipeline.leidraad.questions import forms_of, ruled_questions
from pipeline.leidraad.reading import read
from tests.pipeline.leidraad.talk import question_file, talk

FILE: QuestionFile = question_file()
LAMP = "B de lantaarn voor mijn deur knippert al dagen"


def features_of(*lines, number=-1):
    story = Story(read(talk(*lines)), forms_of(FILE), frozenset({"heeft"}))
    asked = [one for one in ruled_questions(story, Places()) if story.reading.turns[one.turn_index].speaker == "agent"]
    return question_features(asked, range(len(asked))[number], story)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "A knippert de lantaarn?", {"content=2", "new=0", "known_last=2", "end_known=True"}, id="all told"
        ),
        pytest.param("A heeft u de lantaarn gemeld?", {"content=2", "new=1", "end_known=False"}, id="half of it new"),
        pytest.param("A heeft u huisdieren?", {"content=1", "new=1", "known_last=0"}, id="nothing told"),
    ],
)
def test_a_question_is_described_by_what_was_told_and_what_is_new(question, expected):
    assert expected <= features_of(LAMP, question).keys()


def test_neighbours_of_a_question_are_described():
    lines = ("A wat is uw postcode?", "B twaalf", "A heeft u de brief?", "B ja", "A wat is uw postcode?")
    assert {"asked_last=factual", "gap=2", "asked_next=factual", "next_same=False"} <= features_of(
        *lines, number=1
    ).keys()
    assert {"asked_last=none", "gap=5", "asked_next=closed"} <= features_of(*lines, number=0).keys()


def test_what_only_joins_is_passed_over_at_the_head_of_a_question():
    found = features_of(LAMP, "A en heeft u dat al gemeld?")
    assert {"core0=heeft", "core1=u", "core2=dat"} <= found.keys()


def test_a_number_told_is_the_same_before_and_after_masking():
    asked = "A heeft u een brief?"
    assert features_of("B nummer 12 ja goed", asked) == features_of("B nummer [getal] ja goed", asked)
    assert "told_number=True" in features_of("B nummer 12 ja goed", asked)


def test_a_question_is_described_by_what_was_told_since_the_last():
    lines = (LAMP, "A wat is uw postcode?", "B twaalf", "A heeft u de brief?")
    # eight words of story before the first question, one word between the two
    first, second = (features_of(*lines, number=number) for number in (0, 1))
    assert {"told_since=5", "stories=1", "on_story=True"} <= first.keys()
    assert {"told_since=1", "stories=1", "on_story=False"} <= second.keys()


def test_a_question_is_described_by_the_askers_own_words_before_it():
    found = features_of(LAMP, "A die lantaarn is kapot. heeft u de lantaarn gemeld?")
    assert {"goes_on=1", "met=1", "again=0"} <= found.keys()
    asked_again = features_of(LAMP, "A heeft u de brief?", "B hoezo", "A heeft u de brief?")
    assert {"goes_on=0", "met=0", "again=1"} <= asked_again.keys()


def test_the_form_of_a_question_is_crossed_with_what_it_takes_up():
    found = features_of(LAMP, "A knippert de lantaarn?")
    assert any(name.endswith("&echo_last=2") for name in found)
    assert any(name.startswith("back=False&echo=2&") for name in found)
