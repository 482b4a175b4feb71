"""Holds masking to what it reaches on its own tuning utterances; the blind set says how good it really is."""

import pytest

from tests.pipeline.redaction.tuning import kinds_right, read, score

FILES = (
    *("numbers_nl", "numbers_fy", "names_nl", "names_fy", "stay", "more_nl", "plates_nl", "plates_fy"),
    *("births_nl", "births_fy", "emails_nl", "emails_fy", "heard_nl", "heard_fy", "heard_stay"),
    *("weak_nl", "weak_fy", "asked_nl", "asked_fy", "third_nl", "alone_nl", "alone_fy", "last"),
)
UTTERANCES = [utterance for name in FILES for utterance in read(name)]


def test_there_are_enough_tuning_utterances():
    assert len(UTTERANCES) >= 150


def test_nearly_all_numbers_are_masked():
    assert score(UTTERANCES, names=False).recall >= 0.99


def test_nearly_all_names_are_masked():
    assert score(UTTERANCES, names=True).recall >= 0.98


def test_hardly_anything_else_is_masked():
    assert score(UTTERANCES).precision >= 0.98


def test_masks_nearly_always_say_the_right_kind():
    assert kinds_right(UTTERANCES) >= 0.98


@pytest.mark.parametrize("name", ["numbers_fy", "names_fy"])
def test_frisian_is_masked_as_well_as_dutch(name):
    reached = score(read(name))

    assert reached.recall >= 0.98
    assert reached.precision >= 0.98
