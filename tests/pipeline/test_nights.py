import pytest

from pipeline.errors import StoreError
from pipeline.nights import NightStore
from tests.factories import make_night


@pytest.fixture
def store(tmp_path):
    return NightStore(tmp_path)


def test_nights_read_back_equal_oldest_first(store):
    for night in ("2026-03-03", "2026-03-02"):
        store.write_night(make_night(night))
    assert store.nights() == [make_night("2026-03-02"), make_night("2026-03-03")]


def test_a_night_run_twice_has_one_report(store):
    for done_count in (9, 12):
        store.write_night(make_night(done_count=done_count))
    assert [night.done_count for night in store.nights()] == [12]


@pytest.mark.parametrize("night", ["", "tonight", "../x", "2026-02-30"])
def test_a_night_is_a_date(store, night):
    with pytest.raises(ValueError, match=r"Invalid isoformat|day is out of range"):
        store.write_night(make_night(night))


def test_a_damaged_report_is_named_with_its_mend(store):
    store.write_night(make_night())
    [file] = store.night_files()
    file.write_text("{")
    with pytest.raises(StoreError, match=r"2026-03-02\.json: .* only the figures of that night are lost"):
        store.nights()
