"""The parts of the soak by name; each is given an empty folder and how much of a whole count it is to do."""

from tests.soak.faults import run_faults
from tests.soak.fuzz import fuzz_recordings, fuzz_texts
from tests.soak.in_a_row import run_in_a_row
from tests.soak.kills import at_every_write, kill_at_random
from tests.soak.many import run_many
from tests.soak.reading import read_while_swapping
from tests.soak.real_kills import kill_real_nights
from tests.soak.small_disk import on_small_disks
from tests.soak.wheel import run_from_wheel

SEED = 20261126

PARTS = {
    "kills": lambda folder, part: [kill_at_random(folder / "kills", part(40), part(50), SEED)],
    "writes": lambda folder, part: [at_every_write(folder / "writes", 4, max(1, 28 // part(28)))],
    "disk": lambda folder, part: [on_small_disks(folder, 4, part(40))],
    "faults": lambda folder, part: run_faults(folder, part(8)),
    "real": lambda folder, part: [kill_real_nights(folder, part(5), SEED)],
    "readers": lambda folder, part: [read_while_swapping(folder / "reading", part(20), part(30))],
    "recordings": lambda folder, part: [fuzz_recordings(folder, part(5000), SEED)],
    "texts": lambda folder, part: fuzz_texts(folder, part(5000), SEED),
    "many": lambda folder, part: [run_many(folder / "many", part(10_000))],
    "wheel": lambda folder, _: [run_from_wheel(folder / "wheel")],
    "row": lambda folder, part: [run_in_a_row(folder / "row", part(200), SEED)],
}
