"""The bench itself: collect calls, run the configurations, score what they heard, and put the result together."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.wiring import DEFAULT_SETTINGS
from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings
from tests.bench.assess import CallScores
from tests.bench.invention import invention_figures, write_soundscapes
from tests.bench.library import BenchCall, Library, build_inbox, collect, write_settings
from tests.bench.outcome import CallOutcome, GreetingsRun, PipelineRun, Plan
from tests.bench.runs import Runs, paired_ratio, run_all, start, work_figures
from tests.bench.scoring import score_run, set_results
from tests.bench.spoken import GreetingSet, greeting_figures, greeting_sets, write_greetings
from tests.bench.summary import LAYOUT, Json
from tests.bench.wording import RULES

SAMPLES = Path(__file__).parents[1] / "calls"


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure.

    Attributes:
        data: folders of calls with truth, beside the sample calls.
        only: parts of names of recordings to keep to; empty for all.
        pairs: how often each configuration runs.
        invention_min: minutes of sound in which no party speaks, 0 for none.
        greetings: how many with and how many without a name of each set, 0 for none.
    """

    data: tuple[Path, ...]
    weights: Path
    with_plain: bool = False
    pairs: int = 1
    invention_min: float = 0.0
    greetings: int = 0
    only: tuple[str, ...] = ()


def measure(options: Options, today: str) -> Json:
    """Run the bench.

    Raises:
        SettingsError: there is nothing to measure on, or a run failed.
    """
    library = library_of(options)
    with TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        settings = work / "settings.yaml"
        write_settings(settings, options.weights, library.organisations)
        build_inbox(library.calls, work / "inbox")
        threads = threads_of(load_settings(DEFAULT_SETTINGS, settings))
        plan = Plan(str(work / "inbox"), "", str(settings), threads=threads)
        runs = run_all(plan, library.calls, work, pairs=options.pairs, with_plain=options.with_plain)
        invention = _invention(work, settings, options.invention_min) if options.invention_min else None
        greetings = {one.name: _greetings(work, options, one) for one in greeting_sets()} if options.greetings else {}
    first = runs.pipeline[0]
    scored, faults = score_run(library, first, runs.plain[0].texts if runs.plain else {})
    refused = [f"{refusal.key}: refused by the program ({refusal.reason})" for refusal in first.refused]
    return {
        "layout": LAYOUT,
        "date": today,
        **circumstances(first),
        "words_compared": RULES,
        "pairs": options.pairs,
        "threads": threads,
        "sets": set_results(scored),
        "work": work_figures([run.work for run in runs.pipeline]),
        "plain": _plain(runs),
        "invention": invention,
        **greetings,
        "skipped": [*library.skipped, *refused, *faults],
        "calls": [_call_row(call, outcome, scores) for call, outcome, scores in scored],
    }


def circumstances(run: PipelineRun) -> Json:
    """Return what a result was measured with."""
    return {
        "machine": {"cpus": os.cpu_count(), "system": platform.machine(), "python": platform.python_version()},
        "versions": {name: version(name) for name in ("faster-whisper", "ctranslate2", "meeluister")},
        "model": run.model,
        "config_hash": run.config_hash,
    }


def threads_of(settings: Settings) -> int:
    """Return how many threads recognition has, so that every program measured beside it gets as many."""
    return settings.asr.workers * settings.asr.threads_per_worker


def library_of(options: Options) -> Library:
    """Return the calls to measure on.

    Raises:
        SettingsError: there are none.
    """
    folders = [("samples", SAMPLES), *((folder.resolve().name, folder) for folder in options.data)]
    library = collect([(name, folder) for name, folder in folders if folder.is_dir()])
    missing = tuple(f"{name}: there is no such folder" for name, folder in folders if not folder.is_dir())
    calls = [call for call in library.calls if not options.only or any(part in call.key for part in options.only)]
    if not calls:
        raise SettingsError("no recording with truth beside it was found; make the sample calls or use --data DIR")
    return Library(tuple(calls), (*missing, *library.skipped))


def _plain(runs: Runs) -> Json | None:
    if not runs.plain:
        return None
    own, others = [run.work for run in runs.pipeline], [run.work for run in runs.plain]
    return {**work_figures(others), "time_ratio": paired_ratio(own, others)}


def _invention(work: Path, settings: Path, minutes: float) -> Json:
    """Run the program on sound of no party, and count what it writes; where it breaks off, say so instead."""
    place = work / "invention"
    kinds = write_soundscapes(place / "inbox", minutes)
    plan = Plan(str(place / "inbox"), str(place / "bench.duckdb"), str(settings))
    try:
        run = start("pipeline", plan, place, PipelineRun)
    except SettingsError as error:
        return {"minutes": minutes, "words": None, "failed": str(error)}
    return invention_figures(minutes, kinds, run)


def _greetings(work: Path, options: Options, of: GreetingSet) -> Json:
    """Ask greetings for names, and count what is said of them; where it breaks off, say so instead."""
    place = work / of.name
    greetings = write_greetings(place / "inbox", options.greetings, of)
    settings = place / "settings.yaml"
    write_settings(settings, options.weights, of.places)
    plan = Plan(str(place / "inbox"), str(place / "bench.duckdb"), str(settings))
    try:
        run = start("greetings", plan, place, GreetingsRun)
    except SettingsError as error:
        return {"failed": str(error)}
    return {**greeting_figures(greetings, run.verdicts), "wall_s": round(run.wall_s, 1)}


def _call_row(call: BenchCall, outcome: CallOutcome, scores: CallScores) -> Json:
    """Return a call's own figures, under the id that may be shown."""
    values = {name: ratio.value for name, ratio in sorted(scores.ratios.items())}
    return {
        "set": call.set_name,
        "call": outcome.call_id,
        "quality": outcome.quality,
        "quality_reasons": outcome.quality_reasons,
        "ratios": {name: round(value, 4) for name, value in values.items() if value is not None},
        "verdicts": {
            name: " as ".join(next(iter(counts))) for name, counts in sorted(scores.tables.items()) if "cue:" in name
        },
    }
