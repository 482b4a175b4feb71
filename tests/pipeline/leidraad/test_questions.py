import numpy as np
import pytest

from pipeline.leidraad.asked import find_questions
from pipeline.leidraad.learned import KindModel, nothing_learned
from pipeline.leidraad.places import Place, Places, gather
from pipeline.leidraad.question_functions import Story
from pipeline.leidraad.questions import forms_of
from pipeline.leidraad.reading import read
from pipeline.records import Conversation, Span
from tests.pipeline.leidraad.talk import question_file, talk

FORMS = forms_of(question_file())
UNLEARNED = nothing_learned().kinds
STORY = "B ik bel over de lantaarn want die knippert steeds"
NO_WEIGHTS = np.zeros((0, 2), dtype=np.float32)
ALWAYS_OPEN = KindModel(("none", "open"), np.array([-3, 3], dtype=np.float32), {}, NO_WEIGHTS)
NEVER = KindModel(("none", "open"), np.array([3, -3], dtype=np.float32), {}, NO_WEIGHTS)
NOWHERE = Places()


def questions_of(*lines, places=NOWHERE, kinds=UNLEARNED):
    return find_questions(Story(read(talk(*lines)), FORMS, frozenset()), places, kinds)


def kinds_of(*lines, places=NOWHERE):
    return [question.kind for question in questions_of(*lines, places=places)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("wat is het probleem", "open", id="question word with its verb behind it"),
        pytest.param("welke kleur deksel heeft u", "open", id="the verb a little further"),
        pytest.param("wat is uw postcode", "factual", id="asks for one fact"),
        pytest.param("wanneer is het", "factual", id="the question word itself asks for a fact"),
        pytest.param("in welke straat is het", "factual", id="a preposition before the question word"),
        pytest.param("heeft u de brief", "closed", id="verb first"),
        pytest.param("kunt u het mij vertellen", "open", id="verb first, inviting to tell"),
        pytest.param("kunt u uw postcode vertellen", "factual", id="inviting to tell one fact"),
        pytest.param("wilt u groen of grijs", "choice", id="one of two"),
        pytest.param("En wat is het probleem?", "open", id="after a word that opens a clause"),
        pytest.param("Dat was gisteren?", "closed", id="only the mark tells"),
    ],
)
def test_form_tells_the_kind_of_a_question(text, expected):
    assert kinds_of(f"A {text}", "B ja") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("wat u wilt is mogelijk", id="a clause: subject before verb"),
        pytest.param("ik weet hoe het moet", id="inside a clause"),
        pytest.param("morgen kunt u het halen", id="inversion, no question"),
        pytest.param("het is goed", id="a statement"),
        pytest.param("hoe", id="a lone question word"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_only_looks_like_a_question_is_none(text):
    assert kinds_of(f"A {text}", "B ja") == []


def test_a_phrase_that_is_no_question_takes_its_words_away():
    none = gather([Place("question.none", 0, 2, 0, 1.0)])
    assert kinds_of("A wat een is het", places=none) == []


def test_a_known_phrase_goes_before_grammar():
    offer = gather([Place("question.offer", 0, 4, 0, 1.0)])
    assert kinds_of("A wat is uw vraag", places=offer) == ["offer"]


def test_of_two_phrases_in_one_place_the_more_telling_kind_stays():
    two = gather([Place("question.open", 0, 3, 0, 1.0), Place("question.repair", 0, 2, 0, 1.0)])
    assert kinds_of("A wat zegt u", places=two) == ["repair"]


def test_a_tag_makes_a_question_leading():
    tag = gather([Place("question.leading", 4, 5, 0, 1.0)])
    assert kinds_of("A heeft u de brief toch", places=tag) == ["leading"]


def test_a_statement_with_a_tag_asks_from_its_beginning():
    tag = gather([Place("question.leading", 4, 5, 0, 1.0)])
    found = questions_of("A u woont in ede toch", places=tag)
    assert [(one.kind, one.first_word, one.end_word) for one in found] == [("leading", 0, 5)]


def test_two_questions_in_one_turn_are_two():
    found = questions_of("A Wat is het probleem? Heeft u de brief?", "B ja")
    assert [(one.kind, one.first_word, one.end_word) for one in found] == [("open", 0, 4), ("closed", 4, 8)]


def test_a_second_question_begins_a_clause_without_marks():
    assert kinds_of("A wat is het probleem en heeft u de brief", "B ja") == ["open", "closed"]


def test_an_open_question_that_takes_up_the_others_word_follows_up():
    assert kinds_of(STORY, "A wat is er met de lantaarn") == ["follow_up"]
    assert kinds_of(STORY, "A wat is er met de fiets") == ["open"]


def test_an_either_or_question_is_a_choice_though_it_takes_up_a_word():
    assert kinds_of(STORY, "A is het de lantaarn of de paal", "B de paal") == ["choice"]


def test_two_questions_joined_by_or_are_one_choice():
    found = questions_of(STORY, "A is het de lantaarn of is het de paal", "B de paal")
    assert [(one.kind, one.first_word, one.end_word) for one in found] == [("choice", 9, 18)]


def test_what_the_asker_is_about_to_do_is_a_step_of_the_call():
    assert kinds_of(STORY, "A moet ik de lantaarn melden", "B ja") == ["procedural"]


def test_in_words_without_marks_a_clause_of_the_agent_may_begin_anywhere_once_kinds_are_learned():
    lines = ("A ik kijk wat is de reden", "B geen idee")
    assert kinds_of(*lines) == []
    assert [one.kind for one in questions_of(*lines, kinds=ALWAYS_OPEN)] == ["open"]
    assert questions_of("A dan is het klaar", "B ja", kinds=ALWAYS_OPEN) == ()


def test_what_was_learned_to_be_no_question_is_left_out():
    assert questions_of("A wat is de reden", "B geen idee", kinds=NEVER) == ()


def test_the_kinds_of_the_others_questions_stay_those_of_the_rules():
    assert [one.kind for one in questions_of("B heeft u de brief", kinds=ALWAYS_OPEN)] == ["closed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("heeft u de lantaarn gezien", "follow_up", id="takes up a word"),
        pytest.param("is het alleen daar", "follow_up", id="points back"),
        pytest.param("heeft u de brief", "closed", id="neither"),
        pytest.param("is het uw postcode", "factual", id="points back, but asks for what stands in a register"),
        pytest.param("wat is uw postcode", "factual", id="a fact of the register"),
    ],
)
def test_a_closed_question_follows_up_where_it_goes_into_the_story(text, expected):
    assert kinds_of(STORY, f"A {text}", "B ja") == [expected]


def test_without_a_story_nothing_is_followed_up():
    assert kinds_of("B de lantaarn", "A heeft u de lantaarn gezien", "B ja") == ["closed"]


def test_a_phrase_further_on_gives_its_kind_to_the_question_it_is_part_of():
    offer = gather([Place("question.offer", 3, 5, 0, 1.0)])
    found = questions_of("A wilt u mij nog helpen", places=offer)
    assert [(one.kind, one.first_word, one.end_word) for one in found] == [("offer", 0, 5)]


def test_a_phrase_of_the_last_word_of_a_turn_is_a_question_of_one_word():
    told = gather([Place("question.open", 3, 4, 0, 1.0)])
    found = questions_of("A dat is goed is", places=told)
    assert [(one.kind, one.first_word, one.end_word) for one in found] == [("open", 3, 4)]


def test_a_phrase_that_opens_with_a_verb_is_a_question_of_its_own():
    check = gather([Place("question.check", 4, 6, 0, 1.0)])
    assert kinds_of("A wilt u dat en is het", places=check) == ["closed", "check"]


def test_an_invitation_to_tell_asks_without_its_mark():
    invited = gather([Place("question.offer", 0, 3, 0, 1.0)])
    assert kinds_of("A vertel het maar", places=invited) == ["offer"]
    assert kinds_of("A Vertel het maar?", places=invited) == ["offer"]


def test_an_invitation_and_the_question_behind_it_are_one():
    told = gather([Place("question.open", 0, 2, 0, 1.0)])
    found = questions_of("A vertel eens wat is er", places=told)
    assert [(one.kind, one.first_word, one.end_word) for one in found] == [("open", 0, 5)]


def test_a_fact_named_with_a_question_mark_asks_for_it():
    assert kinds_of("A Postcode?") == ["factual"]


def test_both_parties_ask():
    found = questions_of("A wat is het probleem", "B wat is het antwoord")
    assert [one.speaker for one in found] == ["agent", "citizen"]


def test_a_masked_name_ends_a_clause():
    assert kinds_of("A met [naam] wat is het probleem") == ["open"]


def test_the_empty_call_has_no_questions():
    assert find_questions(Story(read(Conversation("c", 1.0)), FORMS, frozenset()), Places(), UNLEARNED) == ()


# answers


def test_the_answer_runs_until_the_asker_takes_the_turn_again():
    asked = questions_of("A wat is het probleem", "B de lamp", "A hm", "B is stuk hoor", "A zo dat is naar", "B ja")[0]
    # two words of 0.4 s, the agent's "hm" takes no turn, three words more
    assert (asked.response_words, asked.response_s) == (2 + 3, pytest.approx(5 * 0.4))


def test_nobody_answers():
    asked = questions_of("A wat is het probleem")[0]
    assert (asked.response_words, asked.response_s) == (None, None)


def test_a_question_with_much_behind_it_was_not_left_open():
    more = " ".join(["woord"] * 16)
    assert questions_of(f"A wat is het? {more}", "B de lamp is stuk")[0].response_words is None
    fewer = " ".join(["woord"] * 15)
    assert questions_of(f"A wat is het? {fewer}", "B de lamp is stuk")[0].response_words == 4


def test_a_question_lies_where_its_words_are():
    asked = questions_of("A goed wat is het probleem", "B stuk")[0]
    assert asked.span == Span(1.4, 3.0)  # words two to five of the turn that begins at 1.0
    assert (asked.turn_index, asked.first_word, asked.end_word) == (0, 1, 5)
