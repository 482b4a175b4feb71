"""The program and its peers as tables for the terminal."""

from rich.console import Group, RenderableType
from rich.table import Table

from tests.bench.report import share_with_interval
from tests.bench.summary import Json

_COLUMNS = (("words by channel", "wer"), ("words in order", "wer_in_order"), ("diarization", "der"))


def show_peers(result: Json) -> RenderableType:
    """Return all tables of a result with peers."""
    circumstances = f"{result['date']}, {result['model']}, {result['threads']} threads each"
    title = f"Errors and work on {result['call_count']} calls, {circumstances}"
    table = Table(title=title, title_justify="left")
    table.add_column("program")
    table.add_column("given")
    for heading in (*(heading for heading, _ in _COLUMNS), "s per s of call", "meeluister's / its", "peak MiB"):
        table.add_column(heading, justify="right")
    failed = []
    for row in result["peers"]:
        if "failed" in row:
            failed.append(f"{row['name']}, {row['sound']}: {row['failed']}")
            continue
        errors = (share_with_interval(row["ratios"].get(name)) for _, name in _COLUMNS)
        work = row["work"]
        cells = (f"{work['total']:.3f}", f"{row['time_ratio']:.2f}", f"{work['peak_mib']:.0f}")
        table.add_row(row["name"], row["sound"], *errors, *cells)
    lines = [*_chain(result["chain"]), *failed, *(f"skipped: {line}" for line in result["skipped"])]
    return Group(table, _interruptions(result["interruptions"]), *lines)


def _chain(ratios: Json) -> list[str]:
    if not ratios:
        return []
    time, words, voices = (f"{ratios[name]:.2f}" for name in ("time_ratio", "wer_ratio", "der_ratio"))
    return [
        f"One channel, beside WhisperX (words) and pyannote.audio (voices): {time} of the time of the two together, "
        f"{words} of the word errors of the one, {voices} of the diarization errors of the other."
    ]


def _interruptions(programs: Json) -> Table:
    table = Table(title="What is called an interruption", title_justify="left")
    table.add_column("")
    for name in programs:
        table.add_column(name, justify="right")
    figures = next(iter(programs.values()))
    for name in figures:
        cells = (str(one.get(name, one.get("failed"))) for one in programs.values())
        table.add_row(name.replace("_", " "), *cells)
    return table
