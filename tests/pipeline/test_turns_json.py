import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.findings import Cue, Findings, Overlap, Question, Silence, Tempo
from pipeline.heard import Roster
from pipeline.records import Hold, Span, Speech
from pipeline.turns_json import findings_json, read_turns

TURN = {"speaker": "agent", "start_s": 1.0, "end_s": 3.0, "text": "dag mevrouw", "language": "nl"}


def a_call(**fields):
    return {"call_id": "c1", "duration_s": 10.0, "turns": [TURN]} | fields


def read(**fields):
    return read_turns(json.dumps(a_call(**fields)))


def refusal(text):
    with pytest.raises(SettingsError) as refused:
        read_turns(text)
    return str(refused.value)


def test_a_call_is_read_with_its_names():
    given_call = read(
        employee_name="Hinke",
        colleagues=["Piet"],
        organisations=["Sânwâld"],
        aliases=["kcc"],
        direction="outbound",
        queue="q",
    )
    assert given_call.roster == Roster("Hinke", ("Piet",), ("Sânwâld",), ("kcc",))
    conversation = given_call.conversation
    assert (conversation.call_id, conversation.duration_s) == ("c1", 10.0)
    assert (conversation.direction, conversation.queue) == ("outbound", "q")
    assert conversation.turns[0].text == "dag mevrouw"


def test_words_share_the_time_of_their_turn_by_syllables():
    words = read().conversation.turns[0].words
    # dag has one syllable, me-vrouw two: 2 s / 3 and 2 s x 2 / 3
    assert [word.span for word in words] == [Span(1.0, 1.667), Span(1.667, 3.0)]
    assert [word.syllable_count for word in words] == [1, 2]


def test_words_lie_in_the_speech_of_their_speaker():
    # one second of speech for dag-me-vrouw in two pieces: dag in the first third, mevrouw to the end of the second
    words = read(speech={"agent": [[1.0, 1.5], [2.5, 3.0]]}).conversation.turns[0].words
    assert words[0].span == Span(1.0, 1.333)
    assert words[1].span == Span(1.333, 3.0)


def test_a_word_that_begins_at_a_pause_begins_behind_it():
    turn = TURN | {"text": "dag dag"}
    words = read(turns=[turn], speech={"agent": [[1.0, 1.5], [2.5, 3.0]]}).conversation.turns[0].words
    assert [word.span for word in words] == [Span(1.0, 1.5), Span(2.5, 3.0)]


def test_speech_elsewhere_than_the_turn_leaves_the_words_in_the_turn():
    words = read(speech={"agent": [[5.0, 6.0]]}).conversation.turns[0].words
    assert words[0].span.start_s == 1.0


def test_without_speech_the_turns_are_the_speech_and_close_ones_are_one_stretch():
    turns = [TURN, TURN | {"start_s": 3.2, "end_s": 4.0}, TURN | {"start_s": 4.25, "end_s": 5.0}]
    # 0.2 s is no pause, 0.25 s is
    assert read(turns=turns).conversation.speech == (
        Speech(Span(1.0, 4.0), "agent"),
        Speech(Span(4.25, 5.0), "agent"),
    )


def test_given_speech_is_kept_in_time_order():
    speech = read(speech={"citizen": [[5, 6], [3, 4]], "agent": [[1, 3]]}).conversation.speech
    assert [(part.speaker, part.span.start_s) for part in speech] == [("agent", 1), ("citizen", 3), ("citizen", 5)]


def test_turns_are_put_in_time_order():
    late = TURN | {"start_s": 5.0, "end_s": 6.0}
    assert [turn.span.start_s for turn in read(turns=[late, TURN]).conversation.turns] == [1.0, 5.0]


def test_the_language_is_told_from_the_words_where_it_is_not_given():
    frisian = {"speaker": "citizen", "start_s": 1.0, "end_s": 3.0, "text": "ik wol graach myn paspoart hawwe"}
    assert read(turns=[frisian]).conversation.turns[0].language == "fy"


def test_the_call_lasts_to_its_last_word_where_its_length_is_not_given():
    call = a_call()
    del call["duration_s"]
    assert read_turns(json.dumps(call)).conversation.duration_s == 3.0


def test_holds_can_be_given():
    assert read(holds=[[4, 9]]).conversation.holds == (Hold(Span(4, 9), is_announced=False),)


@pytest.mark.parametrize(
    ("start_s", "expected"), [(0.29, True), (0.3, False)], ids=["just after the start", "exactly the threshold"]
)
def test_speech_at_the_very_start_may_have_begun_before_it(start_s, expected):
    assert read(turns=[TURN | {"start_s": start_s}]).conversation.starts_mid_speech is expected


def test_it_can_be_said_that_the_start_is_cut_off():
    assert read(starts_mid_speech=True).conversation.starts_mid_speech


def test_unknown_fields_and_no_name_are_passed_over():
    assert read(agent_mood="n/a", employee_name=None).roster.own_name == ""


def test_a_call_without_turns_and_a_turn_without_words_are_read():
    assert read(turns=[]).conversation.turns == ()
    assert read(turns=[TURN | {"text": "  "}]).conversation.turns[0].words == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "turns: input data was truncated"),
        ("{", "turns: input data was truncated"),
        ("[]", "turns: expected `object`, got `array`"),
        ("null", "turns: expected `object`, got `null`"),
        ("{}", "turns: object missing required field `turns`"),
        ('{"turns": 3}', "turns: expected `array`, got `int`"),
        ('{"turns": [3]}', "turns[0]: expected `object`, got `int`"),
        (
            '{"turns": [{"speaker": "robot", "start_s": 1, "end_s": 2, "text": ""}]}',
            "turns[0].speaker: invalid enum value",
        ),
        (
            '{"turns": [{"speaker": "agent", "start_s": "1", "end_s": 2, "text": ""}]}',
            "turns[0].start_s: expected `float`",
        ),
        ('{"turns": [{"speaker": "agent", "start_s": NaN, "end_s": 2, "text": ""}]}', "turns: "),
        ('{"turns": [], "direction": "up"}', "direction: invalid enum value"),
        ('{"turns": [], "speech": {"agent": [[1]]}}', "speech[...][0]: expected `array` of length 2"),
        ("[" * 100_000, "turns: "),
        ('{"turns": [], "call_id": "\\ud800"}', "turns: "),
    ],
)
def test_hostile_text_is_refused_with_the_path_of_the_field(text, expected):
    assert refusal(text).startswith(expected)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"turns": [TURN | {"start_s": -1.0}]}, "turns[0].start_s: -1 is not between 0 and 14400 seconds"),
        ({"turns": [TURN | {"end_s": 1.0}]}, "turns[0].end_s: 1 must lie after start_s, 1,"),
        ({"turns": [TURN, TURN | {"end_s": 11.0}]}, "turns[1].end_s: 11 lies behind the end of the call, 10"),
        ({"turns": [TURN | {"end_s": 1e300}]}, "turns[0].end_s: 1e+300 must lie after"),
        ({"duration_s": 0}, "duration_s: 0 is not between 0 and 14400 seconds"),
        ({"duration_s": 1e9}, "duration_s: 1e+09 is not between"),
        ({"speech": {"agent": [[1, 2], [4, 3]]}}, "speech.agent[1].end_s: 3 must lie after start_s, 4"),
        ({"holds": [[5, 4]]}, "holds[0].end_s: 4 must lie after start_s, 5"),
        ({"turns": [TURN | {"end_s": 1.005}]}, "turns[0].text: 2 words do not fit in 0.005 seconds"),
    ],
)
def test_times_that_cannot_be_are_refused_with_the_path_of_the_field(fields, expected):
    assert refusal(json.dumps(a_call(**fields))).startswith(expected)


def test_more_text_than_a_call_holds_is_refused_unread():
    assert "more than a call can hold" in refusal(" " * 20_000_001)


texts = st.lists(st.text(alphabet="abcdeij ", min_size=1, max_size=8), max_size=12).map(" ".join)


@given(texts, st.integers(0, 5000), st.integers(500, 20_000))
def test_words_tile_their_turn_in_order(text, start_ms, length_ms):
    turn = TURN | {"start_s": start_ms / 1000, "end_s": (start_ms + length_ms) / 1000, "text": text}
    words = read(turns=[turn], duration_s=30.0).conversation.turns[0].words
    assert [word.text for word in words] == text.split()
    assert all(left.span.end_s <= right.span.start_s + 0.0011 for left, right in pairwise(words))
    assert all(word.span.start_s >= turn["start_s"] for word in words)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(SettingsError):
        read_turns(text)


# writing


def findings(**tables):
    empty = {name: () for name in ("tempo", "silences", "overlaps", "questions", "cues", "moments")}
    return Findings(
        call_id="c1", record_sha256="", measure_version="m1", topic="afval", language="nl", **(empty | tables)
    )


def written(**tables):
    return json.loads(findings_json(read().conversation, findings(**tables)))


CUE = Cue(
    leg_index=0,
    cue_id="goodbye",
    occurrence=0,
    verdict="said",
    span=Span(1.0, 3.0),
    first_word=0,
    end_word=2,
    confidence=0.9,
    leidraad_id="basis",
    leidraad_version=1,
)


def test_findings_are_written_a_list_a_table():
    assert written() == {
        "cues": [], "questions": [], "tempo": [], "silences": [], "overlaps": [], "topic": "afval"
    }  # fmt: skip


def test_a_cue_is_written_with_its_words_and_the_columns_of_its_table():
    assert written(cues=(CUE,))["cues"] == [
        {
            "call_id": "c1",
            "leg_index": 0,
            "cue_id": "goodbye",
            "occurrence": 0,
            "verdict": "said",
            "start_s": 1.0,
            "end_s": 3.0,
            "confidence": 0.9,
            "leidraad_id": "basis",
            "leidraad_version": 1,
            "evidence": "dag mevrouw",
            "is_current": True,
            "measure_version": "m1",
        }
    ]


def test_what_has_no_place_has_no_times_and_no_words():
    silent = replace(CUE, span=None, first_word=None, end_word=None)
    row = written(cues=(silent,))["cues"][0]
    assert (row["start_s"], row["end_s"], row["evidence"]) == (None, None, "")


QUESTION = Question(
    turn_index=0,
    first_word=0,
    end_word=1,
    span=Span(1.0, 1.5),
    speaker="agent",
    kind="open",
    response_s=None,
    response_words=None,
)
TEMPO = Tempo(
    speaker="agent",
    language="all",
    syllable_count=3,
    phonation_s=2.0,
    turn_s=2.0,
    articulation_rate=1.5,
    speaking_rate=1.5,
    nuclei_rate=None,
    is_reliable=True,
    reason_code=None,
)


def test_a_question_is_written_with_its_words():
    row = written(questions=(QUESTION,))["questions"][0]
    assert (row["text"], row["kind"], row["response_s"]) == ("dag", "open", None)
    assert "first_word" not in row


def test_the_other_tables_have_their_columns():
    silence = Silence(span=Span(3, 5), kind="gap", is_announced=False, before_speaker="agent", after_speaker=None)
    overlap = Overlap(span=Span(3, 5), onset_speaker="agent", kind="other", tier="high")
    tables = written(silences=(silence,), overlaps=(overlap,), tempo=(TEMPO,))
    assert tables["silences"][0]["start_s"] == 3
    assert tables["overlaps"][0]["tier"] == "high"
    assert tables["tempo"][0]["articulation_rate"] == 1.5
