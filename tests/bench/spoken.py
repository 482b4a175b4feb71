"""Bundled greetings and prompts, laid out as recordings over lines that differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import msgspec
import numpy as np
import soundfile
import soxr
import yaml

from tests.bench.library import write_table
from tests.bench.noise import RATE_HZ, Rng, Sound, at_level, babble, telephone, white

SOUNDS: Final = Path(__file__).parent / "sounds"
LEAD_S: Final = 0.7
TAIL_S: Final = 1.5
_LINES: Final = ((1.0, -55.0), (1.07, -40.0), (0.94, -46.0))
"""How much faster a sound is played, and the noise on the line in dB below full scale; speech lies at -24 dB."""


@dataclass(frozen=True, slots=True)
class GreetingSet:
    """Bundled greetings.

    Attributes:
        name: of its file, and of its figures in a result.
        places: the municipalities that are greeted for.
        is_repeated: over other lines, where more are wanted; else each is laid out once at most, over lines in turn.
    """

    name: str
    places: tuple[str, ...]
    is_repeated: bool


class SpokenSound(msgspec.Struct, frozen=True):
    """A sound and its place in its file; see `tests.synth.spoken_sounds`."""

    start_s: float
    end_s: float
    kind: str
    text: str
    name: str
    voice: str


def greeting_sets() -> tuple[GreetingSet, ...]:
    """Return the bundled sets: our own, and one by an author who knew nothing of the program, each of it once."""
    by_others = yaml.safe_load((SOUNDS / "greetings_by_others.yaml").read_text(encoding="utf-8"))
    return (
        GreetingSet("greetings", ("Noardeast-Fryslân", "Dantumadiel", "Súdwest-Fryslân"), is_repeated=True),
        GreetingSet("greetings_by_others", tuple(by_others["places"]), is_repeated=False),
    )


@dataclass(frozen=True, slots=True)
class Greeting:
    """A greeting over a line.

    Attributes:
        key: its recording's name in the inbox.
        name: the name that is said; empty for none.
    """

    key: str
    name: str


def read_sounds(name: str) -> list[tuple[SpokenSound, Sound]]:
    """Return the sounds of a bundled file, at RATE_HZ."""
    index = msgspec.json.decode((SOUNDS / f"{name}.json").read_bytes(), type=list[SpokenSound])
    with av.open(str(SOUNDS / f"{name}.ogg")) as container:
        rate_hz = container.streams.audio[0].rate
        whole = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)[0]
    sound = np.asarray(soxr.resample(whole.astype(np.float64), rate_hz, RATE_HZ))
    return [(one, sound[round(one.start_s * RATE_HZ) : round(one.end_s * RATE_HZ)]) for one in index]


def write_greetings(folder: Path, count: int, of: GreetingSet) -> list[Greeting]:
    """Write an inbox of greetings, `count` of each kind, an agent on the left and nobody but the line on the right.

    More than are bundled are the same greetings over another line: faster or slower, and noisier. A set of which none
    is repeated goes over all lines in turn.
    """
    folder.mkdir(parents=True)
    sounds = read_sounds(of.name)
    greetings: list[Greeting] = []
    rows: list[dict[str, str]] = []
    roster = sorted({sound.name for sound, _ in sounds} - {""})
    for kind in ("named", "nameless"):
        own = [pair for pair in sounds if pair[0].kind == kind]
        for number in range(count if of.is_repeated else min(count, len(own))):
            spoken, sound = own[number % len(own)]
            line = _LINES[(number // len(own) if of.is_repeated else number) % len(_LINES)]
            key = f"{kind}-{number:03}.wav"
            rng = np.random.default_rng(number)
            soundfile.write(folder / key, over_line(sound, line, rng), RATE_HZ, subtype="PCM_16")
            greetings.append(Greeting(key, spoken.name))
            rows.append(_row(key, spoken.name or roster[number % len(roster)], number))
    write_table(rows, folder)
    return greetings


def over_line(sound: Sound, line: tuple[float, float], rng: Rng) -> Sound:
    """Return two channels, the sound on the first, with the noise of a line on both."""
    faster, noise_db = line
    played = np.asarray(soxr.resample(sound, RATE_HZ * faster, RATE_HZ)) if faster != 1.0 else sound
    left = np.concatenate([np.zeros(round(LEAD_S * RATE_HZ)), played, np.zeros(round(TAIL_S * RATE_HZ))])
    seconds = len(left) / RATE_HZ
    noises = [at_level(telephone(white(seconds, rng) + babble(seconds, rng)), noise_db) for _ in range(2)]
    return np.column_stack([left + noises[0][: len(left)], noises[1][: len(left)]]).clip(-1, 1)


def _row(key: str, name: str, number: int) -> dict[str, str]:
    return {
        "call_id": Path(key).stem,
        "file": key,
        "started_at": f"2026-03-02T{9 + number // 60 % 8:02}:{number % 60:02}:00+01:00",
        "employee_id": name,
        "employee_name": name,
        "direction": "inbound",
        "agent_channel": "left",
    }


def greeting_figures(greetings: Sequence[Greeting], verdicts: dict[str, dict[str, str]]) -> dict[str, object]:
    """Count verdicts on `name_on_answer`.

    Args:
        greetings: what was said.
        verdicts: by recording, then by the name that was on the roster as the employee's.
    """
    named = [verdicts[one.key].get(one.name, "missing") for one in greetings if one.name and one.key in verdicts]
    nameless = [verdicts[one.key] for one in greetings if not one.name and one.key in verdicts]
    asked = [verdict for by_name in nameless for verdict in by_name.values()]
    invented = [by_name for by_name in nameless if "said" in by_name.values()]
    return {
        "named": {"count": len(named), **_shares(named)},
        "nameless": {
            "count": len(nameless),
            "asked": len(asked),
            **_shares(asked),
            "greetings_with_an_invented_name": len(invented),
        },
        "unheard": len(greetings) - len(named) - len(nameless),
    }


def _shares(verdicts: Sequence[str]) -> dict[str, int]:
    return {verdict: verdicts.count(verdict) for verdict in ("said", "uncertain", "not_said", "not_applicable")}


def prompt_track(seconds: float, rng: Rng) -> Sound:
    """Return prompts one after another, some seconds of line between them."""
    sounds = [sound for _, sound in read_sounds("prompts")]
    track = np.zeros(round(seconds * RATE_HZ))
    at = RATE_HZ
    number = 0
    while at < len(track):
        piece = sounds[number % len(sounds)][: len(track) - at]
        track[at : at + len(piece)] = piece
        at += len(piece) + round(rng.uniform(2.0, 6.0) * RATE_HZ)
        number += 1
    return track
