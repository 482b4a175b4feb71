import pytest

from pipeline.legs import has_colleague, with_legs, with_successor
from pipeline.records import Leg, Span
from tests.pipeline.measures.builders import make_call

GREETS = (1, 5, "gemeente Noorderveld goedemorgen u spreekt met Hinke")


def legs_of(**talk):
    return [(leg.kind, leg.span.start_s, leg.span.end_s) for leg in with_legs(make_call(**talk), "m1").legs]


def test_a_call_is_one_leg_of_who_takes_it():
    call = make_call(agent=[GREETS], citizen=[(6, 9, "ik wil een paspoort")])

    assert with_legs(call, "m1").legs == (Leg(Span(0, 60), "m1"),)  # the call lasts 60 s


# time_s    0    5   10   15   20   25   30
# agent      |---|  |--|        |-----|
# leg       main                transfer
def test_after_being_put_through_a_greeting_begins_the_leg_of_another():
    call = make_call(
        agent=[GREETS, (10, 13, "ik verbind u door"), (20, 26, "belastingen goedemorgen u spreekt met Tjitske")],
        citizen=[(6, 9, "over de aanslag"), (27, 30, "ja weer hetzelfde")],
    )

    assert [(leg.kind, leg.span.start_s, leg.employee_id) for leg in with_legs(call, "m1").legs] == [
        ("main", 0, "m1"),
        ("transfer", 20, ""),
    ]


@pytest.mark.parametrize(
    "agent",
    [
        pytest.param([GREETS, (10, 13, "ik verbind u door"), (16, 20, "goedemorgen dus")], id="without being away"),
        pytest.param([GREETS, (10, 13, "ik kijk even"), (20, 24, "goedemorgen dus")], id="without being put through"),
        pytest.param([GREETS, (10, 13, "ik verbind u door"), (20, 24, "er neemt niemand op")], id="without a greeting"),
        pytest.param(
            [GREETS, (10, 13, "ik kijk even"), (20, 24, "heeft u dat hier aan de lijn")], id="without a colleague"
        ),
    ],
)
def test_a_leg_of_another_needs_all_three(agent):
    assert [kind for kind, _, _ in legs_of(agent=agent)] == ["main"]


# time_s    0    5   10   15   20   25   30   35   40
# agent      |---|  |--|        |--|      |----|
# citizen                     |-|   |--|          |-|   first the colleague, then the caller
def test_a_consult_lasts_from_the_colleagues_answer_to_the_return_to_the_caller():
    call = make_call(
        agent=[
            GREETS,
            (10, 13, "ik verbind u door met mijn collega Piet"),
            (21, 25, "hoi Piet met Hinke ik heb hier mevrouw Nijboer aan de lijn"),
            (30, 36, "mevrouw Nijboer bedankt voor het wachten"),
        ],
        citizen=[(6, 9, "dag"), (19, 20, "Elzinga vergunningen"), (26, 28, "geef maar door"), (37, 38, "dank u")],
    )
    found = with_legs(call, "m1")

    assert [(leg.kind, leg.span.start_s, leg.span.end_s, leg.employee_id) for leg in found.legs] == [
        ("main", 0, 19, "m1"),
        ("consult", 19, 30, ""),
        ("main", 30, 60, "m1"),
    ]
    assert [turn.text for turn in found.turns if turn.speaker == "other"] == ["Elzinga vergunningen", "geef maar door"]
    assert [one.span.start_s for one in found.speech if one.speaker == "other"] == [19, 26]


@pytest.mark.parametrize("speaker", ["agent", "citizen"])
def test_a_prompt_before_the_greeting_is_nobodys(speaker):
    prompt = (0, 6, "u bent verbonden met de gemeente dit gesprek kan worden opgenomen")
    talk = {"agent": [(8, 12, GREETS[2])], "citizen": [(13, 15, "dag")]}
    talk[speaker] = [prompt, *talk[speaker]]
    found = with_legs(make_call(**talk), "m1")

    assert [(leg.kind, leg.span.start_s, leg.employee_id) for leg in found.legs] == [
        ("prompt", 0, ""),
        ("main", 8, "m1"),
    ]
    assert found.turns[0].speaker == "other"


QUEUE = [
    (0, 6, "welkom bij de gemeente voor een passpoort toets een"),
    (10, 14, "alvang door meegewerkt zijn ik besprek"),
    (20, 24, "het gesprek kan worden op genomen voor opleding"),
]


def test_a_call_of_nothing_but_a_prompt_has_no_parties():
    found = with_legs(make_call(agent=[(0, 6, "al onze medewerkers zijn in gesprek")]), "m1")
    assert [leg.kind for leg in found.legs] == ["prompt"]
    assert [turn.speaker for turn in found.turns] == ["other"]


def test_what_is_heard_in_a_queue_is_nobodys_until_somebody_answers_however_badly_it_is_recognised():
    found = with_legs(make_call(agent=[(30, 34, GREETS[2])], citizen=[*QUEUE, (35, 38, "dag")]), "m1")
    assert [(leg.kind, leg.span.start_s) for leg in found.legs] == [("prompt", 0), ("main", 30)]
    assert [turn.speaker for turn in found.turns] == ["other", "other", "other", "agent", "citizen"]


def test_a_queue_in_which_nobody_answers_is_nobodys():
    found = with_legs(make_call(citizen=QUEUE), "m1")
    assert {one.speaker for one in (*found.turns, *found.speech)} == {"other"}


def test_a_queue_recorded_from_its_middle_is_told_by_two_prompts():
    heard = [
        (0, 4, "jwz u snel geholpen"),
        (8, 12, "alle medewerkers zijn in gesprek"),
        (16, 20, "er zijn drie wachtenden"),
    ]
    assert [kind for kind, _, _ in legs_of(agent=[(30, 34, GREETS[2])], citizen=heard)] == ["prompt", "main"]


def test_a_caller_heard_first_who_tells_of_a_prompt_is_a_party():
    told = [
        (0, 9, "ja ik hoorde steeds dat alle medewerkers in gesprek waren"),
        (10, 14, "en nu bel ik over mijn paspoort"),
    ]
    found = with_legs(make_call(agent=[(16, 20, "wat vervelend")], citizen=told), "m1")
    assert {turn.speaker for turn in found.turns} == {"agent", "citizen"}


def test_after_a_prompt_and_a_greeting_of_which_no_word_was_recognised_the_caller_is_a_party():
    found = with_legs(
        make_call(agent=[(8, 11), (40, 44, "ik kijk even")], citizen=[QUEUE[0], (12, 38, "ik bel over")]), "m1"
    )
    assert [turn.speaker for turn in found.turns if turn.words] == ["other", "citizen", "agent"]


def test_without_words_there_is_one_leg():
    assert [kind for kind, _, _ in legs_of()] == ["main"]


def test_being_put_through_may_go_unheard_where_a_greeting_leaves_no_doubt():
    found = legs_of(
        agent=[
            GREETS,
            (10, 13, "ik zorg in zuidoren"),
            (20, 26, "goede morgen besprekt met Tjitske waarmee kan ik u helpen"),
        ]
    )

    assert found == [("main", 0, 20), ("transfer", 20, 60)]


def test_being_put_through_may_go_unheard_where_a_colleague_is_spoken_to_beyond_doubt():
    found = legs_of(
        agent=[
            GREETS,
            (10, 13, "dan vertel ik nog met mijn collega"),
            (21, 25, "hoi Piet ik heb hier een mevrouw aan de lijn kun je haar helpen"),
            (30, 36, "mevrouw bedankt voor mijn twachten"),
        ]
    )

    assert found == [("main", 0, 21), ("consult", 21, 30), ("main", 30, 60)]


def test_ringing_belongs_to_the_leg_in_which_it_rings():
    # put through at 13 s, it rings until 20 s: the wait is the first employee's, the greeting the second's
    found = legs_of(agent=[GREETS, (10, 13, "ik verbind u door"), (20, 26, "u spreekt met Tjitske")])

    assert found == [("main", 0, 20), ("transfer", 20, 60)]


def test_a_third_voice_that_greets_and_stays_is_the_next_employee():
    call = make_call(
        agent=[GREETS, (10, 13, "ik verbind u door")],
        citizen=[(6, 9, "over de aanslag"), (27, 30, "ja weer hetzelfde")],
        other=[(20, 26, "belastingen goedemorgen u spreekt met Tjitske"), (31, 35, "u krijgt een nieuwe")],
    )
    found = with_legs(with_successor(call), "m1")

    assert [(leg.kind, leg.span.start_s) for leg in found.legs] == [("main", 0), ("transfer", 20)]
    assert [turn.speaker for turn in found.turns] == ["agent", "citizen", "agent", "agent", "citizen", "agent"]
    assert {one.speaker for one in found.speech} == {"agent", "citizen"}


def test_a_third_voice_that_is_consulted_stays_another():
    call = make_call(
        agent=[
            GREETS,
            (10, 13, "ik overleg even"),
            (21, 25, "hoi ik heb hier mevrouw Nijboer"),
            (30, 36, "daar ben ik weer"),
        ],
        citizen=[(6, 9, "dag")],
        other=[(19, 20, "goedemiddag met Piet"), (26, 28, "geef maar door")],
    )
    found = with_legs(with_successor(call), "m1")

    assert [(leg.kind, leg.span.start_s) for leg in found.legs] == [("main", 0), ("consult", 19), ("main", 30)]
    assert [turn.text for turn in found.turns if turn.speaker == "other"] == ["goedemiddag met Piet", "geef maar door"]


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        pytest.param({"agent": [(20, 26, "goedemorgen met Tjitske")]}, True, id="after nobody spoke for a while"),
        pytest.param({"citizen": [(20, 26, "goedemorgen met Tjitske")]}, True, id="in whatever voice"),
        pytest.param({"agent": [(16, 26, "goedemorgen met Tjitske")]}, False, id="after a short silence"),
        pytest.param({"agent": [(20, 26, "ik heb het gevonden")]}, False, id="without a greeting"),
    ],
)
def test_a_greeting_in_the_middle_tells_of_a_second_employee(talk, expected):
    before = {"agent": [GREETS], "citizen": [(6, 9, "goedemorgen met Postma"), (12, 13, "ja hoor")]}
    both = {who: [*before[who], *talk.get(who, [])] for who in before}

    assert has_colleague(with_legs(make_call(**both), "m1")) is expected


def test_a_call_of_two_has_no_colleague():
    assert not has_colleague(with_legs(make_call(agent=[GREETS], citizen=[(10, 13, "goedemorgen")]), "m1"))
