"""Kinds of overlap against the scripts of the sample calls, beside a rule that listens to length alone.

On the true words and speech, to see the rules; and on what the program hears of the recordings with a party a channel.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.findings import Overlap
from pipeline.measures.overlaps import measure_overlaps
from pipeline.records import Conversation
from tests.bench.library import build_inbox, write_settings
from tests.bench.measures.figures import Figure
from tests.bench.measuring import Options, library_of
from tests.bench.outcome import PipelineRun, Plan
from tests.bench.runs import start
from tests.bench.scores import kinds_found
from tests.bench.truth import TrueCall, read_truth, true_conversation

SAMPLES = Path(__file__).parents[2] / "calls"
GRACE_S = 0.5
"""call-ai-metrics 0.1.0 (MIT): talking over another for longer than this interrupts, for less listens."""
OURS = "ours"
_INTERRUPTIONS = ("interruption", "interruption_attempt")
Counts = Counter[tuple[str, str]]


def overlap_figures(folder: Path = SAMPLES) -> Iterator[Figure]:
    """Yield how well kinds are told apart where speech and words are known."""
    truths = [read_truth(file) for file in sorted(folder.glob("*.truth.json"))]
    part = "kinds of overlap, on the true words and speech of the sample calls (invented by us)"
    yield from kind_figures(part, ((true, true_conversation(true, ())) for true in truths))


def recognised_figures(weights: Path) -> Iterator[Figure]:
    """Yield the same where the program listens to the recordings itself; minutes."""
    with TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        library = library_of(Options((), weights))
        settings = work / "settings.yaml"
        write_settings(settings, weights, library.organisations)
        build_inbox(library.calls, work / "inbox")
        plan = Plan(str(work / "inbox"), str(work / "bench.duckdb"), str(settings))
        heard = {call.key: call for call in start("pipeline", plan, work, PipelineRun).calls}
    pairs = [(call.true, heard[call.key]) for call in library.calls if call.key in heard]
    part = "kinds of overlap, on what is heard of the sample calls with a party a channel (synthetic voices)"
    yield from kind_figures(part, ((true, own.conversation) for true, own in pairs if own.channel_count == 2))


def kind_figures(part: str, calls: Iterable[tuple[TrueCall, Conversation]]) -> Iterator[Figure]:
    """Yield how well kinds are told apart, by our rules and by the length of the overlap alone."""
    counts, by_length = kind_counts(calls)
    total = sum(count for (true, _), count in counts.items() if true != "none")
    yield Figure(part, "macro F1 over the kinds that occur", macro_f1(counts), "", total, ">= 0.8")
    yield from _false_alarms(part, OURS, counts)
    yield from _false_alarms(part, "call-ai-metrics' 0.5 s", by_length)


def kind_counts(calls: Iterable[tuple[TrueCall, Conversation]]) -> tuple[Counts, Counts]:
    """Count (true kind, found kind), by our rules and by length."""
    ours, by_length = Counts(), Counts()
    for true, conversation in calls:
        kinds = [(one.span, one.kind) for one in true.true_overlaps() if one.kind]
        found = measure_overlaps(conversation)
        ours += kinds_found(kinds, [(one.span, one.kind) for one in found])
        by_length += kinds_found(kinds, [(one.span, kind_by_length(one)) for one in found])
    return ours, by_length


def kind_by_length(overlap: Overlap) -> str:
    """Tell what an overlap is by its length alone."""
    return "interruption" if overlap.span.duration_s > GRACE_S else "backchannel"


def macro_f1(counts: Counts) -> float | None:
    """Return the mean F1 over the kinds that truly occur; None where none does."""
    kinds = sorted({true for true, _ in counts} - {"none"})
    scores = [_f1(counts, kind) for kind in kinds]
    return sum(scores) / len(scores) if scores else None


def _f1(counts: Counts, kind: str) -> float:
    hits = counts[kind, kind]
    true, found = (sum(count for pair, count in counts.items() if pair[side] == kind) for side in (0, 1))
    return 2 * hits / (true + found)


def _false_alarms(part: str, rule: str, counts: Counts) -> Iterator[Figure]:
    listening = [(found, count) for (true, found), count in counts.items() if true == "backchannel"]
    yield _counted(part, f"{rule}: backchannels called an interruption", listening, "0" if rule == OURS else "")
    cutting = [(found, count) for (true, found), count in counts.items() if true == "interruption"]
    yield _counted(part, f"{rule}: interruptions called one", cutting)


def _counted(part: str, name: str, found: Sequence[tuple[str, int]], aim: str = "") -> Figure:
    total = sum(count for _, count in found)
    return Figure(part, name, sum(count for kind, count in found if kind in _INTERRUPTIONS), "", total, aim)
