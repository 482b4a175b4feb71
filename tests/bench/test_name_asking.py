import numpy as np

from pipeline.ports import Asking
from pipeline.recognising import Opening
from tests.bench.name_asking import recognised, together


def opening(end_s, *phrases):
    return Opening(end_s, Asking("call-1", np.zeros(1, np.float32), phrases))


JAN = {"agent": opening(2.0, "met|Jan", "met|Bo")}
PIET = {"agent": opening(2.0, "met|Piet", "met|Bo"), "citizen": opening(4.0, "met|Piet")}


def test_an_opening_is_asked_for_each_phrase_once():
    asked = together([JAN, {}, PIET])
    assert {who: one.phrases for who, one in asked.items()} == {
        "agent": ("met|Jan", "met|Bo", "met|Piet"),
        "citizen": ("met|Piet",),
    }


def test_asked_for_all_names_each_keeps_the_evidence_of_its_own_phrases():
    evidence = {"agent": {"met|Jan": 1.0, "met|Bo": 2.0, "met|Piet": 3.0}, "citizen": {"met|Piet": 4.0}}

    own = recognised([], PIET, evidence)
    assert own.evidence == {"agent": (3.0, 2.0), "citizen": (4.0,)}
    assert own.openings_end_s == {"agent": 2.0, "citizen": 4.0}


def test_a_name_that_the_words_hold_is_not_asked():
    assert recognised([], {}, {"agent": {"met|Jan": 1.0}}).evidence == {}
