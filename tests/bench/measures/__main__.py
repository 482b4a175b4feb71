"""`python -m tests.bench.measures [--data DIR] [--weights DIR] [--out FILE] [--only PART]`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from flows import environment

RESULTS = Path(__file__).parents[1] / "results"
WEIGHTS = Path(__file__).parents[3] / "weights"
_WIDTH = 120


def main(arguments: list[str] | None = None) -> int:
    """Measure, show and write down; 0 done, 2 wrong use."""
    environment.prepare()
    from rich.console import Console  # noqa: PLC0415 - the environment comes first

    from tests.bench.measures.figures import show  # noqa: PLC0415

    wanted = _parser().parse_args(arguments)
    figures = [figure for name, part in _parts(wanted) if wanted.only in ("", name) for figure in part()]
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    out: Path = wanted.out or RESULTS / f"measures-{today}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    result = {"date": today, "figures": [asdict(figure) for figure in figures]}
    out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    console.print(show(figures))
    console.print(f"written to {out}")
    return 0


def _parts(wanted: argparse.Namespace) -> Iterable[tuple[str, Callable[[], Iterable[object]]]]:
    from tests.bench.measures.overlaps import overlap_figures  # noqa: PLC0415
    from tests.bench.measures.speed import speed_figures  # noqa: PLC0415
    from tests.bench.measures.syllables import syllable_figures  # noqa: PLC0415

    yield "syllables", syllable_figures
    yield "overlaps", overlap_figures
    yield "speed", speed_figures
    if wanted.data is not None:
        from tests.bench.measures.floor import floor_figures  # noqa: PLC0415
        from tests.bench.measures.listening import Ear  # noqa: PLC0415 - seconds to import
        from tests.bench.measures.tempo import sentence_figures, stretched_figures  # noqa: PLC0415

        ear = Ear(wanted.weights)
        yield "floor", partial(floor_figures, wanted.data / "text" / "ifadv-dev")
        yield "sentences", partial(sentence_figures, wanted.data / "clips", ear)
        yield "stretched", partial(stretched_figures, wanted.data / "human-dev", ear)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.measures", description="The error of the measures.")
    add = parser.add_argument
    add("--data", type=Path, metavar="DIR", help="folder with clips/, human-dev/ and text/ifadv-dev/")
    add("--weights", type=Path, default=WEIGHTS, metavar="DIR", help="folder of model weights")
    add("--out", type=Path, metavar="FILE", help="result (default: tests/bench/results/measures-DATE.json)")
    add("--only", default="", metavar="PART", help="one part alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
