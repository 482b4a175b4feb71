import json

import pytest

from tests.bench.measures.__main__ import main


def test_a_part_is_written_down_beside_those_measured_before(tmp_path):
    out = tmp_path / "new" / "measures.json"
    assert main(["--only", "syllables", "--out", str(out)]) == 0
    assert main(["--only", "overlaps", "--only", "syllables", "--out", str(out)]) == 0
    parts = json.loads(out.read_text(encoding="utf-8"))["parts"]
    assert list(parts) == ["syllables", "overlaps"]
    assert set(parts["syllables"]["figures"][0]) == {"part", "name", "value", "unit", "count", "aim"}


@pytest.mark.parametrize(("part", "told"), [("silence", "invalid choice"), ("floor", "give their folder with --data")])
def test_a_part_that_cannot_be_measured_is_named(tmp_path, capsys, part, told):
    with pytest.raises(SystemExit, match="2"):
        main(["--only", part, "--out", str(tmp_path / "measures.json")])
    shown = capsys.readouterr().err
    assert part in shown
    assert told in shown
