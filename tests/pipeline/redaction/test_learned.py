import math

import numpy as np
import pytest

from pipeline.errors import SettingsError
from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.learned import (
    INNER,
    OUTER,
    WEIGHTS,
    Tagger,
    bundled,
    nothing_learned,
    read_tagger,
    together,
    write_tagger,
)
from pipeline.redaction.rows import KINDS, PLACES, rows_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk, texts_of

ROWS = rows_of(tokens_of(talk(("citizen", "7 ja"))), {})


def tagger(*, direct=0.0, before=0.0):
    """Know the word 7 only: itself by `direct`, and one row on by `before`; two classes, none and bsn."""
    inner = np.zeros((len(INNER), 1), dtype=np.float32)
    inner[INNER.index(-1)] = 1.0
    layers = {
        "inner": inner,
        "inner_bias": np.zeros(1, dtype=np.float32),
        "outer": np.zeros((len(OUTER), 1), dtype=np.float32),
        "outer_bias": np.zeros(1, dtype=np.float32),
        "last": np.array([[0.0, before]], dtype=np.float32),
        "direct": np.array([[0.0, direct]], dtype=np.float32),
        "bias": np.zeros(2, dtype=np.float32),
    }
    places = np.zeros((sum(PLACES), 1), dtype=np.float32)
    layers = {name: layer[None] for name, layer in layers.items()}
    return Tagger(("", "bsn"), {"w=9": np.ones(1, dtype=np.float32)}, places, layers)


def test_a_word_is_judged_by_itself():
    chances = tagger(direct=math.log(3)).probabilities(ROWS)

    assert chances[:, 1].tolist() == pytest.approx([3 / 4, 1 / 2])


def test_a_word_is_judged_by_the_word_before_it():
    chances = tagger(before=math.log(4)).probabilities(ROWS)

    assert chances[:, 1].tolist() == pytest.approx([1 / 2, 4 / 5])


def test_two_networks_are_averaged():
    both = together([tagger(direct=math.log(3)), tagger(before=math.log(4))])

    # a half each where one knows nothing: the means of 3/4 and 1/2, of 1/2 and 4/5
    assert both.probabilities(ROWS)[:, 1].tolist() == pytest.approx([5 / 8, 13 / 20])


def test_what_is_likely_is_masked_beside_what_the_rules_find():
    conversation = talk(("citizen", "7 kilo"))

    assert texts_of(redact(conversation, KnownPeople(), tagger(direct=1.0))) == ["[bsn]", "[bsn]"]
    assert texts_of(redact(conversation, KnownPeople(), tagger(direct=-2.0))) == ["7", "[bsn]"]
    assert redact(conversation, KnownPeople(), nothing_learned()) is conversation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ja 7 dan", ["ja", "[bsn]", "dan"]),  # each as likely as not; words that join begin and end no number
        ("7 en dan 7 ja", ["[bsn]", "[bsn]", "[bsn]", "[bsn]", "ja"]),
        ("7 een", ["[bsn]", "[bsn]"]),  # a figure, though it joins too
    ],
)
def test_words_that_join_are_masked_between_two_parts_only(text, found):
    assert texts_of(redact(talk(("citizen", text)), KnownPeople(), tagger(direct=1.0))) == found


def test_talk_with_masks_is_left_to_the_rules():
    masked = redact(talk(("citizen", "met Sjoukje"), ("agent", "7 ja")), KnownPeople(), nothing_learned())

    assert redact(masked, KnownPeople(), tagger(direct=1.0)) is masked


def test_weights_are_written_and_read_again(tmp_path):
    write_tagger(tagger(direct=1.0, before=0.5), tmp_path / "one.npz")
    read = read_tagger(tmp_path / "one.npz")

    assert read.classes == ("", "bsn")
    assert read.probabilities(ROWS).tolist() == tagger(direct=1.0, before=0.5).probabilities(ROWS).tolist()


def test_a_file_that_holds_no_weights_is_named(tmp_path):
    (tmp_path / "one.npz").write_bytes(b"no weights")
    with pytest.raises(SettingsError, match=r"one\.npz"):
        read_tagger(tmp_path / "one.npz")


def test_the_weights_of_the_program_know_all_kinds_and_places():
    assert bundled().classes == ("", *KINDS)
    assert len(bundled().places) == sum(PLACES)
    assert WEIGHTS.stat().st_size < 4_500_000
