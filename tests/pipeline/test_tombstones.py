from datetime import UTC, datetime

import pytest

from pipeline.errors import StoreError
from pipeline.tombstones import Tombstone, Tombstones

AT = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)


def stone(call_id="call-1", sha256="a" * 64):
    return Tombstone(call_id=call_id, recording_sha256=sha256, erased_at=AT)


def test_an_erased_call_is_known_by_its_id_and_by_its_sound(tmp_path):
    stones = Tombstones(tmp_path)
    stones.add([stone()])
    assert stones.holds("call-1")
    assert stones.holds("call-9", "a" * 64)
    assert not stones.holds("call-9", "b" * 64)
    assert not stones.holds("call-9")
    assert stones.call_ids() == {"call-1"}


def test_unknown_sounds_are_not_the_same_sound(tmp_path):
    stones = Tombstones(tmp_path)
    stones.add([stone(sha256="")])
    assert not stones.holds("call-9", "")


def test_a_store_without_erasures_holds_none(tmp_path):
    assert not Tombstones(tmp_path).holds("call-1", "a" * 64)
    assert Tombstones(tmp_path).all() == []


def test_putting_one_up_again_loses_nothing_and_may_add_the_sound(tmp_path):
    stones = Tombstones(tmp_path)
    stones.add([stone(sha256=""), stone(), stone(sha256="")])
    assert stones.sounds() == {"a" * 64}


def test_an_id_that_cannot_be_a_file_name_was_never_stored(tmp_path):
    assert not Tombstones(tmp_path).holds("../../etc/passwd")
    with pytest.raises(ValueError, match="id"):
        Tombstones(tmp_path).add([stone("../x")])


def test_a_damaged_tombstone_is_named(tmp_path):
    Tombstones(tmp_path).add([stone()])
    (tmp_path / "tombstones" / "call-1.json").write_bytes(b"{")
    with pytest.raises(StoreError, match=r"call-1\.json"):
        Tombstones(tmp_path).sounds()
