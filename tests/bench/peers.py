"""The program beside others: the same calls, weights and threads, in turns, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
import numpy as np
import soundfile

from flows.wiring import DEFAULT_SETTINGS
from models.model_folders import Wanted, checked_model
from pipeline.errors import CallError, SettingsError
from pipeline.settings import load_settings
from tests.bench.library import MONO_ENDING, BenchCall, Library, build_inbox, write_settings
from tests.bench.measuring import Options, circumstances, library_of, threads_of
from tests.bench.noise import RATE_HZ
from tests.bench.outcome import InterruptionsRun, PeerRun, PipelineRun, Plan
from tests.bench.peer_scores import interruption_figures, peer_ratios
from tests.bench.runs import paired_ratio, start, work_figures
from tests.bench.scoring import score_run, set_results
from tests.bench.summary import LAYOUT, Json, ratio_figures
from tests.bench.variants import read_sound

HERE: Final = Path(__file__).parent
ENVIRONMENTS: Final = HERE.parents[1] / "out" / "peers"
"""Removed by `make clean`."""
CHANNELS, MIXED = "a channel a party", "one channel"


@dataclass(frozen=True, slots=True)
class Peer:
    """A configuration to run.

    Attributes:
        sound: what it is given.
        kind: of the run.
        package: what an environment of its own must hold; empty for ours.
    """

    name: str
    sound: str
    kind: str
    package: str = ""


PEERS: Final = (
    Peer("meeluister", CHANNELS, "pipeline"),
    Peer("meeluister", MIXED, "pipeline"),
    Peer("faster-whisper, batched", CHANNELS, "plain"),
    Peer("faster-whisper, sequential", CHANNELS, "sequential"),
    Peer("WhisperX 3.8.6, no alignment", MIXED, "whisperx", "whisperx==3.8.6"),
    Peer("pyannote.audio, default steps", MIXED, "pyannote"),
)
OWN_MIXED, WORDS, VOICES = PEERS[1], PEERS[4], PEERS[5]
"""On one channel: the program, and the two that give words and voices where somebody chains them."""

INTERRUPTIONS: Final = Peer("call-ai-metrics", CHANNELS, "interruptions", "call-ai-metrics==0.1.0")


@dataclass(slots=True)
class _Tried:
    """The runs of a configuration; `failed` says why there are no more."""

    runs: list[PipelineRun | PeerRun] = field(default_factory=list)
    failed: str = ""


def measure_peers(options: Options, today: str) -> Json:
    """Run the program and its peers in turns on the calls with a party a channel, and on the same mixed down.

    Raises:
        SettingsError: there is nothing to measure on, or the program itself fails.
    """
    found = library_of(options)
    stereo = Library(tuple(call for call in found.calls if not call.set_name.endswith(MONO_ENDING)), ())
    with TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        write_settings(work / "settings.yaml", options.weights, stereo.organisations)
        sounds = _write_sounds(stereo.calls, work)
        tried = {peer: _Tried() for peer in PEERS}
        for number in range(options.pairs):
            for peer, so_far in tried.items():
                if not so_far.failed:
                    _try(so_far, lambda: _run(peer, sounds, work / f"{number}-{PEERS.index(peer)}"))  # noqa: B023 - run at once
        own = tried[PEERS[0]]
        if not own.runs or not isinstance(own.runs[0], PipelineRun):
            raise SettingsError(own.failed)
        interruptions = _interruptions(own.runs[0], sounds, work / "interruptions")
    rows = [_row(peer, tried, sounds) for peer in PEERS]
    return {
        "layout": LAYOUT,
        "date": today,
        **circumstances(own.runs[0]),
        "pairs": options.pairs,
        "threads": sounds[CHANNELS].plan.threads,
        "call_count": len(sounds[CHANNELS].calls),
        "peers": rows,
        "chain": _chain(rows, tried),
        "interruptions": interruptions,
        "skipped": list(found.skipped),
    }


@dataclass(frozen=True, slots=True)
class _Sounds:
    """The same calls in one form, laid out as an inbox."""

    calls: tuple[BenchCall, ...]
    inbox: Path
    plan: Plan


def _write_sounds(calls: Sequence[BenchCall], work: Path) -> dict[str, _Sounds]:
    """Write every call as PCM with two channels, and mixed down; leave out what cannot be read."""
    forms: dict[str, list[BenchCall]] = {CHANNELS: [], MIXED: []}
    for call in calls:
        try:
            sound = read_sound(call)
        except CallError:
            continue
        if sound.shape[1] == 2 and call.true.turns:
            for form, samples in ((CHANNELS, sound), (MIXED, sound.mean(axis=1, keepdims=True))):
                forms[form].append(_written(call, form, samples, work / "made"))
    if not forms[CHANNELS]:
        raise SettingsError("no recording with a party a channel and truth beside it was found")
    settings = load_settings(DEFAULT_SETTINGS, work / "settings.yaml")
    folder = checked_model(Wanted("asr.model", settings.asr.model), settings.storage.weights).folder
    sounds = {}
    for form, made in forms.items():
        inbox = work / form.replace(" ", "-")
        build_inbox(made, inbox)
        plan = Plan(
            folder=str(inbox),
            warehouse="",
            settings=str(work / "settings.yaml"),
            recordings={call.key: str(inbox / call.key) for call in made},
            weights=str(folder),
            compute_type=settings.asr.compute_type,
            threads=threads_of(settings),
        )
        sounds[form] = _Sounds(tuple(made), inbox, plan)
    return sounds


def _written(call: BenchCall, form: str, samples: np.ndarray, folder: Path) -> BenchCall:
    key = str(Path(call.key).with_suffix(".wav"))
    path = folder / form / key
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples.clip(-1, 1), RATE_HZ, subtype="PCM_16")
    row = {**call.row, "file": key} | ({"agent_channel": ""} if form == MIXED else {})
    return replace(call, key=key, path=path, row=row)


def _try(so_far: _Tried, run: Callable[[], PipelineRun | PeerRun]) -> None:
    try:
        so_far.runs.append(run())
    except SettingsError as error:
        so_far.failed = str(error)


def _run(peer: Peer, sounds: dict[str, _Sounds], place: Path) -> PipelineRun | PeerRun:
    place.mkdir(parents=True)
    plan = msgspec.structs.replace(sounds[peer.sound].plan, warehouse=str(place / "bench.duckdb"))
    if peer.package:
        return start(peer.kind, plan, place, PeerRun, by=command_of(peer))
    if peer.kind != "pipeline":
        return start(peer.kind, plan, place, PeerRun)
    run = start(peer.kind, plan, place, PipelineRun)
    if not run.calls:
        raise SettingsError(f"every recording was refused ({run.refused[0].reason if run.refused else 'none'})")
    return run


def command_of(peer: Peer) -> tuple[str, str]:
    """Return the command of a peer that needs an environment of its own, which is made where it is missing.

    Raises:
        SettingsError: it cannot be made.
    """
    folder = ENVIRONMENTS / peer.kind
    python, stamp = folder / "bin" / "python", folder / f".{peer.package}"
    if not stamp.exists():
        steps = (
            [sys.executable, "-m", "venv", str(folder)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", peer.package],
        )
        for step in steps:
            done = subprocess.run(step, capture_output=True, text=True, check=False)  # noqa: S603 - ours
            if done.returncode:
                last = (done.stderr.strip().splitlines() or ["no message"])[-1]
                raise SettingsError(f"{peer.package} cannot be installed here: {last}")
        stamp.touch()
    return str(python), str(HERE / f"peer_{peer.kind}.py")


def _row(peer: Peer, tried: dict[Peer, _Tried], sounds: dict[str, _Sounds]) -> Json:
    own, runs = tried[peer], tried[peer].runs
    row: Json = {"name": peer.name, "sound": peer.sound}
    if not runs:
        return {**row, "failed": own.failed}
    calls = sounds[peer.sound].calls
    first = runs[0]
    if isinstance(first, PipelineRun):
        scored, _ = score_run(Library(calls, ()), first, {})
        every = set_results(scored)
        ratios = (every.get("all") or next(iter(every.values())))["ratios"]
    else:
        ratios = {name: ratio_figures(parts) for name, parts in peer_ratios(calls, first).items()}
    row["ratios"] = {name: ratios[name] for name in ("wer", "wer_in_order", "der") if name in ratios}
    row["work"] = work_figures([run.work for run in runs])
    alike = (one for one in PEERS if one.kind == "pipeline" and one.sound == peer.sound and tried[one].runs)
    meeluister = next(alike, PEERS[0])
    pairs = list(zip(tried[meeluister].runs, runs, strict=False))
    row["time_ratio"] = paired_ratio([own.work for own, _ in pairs], [other.work for _, other in pairs])
    return row


def _chain(rows: Sequence[Json], tried: dict[Peer, _Tried]) -> dict[str, float]:
    """Return our figures on one channel over those of the two programs that one would chain; empty where one failed."""
    chained = (OWN_MIXED, WORDS, VOICES)
    if not all(tried[peer].runs for peer in chained):
        return {}
    own, words, voices = (rows[PEERS.index(peer)]["ratios"] for peer in chained)
    runs = zip(*(tried[peer].runs for peer in chained), strict=False)
    return {
        "time_ratio": median(one.work.wall_s / sum(other.work.wall_s for other in others) for one, *others in runs),
        "wer_ratio": own["wer_in_order"]["value"] / words["wer_in_order"]["value"],
        "der_ratio": own["der"]["value"] / voices["der"]["value"],
    }


def _interruptions(own: PipelineRun, sounds: dict[str, _Sounds], place: Path) -> Json:
    """Return how each tells interruptions, on the calls whose overlaps have kinds."""
    place.mkdir()
    calls = [call for call in sounds[CHANNELS].calls if any(one.kind for one in call.true.true_overlaps())]
    heard = {call.key: call.findings.overlaps for call in own.calls}
    ours = {key: [one.span.start_s for one in all_ if one.kind == "interruption"] for key, all_ in heard.items()}
    figures: Json = {"meeluister": interruption_figures(calls, ours)}
    try:
        plan = sounds[CHANNELS].plan
        theirs = start(INTERRUPTIONS.kind, plan, place, InterruptionsRun, by=command_of(INTERRUPTIONS)).onsets
    except SettingsError as error:
        return {**figures, INTERRUPTIONS.name: {"failed": str(error)}}
    return {**figures, INTERRUPTIONS.name: interruption_figures(calls, theirs)}
