"""Short sounds: greetings and prompts for the bench, and openings without a name that names are measured against.

One file of each, with an index.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final, Literal

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.signal import resample_poly

from tests.synth.activity import find_speech
from tests.synth.band import handset, telephone_band
from tests.synth.encode import encode, write_atomically
from tests.synth.line import LINE_HZ
from tests.synth.script import Speaker
from tests.synth.voice import RATE_HZ, speak

Kind = Literal["named", "nameless", "prompt", "opening"]
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

SOUNDS: Final = Path(__file__).parents[1] / "bench" / "sounds"
_BY_OTHERS: Final = "greetings_by_others"
"""Written by somebody who knew nothing of the program."""

_OPENINGS: Final = (
    "Goedemorgen, gemeente Leeuwarden,|wat kan ik voor u betekenen?",
    "Gemeente Heerenveen,|goedemiddag.",
    "Goedemiddag, u spreekt met|de gemeente Smallingerland.",
    "Goedemorgen, met|het klantcontactcentrum.",
    "Goedendag, met|de afdeling belastingen.",
    "Goeie, gemeente Waadhoeke,|sis it mar.",
    "Gemeente Opsterland, u spreekt met|de balie burgerzaken.",
    "Goedemiddag,|waar belt u over?",
    "Goeie, jo sprekke mei|de gemeente Achtkarspelen.",
    "Goedemorgen, u spreekt met|het team werk en inkomen.",
    "Gemeente Harlingen, goedemorgen,|zegt u het eens.",
    "Hallo, met|de gemeente Weststellingwerf.",
)
"""What goes before a name, and what is said in its place."""
_OPENING_BIT_RATE: Final = 16_000
_OPENING_NOISE: Final = 0.005
_OPENING_MARGIN_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class SpokenSound:
    """One sound in its file.

    Attributes:
        name: the name that is said, as the roster has it; empty for none.
    """

    start_s: float
    end_s: float
    kind: Kind
    text: str
    name: str
    voice: str


def write_spoken_sounds(folder: Path) -> None:
    """Say all greetings and prompts of the bench, and write them down with their index."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "greetings.ogg", [*_greetings("named", _NAMED), *_greetings("nameless", _NAMELESS)])
    _write(folder / f"{_BY_OTHERS}.ogg", _greetings_by_others(SOUNDS / f"{_BY_OTHERS}.yaml"))
    _write(folder / "prompts.ogg", [("prompt", text, text, "", _voice(5 * at)) for at, text in enumerate(_PROMPTS)])


def write_openings(folder: Path) -> None:
    """Say the openings without a name over a line that hisses; a bar in their text is where a name would be."""
    lines: list[_Line] = [
        ("opening", text, _respelled(text.replace("|", " ")), "", _voice(at)) for at, text in enumerate(_OPENINGS)
    ]
    _write(folder / "openings.ogg", lines, margin_s=_OPENING_MARGIN_S, noise=_OPENING_NOISE, bit_rate=_OPENING_BIT_RATE)


def _respelled(text: str) -> str:
    for frisian, spoken in _RESPELLED:
        text = text.replace(frisian, spoken)
    return text


_Line = tuple[Kind, str, str, str, Speaker]


def _greetings(kind: Literal["named", "nameless"], templates: Sequence[str]) -> Iterable[_Line]:
    for number, (template, name) in enumerate(islice(zip(cycle(templates), cycle(NAMES), strict=False), COUNT)):
        written, spoken = _ORGANISATIONS[number % len(_ORGANISATIONS)]
        first = name.partition(" ")[0]
        text = template.format(place=written, name=name, first=first)
        say = _respelled(template.format(place=spoken, name=name, first=first))
        yield kind, text, say, name if kind == "named" else "", _voice(number)


def _greetings_by_others(file: Path) -> Iterable[_Line]:
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["greetings"]
    for number, row in enumerate(rows):
        yield row["kind"], row["text"], row["say"], row["name"], _voice(number)


def _voice(number: int) -> Speaker:
    """Return one of many voices: two singers, bent in pitch and throat, at four tempos."""
    return Speaker(
        role="agent",
        voice="nl3" if number % 2 else "nl2",
        pitch=(40, 48, 55, 62, 36)[number % 5],
        speed=(140, 158, 176, 194)[number // 2 % 4],
        shift=(1.0, 0.95, 1.06, 1.1)[number // 3 % 4],
    )


def _write(
    file: Path, lines: Iterable[_Line], *, margin_s: float = 0.0, noise: float = 0.0, bit_rate: int = BIT_RATE
) -> None:
    pieces: list[NDArray[np.float64]] = []
    index: list[SpokenSound] = []
    at_s = 0.0
    for kind, text, say, name, speaker in lines:
        samples = np.pad(_said(say, speaker), round(margin_s * LINE_HZ))
        end_s = at_s + len(samples) / LINE_HZ
        index.append(SpokenSound(round(at_s, 3), round(end_s, 3), kind, text, name, f"{speaker.voice}-{speaker.speed}"))
        pieces += [samples, np.zeros(round(_BETWEEN_S * LINE_HZ))]
        at_s = end_s + _BETWEEN_S
    whole = np.concatenate(pieces)
    whole += noise * np.random.default_rng(0).standard_normal(whole.size)
    write_atomically(file, encode(whole[:, np.newaxis], "opus", bit_rate=bit_rate))
    rows = ",\n".join(f" {json.dumps(asdict(sound), ensure_ascii=False)}" for sound in index)
    write_atomically(file.with_suffix(".json"), f"[\n{rows}\n]\n".encode())


def _said(text: str, speaker: Speaker) -> NDArray[np.float64]:
    clean = speak(text, speaker).samples
    samples = handset(telephone_band(np.pad(clean, RATE_HZ // 10), RATE_HZ), RATE_HZ)
    speech = find_speech(samples, RATE_HZ)
    samples = samples[round(speech[0][0] * RATE_HZ) : round(speech[-1][1] * RATE_HZ)]
    samples = np.asarray(resample_poly(samples, LINE_HZ, RATE_HZ))
    return np.asarray(samples * 10 ** (_LEVEL_DB / 20) / np.sqrt(np.mean(samples**2)))
