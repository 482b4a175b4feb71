import pytest

from pipeline.measures.announcing import announcement_ends, announces
from tests.pipeline.measures.builders import make_call


@pytest.mark.parametrize(
    "text",
    [
        "Ik ga het even voor u nakijken.",
        "Ik kijk even in het systeem.",
        "Momentje hoor.",
        "Een ogenblik alstublieft.",
        "Heeft u een momentje?",
        "Ik zet u even in de wacht.",
        "Blijft u even aan de lijn?",
        "Wacht u even.",
        "dan zoek ik het even op",
        "ik ga dat navragen bij een collega",
        "Dat moet ik even vragen aan mijn collega.",
        "Dan ga ik even overleggen.",
    ],
)
def test_hears_an_announcement_in_dutch(text):
    assert announces(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik sil it efkes opsykje.",
        "Efkes sjen hear.",
        "In momintsje.",
        "Bliuw efkes oan 'e line.",
        "Ik sjoch efkes foar jo.",
        "wachtsje jo efkes",
    ],
)
def test_hears_an_announcement_in_frisian(text):
    assert announces(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mag ik u even iets vragen?",
        "U kunt even kijken op onze website.",
        "Dan moet u even zoeken.",
        "Jo kinne efkes sjen op ús side.",
        "Op dit moment niet.",
        "op het moment dat u verhuist",
        "Ik kijk ernaar uit.",
        "U kunt even langskomen.",
        "",
        "ja",
    ],
)
def test_other_talk_announces_nothing(text):
    assert not announces(text)


def test_tells_when_the_announcement_ends():
    # Five words in 5 s: `momentje` is the third, from 2 to 3 s.
    call = make_call(agent=[(0.0, 5.0, "goed heel momentje hoor ja")])
    assert announcement_ends(call) == (3.0,)


def test_citizens_announce_nothing():
    assert announcement_ends(make_call(citizen=[(0.0, 5.0, "momentje hoor")])) == ()


def test_a_phrase_may_run_over_a_border_of_turns_but_not_over_a_long_pause():
    # A pause of 1.5 s and one of 1.6 s.
    near = make_call(agent=[(0.0, 1.0, "ik kijk"), (2.5, 3.5, "even")])
    far = make_call(agent=[(0.0, 1.0, "ik kijk"), (2.6, 3.6, "even")])
    assert announcement_ends(near) == (3.5,)
    assert announcement_ends(far) == ()
