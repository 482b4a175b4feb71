"""Tables damaged in every way: the scan never fails, and each recording is in it exactly once."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.calls_csv import read_table
from pipeline.inbox import scan_inbox
from pipeline.inbox_files import file_id
from pipeline.settings import InboxSettings

FILES = ("a.wav", "b.wav", "c.wav")
TABLE = (
    "call_id,file,started_at,employee_id,employee_name,note\n"
    'c1,a.wav,2026-03-09T09:00:00+01:00,mw-1,Sjoerd Hânstra,"two\nlines"\n'
    'c2,b.wav,2026-03-09T10:00:00+01:00,mw-2,"Bûma, Jikke",\n'
    "c3,c.wav,2026-03-09T11:00:00+01:00,mw-3,,x\n"
)
INBOX = InboxSettings(
    filename_pattern=None, max_duration_s=60, excluded_queues=(), excluded_employees=("mw-3",), excluded_trunks=()
)

places = st.floats(0, 1, exclude_max=True)
steps = st.lists(
    st.tuples(
        places, st.integers(0, 40), st.sampled_from([b"", b"\0", b'"', b"\n", b"\r", b";", b"../", b"\xff", b","])
    ),
    max_size=6,
)


def damage(raw, steps):
    for place, length, put in steps:
        at = int(place * len(raw))
        raw = raw[:at] + put + raw[at + length :]
    return raw


@settings(max_examples=150, deadline=timedelta(seconds=5), suppress_health_check=list(HealthCheck), derandomize=True)
@given(encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]), steps=steps)
def test_each_recording_is_taken_or_refused_once_whatever_happened_to_the_table(tmp_path, encoding, steps):
    for name in FILES:
        (tmp_path / name).write_bytes(b"sound")
    (tmp_path / "calls.csv").write_bytes(damage(TABLE.encode(encoding), steps))

    found = scan_inbox(tmp_path, INBOX)

    ids = [row.file_id for row in found.rows] + [refusal.file_id for refusal in found.refused]
    assert sorted(ids) == sorted(set(ids))
    assert {file_id(name) for name in FILES} <= set(ids)
    assert all(refusal.detail.isprintable() and len(refusal.detail) < 500 for refusal in found.refused)


@given(st.binary(max_size=500))
def test_any_bytes_are_a_table_or_a_warning(raw):
    table = read_table(raw)

    assert table.rows or table.broken or table.warnings or b"file" in raw or b"id" in raw


@given(st.text(max_size=300))
def test_any_text_below_a_header_gives_rows_or_broken_lines(text):
    table = read_table(f"call_id,file\n{text}\n".encode("utf-8", "surrogatepass"))

    assert all(row.fields for row in table.rows)
    assert all(";" in line.fault for line in table.broken)
