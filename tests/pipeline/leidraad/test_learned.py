import math
from dataclasses import replace

import numpy as np
import pytest

from pipeline.errors import SettingsError
from pipeline.leidraad.learned import (
    KindModel,
    Learned,
    TextModel,
    nothing_learned,
    read_learned,
    stretches_of,
    word_counts,
    write_learned,
)
from pipeline.leidraad.learned_places import learned_places
from pipeline.leidraad.reading import read
from pipeline.leidraad.weighing_model import WeighingModel
from tests.pipeline.leidraad.talk import talk

HELLO = TextModel(("hello",), np.array([-2.0], dtype=np.float32), {"w=hallo": np.array([6.0], dtype=np.float32)})
BY_AGENT = {"hello": {"agent"}}
KINDS = KindModel(
    ("none", "open"), np.zeros(2, dtype=np.float32), {"rule=open": 0}, np.array([[0, 3]], dtype=np.float32)
)


def logistic(odds):
    return 1 / (1 + math.exp(-odds))


def test_a_stretch_scores_its_words_over_the_root_of_their_number():
    found = HELLO.probabilities(["hallo", "daar", "jij", "ook"], [(0, 1), (0, 4), (1, 4)])
    assert found[:, 0].tolist() == pytest.approx([logistic(-2 + 6), logistic(-2 + 6 / 2), logistic(-2)], abs=1e-6)


def test_a_pair_counts_only_where_both_words_lie_in_the_stretch():
    pairs = TextModel(("both",), np.zeros(1, dtype=np.float32), {"b=a b": np.array([2.0], dtype=np.float32)})
    found = pairs.probabilities(["a", "b"], [(0, 2), (0, 1), (1, 2)])
    assert found[:, 0].tolist() == pytest.approx([logistic(2 / math.sqrt(2)), 0.5, 0.5], abs=1e-6)


def test_what_is_trained_on_is_what_is_scored():
    tokens = ["fijne", "dag", "nog", "dag"]
    weights = {name: np.array([len(name) / 10], dtype=np.float32) for name in word_counts(tokens)}
    model = TextModel(("any",), np.zeros(1, dtype=np.float32), weights)
    total = sum(value * len(name) / 10 for name, value in word_counts(tokens).items())
    assert model.probabilities(tokens, [(0, 4)])[0, 0] == pytest.approx(logistic(total), abs=1e-5)


def test_a_word_that_sounds_alike_keeps_most_of_its_description():
    said, heard = (set(word_counts([word])) for word in ("helpe", "helpen"))
    assert len(said & heard) > len(said) / 2


def test_a_long_sentence_is_also_scored_in_windows():
    assert list(stretches_of([3, 0, 14])) == [(0, 3), (3, 17), (3, 13), (7, 17), (11, 17)]


def test_a_stretch_scores_the_same_whatever_stands_before_it():
    rng = np.random.default_rng(1)
    words = [f"woord{number}" for number in range(50)]
    weights = {f"w={word}": rng.normal(size=3).astype(np.float16).astype(np.float32) for word in words}
    model = TextModel(("a", "b", "c"), np.zeros(3, dtype=np.float32), weights)
    alone = model.probabilities(words[40:], [(0, 10)])
    assert model.probabilities(words, [(40, 50)]).tobytes() == alone.tobytes()


def test_kinds_share_the_odds():
    unknown, sure = KINDS.probabilities([{}, {"rule=open": 1.0, "unknown": 1.0}]).tolist()
    assert unknown == [0.5, 0.5]
    assert sure[1] == pytest.approx(logistic(3) / (logistic(3) + 0.5), abs=1e-6)


def test_networks_together_are_heard_as_much_as_the_regressions():
    # hidden: max(0, 1 + 2) = 3 of one, max(0, -1 + 0) = 0 of the other; classes: 3 * (0, 1) + (0, -1) = (0, 2) and
    # 0 * (0, 5) + (0, 1) = (0, 1), so the networks' shares of open are logistic(2) and logistic(1)
    model = KindModel(
        classes=("none", "open"),
        bias=np.array([0, 0, 1, -1], dtype=np.float32),
        names={"rule=open": 0},
        weights=np.array([[0, 3, 2, 0]], dtype=np.float32),
        outer=np.array([[[0, 1], [0, -1]], [[0, 5], [0, 1]]], dtype=np.float32),
    )
    regressions, networks = logistic(3) / (logistic(3) + 0.5), (logistic(2) + logistic(1)) / 2
    [[_, told]] = model.probabilities([{"rule=open": 1.0}]).tolist()
    assert told == pytest.approx((regressions + networks) / 2, abs=1e-6)


def test_the_likeliest_stretches_of_a_turn_are_found_and_do_not_overlap():
    reading = read(talk("A Dat is goed. Hallo. Hallo daar."))
    found = [
        (place.key, place.first_word, place.end_word, place.turn_index)
        for place in learned_places(reading, HELLO, BY_AGENT)
    ]
    assert found == [
        ("learned.hello", 3, 4, 0),
        ("learned.hello", 4, 6, 0),
        ("learned.hello", 0, 3, 0),
    ]


def test_names_and_numbers_are_not_heard():
    plain = [place.likeness for place in learned_places(read(talk("A hallo Hallo 12")), HELLO, BY_AGENT)]
    assert plain == [place.likeness for place in learned_places(read(talk("A hallo [naam] 12")), HELLO, BY_AGENT)]


def test_only_turns_of_who_must_say_it_are_looked_at():
    reading = read(talk("A Hallo.", "C Hallo."))
    found = [
        [place.turn_index for place in learned_places(reading, HELLO, {"hello": who})]
        for who in ({"citizen"}, {"agent"})
    ]
    assert found == [[1], [0]]


def test_turns_may_be_chosen():
    reading = read(talk("A Hallo.", "A Hallo.", "A Hallo."))
    assert [place.turn_index for place in learned_places(reading, HELLO, BY_AGENT, {1})] == [1]


def test_nothing_learned_finds_nothing():
    assert list(learned_places(read(talk("A hallo")), nothing_learned().said, {})) == []


def test_weights_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "w.npz"
    outer = np.array([[[0.5, 1.0]]], dtype=np.float32)
    write_learned(Learned(HELLO, replace(KINDS, outer=outer)), file)
    again = read_learned(file)
    assert again.kinds.outer.tolist() == outer.tolist()
    weighing = WeighingModel(("hello",), ("best",), np.array([[[0.1, 0, 0], [1, -1, 0.3]]], dtype=np.float32))
    write_learned(Learned(HELLO, KINDS, weighing), file)
    again = read_learned(file)
    assert again.said.classes == ("hello",)
    assert again.said.weights["w=hallo"].tolist() == [6.0]
    assert again.weighing.chances("hello", {"best": 2.0}) == weighing.chances("hello", {"best": 2.0})
    described = [{"rule=open": 1.0}]
    assert again.kinds.probabilities(described).tolist() == KINDS.probabilities(described).tolist()


def test_a_file_that_holds_no_weights_is_refused_by_name(tmp_path):
    file = tmp_path / "w.npz"
    with pytest.raises(SettingsError, match=r"w\.npz: not readable as learned weights"):
        read_learned(file)
    file.write_bytes(b"nothing")
    with pytest.raises(SettingsError, match=r"w\.npz: not readable as learned weights"):
        read_learned(file)
