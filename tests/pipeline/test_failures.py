import pytest

from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from tests.factories import make_failure


@pytest.fixture
def store(tmp_path):
    return FailureStore(tmp_path)


def test_failures_read_back_equal_in_the_order_of_their_ids(store):
    for file_id in ("b", "a"):
        store.write_failure(make_failure(file_id))
    assert store.failures() == [make_failure("a"), make_failure("b")]


def test_the_last_failure_of_a_recording_counts(store):
    for reason in ("silent_channel", "too_short"):
        store.write_failure(make_failure(reason=reason))
    assert [failure.reason for failure in store.failures()] == ["too_short"]


def test_a_recording_done_after_all_has_no_failure(store):
    store.write_failure(make_failure())
    for _ in range(2):
        store.clear_failure("file-1")
    assert store.failures() == []


def test_a_file_id_cannot_leave_the_folder(store):
    for touch in (store.clear_failure, lambda file_id: store.write_failure(make_failure(file_id))):
        with pytest.raises(ValueError, match="must be 1 to 120"):
            touch("../records")


def test_a_damaged_failure_is_named_with_its_mend(store):
    store.write_failure(make_failure())
    [file] = store.failure_files()
    file.write_text("{")
    with pytest.raises(StoreError, match=r"file-1\.json: .* tried again the next night"):
        store.failures()
