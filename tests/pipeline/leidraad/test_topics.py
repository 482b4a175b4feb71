import pytest

from pipeline.records import Conversation
from tests.pipeline.leidraad.talk import LiteralFinder, a_leidraad, an_item, talk, topic_file

TOPICS = topic_file(afval="container", reizen="paspoort")
LEIDRAAD = a_leidraad(an_item(), topics=TOPICS)


def topic(*lines):
    return LiteralFinder(LEIDRAAD).find(talk(*lines)).topic


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["B mijn container is stuk"], "afval", id="the caller's first words count most"),
        pytest.param(["A paspoort", "B mijn container is stuk"], "afval", id="the agent's count less"),
        pytest.param(["A container"], "", id="one mention by the agent is too little"),
        pytest.param(["A container container"], "afval", id="two are enough"),
        pytest.param(["B paspoort en container"], "reizen", id="of two named as often the first"),
        pytest.param(["B hallo daar"], "", id="none"),
    ],
)
def test_a_call_is_about_what_is_named_most(lines, expected):
    assert topic(*lines) == expected


def test_later_words_of_the_caller_count_half():
    # three turns of story, then the fourth: 2 for the late container against 2 x 2 for the early paspoort
    assert topic("B paspoort", "B ja", "B goed", "B container", "A container") == "reizen"


def test_the_empty_call_has_no_topic():
    assert LiteralFinder(LEIDRAAD).find(Conversation("c", 1.0)).topic == ""
