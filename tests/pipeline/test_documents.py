import gzip
import json
from dataclasses import dataclass

import pytest

from pipeline.documents import from_bytes, read_document, to_bytes, write_document
from pipeline.errors import StoreError


@dataclass(frozen=True, slots=True)
class Note:
    name: str
    work_s: dict[str, float]


NOTE = Note("nacht", {"b": 2.5, "a": 1.0})


def test_the_same_value_gives_the_same_bytes_whatever_the_order_of_its_keys():
    turned = Note("nacht", {"a": 1.0, "b": 2.5})
    assert to_bytes(NOTE) == to_bytes(turned) == b'{"name":"nacht","work_s":{"a":1.0,"b":2.5}}'


def test_compressed_bytes_hold_no_time():
    compressed = to_bytes(NOTE, is_compressed=True)
    assert compressed[4:8] == b"\0\0\0\0"  # MTIME of RFC 1952
    assert gzip.decompress(compressed) == to_bytes(NOTE)


def test_a_document_reads_back_equal_and_can_be_read_by_a_person(tmp_path):
    write_document(tmp_path / "a.json", NOTE)
    assert read_document(tmp_path / "a.json", Note, mend="mend it") == NOTE
    assert json.loads((tmp_path / "a.json").read_text()) == {"name": "nacht", "work_s": {"a": 1.0, "b": 2.5}}
    assert len((tmp_path / "a.json").read_text().splitlines()) == 7


def test_a_gzipped_document_is_told_by_its_name(tmp_path):
    (tmp_path / "a.json.gz").write_bytes(to_bytes(NOTE, is_compressed=True))
    assert read_document(tmp_path / "a.json.gz", Note, mend="mend it") == NOTE


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        pytest.param("a.json", b'{"name": "nacht"', "not what is expected", id="cut-off JSON"),
        pytest.param("a.json", b'{"name": 1, "work_s": {}}', "not what is expected", id="wrong type"),
        pytest.param("a.json", b'{"name": "nacht"}', "not what is expected", id="missing field"),
        pytest.param("a.json", b"\xff", "not what is expected", id="not UTF-8"),
        pytest.param("a.json.gz", b"plain", "damaged or cut off", id="not gzip"),
        pytest.param("a.json.gz", to_bytes(NOTE, is_compressed=True)[:-9], "damaged or cut off", id="cut-off gzip"),
        pytest.param("a.json.gz", b"", "not what is expected|damaged", id="empty"),
    ],
)
def test_a_damaged_document_is_named_with_its_mend(tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(StoreError, match=f"{name}: ({why}).*; mend it"):
        read_document(tmp_path / name, Note, mend="mend it")


def test_a_missing_document_is_named_with_its_mend(tmp_path):
    with pytest.raises(StoreError, match=r"a\.json: there is no such file; mend it"):
        read_document(tmp_path / "a.json", Note, mend="mend it")


def test_what_a_field_holds_is_not_in_the_error():
    with pytest.raises(ValueError, match=r"at `\$\.work_s") as caught:
        from_bytes(b'{"name": "nacht", "work_s": {"a": "wat de burger zei"}}', Note)
    assert "burger" not in str(caught.value)
