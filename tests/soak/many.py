"""One night of many short calls: memory over time, and what the program itself costs for each."""

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from flows import night_screen, night_work, wiring
from pipeline.stages import BatchCounts
from pipeline.store_lock import working_on
from tests.flows.fakes import COLUMNS, make_inbox, use_fakes
from tests.soak.cheap import job_in
from tests.soak.results import Outcome, rss_mb, timed

MOST_MS, MOST_REPORT_S, FLAT = 20.0, 2.0, 1.05


def make_many(inbox: Path, count: int):
    """Make an inbox of many calls, all the same sound."""
    make_inbox(inbox, "first")
    for number in range(1, count):
        shutil.copyfile(inbox / "first.wav", inbox / f"call-{number}.wav")
    rows = [f"call-{number},call-{number}.wav" for number in range(1, count)]
    rest = "2026-03-09T09:00:00+01:00,mw-1,Hinke Sânwâld,balie,,inbound,left"
    table = "\n".join([",".join(COLUMNS), f"first,first.wav,{rest}", *(f"{row},{rest}" for row in rows)])
    (inbox / "calls.csv").write_text(table + "\n", encoding="utf-8")


def run_many(folder: Path, count: int):
    """Run a night of many calls and return what it cost."""
    folder.mkdir()
    make_many(folder / "inbox", count)
    with pytest.MonkeyPatch.context() as patch, timed() as seconds:
        use_fakes(patch)
        job, run = job_in(folder), datetime.now(UTC).isoformat()
        here = wiring.installation(job)
        with working_on(here.store):
            cpu_s = time.process_time()
            tonight = night_work.begin(job, run)
            counts, memory = BatchCounts(), []
            for batch in tonight.batches:
                counts += night_work.work_off(batch, job, run)
                memory.append(rss_mb())
            result = night_work.finish(tonight, counts, ())
            cpu_s = time.process_time() - cpu_s
        shown_s = time.process_time()
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            night_screen.show_night(Console(file=nowhere), result, here)
        shown_s = time.process_time() - shown_s
    early, late = memory[len(memory) // 10], memory[-1]
    own_ms = 1000 * cpu_s / count
    found = (
        f"{result.report.done_count} done; memory {early:.0f} MB after a tenth, {late:.0f} MB at the end; "
        f"{own_ms:.1f} ms of processor time a call, publishing too; report in {shown_s:.2f} s"
    )
    is_good = own_ms <= MOST_MS and shown_s <= MOST_REPORT_S and late <= FLAT * early
    return Outcome("many calls of 10 s in one night, cheap models", f"{count} calls", found, is_good, seconds())
