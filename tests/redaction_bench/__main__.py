"""`python -m tests.redaction_bench [--set FILE] [--out FILE]`, `… train`, `… leave-out`: figures, never an utterance.

`train` learns the weights of the program anew; `leave-out` learns without each set of others in turn, and measures on
that set.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from flows import environment
from pipeline.errors import SettingsError
from pipeline.redaction import REDACTION_VERSION
from pipeline.redaction.learned import WEIGHTS, write_tagger
from tests.redaction_bench.items import BLIND, Item, read_items
from tests.redaction_bench.maskers import Masker, maskers
from tests.redaction_bench.scores import Ratio, figures, interval, total

RESULTS = Path(__file__).parent / "results"
Figures = dict[str, dict[str, dict[str, float | int | None]]]


def main(arguments: list[str] | None = None) -> int:
    """Measure, show and write; 0 done, 1 the set cannot be read."""
    environment.prepare()
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["train"]:
        return _train()
    if given == ["leave-out"]:
        return _leave_out()
    wanted = _parser().parse_args(given)
    try:
        items = read_items(wanted.set)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    languages = {"all": items, **{one: [i for i in items if i.language == one] for one in ("nl", "fy")}}
    found = {name: measure(masker, languages) for name, masker in maskers().items()}
    result = {"date": today, "set": wanted.set.name, "items": len(items), "rules": REDACTION_VERSION, "maskers": found}
    out: Path = wanted.out or RESULTS / f"{today}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    console = Console()
    console = console if console.is_terminal else Console(width=120)
    for name, by_language in found.items():
        console.print(_table(name, by_language, len(items)))
    console.print(f"written to {out}")
    return 0


def measure(masker: Masker, languages: dict[str, Sequence[Item]]) -> dict[str, Figures]:
    """Return per language and figure its parts, value and interval."""
    masks = {item.id: masker(item) for item in languages["all"]}
    counters = figures(languages["all"])
    return {
        language: {name: _figure([count(item, masks[item.id]) for item in items]) for name, count in counters.items()}
        for language, items in languages.items()
    }


def _figure(ratios: Sequence[Ratio]) -> dict[str, float | int | None]:
    whole, bounds = total(ratios), interval(ratios)
    low, high = (None, None) if bounds is None else (round(bounds[0], 4), round(bounds[1], 4))
    value = None if whole.value is None else round(whole.value, 4)
    return {"part": whole.part, "whole": whole.whole, "value": value, "low": low, "high": high}


def _table(name: str, by_language: dict[str, Figures], count: int) -> Table:
    table = Table(title=f"{name}, {count} items", title_justify="left")
    table.add_column("")
    for language in by_language:
        table.add_column(language, justify="right")
    for figure in by_language["all"]:
        table.add_row(figure, *(_cell(by_language[language][figure]) for language in by_language))
    return table


def _cell(figure: dict[str, float | int | None]) -> str:
    if figure["value"] is None:
        return "-"
    return f"{figure['value']:.3f} ({figure['low']:.3f}-{figure['high']:.3f}) {figure['part']}/{figure['whole']}"


def _train() -> int:
    from tests.redaction_bench.learning import learn_all  # noqa: PLC0415 - torch is slow to import

    write_tagger(learn_all(), WEIGHTS)
    sys.stdout.write(f"written to {WEIGHTS}\n")
    return 0


def _leave_out() -> int:
    from tests.redaction_bench.learning import left_out  # noqa: PLC0415 - torch is slow to import

    for name, before, after in left_out():
        sys.stdout.write(f"{name}: {len(before)} figures, rules alone and with what was learned from the others\n")
        for figure in before:
            sys.stdout.write(f"  {figure}: {before[figure].shown} {after[figure].shown}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.redaction_bench", description="Measure masking.")
    parser.add_argument("--set", type=Path, default=BLIND, metavar="FILE", help="labelled utterances (default: blind)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="result (default: results/DATE.json beside the bench)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
