"""Every call over every line, in one configuration: what noise, crosstalk, loss and codecs cost."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import CallError
from tests.bench.library import BenchCall, Library, build_inbox, write_settings
from tests.bench.measuring import Options, circumstances, library_of
from tests.bench.outcome import PipelineRun, Plan
from tests.bench.runs import start, work_figures
from tests.bench.scoring import score_run, set_results
from tests.bench.summary import LAYOUT, Json
from tests.bench.variants import make_variant


def measure_variants(options: Options, names: Sequence[str], today: str) -> Json:
    """Run the program once over each variant of all calls.

    Raises:
        SettingsError: there is nothing to measure on, or a run failed.
    """
    library = library_of(options)
    variants: dict[str, Json] = {}
    told: Json = {}
    skipped = list(library.skipped)
    with TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        settings = work / "settings.yaml"
        write_settings(settings, options.weights, library.organisations)
        for variant in names:
            calls, unread = _made(variant, library.calls, work / variant / "made")
            run = _run(Library(tuple(calls), ()), settings, work / variant)
            scored, faults = score_run(Library(tuple(calls), ()), run, {})
            variants[variant] = {"sets": set_results(scored), "work": work_figures([run.work])}
            refused = [f"{refusal.key}: refused by the program ({refusal.reason})" for refusal in run.refused]
            skipped += [f"{variant}: {line}" for line in (*unread, *refused, *faults)]
            told = told or circumstances(run)
    return {"layout": LAYOUT, "date": today, **told, "variants": variants, "skipped": skipped}


def _made(variant: str, calls: Sequence[BenchCall], folder: Path) -> tuple[list[BenchCall], list[str]]:
    made: list[BenchCall] = []
    unread: list[str] = []
    for call in calls:
        try:
            made.append(make_variant(variant, call, folder))
        except CallError as error:
            unread.append(f"{call.key}: cannot be read ({error.reason})")
    return made, unread


def _run(library: Library, settings: Path, place: Path) -> PipelineRun:
    build_inbox(library.calls, place / "inbox")
    return start("pipeline", Plan(str(place / "inbox"), str(place / "bench.duckdb"), str(settings)), place, PipelineRun)
