from dataclasses import replace

import pytest

from pipeline.scored import Standing, begin_scoring, is_scored_by, note_scored_by
from tests.pipeline.leidraad.talk import an_item

A = Standing("a", "rest", (an_item(),))
B, C = replace(A, version="b"), replace(A, version="c")


def test_a_store_without_a_note_may_hold_anything(tmp_path):
    assert begin_scoring(tmp_path, A) is None
    assert not is_scored_by(tmp_path, "a")


def test_what_was_noted_is_returned_with_its_items(tmp_path):
    note_scored_by(tmp_path, A)

    earlier = begin_scoring(tmp_path, B)
    assert (earlier, earlier.rest, earlier.items) == (A, "rest", A.items)
    assert is_scored_by(tmp_path, "a") is is_scored_by(tmp_path, "b") is False


def test_nothing_is_under_way_where_all_are_scored_by_it_already(tmp_path):
    note_scored_by(tmp_path, A)
    assert begin_scoring(tmp_path, A) == A
    assert is_scored_by(tmp_path, "a")


def test_what_broke_off_goes_on_from_where_it_began(tmp_path):
    note_scored_by(tmp_path, A)
    begin_scoring(tmp_path, B)
    assert begin_scoring(tmp_path, B) == A
    note_scored_by(tmp_path, B)
    assert is_scored_by(tmp_path, "b")


@pytest.mark.parametrize("other", [A, C])
def test_another_leidraad_after_one_that_broke_off_knows_nothing_of_any_call(tmp_path, other):
    note_scored_by(tmp_path, A)
    begin_scoring(tmp_path, B)  # some calls may be scored by it, the others by A
    assert begin_scoring(tmp_path, other) is None
    assert begin_scoring(tmp_path, B) is None


@pytest.mark.parametrize("note", [b'"a', b'"1f2e"', b'{"by": {"version": "a", "rest": "r", "items": [{"id": 1}]}}'])
def test_a_note_that_is_damaged_or_of_another_program_means_scoring_all(tmp_path, note):
    (tmp_path / "scored.json").write_bytes(note)
    assert begin_scoring(tmp_path, A) is None
    note_scored_by(tmp_path, A)
    assert is_scored_by(tmp_path, "a")
