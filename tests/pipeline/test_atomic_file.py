import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline.atomic_file import (
    create_atomic,
    locked,
    private_folder,
    remove_orphans,
    sync_file,
    sync_folder,
    write_atomic,
)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def run_python(code: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own code, in this interpreter
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)], check=False, capture_output=True
    )


def dead_pid() -> int:
    return int(run_python("import os; print(os.getpid())").stdout)


def test_writes_the_whole_file_and_leaves_nothing_beside_it(tmp_path):
    write_atomic(tmp_path / "a.json", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_replaces_a_file_in_one_step_so_that_a_reader_keeps_the_old_one(tmp_path):
    file = tmp_path / "a.json"
    write_atomic(file, b"old")
    with file.open("rb") as reader:
        write_atomic(file, b"new")
        assert reader.read() == b"old"
    assert file.read_bytes() == b"new"


def test_files_and_the_folders_made_for_them_are_private(tmp_path):
    file = tmp_path / "store" / "2026" / "a.json"
    write_atomic(file, b"x")
    assert [mode_of(path) for path in (file, file.parent, file.parent.parent)] == [0o600, 0o700, 0o700]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    assert mode_of(private_folder(tmp_path)) == 0o755


def test_a_failed_write_leaves_the_old_file_and_no_part(tmp_path):
    (tmp_path / "a.json").mkdir()  # a folder cannot be replaced by a file
    with pytest.raises(IsADirectoryError):
        write_atomic(tmp_path / "a.json", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_creates_a_file_only_once(tmp_path):
    file = tmp_path / "key"
    assert create_atomic(file, b"first")
    assert not create_atomic(file, b"second")
    assert file.read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_process_killed_while_writing_leaves_the_old_file_and_an_orphan_that_is_removed(tmp_path):
    write_atomic(tmp_path / "a.json", b"old")
    killed = run_python(
        """
        import os, signal, sys
        from pathlib import Path
        from pipeline.atomic_file import write_atomic
        Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        write_atomic(Path(sys.argv[1]) / "a.json", b"new")
        """,
        tmp_path,
    )
    assert killed.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 2
    assert remove_orphans(tmp_path) == 1
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]


def test_orphans_are_found_in_folders_below(tmp_path):
    below = private_folder(tmp_path / "2026" / "03")
    (below / f".part-{dead_pid()}-0a@{socket.gethostname()}").touch()
    assert remove_orphans(tmp_path) == 1
    assert list(below.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(f".part-{os.getpid()}-0a@{socket.gethostname()}", id="of a living process"),
        pytest.param(".part-1-0a@another-host", id="of another host, which cannot be asked"),
        pytest.param(".part-something", id="not named by us"),
        pytest.param("a.json", id="no part file"),
    ],
)
def test_leaves_what_may_still_be_written(tmp_path, name):
    (tmp_path / name).touch()
    assert remove_orphans(tmp_path) == 0
    assert (tmp_path / name).exists()


def test_removes_parts_older_than_a_day_whoever_wrote_them(tmp_path):
    part = tmp_path / ".part-1-0a@another-host"
    part.touch()
    os.utime(part, (0, 0))
    assert remove_orphans(tmp_path) == 1


def test_a_lock_is_refused_while_held_and_free_afterwards(tmp_path):
    lock = tmp_path / "lock"
    with locked(lock), pytest.raises(BlockingIOError), locked(lock, wait=False):
        pass
    with locked(lock, wait=False):
        assert mode_of(lock) == 0o600


def test_a_killed_process_lets_go_of_its_lock(tmp_path):
    run_python(
        """
        import os, signal, sys
        from pathlib import Path
        from pipeline.atomic_file import locked
        with locked(Path(sys.argv[1])):
            os.kill(os.getpid(), signal.SIGKILL)
        """,
        tmp_path / "lock",
    )
    with locked(tmp_path / "lock", wait=False):
        pass


def test_syncing_needs_the_file_to_be_there(tmp_path):
    sync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_file(tmp_path / "missing")
