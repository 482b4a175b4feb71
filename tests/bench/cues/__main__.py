"""`python -m tests.bench.cues [--texts DIR] [--corpus NAME] [--out FILE]`, or `… learn|train|authors|calibrate|speed`.

`learn` makes the table of a recogniser's confusions anew, `train` the weights of the basic guide, and `calibrate` says
how much absence means; `authors` measures each author's calls by weights learned from the others', `speed` what scoring
all calls again takes, and `plot FILE` draws the calibration of a result beside it.
"""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows import environment

if TYPE_CHECKING:
    from rich.console import RenderableType

RESULTS = Path(__file__).parents[1] / "results"
WEIGHTS = Path(__file__).parents[3] / "weights"
CORPORA = (
    "own",
    "own_guided",
    "blind",
    "blind2",
    "blind3",
    "blind4",
    "blind5",
    "blind6",
    "blind7",
    "blind8",
    "blind9",
    "blind10",
)
_WIDTH = 160


def main(arguments: list[str] | None = None) -> int:
    """Measure and show, learn anew, train, or say how much absence means; 0 done, 2 wrong use."""
    environment.prepare()
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["learn"]:
        return _learn(given[1:])
    if given == ["train"]:
        return _train()
    if given == ["authors"]:
        return _authors()
    if given[:1] == ["plot"]:
        return _plot(Path(given[1]))
    if given == ["speed"]:
        return _speed()
    return _calibrate() if given == ["calibrate"] else _measure(given)


def _measure(arguments: list[str]) -> int:
    from models.cues_spacy import SpacyCueFinder  # noqa: PLC0415 - the environment comes first
    from pipeline.leidraad.load import load_leidraad  # noqa: PLC0415
    from tests.bench.cues.corpora import corpus  # noqa: PLC0415
    from tests.bench.cues.measuring import measure_all  # noqa: PLC0415
    from tests.bench.cues.plot import write_plot  # noqa: PLC0415
    from tests.bench.cues.report import show  # noqa: PLC0415

    wanted = _parser().parse_args(arguments)
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    corpora = {name: corpus(name) for name in wanted.corpus or CORPORA}
    result = measure_all(corpora, SpacyCueFinder(load_leidraad("basis_v1")), wanted.texts, today)
    out: Path = wanted.out or RESULTS / f"cues-{today}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_plot(result, out.with_suffix(".svg"))
    _print(show(result))
    sys.stdout.write(f"written to {out}\n")
    return 0


def _authors() -> int:
    from tests.bench.cues.authors import ALL, authors_left_out  # noqa: PLC0415
    from tests.bench.cues.report import show_authors  # noqa: PLC0415

    _print(show_authors(authors_left_out(), ALL))
    return 0


def _print(shown: "RenderableType") -> None:
    from rich.console import Console  # noqa: PLC0415

    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    console.print(shown)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cues", description="Measure the leidraad on text.")
    add = parser.add_argument
    add("--corpus", action="append", choices=CORPORA, help="one of the corpora; may be repeated (default: all)")
    add("--texts", type=Path, metavar="DIR", help="texts of others: ifadv-dev, common voice, FAME")
    add("--out", type=Path, metavar="FILE", help="result (default: tests/bench/results/cues-DATE.json)")
    return parser


def _calibrate() -> int:
    from tests.bench.cues.calibrate import absences  # noqa: PLC0415

    sys.stdout.writelines(f"{item}: {share:.2f}\n" for item, share in absences().items())
    return 0


def _plot(file: Path) -> int:
    from tests.bench.cues.plot import write_plot  # noqa: PLC0415

    drawn = file.with_suffix(".svg")
    write_plot(json.loads(file.read_text(encoding="utf-8")), drawn)
    sys.stdout.write(f"written to {drawn}\n")
    return 0


def _speed() -> int:
    from tests.bench.cues.corpora import corpus  # noqa: PLC0415
    from tests.bench.cues.speed import rescoring_speed  # noqa: PLC0415

    figures = rescoring_speed([call for name in ("own", "own_guided") for call in corpus(name)])
    sys.stdout.writelines(f"{name}: {figure:g}\n" for name, figure in figures.items())
    return 0


def _train() -> int:
    from pipeline.leidraad.learned import write_learned  # noqa: PLC0415
    from pipeline.leidraad.load import LEIDRADEN  # noqa: PLC0415
    from tests.bench.cues.corpora import corpus, question_stretches  # noqa: PLC0415
    from tests.bench.cues.learning import LEARNED_FROM, phrases, read_calls  # noqa: PLC0415
    from tests.bench.cues.training import learn, weighed_by_others  # noqa: PLC0415

    calls = read_calls([call for name in LEARNED_FROM for call in corpus(name)])
    written, asked = phrases(), read_calls(question_stretches())
    file = LEIDRADEN / "geleerd_v5.npz"
    write_learned(learn(calls, written, asked, weighed_by_others(calls, written, asked)), file)
    sys.stdout.write(f"written to {file}\n")
    return 0


def _learn(arguments: list[str]) -> int:
    from tests.bench.cues.learn import learn_from_samples, write_table  # noqa: PLC0415
    from tests.bench.cues.measuring import TABLE  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m tests.bench.cues learn")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, metavar="DIR", help="folder of model weights")
    write_table(learn_from_samples(parser.parse_args(arguments).weights), TABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
