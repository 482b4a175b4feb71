"""Nights on a disk that is too small by ever less: a file system in memory of that size, full wherever it is full."""

import os
import shutil
import subprocess
from contextlib import contextmanager

from tests.flows.fakes import make_inbox
from tests.soak.cheap import give_key, in_child, leftovers, run_night, state_of
from tests.soak.kills import undisturbed
from tests.soak.results import Outcome, timed

WHAT = "a disk full at every amount of free space, real file system"
ROOM = 64 << 20
PAGE = 4096


def mount(*arguments):
    subprocess.run(["/usr/bin/env", "mount", *map(str, arguments)], check=True, capture_output=True)  # noqa: S603 - ours


@contextmanager
def small_disk(folder, size_bytes):
    """Mount an empty disk of a size on a folder; yield a function that makes it large."""
    folder.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size_bytes}", "none", folder)
    try:
        yield lambda: mount("-o", f"remount,size={ROOM}", folder)
    finally:
        subprocess.run(["/usr/bin/env", "umount", str(folder)], check=True)  # noqa: S603 - ours


def used_bytes(folder):
    """Return what the files of a folder take, in whole pages."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return sum(-(-size // PAGE) * PAGE for size in sizes)


def on_small_disks(folder, call_count, sizes):
    """Run a night on disks of ever more room, then again with room enough, and compare."""
    if os.geteuid() != 0:
        return Outcome(WHAT, "nothing", "mounting wants an administrator; run this part as one", False, 0.0)
    with timed() as seconds:
        make_inbox(folder / "inbox", *(f"call-{number}" for number in range(call_count)))
        (folder / "whole").mkdir()
        shutil.copytree(folder / "inbox", folder / "whole" / "inbox")
        expected, _, _ = undisturbed(folder / "whole", call_count)
        shutil.rmtree(folder / "whole" / "inbox")
        most = 2 * used_bytes(folder / "whole")  # the next warehouse is made beside the last
        full = wrong = 0
        for number in range(sizes):
            with small_disk(folder / "disk", (8 + (most // PAGE - 8) * number // sizes) * PAGE) as enlarge:
                place = folder / "disk"
                (place / "inbox").symlink_to(folder / "inbox")
                give_key(place)
                full += in_child(night_without_breaks, place) != 0
                enlarge()
                wrong += in_child(run_night, place) != 0 or state_of(place) != expected or bool(leftovers(place))
    found = f"{full} nights ended early or lost a batch; {sizes - wrong} of {sizes} came out as undisturbed with room"
    tried = f"{sizes} disks of 32 kB to {most / 1e6:.1f} MB, {call_count} calls"
    return Outcome(WHAT, tried, found, wrong == 0 and full > 0, seconds())


def night_without_breaks(folder):
    """Run a night; an error where it lost a batch."""
    if broken := run_night(folder).broken:
        raise OSError(*broken)
