import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.store_lock import working_on

ROOT = Path(__file__).parents[2]
HOLDS = """
import sys, time
from pathlib import Path
from pipeline.store_lock import working_on
with working_on(Path(sys.argv[1])):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    time.sleep(600)
"""


def test_a_second_program_is_told_to_wait(tmp_path):
    with working_on(tmp_path), pytest.raises(StoreError, match="another night"), working_on(tmp_path):
        pass


def test_the_store_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with working_on(tmp_path):
            pass


def test_a_killed_program_holds_nothing(tmp_path):
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - our own
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="another night"), working_on(tmp_path):
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    with working_on(tmp_path):
        pass
