import codecs

import pytest

from pipeline.calls_csv import MOST_BYTES, RawRow, read_calls_csv, read_table

HEADER = "call_id,file,started_at,employee_id,employee_name"
FIRST = "c1,a.wav,2026-03-09T09:00:00+01:00,mw-1,Sjoerd Hânstra"
SECOND = "c2,b.wav,2026-03-09T10:00:00+01:00,mw-2,Jikke Bûma"
FIRST_FIELDS = {
    "call_id": "c1",
    "file": "a.wav",
    "started_at": "2026-03-09T09:00:00+01:00",
    "employee_id": "mw-1",
    "employee_name": "Sjoerd Hânstra",
}


def table(*lines, encoding="utf-8", end="\n"):
    return read_table((end.join(lines) + end).encode(encoding))


def call_ids(read):
    return [row.fields.get("call_id") for row in read.rows]


def test_reads_rows_by_their_columns_with_their_line():
    read = table(HEADER, FIRST, SECOND)

    assert read.rows[0] == RawRow(2, FIRST_FIELDS)
    assert (call_ids(read), read.broken, read.warnings) == (["c1", "c2"], (), ())


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: text.encode(), id="utf-8"),
        pytest.param(lambda text: codecs.BOM_UTF8 + text.encode(), id="utf-8 with a mark"),
        pytest.param(lambda text: text.encode("cp1252"), id="windows-1252"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), id="utf-16, high byte first"),
        pytest.param(lambda text: text.encode("utf-16-le"), id="utf-16 without a mark"),
        pytest.param(lambda text: text.encode("utf-16-be"), id="utf-16, high byte first, without a mark"),
        pytest.param(lambda text: text.encode("utf-32"), id="utf-32 with a mark"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reads_what_spreadsheets_write(encode, end):
    read = read_table(encode(end.join([HEADER, FIRST, SECOND]) + end))

    assert read.rows[0] == RawRow(2, FIRST_FIELDS)
    assert call_ids(read) == ["c1", "c2"]


def test_one_line_in_another_encoding_does_not_garble_the_others():
    read = read_table(f"{HEADER}\n{FIRST}\n".encode() + f"{SECOND}\n".encode("cp1252"))

    assert [row.fields["employee_name"] for row in read.rows] == ["Sjoerd Hânstra", "Jikke Bûma"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_finds_the_separator(separator):
    read = table(*(line.replace(",", separator) for line in (HEADER, FIRST)))

    assert read.rows == (RawRow(2, FIRST_FIELDS),)


def test_passes_over_empty_lines_and_a_spreadsheets_note_of_its_separator():
    read = table("", "sep=;", HEADER.replace(",", ";"), ";;;;", "", FIRST.replace(",", ";"), "   ")

    assert read.rows == (RawRow(6, FIRST_FIELDS),)


def test_header_names_may_be_padded_quoted_and_in_capitals():
    read = table('"Call_ID", FILE ,"started_at",employee_id,employee_name', FIRST)

    assert read.rows == (RawRow(2, FIRST_FIELDS),)


def test_reads_quoted_fields():
    read = table(HEADER, 'c1,"a, b.wav",2026,mw-1,"Jan ""Sjon"" de Vries"', "c2,b.wav,2026,mw-2,Jan 'n 5\" Tjitske")

    assert [row.fields["employee_name"] for row in read.rows] == ['Jan "Sjon" de Vries', "Jan 'n 5\" Tjitske"]
    assert read.rows[0].fields["file"] == "a, b.wav"


def test_a_quoted_note_may_run_over_lines():
    read = table(HEADER + ",note", FIRST + ',"two\nlines, and more"', SECOND + ",")

    assert [(row.line, row.fields["call_id"]) for row in read.rows] == [(2, "c1"), (4, "c2")]


def test_a_quote_that_is_not_closed_costs_its_own_line_only():
    read = table(HEADER, 'c0,"a.wav,2026,mw-1,x', FIRST, SECOND)

    assert call_ids(read) == ["c1", "c2"]
    assert [(line.line, line.fault) for line in read.broken] == [
        (2, "has a quote out of place; write quotes in pairs, around a whole field")
    ]


def test_two_open_quotes_do_not_swallow_the_call_between_them():
    read = table(HEADER, 'c0,"a.wav,2026,mw-1,x', FIRST, 'c3,"c.wav,2026,mw-3,y', SECOND)

    assert call_ids(read) == ["c1", "c2"]
    assert [line.line for line in read.broken] == [2, 4]


def test_a_line_of_too_many_fields_is_broken_and_empty_ones_at_its_end_are_not():
    read = table(HEADER, FIRST + ",Leeuwarden", SECOND + ",,,")

    assert call_ids(read) == ["c2"]
    assert read.broken[0].fault.startswith("has 6 fields where the header has 5; put quotes around")


def test_a_short_line_leaves_its_last_columns_empty():
    assert table(HEADER, "c1,a.wav").rows == (RawRow(2, {"call_id": "c1", "file": "a.wav"}),)


def test_a_last_line_that_stops_in_the_middle_is_broken():
    read = read_table(f"{HEADER}\n{FIRST}\nc2,b.wav,2026-03-09T10:00:00+01:00,mw-2".encode())

    assert call_ids(read) == ["c1"]
    assert (read.broken[0].line, read.broken[0].fault.partition(";")[0]) == (3, "stops in the middle")


def test_a_last_line_without_a_line_end_is_read_if_it_is_whole():
    assert call_ids(read_table(f"{HEADER}\n{FIRST}\n{SECOND}".encode())) == ["c1", "c2"]


def test_a_huge_line_costs_its_own_call_only():
    read = table(HEADER, "c0,a.wav,2026,mw-1," + "x" * 200_000, FIRST)

    assert call_ids(read) == ["c1"]
    assert read.broken[0].fault == "is longer than 65536 characters; shorten its fields"


def test_unknown_columns_are_ignored_with_one_warning():
    read = table("colour," + HEADER + ",Mood", "red," + FIRST + ",fine")

    assert read.rows == (RawRow(2, FIRST_FIELDS),)
    assert read.warnings == ("calls.csv has columns that are not known and were ignored: colour, mood.",)


def test_a_missing_and_a_repeated_column_are_told():
    read = table("call_id,file,started_at,file", "c1,a.wav,2026,b.wav")

    assert read.rows[0].fields["file"] == "a.wav"
    assert read.warnings == (
        "calls.csv has no column employee_id; add it, or give inbox.filename_pattern.",
        "calls.csv has the column file more than once; the first was used.",
    )


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n"])
def test_an_empty_table_is_told(raw):
    assert read_table(raw).warnings[0].startswith("calls.csv is empty; its first line must name the columns call_id,")


@pytest.mark.parametrize("raw", [FIRST.encode(), b"\0\0\0", b"\x89PNG\r\n\x1a\n", b'"' * 70_000])
def test_a_table_without_header_is_told(raw):
    assert read_table(raw).warnings[0].startswith("calls.csv has no header; its first line must name")


def test_many_open_quotes_take_no_long_time():
    read = table(HEADER, *['"'] * 20_000)

    assert len(read.rows) + len(read.broken) <= 20_000


def test_a_file_is_read_when_it_is_there(tmp_path):
    (tmp_path / "calls.csv").write_text(f"{HEADER}\n{FIRST}\n", encoding="utf-8")

    assert call_ids(read_calls_csv(tmp_path / "calls.csv", is_needed=True)) == ["c1"]


def test_a_table_that_is_not_there_is_told_only_where_it_is_needed(tmp_path):
    needed, not_needed = (read_calls_csv(tmp_path / "calls.csv", is_needed=is_needed) for is_needed in (True, False))

    assert needed.warnings == ("there is no calls.csv in the inbox; put it there, or give inbox.filename_pattern.",)
    assert not_needed.warnings == ()


def test_a_folder_in_its_place_is_told(tmp_path):
    (tmp_path / "calls.csv").mkdir()

    assert read_calls_csv(tmp_path / "calls.csv", is_needed=False).warnings[0].startswith("calls.csv is a folder")


def test_a_table_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "calls.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    assert read_calls_csv(tmp_path / "calls.csv", is_needed=True).warnings == (
        "calls.csv is larger than 16 MiB; give one night's calls only.",
    )
