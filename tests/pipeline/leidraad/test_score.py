from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.score import prepare
from pipeline.records import Conversation, Leg, Span
from tests.pipeline.leidraad.talk import LiteralFinder, a_leidraad, an_item, both, talk

NOD = an_item(id="nod", triggers=both("ik knik"))
LEIDRAAD = a_leidraad(an_item(), NOD)
FINDER = LiteralFinder(LEIDRAAD)


def verdicts(conversation, finder=FINDER):
    return [(cue.leg_index, cue.cue_id, cue.verdict) for cue in finder.find(conversation).cues if cue.occurrence == 0]


def test_every_item_has_one_verdict_a_leg():
    assert verdicts(talk("A ik zwaai", "B dag")) == [(0, "wave", "said"), (0, "nod", "not_said")]


def test_a_verdict_carries_the_guides_id_and_version():
    cue = FINDER.find(talk("A ik zwaai", "B dag")).cues[0]
    assert (cue.leidraad_id, cue.leidraad_version) == ("proef", 3)


def test_on_the_empty_call_no_item_applies():
    cues = FINDER.find(Conversation("c", 5.0)).cues
    assert [(cue.verdict, cue.span, cue.first_word) for cue in cues] == [("not_applicable", None, None)] * 2


def test_each_leg_is_judged_by_itself():
    call = talk("A ik zwaai", "B dag", "A ik knik", "B dag")  # turns begin at 1.0, 2.4, 3.4, 4.8
    legs = (Leg(Span(0.0, 3.4), "e1"), Leg(Span(3.4, 7.0), "e2", "transfer"))
    assert verdicts(replace(call, legs=legs)) == [
        (0, "wave", "said"),
        (0, "nod", "not_said"),
        (1, "wave", "not_said"),
        (1, "nod", "said"),
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"calls": [{"directions": ["outbound"]}]}, "not_applicable"),
        ({"calls": [{"directions": ["inbound"]}]}, "said"),
        ({"calls": [{"queues": ["balie"]}]}, "not_applicable"),
        ({"calls": [{"queues": ["balie"], "directions": ["inbound"]}]}, "said"),
        ({"calls": [{"queues": ["kassa"]}, {"directions": ["outbound"]}]}, "not_applicable"),
        ({"below_words": 2}, "not_applicable"),
        ({"below_words": 1}, "said"),
    ],
)
def test_an_item_applies_by_direction_queue_and_what_the_caller_said(rule, expected):
    call = replace(talk("A ik zwaai", "B dag", direction="outbound"), queue="balie")
    assert verdicts(call, LiteralFinder(a_leidraad(an_item(not_applicable=rule))))[0][2] == expected


def test_a_leg_that_ends_in_a_transfer_has_no_closing_to_judge():
    item = an_item(not_applicable={"transferred": True})
    finder = LiteralFinder(a_leidraad(item))
    assert verdicts(talk("A hallo ik verbind u door", "B goed"), finder)[0][2] == "not_applicable"
    assert verdicts(talk("A hallo daar", "B goed"), finder)[0][2] == "not_said"
    assert verdicts(talk("A ik zwaai ik verbind u door", "B goed"), finder)[0][2] == "said"


def test_before_a_transfer_only_what_is_surely_said_counts():
    waited = {"event": "wait", "min_s": 10, "soft_s": 3, "after_s": 5}  # a wait of 3 s is none surely: confidence 0.75
    lines = ("A ja", "(2.4)", "A ik zwaai ik verbind u door", "B goed")
    for transferred, expected in ((True, "not_applicable"), (False, "said")):
        item = an_item(not_applicable={"transferred": transferred}, occasion=waited)
        assert verdicts(talk(*lines), LiteralFinder(a_leidraad(item)))[0][2] == expected


def test_what_is_not_applicable_has_no_place():
    cue = (
        LiteralFinder(a_leidraad(an_item(not_applicable={"below_words": 9}))).find(talk("A ik zwaai", "B dag")).cues[0]
    )
    assert cue.span is None
    assert cue.first_word is None


def test_the_words_of_a_leidraad_are_folded_once():
    prepared = prepare(a_leidraad(an_item()))
    assert prepared.function_words == {"graag", "nieuwe"}
    assert "wat" in prepared.forms.asking


lines = st.lists(
    st.builds(
        lambda who, words: f"{who} {' '.join(words)}",
        st.sampled_from("AB"),
        st.lists(st.sampled_from(["ik", "zwaai", "knik", "hallo", "wat", "is", "u"]), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=6,
)


@given(lines, st.integers(1, 500))
def test_a_call_shifted_by_whole_seconds_has_the_same_verdicts(spoken, shift_s):
    call = talk(*spoken)
    assert verdicts(shifted(call, shift_s)) == verdicts(call)


@given(lines)
def test_every_place_lies_in_the_call_and_confidence_is_a_share(spoken):
    call = talk(*spoken)
    count = sum(len(turn.words) for turn in call.turns)
    for cue in FINDER.find(call).cues:
        assert 0.0 <= cue.confidence <= 1.0
        assert cue.first_word is None or 0 <= cue.first_word < cue.end_word <= count
        assert cue.span is None or cue.span.end_s <= call.duration_s


@pytest.mark.parametrize(
    "spoken", [("A hallo daar", "B dag"), ("A dag", "B ja ik wil graag iets vragen over mijn paspoort")]
)
def test_a_window_of_the_basic_guide_ends_with_a_short_call(spoken):
    call = talk(*spoken)  # windows are of twenty seconds and more
    cues = LiteralFinder(load_leidraad("basis_v1", None, None)).find(call).cues
    spans = [cue.span for cue in cues if cue.span is not None]
    assert spans
    assert all(span.end_s <= call.duration_s for span in spans)


def shifted(call, shift_s):
    def move(span):
        return Span(round(span.start_s + shift_s, 3), round(span.end_s + shift_s, 3))

    return replace(
        call,
        duration_s=call.duration_s + shift_s,
        speech=tuple(replace(part, span=move(part.span)) for part in call.speech),
        turns=tuple(
            replace(
                turn,
                span=move(turn.span),
                words=tuple(replace(word, span=move(word.span)) for word in turn.words),
            )
            for turn in call.turns
        ),
    )


def test_two_places_that_show_the_same_sentence_are_one():
    item = an_item(triggers=both("zwaai", "knik"))
    found = LiteralFinder(a_leidraad(item)).find(talk("A ik zwaai en knik", "B dag")).cues
    assert [(cue.occurrence, cue.first_word, cue.end_word) for cue in found] == [(0, 0, 4), (1, 0, 4)]
