"""Calls in a row through the real models in one worker: memory after the tenth and the last, speed of both halves.

`python -m tests.soak.in_a_row FOLDER COUNT` is the worker; it prints a line of JSON.
"""

import csv
import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows import environment
from tests.memory import peak_mib
from tests.soak.results import Outcome, rss_mb, timed

CALLS = Path(__file__).parents[1] / "calls"
WEIGHTS = Path(__file__).parents[2] / "weights"
STEP = 10
"""Calls of a batch, after each of which memory is read."""
FLAT, AS_FAST = 1.05, 1.1
FIRST = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
_HEADER = 100
"""Bytes at the start of a WAV file that are left as they are."""


def write_calls(inbox, count, seed):
    """Write an inbox of the sample calls under new names, one after the other in random order.

    Each copy of a WAV file is changed in one bit; recordings in other formats stay as they are.
    """
    inbox.mkdir(parents=True)
    with (CALLS / "calls.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["call_id"] != "broken-file"]
    chance = random.Random(seed)  # noqa: S311 - no secret
    with (inbox / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        for number in range(count):
            row = chance.choice(rows)
            source = CALLS / row["file"]
            name = f"{number:04d}-{source.stem}"
            sound = bytearray(source.read_bytes())
            if source.suffix == ".wav":
                sound[chance.randrange(_HEADER, len(sound))] ^= 1
            (inbox / f"{name}{source.suffix}").write_bytes(sound)
            when = (FIRST + timedelta(minutes=number)).isoformat()  # a night works off the oldest call first
            table.writerow(row | {"call_id": name, "file": f"{name}{source.suffix}", "started_at": when})


def run_in_a_row(folder, count, seed):
    """Run calls in a row in a process of its own, and return what memory did."""
    with timed() as seconds:
        write_calls(folder / "inbox", count, seed)
        command = [sys.executable, "-m", "tests.soak.in_a_row", str(folder), str(count)]
        done = subprocess.run(command, cwd=WEIGHTS.parent, capture_output=True, text=True, check=True)  # noqa: S603
        told = json.loads(done.stdout.splitlines()[-1])
    memory, half = told["memory_mb"], len(told["work"]) // 2
    early, late = (speed(part) for part in (told["work"][:half], told["work"][half:]))
    found = (
        f"{told['done']} done, {told['audio_s'] / 60:.0f} min of sound; memory {memory[0]:.0f} MB after the first "
        f"{STEP}, {memory[-1]:.0f} MB after the last ({memory[-1] / memory[0] - 1:+.1%}), "
        f"{max(memory):.0f} MB at most between batches, {told['peak_mib']:.0f} MiB at the peak; "
        f"processor time a second of call {early:.3f} s in the first half, {late:.3f} s in the second"
    )
    is_good = told["done"] == count and memory[-1] <= FLAT * memory[0] and late <= AS_FAST * early
    return Outcome("calls in a row through the real models, one worker", f"{count} calls", found, is_good, seconds())


def speed(batches):
    """Return seconds of processor time a second of call."""
    return sum(cpu_s for cpu_s, _ in batches) / sum(audio_s for _, audio_s in batches)


def work(folder, count):
    """Do the calls, a batch at a time, and print how much memory is held after each."""
    environment.prepare()
    from flows import night_work, wiring  # noqa: PLC0415 - the environment comes first
    from pipeline.stages import BatchCounts  # noqa: PLC0415
    from pipeline.store_lock import working_on  # noqa: PLC0415

    settings = folder / "own.yaml"
    terms = "keep_words_days: 36500, keep_measures_days: 36500"
    text = f"storage: {{weights: {WEIGHTS}}}\nnight: {{batch_size: {STEP}}}\nprivacy: {{{terms}}}\n"
    settings.write_text(text, encoding="utf-8")
    job = wiring.make_job(folder / "w.duckdb", folder / "inbox", settings)
    run = datetime.now(UTC).isoformat()
    counts, memory, spent = BatchCounts(), [], []
    with working_on(wiring.installation(job).store):
        tonight = night_work.begin(job, run)
        for batch in tonight.batches:
            began_s = time.process_time()
            added = night_work.work_off(batch, job, run)
            spent.append((time.process_time() - began_s, added.audio_s))
            counts += added
            memory.append(rss_mb())
            sys.stderr.write(f"{counts.done} of {count}: {memory[-1]:.0f} MB\n")
    told = {"done": counts.done, "audio_s": counts.audio_s, "memory_mb": memory, "work": spent, "peak_mib": peak_mib()}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
