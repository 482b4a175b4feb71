import stat
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit import GENESIS, AuditLog, Entry, verify

AT = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)


def opening(subject="moment-1", at=AT):
    return Entry(at, "coach-1", "opening", subject, role="coach")


@pytest.fixture
def log(tmp_path):
    return AuditLog(tmp_path)


def segment(tmp_path, month="2026-03"):
    return tmp_path / "audit" / f"{month}.jsonl"


def test_what_is_appended_reads_back_in_order(log):
    wanted = [opening("moment-1"), opening("moment-2"), Entry(AT, "program", "night", "2026-03-08", count=40)]
    log.append(wanted[0], wanted[1])
    log.append(wanted[2])
    assert log.entries() == wanted
    assert verify(log) == []


def test_an_empty_log_is_whole(log):
    assert log.entries() == []
    assert verify(log) == []


def test_each_entry_covers_the_one_before(log):
    log.append(opening(), opening())
    first, second = (link for _, _, link in log.links())
    assert (first.number, first.previous) == (1, GENESIS)
    assert (second.number, second.previous) == (2, first.sha256)
    assert log.head().sha256 == second.sha256


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"moment-2", b"moment-9", id="another subject"),
        pytest.param(b"coach-1", b"coach-2", id="another actor"),
        pytest.param(b"opening", b"playing", id="another action"),
        pytest.param(b"08:15", b"08:16", id="another time"),
    ],
)
def test_a_changed_entry_is_found(log, tmp_path, before, after):
    log.append(opening("moment-1"), opening("moment-2"))
    file = segment(tmp_path)
    file.write_bytes(file.read_bytes().replace(before, after))
    assert any("was changed" in sentence for sentence in verify(log))


@pytest.mark.parametrize(("dropped", "sentence"), [(0, "no entry says"), (1, "does not follow"), (2, "cut off")])
def test_a_missing_entry_is_found_wherever_it_stood(log, tmp_path, dropped, sentence):
    log.append(opening("moment-1"), opening("moment-2"), opening("moment-3"))
    file = segment(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:dropped] + lines[dropped + 1 :]))
    assert any(sentence in found for found in verify(log))


def test_a_whole_segment_removed_by_hand_is_found(log, tmp_path):
    log.append(opening(), opening(at=AT.replace(month=4)))
    segment(tmp_path).unlink()
    assert any("no entry says" in found for found in verify(log))


def test_a_segment_ends_with_its_term_and_the_log_stays_whole(log):
    log.append(opening(), opening(at=AT.replace(month=4)), opening(at=AT.replace(month=5)))
    assert log.end_segments(date(2026, 5, 1), AT.replace(month=5)) == 2
    assert [file.name for file in log.segments()] == ["2026-05.jsonl"]
    assert [entry.action for entry in log.entries()] == ["opening", "segment_ended", "segment_ended"]
    assert verify(log) == []


def test_the_segment_in_use_never_ends(log):
    log.append(opening())
    assert log.end_segments(date(2030, 1, 1), AT) == 0
    assert len(log.entries()) == 1


def test_a_line_cut_off_by_a_crash_is_replaced_by_the_next(log, tmp_path):
    log.append(opening("moment-1"))
    with segment(tmp_path).open("ab") as stream:
        stream.write(b'{"number":2,"entr')
    assert verify(log) == []
    log.append(opening("moment-2"))
    assert [entry.subject for entry in log.entries()] == ["moment-1", "moment-2"]
    assert verify(log) == []


def test_an_entry_that_the_head_does_not_know_yet_is_taken_up(log, tmp_path):
    log.append(opening("moment-1"))
    known = (tmp_path / "audit" / "head.json").read_bytes()
    log.append(opening("moment-2"))
    (tmp_path / "audit" / "head.json").write_bytes(known)  # killed between the entry and the head
    assert verify(log) == []
    assert log.append(opening("moment-3")).number == 3
    assert verify(log) == []


def test_a_clock_set_back_does_not_break_the_order(log):
    log.append(opening("moment-1", AT.replace(month=4)), opening("moment-2", AT))
    assert [entry.subject for entry in log.entries()] == ["moment-1", "moment-2"]
    assert verify(log) == []


@pytest.mark.parametrize("text", ["de burger zei ja", "", "../x", "Jan\nopening"])
def test_only_ids_go_in(text):
    with pytest.raises(ValueError, match="id"):
        Entry(AT, text, "opening")


def test_the_log_is_for_its_owner_only(log, tmp_path):
    log.append(opening())
    files = [file for file in (tmp_path / "audit").iterdir() if file.is_file()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "audit").stat().st_mode) == 0o700


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.data())
@settings(max_examples=15, deadline=None)
def test_any_changed_byte_inside_an_entry_is_found(tmp_path_factory, months, data):
    root = tmp_path_factory.mktemp("log")
    log = AuditLog(root)
    log.append(*(opening(f"moment-{index}", AT.replace(month=month)) for index, month in enumerate(months)))
    file = data.draw(st.sampled_from(log.segments()))
    text = bytearray(file.read_bytes())
    place = data.draw(st.sampled_from([i for i, byte in enumerate(text) if chr(byte).isalnum()]))
    text[place] ^= 1
    file.write_bytes(bytes(text))
    assert verify(log) != []
