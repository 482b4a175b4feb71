"""Makes the table of confusions anew: the bundled model writes down the sample calls, whose words are known."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tests.bench.cues.confusions import Confusions, learn
from tests.bench.library import BenchCall, build_inbox, collect, write_settings
from tests.bench.outcome import CallOutcome, PipelineRun, Plan
from tests.bench.runs import start

SAMPLES = Path(__file__).parents[2] / "calls"


def learn_from_samples(weights: Path) -> dict[str, Confusions]:
    """Run the program on the sample calls, and count what it wrote for what was said."""
    library = collect([("samples", SAMPLES)])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        build_inbox(library.calls, work / "inbox")
        write_settings(work / "settings.yaml", weights, library.organisations)
        plan = Plan(str(work / "inbox"), str(work / "bench.duckdb"), str(work / "settings.yaml"))
        run = start("pipeline", plan, work, PipelineRun)
    return learn(channels_of(library.calls, run.calls))


def channels_of(
    calls: Sequence[BenchCall], outcomes: Sequence[CallOutcome]
) -> Iterator[tuple[Sequence[tuple[str, str]], str]]:
    """Yield for each party of each call the words said, with their language, and the text written."""
    by_key = {outcome.key: outcome for outcome in outcomes}
    for call in calls:
        outcome = by_key.get(call.key)
        for role in ("agent", "citizen") if outcome is not None else ():
            turns = [turn for turn in call.true.turns if turn.role == role]
            words = [(word, turn.language) for turn in turns for word in turn.text.split()]
            yield words, outcome.text_of(role, call.true.agent_channel) if outcome is not None else ""


def write_table(table: dict[str, Confusions], file: Path) -> None:
    """Write the table, one line a language's field, so that a change can be read."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(table, order="sorted"), indent=0) + b"\n")
