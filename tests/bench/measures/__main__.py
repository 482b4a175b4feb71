"""`python -m tests.bench.measures [--data DIR] [--weights DIR] [--out FILE] [--only PART]…`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from flows import environment

if TYPE_CHECKING:
    from tests.bench.measures.figures import Figure

RESULTS = Path(__file__).parents[1] / "results"
WEIGHTS = Path(__file__).parents[3] / "weights"
NEED_NOTHING = ("syllables", "overlaps", "phrases", "speed", "recognised")
NEED_DATA = ("floor", "sentences", "stretched", "borders")
_WIDTH = 120


def main(arguments: list[str] | None = None) -> int:
    """Measure part by part, show and write down; 0 done, 2 wrong use.

    Each part is written as soon as it is measured and replaces what the file has of it, so a bench that was stopped
    goes on with `--only`.
    """
    environment.prepare()
    from rich.console import Console  # noqa: PLC0415 - the environment comes first

    from tests.bench.measures.figures import show  # noqa: PLC0415

    wanted = _wanted(arguments)
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    out: Path = wanted.out or RESULTS / f"measures-{today}.json"
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    makers = _makers(wanted)
    for name in wanted.only or (*NEED_NOTHING, *(NEED_DATA if wanted.data else ())):
        figures = list(makers[name]())
        _keep(out, name, today, figures)
        console.print(show(figures))
    console.print(f"written to {out}")
    return 0


def _keep(out: Path, name: str, today: str, figures: Sequence["Figure"]) -> None:
    parts: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["parts"] if out.exists() else {}
    parts[name] = {"date": today, "figures": [asdict(figure) for figure in figures]}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"parts": parts}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _makers(wanted: argparse.Namespace) -> Mapping[str, Callable[[], Iterable["Figure"]]]:
    from tests.bench.measures.borders import border_figures  # noqa: PLC0415
    from tests.bench.measures.floor import floor_figures  # noqa: PLC0415
    from tests.bench.measures.listening import Ear  # noqa: PLC0415 - seconds to import
    from tests.bench.measures.overlaps import overlap_figures, recognised_figures  # noqa: PLC0415
    from tests.bench.measures.phrases import phrase_figures  # noqa: PLC0415
    from tests.bench.measures.speed import speed_figures  # noqa: PLC0415
    from tests.bench.measures.syllables import syllable_figures  # noqa: PLC0415
    from tests.bench.measures.tempo import sentence_figures, stretched_figures  # noqa: PLC0415

    data = wanted.data or Path()
    return {
        "syllables": syllable_figures,
        "overlaps": overlap_figures,
        "phrases": phrase_figures,
        "speed": speed_figures,
        "recognised": partial(recognised_figures, wanted.weights),
        "floor": partial(floor_figures, data / "text" / "ifadv-dev"),
        "sentences": lambda: sentence_figures(data / "clips", Ear(wanted.weights)),
        "borders": partial(border_figures, data / "human-dev"),
        "stretched": lambda: stretched_figures(data / "human-dev", Ear(wanted.weights)),
    }


def _wanted(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.measures", description="The error of the measures.")
    add = parser.add_argument
    add("--data", type=Path, metavar="DIR", help="folder with clips/, human-dev/ and text/ifadv-dev/")
    add("--weights", type=Path, default=WEIGHTS, metavar="DIR", help="folder of model weights")
    add("--out", type=Path, metavar="FILE", help="result (default: tests/bench/results/measures-DATE.json)")
    add("--only", action="append", default=[], choices=NEED_NOTHING + NEED_DATA, metavar="PART", help="may be repeated")
    wanted = parser.parse_args(arguments)
    if needy := [part for part in wanted.only if part in NEED_DATA and wanted.data is None]:
        parser.error(f"{', '.join(needy)}: measured on the data of others, give their folder with --data")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
