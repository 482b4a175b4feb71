"""`python -m tests.bench [variants|peers] [--data DIR] …` measures; `… compare A B` compares two results.

`… readme` writes the tables of the README anew from the results they name.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from flows import environment
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from rich.console import Console

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
    commands = {"compare": _compare, "variants": _measure_variants, "peers": _measure_peers, "readme": _write_readme}
    try:
        return commands[given[0]](given[1:]) if given and given[0] in commands else _measure(given)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _measure(arguments: Sequence[str]) -> int:
    from tests.bench.measuring import Options, measure  # noqa: PLC0415 - the environment comes first
    from tests.bench.report import show  # noqa: PLC0415

    parser = _parser("", "Measure on calls with known truth.")
    add = parser.add_argument
    add("--peers", choices=("plain", "none"), default="plain", help="run plain faster-whisper beside (default)")
    add("--pairs", type=_count, default=1, metavar="N", help="how often each runs, in turns (default: 1)")
    add("--invention-minutes", type=float, default=30.0, metavar="N", help="sound of no party (default: 30; 0: none)")
    add("--greetings", type=int, default=200, metavar="N", help="with and without a name (default: 200 each; 0: none)")
    wanted = parser.parse_args(arguments)
    options = Options(
        data=tuple(wanted.data),
        weights=wanted.weights,
        with_plain=wanted.peers == "plain",
        pairs=wanted.pairs,
        invention_min=wanted.invention_minutes,
        greetings=wanted.greetings,
        only=tuple(wanted.only),
    )
    result = measure(options, _today())
    _keep(result, show(result), wanted.out or unused(RESULTS / f"{result['date']}.json"))
    if too_much := unexplained(result):
        sys.stderr.write(too_much + "\n")
    return 1 if too_much else 0


def _measure_variants(arguments: Sequence[str]) -> int:
    from tests.bench.measuring import Options  # noqa: PLC0415
    from tests.bench.report import show_variants  # noqa: PLC0415
    from tests.bench.variant_runs import measure_variants  # noqa: PLC0415
    from tests.bench.variants import VARIANTS  # noqa: PLC0415

    parser = _parser(" variants", "Measure on the same calls over worse lines.")
    parser.add_argument("--lines", default=",".join(VARIANTS), metavar="NAMES", help="default: %(default)s")
    wanted = parser.parse_args(arguments)
    names = wanted.lines.split(",")
    if unknown := sorted(set(names) - set(VARIANTS)):
        parser.error(f"there is no line {', '.join(unknown)}; there are {', '.join(VARIANTS)}")
    options = Options(tuple(wanted.data), wanted.weights, only=tuple(wanted.only))
    result = measure_variants(options, names, _today())
    _keep(result, show_variants(result), wanted.out or unused(RESULTS / f"{result['date']}-variants.json"))
    return 0


def _measure_peers(arguments: Sequence[str]) -> int:
    from tests.bench.measuring import Options  # noqa: PLC0415
    from tests.bench.peers import measure_peers  # noqa: PLC0415
    from tests.bench.report_peers import show_peers  # noqa: PLC0415

    parser = _parser(" peers", "Measure beside other programs.")
    parser.add_argument("--pairs", type=_count, default=2, metavar="N", help="how often each runs (default: 2)")
    wanted = parser.parse_args(arguments)
    options = Options(tuple(wanted.data), wanted.weights, pairs=wanted.pairs, only=tuple(wanted.only))
    result = measure_peers(options, _today())
    _keep(result, show_peers(result), wanted.out or unused(RESULTS / f"{result['date']}-peers.json"))
    return 0


def unused(file: Path) -> Path:
    """Return the file, or where it is there the first of `-2`, `-3` and so on that is not."""
    names = chain([file], (file.with_stem(f"{file.stem}-{number}") for number in count(2)))
    return next(name for name in names if not name.exists())


def _today() -> str:
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()


def _keep(result: Json, shown: object, file: Path) -> None:
    """Write a result down and show it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console = _console()
    console.print(shown)
    console.print(f"written to {file}")


def _console() -> "Console":
    from rich.console import Console  # noqa: PLC0415

    console = Console()
    # as wide as the tables are, not as a screen that is not there
    return console if console.is_terminal else Console(width=_WIDTH)


def unexplained(result: Json) -> str:
    """Return a sentence where no stage accounts for more of the time than may be, or stages for time twice."""
    share = float(result["work"]["unexplained"])
    if abs(share) <= MOST_UNEXPLAINED:
        return ""
    return f"{share:.1%} of the time is in no stage, more than {MOST_UNEXPLAINED:.0%}: the stages cannot be trusted"


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m tests.bench{command}", description=description)
    add = parser.add_argument
    add("--data", type=Path, action="append", default=[], metavar="DIR", help="more calls with truth; may be repeated")
    add("--weights", type=Path, default=WEIGHTS, metavar="DIR", help="folder of model weights")
    add("--out", type=Path, metavar="FILE", help="result (default: a new one in tests/bench/results/)")
    add("--only", action="append", default=[], metavar="PART", help="keep to recordings whose name holds this")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"at least 1 is needed, got {number}")
    return number


def _compare(arguments: Sequence[str]) -> int:
    from tests.bench.report import show_differences  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m tests.bench compare")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    wanted = parser.parse_args(arguments)
    _console().print(show_differences(_result(wanted.before), _result(wanted.after)))
    return 0


def _write_readme(arguments: Sequence[str]) -> int:
    from tests.bench.readme import write  # noqa: PLC0415

    argparse.ArgumentParser(prog="python -m tests.bench readme").parse_args(arguments)
    write(RESULTS)
    return 0


def _result(file: Path) -> Json:
    from tests.bench.comparing import kind_of  # noqa: PLC0415

    try:
        result: Json = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: not a result of the bench: {error}") from error
    if not kind_of(result):
        raise SettingsError(f"{file}: not a result of the bench, its variants or its peers")
    return result


if __name__ == "__main__":
    sys.exit(main())
