from dataclasses import replace

import pytest

from pipeline.leidraad.by_conduct import BARELY_ANSWERED, CONDUCT_CONFIDENCE
from pipeline.records import Span, Speech
from tests.pipeline.leidraad.talk import an_item, both, question_file, talk, verdict_of, word_file

# questions

OPEN = an_item(triggers=None, window={"phase": "clarification"}, question={"kinds": ["open"], "answer_words": 3})
STORY = "B ik bel over mijn vraag"


@pytest.mark.parametrize(
    ("question", "answer", "expected", "confidence"),
    [
        ("A wat is de reden", "B de lamp is stuk", "said", 0.9),
        ("A wat is de reden", "B stuk", "said", BARELY_ANSWERED),
        ("A wat is uw postcode", "B de lamp is stuk", "not_said", 0.8),
        ("A dat is jammer", "B de lamp is stuk", "not_said", 0.8),
    ],
)
def test_an_open_question_is_surer_where_it_opened_the_other(question, answer, expected, confidence):
    cue = verdict_of(OPEN, talk("A hallo", STORY, question, answer), questions=question_file())
    assert (cue.verdict, cue.confidence) == (expected, confidence)


def test_a_question_outside_its_phase_does_not_count():
    # the closing begins 45 s before the caller's last word, so 100 s on it has begun
    call = talk("A hallo", STORY, "(100)", "A wat is het probleem", "B dag")
    assert verdict_of(OPEN, call, questions=question_file()).verdict == "not_said"


def test_the_others_questions_are_not_ones_own():
    call = talk("A hallo", "B wat is het probleem met mij", "A niets", "B dag")
    assert verdict_of(OPEN, call, questions=question_file()).verdict == "not_said"


# listening

ANGER = word_file(boos=["boos"])
LISTEN = an_item(
    triggers=None,
    occasion={"speaker": "citizen", "list": "boos", "turns": 1},
    listening={"words": 6, "story_words": 6, "story_s": 60, "overlaps": ["interruption"]},
)
STORY_WORDS = "mijn lamp is nog altijd stuk"


def beside(story, text, start_s, end_s):
    """Let the agent's last turn of a call begin beside the caller's, who speaks from 2.0 on, 0.4 s a word."""
    call = talk("A hallo", f"B {story}", text)
    agent = replace(call.turns[2], span=Span(start_s, end_s))
    turns = (*call.turns[:2], agent)
    return replace(call, turns=turns, speech=tuple(Speech(turn.span, turn.speaker) for turn in turns))


@pytest.mark.parametrize(
    ("story", "text", "start_s", "end_s", "expected"),
    [
        pytest.param(STORY_WORDS, "A maar mevrouw toch", 4.6, 6.0, "said", id="after the story"),
        pytest.param(STORY_WORDS, "A maar mevrouw toch", 3.2, 7.0, "not_said", id="cut in: both from 3.2 to 4.4"),
        pytest.param(STORY_WORDS, "A ja hm", 3.0, 3.6, "said", id="only saying I am listening"),
        pytest.param("mijn lamp is nog stuk", "A maar mevrouw toch", 3.0, 6.0, "not_applicable", id="no story to cut"),
        pytest.param("ik ben zo boos nu", "A maar mevrouw toch", 3.0, 6.0, "not_said", id="short, and with emotion"),
    ],
)
def test_a_caller_is_let_finish(story, text, start_s, end_s, expected):
    assert verdict_of(LISTEN, beside(story, text, start_s, end_s), words=ANGER).verdict == expected


def test_letting_finish_has_the_whole_story_as_evidence():
    cue = verdict_of(LISTEN, talk("A hallo", f"B {STORY_WORDS}", "A o"), words=ANGER)
    assert (cue.first_word, cue.end_word) == (1, 7)


# language

FOLLOW = an_item(triggers=None, language={"words": 3})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["A hallo", "B fy ik wol graach", "A fy dat kin wol"], "said", id="Frisian answered in Frisian"),
        pytest.param(["A hallo", "B fy ik wol graach", "A dat kan wel"], "not_said", id="Frisian answered in Dutch"),
        pytest.param(["A fy hoi", "B ik wil graag", "A fy dat kin wol"], "not_said", id="Dutch answered in Frisian"),
        pytest.param(["A hallo", "B ik wil graag", "A dat kan wel"], "said", id="Dutch answered in Dutch"),
        pytest.param(["A hallo", "B fy ja wis", "A dat kan wel"], "not_applicable", id="too few words heard"),
        pytest.param(["A hallo", "B fy ik wol graach", "A ja ja"], "not_applicable", id="too few words said"),
        pytest.param(["A hallo", "B fy ik wol it", "A fy dat kin", "A dat kan"], "uncertain", id="half and half"),
        pytest.param(["A dat kin wol", "B fy ik wol graach"], "not_applicable", id="nothing said after the caller"),
        pytest.param(
            ["A hoi", "B ik wil dat", "A dat kan wel", "B fy ik wol it", "A fy dat kin wol"],
            "said",
            id="the caller changes",
        ),
    ],
)
def test_the_callers_language_is_followed(lines, expected):
    assert verdict_of(FOLLOW, talk(*lines)).verdict == expected


def test_the_language_of_a_turn_is_told_from_its_words_where_it_is_not_given():
    call = talk("A hallo", "B ik wol graach myn paspoart hawwe", "A dat kin jo kinne dat dwaan")
    unknown = replace(call, turns=tuple(replace(turn, language="unknown") for turn in call.turns))
    assert verdict_of(FOLLOW, unknown).verdict == "said"


# contact

CONTACT = an_item(triggers=both("wat naar"), window={"phase": "body"}, contact={"kinds": ["factual"], "turns": 2})
ASK = "A wat is uw postcode"
TOLD = "B mijn fiets is weg"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([TOLD, "A wat naar", ASK], "said", id="a word for the caller first"),
        pytest.param([TOLD, "A nou ja", "A wat naar"], "said", id="in the second turn"),
        pytest.param([TOLD, "A nou", "A wat naar", ASK], "said", id="a lone word is no turn"),
        pytest.param([TOLD, "A nou ja", "A zo dan", "A wat naar"], "not_said", id="in the third, too late"),
        pytest.param([TOLD, ASK, "A wat naar"], "not_said", id="content first"),
        pytest.param([TOLD, "A dat is jammer"], "not_said", id="neither"),
        pytest.param([TOLD], "not_applicable", id="no turn after the story"),
    ],
)
def test_contact_comes_before_content(lines, expected):
    assert verdict_of(CONTACT, talk("A hallo", *lines), questions=question_file()).verdict == expected


def test_usual_language_answered_in_itself_follows_nothing():
    item = an_item(triggers=None, language={"words": 3, "usual": "nl"})
    dutch = verdict_of(item, talk("B ik heb een vraag", "A dat kan natuurlijk wel"))
    frisian = verdict_of(item, talk("B fy ik haw in fraach", "A fy dat kin fansels wol"))
    assert dutch.verdict == "not_applicable"
    assert (frisian.verdict, frisian.confidence) == ("said", CONDUCT_CONFIDENCE)


def test_a_caller_who_gives_in_and_speaks_the_usual_language_was_not_followed():
    item = an_item(triggers=None, language={"words": 3, "usual": "nl"})
    gave_in = talk("B fy ik haw in fraach", "A dat kan natuurlijk wel", "B oke ik wil dat", "A dat komt dan goed hoor")
    assert verdict_of(item, gave_in).verdict == "not_said"


def test_what_is_told_without_emotion_is_a_story_only_from_its_least_words():
    item = listening_with(story_words=8)
    call = talk("A hallo", "B mijn lamp is nog altijd", "A hm", "B stuk en ook kapot", "A o")
    assert (
        verdict_of(item, talk("A hallo", "B mijn lamp is nog altijd stuk", "A o"), words=ANGER).verdict
        == "not_applicable"
    )
    assert verdict_of(item, call, words=ANGER).verdict == "said"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param("ik ben zo boos over mijn lamp", "uncertain", id="7 words"),
        pytest.param("ik ben zo boos over mijn oude lamp", "said", id="8 words"),
    ],
)
def test_an_emotion_in_few_words_leaves_it_uncertain_whether_there_was_a_story(told, expected):
    item = listening_with(sure_words=8, story_words=20)
    assert verdict_of(item, talk("A hallo", f"B {told}", "A o"), words=ANGER).verdict == expected


@pytest.mark.parametrize(("fast_s", "expected"), [(2.4, "said"), (2.5, "not_applicable")])
def test_words_that_took_too_few_seconds_are_no_story(fast_s, expected):
    # six words of 0.4 s: 2.4 s
    call = talk("A hallo", f"B {STORY_WORDS}", "A o")
    assert verdict_of(listening_with(fast_s=fast_s), call, words=ANGER).verdict == expected


def listening_with(**fields):
    """The item of listening with another rule."""
    return LISTEN.model_copy(update={"listening": LISTEN.listening.model_copy(update=fields)})
