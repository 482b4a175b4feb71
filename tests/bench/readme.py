"""`python -m tests.bench readme` writes the tables of the README anew from the results they name.

A table stands between `<!-- table KIND FILE -->`, FILE a kept result, and `<!-- end -->`. A test renders them too, so
no figure in them can differ from the result.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pipeline.errors import SettingsError
from tests.bench.comparing import set_values
from tests.bench.report import share_with_interval
from tests.bench.summary import GREETINGS, Json

README: Final = Path(__file__).parents[2] / "README.md"
_TABLE: Final = re.compile(r"(<!-- table (\S+) (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_NOTHING: Final = "-"
_DIALOGUES: Final = (
    ("word errors, by speaker", "wer", "plain_wer"),
    ("word errors, in order of time", "wer_in_order", "plain_wer_in_order"),
    ("silences of 0.5 s and more, F1 (both borders within 0.15 s)", "silence_f1", None),
    ("overlaps of 0.1 s and more, F1", "overlap_f1", None),
    ("diarization error", "der", None),
    ("speech missed", "speech_missed", None),
    ("other sound taken for speech", "speech_false", None),
    ("tempo, mean error against true text and speech", "tempo_error", None),
    ("time given to the right role", "role_accuracy", None),
    ("first and last words of turns within 0.08 s of the turn's border", "word_borders", None),
)
_LINES: Final = (
    ("clean",),
    ("noise-20", "noise-10", "noise-5"),
    ("crosstalk-18",),
    ("loss-2",),
    ("gsm",),
    ("mp3-16",),
)
_LINE_NAMES: Final = ("clean", "noise 20, 10, 5 dB", "crosstalk -18 dB", "2 % lost", "GSM", "MP3 16 kbit/s")
_ON_LINES: Final = (
    ("dialogues, word errors", "human-dev", "wer"),
    ("silences of 0.5 s, F1", "human-dev", "silence_f1"),
    ("overlaps of 0.1 s, F1", "human-dev", "overlap_f1"),
    ("one channel, word errors in order", "human-dev-mono", "wer_in_order"),
    ("samples, word errors", "samples", "wer"),
    ("overlaps of 0.1 s, F1", "samples", "overlap_f1"),
    ("cues said, precision", "samples", "cue_said_precision"),
    ("cues said, recall", "samples", "cue_said_recall"),
)
_STAGES: Final = (
    ("decode", ("decode",)),
    ("activity", ("activity",)),
    ("diarization", ("diarization",)),
    ("recognition", ("recognition",)),
    ("measures, cues, masks, store", ("understand", "derive", "publish")),
)


def render(text: str, results: Path) -> str:
    """Return a text with all its tables made anew.

    Raises:
        SettingsError: a table is of no known kind, or its result cannot be read.
    """

    def table(found: re.Match[str]) -> str:
        begin, kind, name, end = found.groups()
        if kind not in _KINDS:
            raise SettingsError(f"README: there is no table {kind}; there are {', '.join(_KINDS)}")
        try:
            result = json.loads((results / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SettingsError(f"README: {name}: not a result: {error}") from error
        rows = _KINDS[kind](result)
        lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
        return begin + "".join(f"| {' | '.join(row)} |\n" for row in lines) + end

    return _TABLE.sub(table, text)


def write(results: Path) -> None:
    """Write the README's tables anew."""
    README.write_text(render(README.read_text(encoding="utf-8"), results), encoding="utf-8")


Rows = list[list[str]]


def _dialogues(result: Json) -> Rows:
    sets = result["sets"]
    rows = [["", "stereo", "plain faster-whisper", "one channel", "plain faster-whisper"]]
    for label, name, plain in _DIALOGUES:
        cells = [
            share_with_interval(sets[of]["ratios"].get(key))
            for of in ("human-dev", "human-dev-mono")
            for key in (name, plain)
        ]
        rows.append([label, *cells])
    return rows


def _stages(result: Json) -> Rows:
    rows = [["", *(label for label, _ in _STAGES), "together", "in no stage", "in models", "peak"]]
    for peer in result["peers"][:2]:
        work = peer["work"]
        times = [sum(work[name] for name in names) if names[0] in work else None for _, names in _STAGES]
        share = work["in_models"] / work["total"]
        rows.append([peer["sound"], *map(_seconds, times), _seconds(work["total"]), _percent(work["unexplained"], 2)])
        rows[-1] += [_percent(share, 0), _peak(work)]
    return rows


def _lines(result: Json) -> Rows:
    rows = [["", *_LINE_NAMES]]
    for label, set_name, ratio in _ON_LINES:
        cells = []
        for names in _LINES:
            sets = (result["variants"][name]["sets"][set_name] for name in names)
            values = (dict(set_values(one))[ratio] for one in sets)
            cells.append(", ".join(_NOTHING if value is None else f"{100 * value:.1f}" for value in values) + " %")
        rows.append([label, *cells])
    return rows


def _peers(result: Json) -> Rows:
    rows = [["", "given", "word errors, in order", "diarization error", "s per s of call", "ours / theirs", "peak"]]
    for peer in result["peers"]:
        words = [peer["ratios"].get(name) for name in ("wer", "wer_in_order")]
        told = ", ".join(_percent(one["value"]) for one in words if one) or _NOTHING
        error = peer["ratios"].get("der")
        of_time = _NOTHING if peer["name"] == "meeluister" else f"{peer['time_ratio']:.2f}"
        work = peer["work"]
        rows.append([peer["name"], peer["sound"], told, _percent(error["value"]) if error else _NOTHING])
        rows[-1] += [f"{work['total']:.3f}", of_time, _peak(work)]
    return rows


def _interruptions(result: Json) -> Rows:
    columns = {
        "interruptions found": "interruptions_found",
        "backchannels taken for one": "backchannels_taken_for_interruptions",
        "other overlaps": "other_overlaps_taken_for_interruptions",
        "places without overlap": "without_overlap",
    }
    rows = [["", *columns]]
    for name, counts in result["interruptions"].items():
        of = {"interruptions_found": "interruptions", "backchannels_taken_for_interruptions": "backchannels"}
        cells = [f"{counts[key]} of {counts[of[key]]}" if key in of else str(counts[key]) for key in columns.values()]
        rows.append([name, *cells])
    return rows


def _greetings(result: Json) -> Rows:
    rows = [["", "name said: heard, uncertain, missed", "no name said, asked for names", "said to hold one"]]
    for name, label in GREETINGS.items():
        if not result.get(name):
            continue
        named, nameless = result[name]["named"], result[name]["nameless"]
        missed = named["count"] - named["said"] - named["uncertain"]
        heard = f"{named['said']}, {named['uncertain']}, {missed} of {named['count']}"
        rows.append([label, heard, f"{nameless['count']}, {nameless['asked']:,} times", str(nameless["said"])])
    return rows


_KINDS: Final[Mapping[str, Callable[[Json], Rows]]] = {
    "dialogues": _dialogues,
    "stages": _stages,
    "lines": _lines,
    "peers": _peers,
    "interruptions": _interruptions,
    "greetings": _greetings,
}


def _percent(value: float, digits: int = 1) -> str:
    return f"{100 * value:.{digits}f} %"


def _seconds(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.4f}"


def _peak(work: Json) -> str:
    return f"{work['peak_mib'] / 1024:.1f} GiB"
