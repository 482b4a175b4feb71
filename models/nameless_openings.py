"""Bundled openings in which nobody gives a name: what a name is likely in where it is not said.

Made by `python -m tests.synth`; two synthetic voices.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import soundfile
import soxr

from pipeline.ports import MODEL_RATE_HZ, Samples

_SOUND = Path(__file__).with_name("openings.ogg")


@dataclass(frozen=True, slots=True)
class NamelessOpening:
    """The first words of a call.

    Attributes:
        greeting: what is said up to where a name would be.
        samples: at 16 kHz.
    """

    greeting: str
    samples: Samples


class _Placed(msgspec.Struct, frozen=True):
    """A row of the index."""

    start_s: float
    end_s: float
    text: str


@cache
def nameless_openings() -> tuple[NamelessOpening, ...]:
    """Return all openings, in the order of their file."""
    index = msgspec.json.decode(_SOUND.with_suffix(".json").read_bytes(), type=list[_Placed])
    whole, rate_hz = soundfile.read(_SOUND, dtype="float32")
    return tuple(
        NamelessOpening(
            one.text.partition("|")[0],
            np.asarray(
                soxr.resample(whole[round(one.start_s * rate_hz) : round(one.end_s * rate_hz)], rate_hz, MODEL_RATE_HZ)
            ),
        )
        for one in index
    )
