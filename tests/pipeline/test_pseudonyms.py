import stat
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import StoreError
from pipeline.names import holds_number, is_name
from pipeline.pseudonyms import Person, Pseudonyms, keyed_name

KEY = bytes(range(32))
BASE32 = set(string.ascii_lowercase + "234567")
WIETSKE = Person("E1001", "Wietske Voorbeeld", "balie")


@pytest.fixture
def pseudonyms(tmp_path):
    return Pseudonyms(tmp_path / "private")


@given(st.binary(min_size=32, max_size=32), st.text(), st.integers(1, 51))
def test_a_keyed_name_is_a_file_name_without_a_number(key, text, char_count):
    name = keyed_name(key, text, char_count)
    assert len(name) == char_count
    assert set(name) <= BASE32
    assert is_name(name)
    assert not holds_number(name)


def test_a_keyed_name_depends_on_key_and_text():
    names = {keyed_name(key, text, 12) for key in (KEY, KEY[::-1]) for text in ("a", "b")}
    assert len(names) == 4
    assert keyed_name(KEY, "a", 12) in names


def test_a_bad_name_is_hashed_again_until_it_will_do():
    first = keyed_name(KEY, "a", 12)
    second = keyed_name(KEY, "a", 12, is_bad=lambda name: name == first)
    third = keyed_name(KEY, "a", 12, is_bad=lambda name: name in (first, second))
    assert len({first, second, third}) == 3


def test_an_employee_keeps_the_pseudonym_from_night_to_night(tmp_path):
    first = Pseudonyms(tmp_path / "private").pseudonym("E1001")
    assert Pseudonyms(tmp_path / "private").pseudonym(" E1001 ") == first
    assert first[0] == "m"
    assert len(first) == 1 + 12


def test_another_installation_gives_another_pseudonym(tmp_path):
    names = {Pseudonyms(tmp_path / place).pseudonym("E1001") for place in ("a", "b")}
    assert len(names) == 2


def test_an_employee_without_an_id_is_refused(pseudonyms):
    with pytest.raises(ValueError, match="without an id"):
        pseudonyms.pseudonym("  ")


def test_the_key_is_random_and_private(pseudonyms, tmp_path):
    pseudonyms.pseudonym("E1001")
    key = tmp_path / "private" / "pseudonym.key"
    assert len(key.read_bytes()) == 32
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700


def test_a_cut_off_key_is_refused(pseudonyms, tmp_path):
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "pseudonym.key").write_bytes(b"short")
    with pytest.raises(StoreError, match="holds 5 bytes, not 32; restore it"):
        pseudonyms.pseudonym("E1001")


def test_a_lost_key_is_not_replaced_while_people_are_registered(pseudonyms, tmp_path):
    pseudonyms.remember([WIETSKE])
    (tmp_path / "private" / "pseudonym.key").unlink()
    with pytest.raises(StoreError, match="the key is gone"):
        Pseudonyms(tmp_path / "private").pseudonym("E1001")


@pytest.mark.parametrize("call_id", ["call-1", "2026-03-02-001", "123456"])
def test_an_id_without_a_long_number_stays(pseudonyms, call_id):
    assert pseudonyms.safe_id(call_id) == call_id


@pytest.mark.parametrize("call_id", ["0512345678", "in-0612345678-a", "1234567"])
def test_an_id_that_may_hold_a_telephone_number_becomes_a_keyed_hash(pseudonyms, call_id):
    safe = pseudonyms.safe_id(call_id)
    assert safe == pseudonyms.safe_id(call_id)
    assert len(safe) == 1 + 20
    assert is_name(safe)
    assert not holds_number(safe)


def test_the_register_tells_who_is_behind_a_pseudonym(pseudonyms):
    pseudonyms.remember([WIETSKE])
    assert pseudonyms.register() == {pseudonyms.pseudonym("E1001"): WIETSKE}


def test_the_register_grows_and_takes_the_latest_word(pseudonyms):
    moved, other = Person("E1001", "Wietske Voorbeeld", "burgerzaken"), Person("E1002", "Bauke Proef", "balie")
    pseudonyms.remember([WIETSKE])
    pseudonyms.remember([moved, other])
    assert sorted(pseudonyms.register().values(), key=lambda person: person.employee_id) == [moved, other]


def test_nothing_new_leaves_the_register_untouched(pseudonyms, tmp_path):
    pseudonyms.remember([WIETSKE])
    before = (tmp_path / "private" / "employees.json").stat()
    pseudonyms.remember([WIETSKE])
    assert (tmp_path / "private" / "employees.json").stat().st_mtime_ns == before.st_mtime_ns
    assert stat.S_IMODE(before.st_mode) == 0o600


def test_an_empty_register_needs_no_key(pseudonyms, tmp_path):
    assert pseudonyms.register() == {}
    assert not (tmp_path / "private").exists()


def test_a_damaged_register_is_named_with_its_mend(pseudonyms, tmp_path):
    pseudonyms.remember([WIETSKE])
    (tmp_path / "private" / "employees.json").write_text("[]")
    with pytest.raises(StoreError, match=r"employees\.json: .* restore it from a backup"):
        pseudonyms.register()


def test_ids_of_recordings_have_a_secret_of_their_own_once_there_is_a_key(pseudonyms, tmp_path):
    assert pseudonyms.file_key == b""
    assert not (tmp_path / "private").exists()
    pseudonyms.make_key()
    assert len(pseudonyms.file_key) == 32
    assert pseudonyms.file_key != (tmp_path / "private" / "pseudonym.key").read_bytes()
    assert Pseudonyms(tmp_path / "private").file_key == pseudonyms.file_key
