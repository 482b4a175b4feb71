"""A transferred call in one file: each agent's part is judged by itself, on the basic guide.

leg 0, e1   greets, hears the story, puts through          leg 1, e2   greets, answers, closes
"""

from dataclasses import replace
from functools import cache

import pytest

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.reading import read
from pipeline.records import Facts, Heard, Leg, Span
from tests.pipeline.leidraad.talk import talk

GREETING = "A goedemorgen gemeente Noordoost met Anneke waarmee kan ik u helpen"
STORY = "B ja goedemorgen ik bel want mijn uitkering van deze maand is nog steeds niet binnengekomen op de rekening"
WARM = "A ik verbind u door met mijn collega van inkomen en ik leg hem alvast uit wat uw vraag is"
COLD = "A ik verbind u door"
ACCEPTED = "B ja is goed"
SECOND_GREETING = "A goedemorgen met Sietske ik hoorde al van mijn collega dat het om uw uitkering gaat"
ANSWER = ("B ja dat klopt helemaal", "A die wordt morgen overgemaakt dus dan staat het vrijdag op uw rekening")
CLOSING = (
    "B mooi zo",
    "A is uw vraag daarmee beantwoord",
    "B jazeker",
    "A kan ik verder nog iets voor u doen",
    "B nee hoor dat was het",
    "A dan wens ik u een fijne dag",
    "B dag",
)
LAST_LEG_ONLY = ("question_answered_check", "anything_else", "goodbye")


@cache
def finder():
    return SpacyCueFinder(load_leidraad("basis_v1"))


def two_legs(first, second):
    """Return a call of two legs; the second begins with its first turn. Names are heard without doubt."""
    call = talk(*first, *second)
    border_s = call.turns[len(first)].span.start_s
    legs = (Leg(Span(0.0, border_s), "e1"), Leg(Span(border_s, call.duration_s), "e2", "transfer"))
    kinds = {"Anneke": "employee_name", "Sietske": "employee_name", "Noordoost": "organisation"}
    heard = tuple(
        Heard(kind=kinds[word.text], first_word=at, end_word=at + 1, similarity=1.0)
        for at, word in enumerate(read(call).words)
        if word.text in kinds
    )
    return replace(call, legs=legs, facts=Facts(heard))


def verdicts(call):
    return {(cue.leg_index, cue.cue_id): cue.verdict for cue in finder().find(call).cues if cue.occurrence == 0}


FIRST, SECOND = (GREETING, STORY, WARM, ACCEPTED), (SECOND_GREETING, *ANSWER, *CLOSING)


def test_each_greeting_is_judged_apart():
    found = verdicts(two_legs(FIRST, SECOND))
    by_leg = [
        {item: found[leg, item] for item in ("name_on_answer", "organisation_named", "offer_help")} for leg in (0, 1)
    ]
    assert by_leg[0] == {"name_on_answer": "said", "organisation_named": "said", "offer_help": "said"}
    assert by_leg[1] == {"name_on_answer": "said", "organisation_named": "not_said", "offer_help": "not_said"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (GREETING, SECOND_GREETING.replace("met Sietske ", ""), ("said", "not_said")),
        (GREETING.replace("met Anneke ", ""), SECOND_GREETING, ("not_said", "said")),
    ],
)
def test_a_name_given_in_one_leg_is_not_given_in_the_other(first, second, expected):
    found = verdicts(two_legs((first, *FIRST[1:]), (second, *SECOND[1:])))
    assert (found[0, "name_on_answer"], found[1, "name_on_answer"]) == expected


@pytest.mark.parametrize("item", LAST_LEG_ONLY)
def test_what_belongs_to_the_last_leg_does_not_apply_in_one_that_is_put_through(item):
    found = verdicts(two_legs(FIRST, SECOND))
    assert (found[0, item], found[1, item]) == ("not_applicable", "said")


@pytest.mark.parametrize("item", LAST_LEG_ONLY)
def test_what_is_left_out_of_the_last_leg_is_left_out(item):
    without = (SECOND_GREETING, *ANSWER, "B mooi zo", "A die brief komt ook nog", "B ja prima")
    found = verdicts(two_legs(FIRST, without))
    assert (found[0, item], found[1, item]) == ("not_applicable", "not_said")


def test_a_wish_before_putting_through_counts_where_it_was_said():
    wished = (GREETING, STORY, "A ik verbind u door fijne dag nog", ACCEPTED)
    found = verdicts(two_legs(wished, SECOND))
    assert (found[0, "goodbye"], found[1, "goodbye"]) == ("said", "said")


@pytest.mark.parametrize(("transfer", "expected"), [(WARM, "said"), (COLD, "not_said")])
def test_a_transfer_is_warm_or_cold_in_the_leg_that_puts_through(transfer, expected):
    found = verdicts(two_legs((GREETING, STORY, transfer, ACCEPTED), SECOND))
    assert (found[0, "warm_transfer"], found[1, "warm_transfer"]) == (expected, "not_applicable")


def test_every_place_lies_in_the_leg_it_is_judged_in():
    call = two_legs(FIRST, SECOND)
    border_s = call.legs[1].span.start_s
    places = [cue for cue in finder().find(call).cues if cue.occurrence > 0]
    assert {cue.leg_index for cue in places} == {0, 1}
    assert all((cue.span.start_s >= border_s) == (cue.leg_index == 1) for cue in places)
