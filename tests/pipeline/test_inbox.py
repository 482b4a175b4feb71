import io
import os
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.inbox import scan_inbox
from pipeline.inbox_files import file_id
from pipeline.recording_file import FileStamp
from pipeline.settings import InboxSettings

HEADER = "call_id,file,started_at,employee_id,employee_name,queue,trunk,agent_channel,language,direction"


DATE = "2026-03-09T09:00:00+01:00"


def line(call_id="c1", file="a.wav", *, date=DATE, employee="mw-1", between=",", rest=",,"):
    """Return a row; `between` is queue and trunk, `rest` channel, language and direction."""
    return f"{call_id},{file},{date},{employee},,{between},{rest}"


def settings(**own):
    values = {
        "filename_pattern": None,
        "max_duration_s": 14_400,
        "excluded_queues": (),
        "excluded_employees": (),
        "excluded_trunks": (),
    }
    return InboxSettings.model_validate(values | own)


@pytest.fixture
def scan(tmp_path):
    """Return a function that fills an inbox with files and a `calls.csv` and looks through it."""

    def fill_and_scan(files, *rows, key=b"", **own):
        for name in files:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"sound")
        if rows:
            (tmp_path / "calls.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return scan_inbox(tmp_path, settings(**own), key=key)

    return fill_and_scan


def taken(found):
    return [row.call.call_id for row in found.rows]


def reasons(found):
    return [(refusal.call_id, refusal.file, refusal.reason) for refusal in found.refused]


def test_brings_a_recording_and_its_row_together(scan, tmp_path):
    (row,) = scan(["a.wav"], line()).rows

    assert (row.path, row.file, row.file_id) == (tmp_path / "a.wav", "a.wav", file_id("a.wav"))
    assert row.stamp == FileStamp(5, (tmp_path / "a.wav").stat().st_mtime_ns)
    assert (row.call.call_id, row.call.employee_id) == ("c1", "mw-1")


def test_recordings_come_in_order_of_their_start_in_any_zone(scan):
    found = scan(
        ["a.wav", "b.wav", "c.wav"],
        line("late", "a.wav", date="2026-03-09T10:00:00+01:00"),
        line("early", "b.wav", date="2026-03-09T09:30:00+02:00"),  # 07:30 UTC
        line("same", "c.wav", date="2026-03-09T09:00:00Z"),
    )

    assert taken(found) == ["early", "late", "same"]
    assert (found.refused, found.warnings) == ((), ())


def test_an_empty_inbox_holds_nothing_and_says_what_it_wants(scan):
    found = scan([])

    assert (found.rows, found.refused) == ((), ())
    assert found.warnings == ("there is no calls.csv in the inbox; put it there, or give inbox.filename_pattern.",)


@pytest.mark.parametrize("name", ["2026/03/a.wav", "2026\\03\\a.wav", "./2026/03/a.wav", "2026//03/a.wav"])
def test_finds_recordings_in_subfolders_however_a_row_writes_them(scan, name):
    found = scan(["2026/03/a.wav"], line(file=name))

    assert [row.file for row in found.rows] == ["2026/03/a.wav"]
    assert found.refused == ()


def test_finds_names_whose_letters_are_composed_otherwise(scan):
    found = scan(["Hâns.wav"], line(file="Ha\u0302ns.wav"))

    assert (taken(found), found.refused) == (["c1"], ())


@pytest.mark.parametrize(
    ("row", "reason", "detail"),
    [
        (line(employee=""), "missing_field", "calls.csv line 2 has no employee_id; fill it in."),
        (line(rest="links,,"), "unknown_channel", "calls.csv line 2 has agent_channel 'links'; write left or right"),
        (line(date="gisteren"), "bad_date", "calls.csv line 2 has a started_at that is no date; write it like"),
        (line(date="2026-03-09T09:00"), "date_without_zone", "calls.csv line 2 has a started_at without a time zone"),
        (line("a/b"), "bad_call_id", "calls.csv line 2 has call_id 'a/b', which cannot be a file's name; use"),
        (line(employee="m\x1bw"), "control_characters", "calls.csv line 2 has control characters in employee_id; remo"),
    ],
)
def test_a_fault_in_a_row_is_one_sentence_and_costs_no_other_call(scan, row, reason, detail):
    found = scan(["a.wav", "b.wav"], row, line("c2", "b.wav"))

    assert taken(found) == ["c2"]
    assert [(refusal.file, refusal.file_id, refusal.reason) for refusal in found.refused] == [
        ("a.wav", file_id("a.wav"), reason)
    ]
    assert found.refused[0].detail.startswith(detail)


@pytest.mark.parametrize(
    "name", ["../a.wav", "/etc/passwd", "sub/../../a.wav", "..", "C:\\calls\\a.wav", "\\\\server\\a.wav"]
)
def test_a_row_cannot_lead_out_of_the_inbox(scan, tmp_path, name):
    (tmp_path.parent / "a.wav").write_bytes(b"sound")

    found = scan(["b.wav"], line(file=name), line("c2", "b.wav"))

    assert (taken(found), [refusal.reason for refusal in found.refused]) == (["c2"], ["path_outside_folder"])


def test_a_link_cannot_lead_out_of_the_inbox(scan, tmp_path):
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "a.wav").write_bytes(b"sound")
    (tmp_path / "link.wav").symlink_to(outside / "a.wav")
    (tmp_path / "folder").symlink_to(outside)

    found = scan([], line("c1", "link.wav"), line("c2", "folder/a.wav"))

    assert reasons(found) == [
        ("c2", "folder/a.wav", "path_outside_folder"),
        ("c1", "link.wav", "path_outside_folder"),
    ]


def test_a_link_inside_the_inbox_is_followed(scan, tmp_path):
    (tmp_path / "link.wav").symlink_to("b.wav")

    assert taken(scan(["b.wav"], line("c1", "link.wav"), line("c2", "b.wav"))) == ["c1", "c2"]


def test_what_is_no_file_is_refused_and_not_waited_for(scan, tmp_path):
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "nowhere.wav").symlink_to("gone.wav")
    os.mkfifo(tmp_path / "pipe.wav")

    found = scan(
        [], line("c1", "folder.wav"), line("c2", "pipe.wav"), line("c3", "nowhere.wav"), line("c4", "gone.wav")
    )

    assert reasons(found) == [
        ("c1", "folder.wav", "not_a_file"),
        ("c4", "gone.wav", "row_without_file"),
        ("c3", "nowhere.wav", "not_a_file"),
        ("c2", "pipe.wav", "not_a_file"),
    ]


def test_a_recording_without_a_row_is_refused_and_notes_beside_it_are_not(scan):
    found = scan(["a.wav", "b.MP3", "notes.txt", "a.truth.json", ".hidden.wav", "unknown", "c.wav.part"], line())

    assert reasons(found) == [("", "b.MP3", "without_row")]
    assert found.refused[0].detail == (
        "this recording has no row in calls.csv; add one, or give inbox.filename_pattern."
    )
    assert found.warnings == ("1 file(s) have neither a row nor the ending of a sound file, and were left alone.",)


def test_a_row_may_name_a_file_of_any_ending(scan):
    assert taken(scan(["recording"], line(file="recording"))) == ["c1"]


def test_of_two_rows_with_one_call_id_the_first_stands(scan):
    found = scan(["a.wav", "b.wav"], line("c1", "a.wav"), line("c1", "b.wav", employee="mw-2"))

    assert [row.file for row in found.rows] == ["a.wav"]
    assert reasons(found) == [("c1", "b.wav", "duplicate_call_id")]
    assert found.refused[0].detail == (
        "calls.csv line 3 has call_id 'c1', as calls.csv line 2 has; give each recording its own."
    )


def test_of_two_rows_for_one_file_the_first_good_one_stands(scan):
    found = scan(["a.wav"], line("c1", date="gisteren"), line("c2"), line("c3"))

    assert taken(found) == ["c2"]
    assert reasons(found) == [("c1", "a.wav", "bad_date"), ("c3", "a.wav", "duplicate_file")]
    assert file_id("a.wav") not in {refusal.file_id for refusal in found.refused}


def test_a_repeated_line_is_ignored_with_a_warning(scan):
    found = scan(["a.wav"], line(), line())

    assert (taken(found), found.refused) == (["c1"], ())
    assert found.warnings == ("1 line(s) of calls.csv repeat another and were ignored.",)


@pytest.mark.parametrize(
    ("row", "own", "what"),
    [
        (line(between="Sociaal Domein,"), {"excluded_queues": ("sociaal domein ",)}, "queue"),
        (line(employee="MW-1"), {"excluded_employees": ("mw-1",)}, "employee"),
        (line(between=",sip-9"), {"excluded_trunks": ("sip-9",)}, "trunk"),
    ],
)
def test_what_is_excluded_by_agreement_is_refused_before_anything_else(scan, row, own, what):
    found = scan(["a.wav", "b.wav"], row.replace("2026-03-09", "9 maart"), line("c2", "b.wav", employee="mw-2"), **own)

    assert (taken(found), reasons(found)) == (["c2"], [("c1", "a.wav", "excluded_by_agreement")])
    assert found.refused[0].detail == f"calls.csv line 2 is of a {what} excluded by agreement; not opened."


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"excluded_queues": ("jeugd",)}, id="another row says so"),
        pytest.param({"excluded_employees": ("mw-1",)}, id="the name says so"),
    ],
)
def test_exclusion_binds_whatever_else_would_let_the_file_in(scan, own):
    found = scan(
        ["mw-1_c1.wav"],
        line("c1", "mw-1_c1.wav", employee="mw-2"),
        line("c2", "mw-1_c1.wav", employee="mw-2", between="jeugd,"),
        filename_pattern=r"(?P<employee_id>[^_]+)_(?P<call_id>\w+)\.wav",
        **own,
    )

    assert taken(found) == []
    assert "excluded_by_agreement" in [refusal.reason for refusal in found.refused]


def test_no_recording_is_opened(scan, monkeypatch):
    scan(["a.wav", "b.wav"], line(between="jeugd,"), line("c2", "b.wav"))
    opened = []
    open_for_real = io.open
    monkeypatch.setattr(
        io, "open", lambda file, *rest, **named: opened.append(file) or open_for_real(file, *rest, **named)
    )

    scan([], excluded_queues=("jeugd",))

    assert [path.name for path in opened] == ["calls.csv"]


# <started_at>_<employee_id>_<call_id>.wav
PATTERN = r"(?P<started_at>\d{8}T\d{6}[+-]\d{4})_(?P<employee_id>[a-z]+)_(?P<call_id>\w+)\.wav"
NAMED = "20260309T090000+0100_mw_c9.wav"


def test_names_can_give_what_a_table_would(scan):
    found = scan([NAMED], filename_pattern=PATTERN)

    assert taken(found) == ["c9"]
    assert (found.rows[0].call.employee_id, found.rows[0].call.started_at.hour) == ("mw", 8)
    assert found.warnings == ()


def test_a_row_goes_before_the_name_and_the_name_fills_its_gaps(scan):
    found = scan([NAMED], line("c1", NAMED, date="", employee="mw-1"), filename_pattern=PATTERN)

    assert [(row.call.call_id, row.call.employee_id, row.call.started_at.hour) for row in found.rows] == [
        ("c1", "mw-1", 8)
    ]


def test_a_name_that_gives_too_little_is_refused(scan):
    found = scan(["c9.wav"], filename_pattern=r"(?P<call_id>\w+)\.wav")

    assert reasons(found) == [("c9", "c9.wav", "missing_field")]
    assert found.refused[0].detail == "the file's name has no started_at and no employee_id; fill it in."


def test_a_broken_line_takes_its_recording_with_it_for_it_may_have_said_that_it_is_excluded(scan):
    broken = f'c1,{NAMED},"2026'

    found = scan([NAMED], broken, filename_pattern=PATTERN)

    assert (taken(found), reasons(found)) == ([], [("", NAMED, "bad_row")])
    assert found.refused[0].detail.startswith("calls.csv line 2 has a quote out of place; write quotes in pairs")


def test_a_broken_line_about_nothing_known_is_refused_alone(scan):
    found = scan(["a.wav"], line(), 'c2,"b.wav,')

    assert (taken(found), reasons(found)) == (["c1"], [("", "", "bad_row")])


@pytest.mark.parametrize(
    ("name", "reason", "shown"),
    [
        pytest.param(b"a\nb.wav", "control_characters", "a\\nb.wav", id="a line break"),
        pytest.param(b"a\x1b[31m.wav", "control_characters", "a\\x1b[31m.wav", id="an escape"),
        pytest.param(b"a\xff.wav", "bad_name", "a\\udcff.wav", id="not utf-8"),
    ],
)
def test_refuses_names_that_could_harm_a_screen_or_a_store(scan, tmp_path, name, reason, shown):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"sound")

    found = scan([])

    assert reasons(found) == [("", shown, reason)]
    assert shown not in found.refused[0].detail


def test_what_goes_to_logs_names_no_file_and_no_number(scan):
    found = scan(["0612345678 Jan.wav", "b.wav"], line("06/12345678", "b.wav"))

    assert len(found.refused) == 2
    assert not any("1234" in refusal.detail or "Jan" in refusal.detail for refusal in found.refused)
    assert [refusal.call_id for refusal in found.refused] == ["", ""]


def test_every_recording_is_found_once(scan):
    names = [f"{number}.wav" for number in range(6)]

    found = scan(
        names,
        line("c0", "0.wav"),
        line("c0", "1.wav"),
        line("c2", "2.wav", date=""),
        line("c3", "3.wav"),
        line("c4", "3.wav"),
        'c5,"4.wav',
    )

    ids = [row.file_id for row in found.rows] + [refusal.file_id for refusal in found.refused]
    assert len(set(ids)) == len(ids) == 7  # six files, and a row too many for the fourth
    assert {file_id(name) for name in names} <= set(ids)


def test_hints_that_are_not_understood_give_one_warning_each(scan):
    found = scan(["a.wav", "b.wav"], line(rest=",Fries,in"), line("c2", "b.wav", rest=",Fries,"))

    assert taken(found) == ["c1", "c2"]
    assert found.warnings == (
        "1 row(s) have a direction that is none of inbound, outbound, internal, unknown; it was taken as unknown.",
        "2 row(s) have a language that is none of nl, fy or empty; it was taken as unknown.",
    )


def test_file_ids_are_stable_and_with_a_key_they_cannot_be_guessed(scan):
    (plain,), (keyed,) = scan(["a.wav"], line()).rows, scan(["a.wav"], line(), key=b"secret").rows

    assert plain.file_id == file_id("./a.wav") != keyed.file_id == file_id("a.wav", key=b"secret")
    assert len(plain.file_id) == len(keyed.file_id) == 16


def test_a_folder_that_cannot_be_listed_ends_the_run(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    for folder in (tmp_path / "gone", tmp_path / "file"):
        with pytest.raises(SettingsError, match="cannot be listed; give a folder with recordings"):
            scan_inbox(folder, settings())
