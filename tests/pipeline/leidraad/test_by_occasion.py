from dataclasses import replace

import pytest

from pipeline.records import Hold, Leg, Span
from tests.pipeline.leidraad.talk import LiteralFinder, a_leidraad, an_item, both, talk, verdict_of, word_file

ANGER = word_file(boos=["boos"])


def answer(**occasion):
    fields = {"speaker": "citizen", "list": "boos", "turns": 2} | occasion
    return an_item(triggers=both("dat begrijp ik"), occasion={k: v for k, v in fields.items() if v is not None})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["B ik ben boos", "A dat begrijp ik"], "said", id="in the next turn"),
        pytest.param(["B ik ben boos", "A ja", "B zo", "A dat begrijp ik"], "said", id="in the one after that"),
        pytest.param(
            ["B ik ben boos", "A ja", "B zo", "A nou", "B tja", "A dat begrijp ik"], "not_said", id="too late"
        ),
        pytest.param(["A dat begrijp ik", "B ik ben boos", "A ja"], "not_said", id="before it"),
        pytest.param(["B ik ben boos", "A wat is uw naam"], "not_said", id="not at all"),
        pytest.param(["B ik ben blij", "A dat begrijp ik"], "not_applicable", id="no occasion"),
        pytest.param(["A ik ben boos", "A dat begrijp ik", "B o"], "not_applicable", id="the other party's occasion"),
    ],
)
def test_an_answer_comes_in_the_turns_after_its_occasion(lines, expected):
    assert verdict_of(answer(), talk(*lines), words=ANGER).verdict == expected


def test_a_denied_occasion_is_none():
    item = answer(negations=both("niet boos"))
    assert verdict_of(item, talk("B ik ben niet boos", "A ja"), words=ANGER).verdict == "not_applicable"


def test_what_was_not_said_was_searched_from_the_occasion_to_the_turns_after():
    cue = verdict_of(answer(), talk("A hallo", "B ik ben boos", "A en uw naam"), words=ANGER)
    # "boos" is the third word of 2.0-3.2; the agent's next turn ends at 3.8 + 1.2
    assert cue.span == Span(2.8, 5.0)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("A dat kan niet wel zo", "said", id="the phrase reaches behind the refusal in it"),
        pytest.param("A wel kan niet", "not_said", id="it ends with the refusal"),
    ],
)
def test_a_phrase_may_hold_its_occasion_and_what_follows(line, expected):
    item = answer(speaker="agent", turns=1).model_copy(
        update={"triggers": an_item(triggers=both("kan niet wel", "wel kan niet")).triggers}
    )
    assert verdict_of(item, talk(line, "B o"), words=word_file(boos=["kan niet"])).verdict == expected


def test_ones_own_words_can_be_the_occasion():
    item = answer(speaker="agent", turns=None, after_s=2)
    assert verdict_of(item, talk("A boos mag niet dat begrijp ik", "B o"), words=ANGER).verdict == "said"
    far = talk("A boos a b c d e f dat begrijp ik", "B o")  # "boos" ends at 1.4, the answer begins at 3.8
    assert verdict_of(item, far, words=ANGER).verdict == "not_said"


THANKS = an_item(triggers=both("bedankt"), occasion={"event": "wait", "min_s": 10, "after_s": 5})
ANNOUNCE = an_item(triggers=both("momentje"), occasion={"event": "wait", "min_s": 10, "before_s": 5, "alone": True})


@pytest.mark.parametrize(
    ("wait", "expected"), [("(9.4)", "said"), ("(9.3)", "not_applicable")], ids=["the threshold counts", "shorter"]
)
def test_a_joint_silence_from_the_threshold_on_is_a_wait(wait, expected):
    # the pause of 0.6 s belongs to the silence: 9.4 + 0.6 = 10
    assert verdict_of(THANKS, talk("A hallo", "B goed", wait, "A bedankt")).verdict == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["A ja", "(20)", "A bedankt", "B o"], "said", id="at once"),
        pytest.param(
            ["A ja", "(20)", "A a b c d e f g h i j k l m bedankt", "B o"], "not_said", id="after 13 words, 5.2 s"
        ),
        pytest.param(["A ja", "(20)", "A zo", "B bedankt", "A goed"], "not_said", id="by the other"),
        pytest.param(["B ja", "(20)", "B hallo", "A bedankt"], "not_applicable", id="the other was busy: no wait"),
        pytest.param(["A ja", "(20)", "B hallo", "A bedankt"], "said", id="the other asks whether anybody is there"),
        pytest.param(["A ja", "(20)", "B hallo", "A zo"], "not_applicable", id="or thought for long"),
        pytest.param(["A bedankt", "B o"], "not_applicable", id="no wait"),
    ],
)
def test_thanks_come_within_seconds_of_the_wait(lines, expected):
    assert verdict_of(THANKS, talk(*lines)).verdict == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["A momentje", "B ja", "(20)", "A zo"], "said", id="before the wait"),
        pytest.param(["A hallo", "B ja", "(20)", "A zo"], "not_said", id="a wait not announced"),
        pytest.param(["A momentje", "B ja", "A zo"], "said", id="announced, and no wait came"),
        pytest.param(["A hallo", "B ja", "A zo"], "not_applicable", id="nothing to announce"),
    ],
)
def test_a_wait_is_announced_before_it(lines, expected):
    assert verdict_of(ANNOUNCE, talk(*lines)).verdict == expected


def test_an_unannounced_wait_is_searched_before_and_in_it():
    cue = verdict_of(ANNOUNCE, talk("A hallo hallo hallo", "B ja", "(20)", "A zo"))
    # speech ends at 3.2, five seconds before that is before the call; the wait ends at 3.2 + 20.6
    assert cue.span == Span(0.0, 23.8)


def test_a_hold_is_a_wait_though_the_agent_is_heard_in_it():
    call = talk("A hallo", "B ja", "A pling pling pling pling", "B zo", "A bedankt")
    held = replace(call, holds=(Hold(Span(2.9, 5.0), is_announced=False),))
    assert verdict_of(THANKS, call).verdict == "not_applicable"
    assert verdict_of(THANKS, held).verdict == "said"


SOFT = an_item(triggers=both("bedankt"), occasion={"event": "wait", "min_s": 10, "soft_s": 3, "after_s": 5})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["A ja", "(2.4)", "A bedankt", "B o"], "said", id="a short wait, and thanks"),
        pytest.param(["A ja", "(2.4)", "A goed", "B o"], "not_applicable", id="a short wait asks for none"),
        pytest.param(["A ja", "(2.3)", "A bedankt", "B o"], "not_applicable", id="too short to be a wait"),
        pytest.param(["A ja", "(9.4)", "A goed", "B o"], "not_said", id="a long one does"),
    ],
)
def test_a_short_wait_counts_where_the_item_is_done(lines, expected):
    assert verdict_of(SOFT, talk(*lines)).verdict == expected


def test_soft_phrases_are_an_occasion_where_the_item_is_done():
    item = answer(soft=both("jammer"))
    assert verdict_of(item, talk("B wat jammer", "A dat begrijp ik"), words=ANGER).verdict == "said"
    assert verdict_of(item, talk("B wat jammer", "A wat is uw naam"), words=ANGER).verdict == "not_applicable"


# time_s    0.0        3.0                 8.0      12.0
# leg 0     |-----------|
# leg 1                 |---------------------------|
# hold               |------------------|
def test_a_hold_over_two_legs_is_announced_in_the_first_and_thanked_for_in_the_second():
    call = talk("A hallo hallo", "B ja", "(5.6)", "A bedankt", "B o")  # 1.0-1.8, 2.4-2.8, 9.0-9.4, 10.0-10.4
    legs = (Leg(Span(0.0, 3.0), "e1"), Leg(Span(3.0, 12.0), "e2", "transfer"))
    held = replace(call, legs=legs, holds=(Hold(Span(2.8, 8.0), is_announced=False),))
    announced = LiteralFinder(a_leidraad(ANNOUNCE)).find(held).cues
    thanked = LiteralFinder(a_leidraad(THANKS)).find(held).cues
    assert [cue.verdict for cue in announced if cue.occurrence == 0] == ["not_said", "not_applicable"]
    assert [cue.verdict for cue in thanked if cue.occurrence == 0] == ["not_applicable", "said"]


def test_silences_of_the_turns_count_where_no_speech_is_given():
    call = replace(talk("A hallo", "(20)", "A bedankt", "B o"), speech=())
    assert verdict_of(THANKS, call).verdict == "said"
