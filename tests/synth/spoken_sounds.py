"""Short sounds for the bench: greetings with and without a name, and prompts; one file of each, with an index."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from tests.synth.activity import find_speech
from tests.synth.band import handset, telephone_band
from tests.synth.encode import encode, write_atomically
from tests.synth.line import LINE_HZ
from tests.synth.script import Speaker
from tests.synth.voice import RATE_HZ, speak

COUNT: Final = 100
"""Greetings of each kind."""
BIT_RATE: Final = 10_000
_BETWEEN_S: Final = 0.5
_LEVEL_DB: Final = -24.0

NAMES: Final = (
    "Anneke Terpstra,Wietze Hoekstra,Rixt Bouma,Jelmer de Groot,Durk Haringa,Femke Jansma,Gryt Dykstra,Sytske Veenstra,"
    "Ramon Visser,Sander Kok,Ilse Wagenaar,Piet Elzinga,Marloes van der Meer,Hidde Sikkema,Samira El Amrani,"
    "Bram Postma,Tjitske Wijnja,Kevin Bosma,Nynke Hiemstra,Esther de Vries"
).split(",")
"""The roster: employees who greet, and whose names a greeting is asked for."""
_ORGANISATIONS: Final = (
    ("Noardeast-Fryslân", "Noardeast Frieslon"),
    ("Dantumadiel", "Dantumadiel"),
    ("Súdwest-Fryslân", "Suudwest Frieslon"),
)
_NAMED: Final = (
    "Goedemorgen, gemeente {place}, u spreekt met {name}.",
    "Gemeente {place}, goedemiddag, met {name}.",
    "Goedemiddag, met {name} van de gemeente {place}.",
    "Goedemorgen, gemeente {place}, mijn naam is {name}.",
    "Klantcontactcentrum {place}, met {first}, goedemorgen.",
    "Hallo, {name}, gemeente {place}.",
    "Goeie, gemeente {place}, jo sprekke mei {name}.",
)
_NAMELESS: Final = (
    "Goedemorgen, gemeente {place}, waarmee kan ik u helpen?",
    "Gemeente {place}, goedemiddag.",
    "Goedemiddag, u spreekt met de gemeente {place}.",
    "Welkom bij de gemeente {place}, wat kan ik voor u doen?",
    "Goedemorgen, klantcontactcentrum, zegt u het maar.",
    "Goedemiddag, u spreekt met een medewerker van burgerzaken.",
    "Met de receptie van {place}, momentje alstublieft.",
    "Goeie, gemeente {place}, wêr kin ik jo mei helpe?",
)
_RESPELLED: Final = (("jo sprekke mei", "jo sprekke mai"), ("wêr kin ik jo mei helpe", "weer kin ik jo mai helpe"))
_PROMPTS: Final = (
    "Welkom bij de gemeente. Voor een paspoort of rijbewijs, toets één. Voor afval en milieu, toets twee.",
    "Al onze medewerkers zijn in gesprek. Er zijn nog drie wachtenden voor u.",
    "Blijft u aan de lijn. U wordt zo snel mogelijk geholpen.",
    "Dit gesprek kan worden opgenomen voor opleiding en kwaliteit.",
    "U wordt doorverbonden. Een ogenblik geduld alstublieft.",
    "Wist u dat u veel zaken ook online kunt regelen? Kijk op onze website.",
)


@dataclass(frozen=True, slots=True)
class SpokenSound:
    """One sound in its file.

    Attributes:
        name: the name that is said, as the roster has it; empty for none.
    """

    start_s: float
    end_s: float
    kind: Literal["named", "nameless", "prompt"]
    text: str
    name: str
    voice: str


def write_spoken_sounds(folder: Path) -> None:
    """Say all greetings and prompts, and write them down with their index."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "greetings.ogg", [*_greetings("named", _NAMED), *_greetings("nameless", _NAMELESS)])
    _write(folder / "prompts.ogg", [("prompt", text, text, "", _voice(5 * at)) for at, text in enumerate(_PROMPTS)])


_Line = tuple[Literal["named", "nameless", "prompt"], str, str, str, Speaker]


def _greetings(kind: Literal["named", "nameless"], templates: Sequence[str]) -> Iterable[_Line]:
    for number, (template, name) in enumerate(islice(zip(cycle(templates), cycle(NAMES), strict=False), COUNT)):
        written, spoken = _ORGANISATIONS[number % len(_ORGANISATIONS)]
        first = name.partition(" ")[0]
        text = template.format(place=written, name=name, first=first)
        say = template.format(place=spoken, name=name, first=first)
        for frisian, respelled in _RESPELLED:
            say = say.replace(frisian, respelled)
        yield kind, text, say, name if kind == "named" else "", _voice(number)


def _voice(number: int) -> Speaker:
    """Return one of many voices: two singers, bent in pitch and throat, at four tempos."""
    return Speaker(
        role="agent",
        voice="nl3" if number % 2 else "nl2",
        pitch=(40, 48, 55, 62, 36)[number % 5],
        speed=(140, 158, 176, 194)[number // 2 % 4],
        shift=(1.0, 0.95, 1.06, 1.1)[number // 3 % 4],
    )


def _write(file: Path, lines: Iterable[_Line]) -> None:
    pieces: list[NDArray[np.float64]] = []
    index: list[SpokenSound] = []
    at_s = 0.0
    for kind, text, say, name, speaker in lines:
        samples = _said(say, speaker)
        end_s = at_s + len(samples) / LINE_HZ
        index.append(SpokenSound(round(at_s, 3), round(end_s, 3), kind, text, name, f"{speaker.voice}-{speaker.speed}"))
        pieces += [samples, np.zeros(round(_BETWEEN_S * LINE_HZ))]
        at_s = end_s + _BETWEEN_S
    write_atomically(file, encode(np.concatenate(pieces)[:, np.newaxis], "opus", bit_rate=BIT_RATE))
    rows = ",\n".join(f" {json.dumps(asdict(sound), ensure_ascii=False)}" for sound in index)
    write_atomically(file.with_suffix(".json"), f"[\n{rows}\n]\n".encode())


def _said(text: str, speaker: Speaker) -> NDArray[np.float64]:
    clean = speak(text, speaker).samples
    samples = handset(telephone_band(np.pad(clean, RATE_HZ // 10), RATE_HZ), RATE_HZ)
    speech = find_speech(samples, RATE_HZ)
    samples = samples[round(speech[0][0] * RATE_HZ) : round(speech[-1][1] * RATE_HZ)]
    samples = np.asarray(resample_poly(samples, LINE_HZ, RATE_HZ))
    return np.asarray(samples * 10 ** (_LEVEL_DB / 20) / np.sqrt(np.mean(samples**2)))
