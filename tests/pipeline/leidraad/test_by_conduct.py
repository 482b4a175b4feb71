from dataclasses import replace

import pytest

from pipeline.leidraad.by_conduct import BARELY_ANSWERED, WELL_ANSWERED
from pipeline.records import Span
from tests.pipeline.leidraad.talk import an_item, both, question_file, talk, verdict_of, word_file

# questions

OPEN = an_item(triggers=None, window={"phase": "clarification"}, question={"kinds": ["open"], "answer_words": 3})
STORY = "B ik bel over mijn vraag"


@pytest.mark.parametrize(
    ("question", "answer", "expected", "confidence"),
    [
        ("A wat is het probleem", "B de lamp is stuk", "said", WELL_ANSWERED),
        ("A wat is het probleem", "B stuk", "said", BARELY_ANSWERED),
        ("A wat is uw postcode", "B de lamp is stuk", "not_said", 0.9),
        ("A dat is jammer", "B de lamp is stuk", "not_said", 0.9),
    ],
)
def test_an_open_question_is_surer_where_it_opened_the_other(question, answer, expected, confidence):
    cue = verdict_of(OPEN, talk("A hallo", STORY, question, answer), questions=question_file())
    assert (cue.verdict, cue.confidence) == (expected, confidence)


def test_a_question_outside_its_phase_does_not_count():
    call = talk("A wat is het probleem", STORY, "A goed zo", "B dag")
    assert verdict_of(OPEN, call, questions=question_file()).verdict == "not_said"


def test_the_others_questions_are_not_ones_own():
    call = talk("A hallo", "B wat is het probleem met mij", "A niets", "B dag")
    assert verdict_of(OPEN, call, questions=question_file()).verdict == "not_said"


# listening

HUM = word_file(hum=["ja", "hm"], boos=["boos"])
LISTEN = an_item(
    triggers=None,
    occasion={"speaker": "citizen", "list": "boos", "turns": 1},
    listening={"words": 5, "grace_s": 1.0, "backchannels": "hum"},
)


def beside(text, start_s, end_s):
    """Let the agent's last turn of a call begin beside the caller's, who speaks from 2.0 to 4.4."""
    call = talk("A hallo", "B ik ben boos om dit alles", text)
    agent = replace(call.turns[2], span=Span(start_s, end_s))
    return replace(call, turns=(*call.turns[:2], agent))


@pytest.mark.parametrize(
    ("text", "start_s", "end_s", "expected"),
    [
        pytest.param("A maar mevrouw", 4.6, 5.4, "said", id="after the story"),
        pytest.param("A maar mevrouw", 3.0, 5.0, "not_said", id="cut in: beside each other from 3.0 to 4.4"),
        pytest.param("A maar mevrouw", 3.4, 5.0, "said", id="exactly the grace is no cutting in"),
        pytest.param("A ja hm", 2.5, 4.0, "said", id="only saying I am listening"),
        pytest.param("A maar mevrouw", 1.5, 4.4, "said", id="began before the story"),
    ],
)
def test_a_caller_with_emotion_is_let_finish(text, start_s, end_s, expected):
    assert verdict_of(LISTEN, beside(text, start_s, end_s), words=HUM).verdict == expected


def test_a_few_words_nobody_cut_short_are_no_story():
    assert verdict_of(LISTEN, talk("A hallo", "B ik ben boos", "A o"), words=HUM).verdict == "not_applicable"


def test_a_story_without_emotion_is_no_occasion():
    assert (
        verdict_of(LISTEN, talk("A hallo", "B ik ben blij om dit alles", "A o"), words=HUM).verdict == "not_applicable"
    )


# language

FOLLOW = an_item(triggers=None, language={"words": 3})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["A hallo", "B fy ik wol graach", "A fy dat kin wol"], "said", id="Frisian answered in Frisian"),
        pytest.param(["A hallo", "B fy ik wol graach", "A dat kan wel"], "not_said", id="Frisian answered in Dutch"),
        pytest.param(["A fy hoi", "B ik wil graag", "A fy dat kin wol"], "not_said", id="Dutch answered in Frisian"),
        pytest.param(["A hallo", "B ik wil graag", "A dat kan wel"], "not_applicable", id="Dutch all along"),
        pytest.param(["A hallo", "B fy ja wis", "A dat kan wel"], "not_applicable", id="too few words"),
        pytest.param(["A hallo", "B fy ik wol graach", "A fy dat kin", "A dat kan"], "uncertain", id="half and half"),
        pytest.param(
            ["A hallo", "B fy ik wol it", "B ik wil het", "A dat kan wel"], "uncertain", id="the caller mixes"
        ),
        pytest.param(["A fy dat kin wol", "B fy ik wol graach"], "not_applicable", id="nothing said after the caller"),
    ],
)
def test_the_callers_language_is_followed(lines, expected):
    assert verdict_of(FOLLOW, talk(*lines)).verdict == expected


def test_the_language_of_a_turn_is_told_from_its_words_where_it_is_not_given():
    call = talk("A hallo", "B ik wol graach myn paspoart hawwe", "A dat kin jo kinne dat dwaan")
    unknown = replace(call, turns=tuple(replace(turn, language="unknown") for turn in call.turns))
    assert verdict_of(FOLLOW, unknown).verdict == "said"


# contact

CONTACT = an_item(triggers=both("wat naar"), window={"phase": "body"}, contact={"kinds": ["factual"], "heard_words": 8})
ASK = "A wat is uw postcode"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["B mijn fiets is weg", "A wat naar", ASK], "said", id="a word for the caller first"),
        pytest.param(["B mijn fiets is weg", ASK, "A wat naar"], "not_said", id="content first"),
        pytest.param(["B mijn fiets is weg al sinds gisteren hoor", ASK], "said", id="eight words heard"),
        pytest.param(["B mijn fiets is weg al sinds gisteren", ASK], "not_said", id="seven words heard"),
        pytest.param(["B mijn fiets is weg", "A dat is jammer"], "not_applicable", id="nothing asked"),
    ],
)
def test_contact_comes_before_content(lines, expected):
    assert verdict_of(CONTACT, talk("A hallo", *lines), questions=question_file()).verdict == expected


def test_the_question_is_the_evidence_of_content_first():
    cue = verdict_of(CONTACT, talk("A hallo", "B mijn fiets is weg", ASK), questions=question_file())
    assert (cue.first_word, cue.end_word) == (5, 9)
