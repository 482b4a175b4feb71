from tests.soak.parts import PARTS
from tests.soak.results import FOLDER, table_of


def test_the_table_is_that_of_the_parts_that_were_run():
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == table_of(list(PARTS))


def test_every_part_that_was_run_is_one_that_there_is():
    assert {file.stem for file in FOLDER.glob("*.json")} <= PARTS.keys()
