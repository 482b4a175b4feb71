"""The table behind the adjusted tempo: fitted anew over all calls at each publishing, for rates lean on each other."""

from collections import defaultdict
from dataclasses import asdict

from pipeline.loading import Loader
from pipeline.measures.adjusted_tempo import CallTempo, adjust_tempo
from pipeline.warehouse import fetch, run_step


def load_adjusted_tempo(loader: Loader) -> None:
    """Put the adjusted tempo of all calls in place of the last; each version of the measures is fitted apart."""
    run_step(loader.connection, "forget_tempo")
    by_version: dict[str, list[CallTempo]] = defaultdict(list)
    for row in fetch(loader.connection, "stg_tempo_units"):
        version = row.pop("measure_version")
        del row["call_id"]
        by_version[version].append(CallTempo(**row))
    for version, calls in sorted(by_version.items()):
        rows = [{**asdict(week), "measure_version": version} for week in adjust_tempo(calls)]
        loader.add("tempo_adjusted", rows)
