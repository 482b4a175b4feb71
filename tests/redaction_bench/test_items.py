import pytest

from pipeline.errors import SettingsError
from tests.redaction_bench.items import read_items

SET = """
- id: one
  language: fy
  employee_name: Anneke Voorbeeld
  turns:
  - {speaker: agent, text: "met [employee:Anneke Voorbeeld], ja"}
  - {speaker: citizen, text: "mei [name:van der Zee] en [bsn:123 45] 67"}
"""


@pytest.fixture
def item(tmp_path):
    (tmp_path / "set.yaml").write_text(SET)
    [item] = read_items(tmp_path / "set.yaml")
    return item


def test_marks_leave_the_text_and_mark_its_words(item):
    assert [turn.text for turn in item.turns] == ["met Anneke Voorbeeld, ja", "mei van der Zee en 123 45 67"]
    assert item.kinds == (
        *(None, "employee", "employee", None),
        *(None, "name", "name", "name", None, "bsn", "bsn", None),
    )


def test_words_are_counted_through_all_turns(item):
    assert item.marks == (("employee", (1, 2)), ("name", (5, 6, 7)), ("bsn", (9, 10)))


def test_a_file_that_is_no_set_is_named(tmp_path):
    (tmp_path / "set.yaml").write_text("- {id: one}")
    with pytest.raises(SettingsError, match=r"set\.yaml"):
        read_items(tmp_path / "set.yaml")
