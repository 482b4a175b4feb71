import numpy as np

from pipeline.redaction.rows import PLACES, rows_of
from pipeline.redaction.tokens import tokens_of
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.measuring import TABLE
from tests.pipeline.redaction.tuning import talk
from tests.redaction_bench.examples import Example, Said
from tests.redaction_bench.training import VERSIONS, Drawer, learn

CONFUSIONS = read_confusions(TABLE)
EXAMPLES = [
    Example("nl", (("citizen", (Said("kolibrie", kind, None), Said("dus", None, None))),)) for kind in ["bsn"] * 40
]


def test_each_example_is_written_anew_several_times():
    versions = Drawer(CONFUSIONS).versions(EXAMPLES[:2])

    assert [len(one) for one in versions] == [VERSIONS, VERSIONS]
    for version in versions[0]:
        assert len(version.counts) == len(version.places) == len(version.wanted)
        assert version.counts.sum() == len(version.traits)
        assert version.places.shape[1] == len(PLACES)


def test_what_is_always_masked_is_learned_and_the_same_examples_teach_the_same():
    drawer = Drawer(CONFUSIONS)
    versions = drawer.versions(EXAMPLES)
    tagger = learn(versions, [], drawer.columns, rounds=20)
    rows = rows_of(tokens_of(talk(("citizen", "kolibrie dus"))), {})
    chances = tagger.probabilities(rows)

    assert tagger.classes[chances[0].argmax()] == "bsn"
    assert chances[1].argmax() == 0
    again = learn(versions, [], drawer.columns, rounds=20)
    assert np.array_equal(again.probabilities(rows), chances)
