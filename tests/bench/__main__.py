"""`python -m tests.bench [--data DIR] [--peers plain|none] [--weights DIR] [--out FILE]`, or `… compare A B`."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows import environment
from pipeline.errors import SettingsError

Json = dict[str, Any]
RESULTS = Path(__file__).parent / "results"
WEIGHTS = Path(__file__).parents[2] / "weights"
MOST_UNEXPLAINED = 0.05
_WIDTH = 120


def main(arguments: list[str] | None = None) -> int:
    """Measure and show, or compare two results.

    Returns:
        0 done, 1 nothing could be measured or too much of the time is unexplained, 2 wrong use.
    """
    environment.prepare()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _compare(given[1:]) if given[:1] == ["compare"] else _measure(given)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _measure(arguments: list[str]) -> int:
    from rich.console import Console  # noqa: PLC0415 - the environment comes first

    from tests.bench.measuring import Options, measure  # noqa: PLC0415
    from tests.bench.report import show  # noqa: PLC0415

    wanted = _parser().parse_args(arguments)
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    options = Options(
        data=tuple(wanted.data),
        weights=wanted.weights,
        with_plain=wanted.peers == "plain",
        pairs=wanted.pairs,
        invention_min=wanted.invention_minutes,
        only=tuple(wanted.only),
    )
    result = measure(options, today)
    out: Path = wanted.out or RESULTS / f"{today}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)  # as wide as the tables are, not as a screen that is not there
    console.print(show(result))
    console.print(f"written to {out}")
    if too_much := unexplained(result):
        sys.stderr.write(too_much + "\n")
    return 1 if too_much else 0


def unexplained(result: Json) -> str:
    """Return a sentence where no stage accounts for more of the time than may be, or stages for time twice."""
    share = float(result["work"]["unexplained"])
    if abs(share) <= MOST_UNEXPLAINED:
        return ""
    return f"{share:.1%} of the time is in no stage, more than {MOST_UNEXPLAINED:.0%}: the stages cannot be trusted"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure on calls with known truth.")
    add = parser.add_argument
    add("--data", type=Path, action="append", default=[], metavar="DIR", help="more calls with truth; may be repeated")
    add("--peers", choices=("plain", "none"), default="plain", help="run plain faster-whisper beside (default)")
    add("--weights", type=Path, default=WEIGHTS, metavar="DIR", help="folder of model weights")
    add("--out", type=Path, metavar="FILE", help="result (default: tests/bench/results/DATE.json)")
    add("--pairs", type=_count, default=2, metavar="N", help="how often each runs, in turns (default: 2)")
    add("--invention-minutes", type=float, default=3.0, metavar="N", help="sound without words (default: 3; 0: none)")
    add("--only", action="append", default=[], metavar="PART", help="keep to recordings whose name holds this")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"at least 1 is needed, got {number}")
    return number


def _compare(arguments: list[str]) -> int:
    from rich.console import Console  # noqa: PLC0415

    from tests.bench.report import show_differences  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m tests.bench compare")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    wanted = parser.parse_args(arguments)
    Console().print(show_differences(_result(wanted.before), _result(wanted.after)))
    return 0


def _result(file: Path) -> dict[str, object]:
    try:
        result: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: not a result of the bench: {error}") from error
    return result


if __name__ == "__main__":
    sys.exit(main())
