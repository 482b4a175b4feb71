"""`python -m tests.bench.edges DIR DIR…`: learn where speech begins and ends under noise.

Each DIR holds the prompts of one voice, `.wav` or `.gsm`; edges depend on no language. The weights were learned of six
voices, the folders below /usr/share/asterisk/sounds that Debian packages put there, in this order:

    en_US_f_Allison (asterisk-core-sounds-en-wav)     it_IT_m_Carlo (asterisk-core-sounds-it-wav)
    fr_CA_f_June (asterisk-core-sounds-fr-wav)        es (asterisk-prompt-es-co)
    ru_RU_f_IvrvoiceRU (asterisk-core-sounds-ru-wav)  it_IT_f_Menardi (asterisk-prompt-it-menardi-wav)

Two voices at a time are put together as dialogues over a telephone, a party a channel, with noise of several kinds over
them; the true edges are those found in the sound before the noise. Each two are left out in turn: their dialogues at
10 dB are heard with what the others taught, and F1 of silences and overlaps is printed. Then `pipeline/edge_weights.py`
is learned of all.
"""

import argparse
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import soxr
from rich.console import Console
from scipy.optimize import minimize
from scipy.special import expit

from flows.wiring import DEFAULT_SETTINGS
from models.activity_silero import SileroVoiceActivity
from pipeline import speech_edges
from pipeline.activity import find_activity, hear_channel, near_speech, quiet_frames
from pipeline.crosstalk import FRAME_S
from pipeline.measures.overlaps import measure_overlaps
from pipeline.measures.silences import measure_silences
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import Conversation, Span, Speech
from pipeline.settings import load_settings
from pipeline.speech_edges import OFFSETS, edge_signals, moved
from tests.bench.assess import MIN_OVERLAP_S, MIN_SILENCE_S
from tests.bench.edge_dialogues import (
    DIALOGUE_S,
    JUDGED_NOISES,
    NOISES,
    Voice,
    make_dialogue,
    read_voice,
    with_noise,
)
from tests.bench.noise import RATE_HZ, Sound
from tests.bench.scores import Ratio, count_spans

WEIGHTS_FILE: Final = Path(__file__).parents[2] / "pipeline" / "edge_weights.py"
DIALOGUES: Final = 12
"""Of each two voices."""
LINE_NOISE: Final = 3e-5
SNR_DB: Final = (5.0, 22.0)
JUDGED_SNR_DB: Final = (10.0, 10.0)
RIDGE: Final = 10.0
"""Of the weights, in units of their signals' deviation, against odds."""
EDGE_FRAMES: Final = 30
"""Frames at edges that are learned of: those amid speech are many and easy."""
EVERY: Final = 4
"""Frames that are learned of; neighbours tell nearly the same."""

Frames = npt.NDArray[np.float32]
Weights = tuple[npt.NDArray[np.float64], float]
Found = Sequence[Sequence[Span]]
"""Speech per channel."""


class Listener:
    """Hears channels as the program does."""

    def __init__(self) -> None:
        self._settings = load_settings(DEFAULT_SETTINGS, None).activity
        self.model = SileroVoiceActivity()

    def speech(self, sound: Sound, *, padded: bool = True) -> Found:
        """Return the speech of each channel."""
        settings = self._settings if padded else self._settings.model_copy(update={"pad_s": 0.0})
        return [channel.speech for channel in find_activity(_channels(sound), self.model, settings)]

    def frames(self, sound: Sound, speech: Found) -> Iterator[tuple[Frames, npt.NDArray[np.bool_]]]:
        """Yield for each channel what its frames near speech are judged by, and which of them hold speech."""
        for samples, spans in zip(_channels(sound), speech, strict=True):
            heard = hear_channel(samples, self.model, self._settings)
            signals = edge_signals(heard.samples, heard.probability, quiet_frames(heard))
            spoken = np.zeros(len(signals), dtype=bool)
            for span in spans:
                spoken[round(span.start_s / FRAME_S) : round(span.end_s / FRAME_S)] = True
            borders = np.flatnonzero(np.diff(spoken))[:, None] + np.arange(-EDGE_FRAMES, EDGE_FRAMES)
            at_edge = np.isin(np.arange(len(spoken)), borders)
            near = np.flatnonzero(near_speech(heard) & (at_edge | ~spoken))[::EVERY]
            yield np.stack([moved(signal, offset)[near] for signal in signals.T for offset in OFFSETS], 1), spoken[near]


def _channels(sound: Sound) -> list[Samples]:
    return [np.asarray(soxr.resample(channel, RATE_HZ, MODEL_RATE_HZ), dtype=np.float32) for channel in sound.T]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What dialogues of two voices teach, and ask.

    Attributes:
        inputs: shape=(n_frames, n_weights).
        spoken: shape=(n_frames,).
        asked: dialogues under noise, each with its true speech.
    """

    inputs: Frames
    spoken: npt.NDArray[np.bool_]
    asked: Sequence[tuple[Frames, Found]]


def make_lesson(two: Sequence[Sequence[Voice]], listener: Listener, seed: int) -> Lesson:
    """Make dialogues of two voices, each under every noise."""
    frames, asked = [], []
    for number in range(DIALOGUES):
        rng = np.random.default_rng([seed, number])
        first, second = (voice[rng.integers(len(voice))] for voice in two)
        sound = make_dialogue(first, second, rng)
        sound += rng.normal(size=sound.shape) * LINE_NOISE
        speech = listener.speech(sound, padded=False)
        for noise in NOISES:
            frames += listener.frames(with_noise(sound, speech, noise, rng, SNR_DB), speech)
        truth = listener.speech(sound)
        noisy = (with_noise(sound, speech, noise, rng, JUDGED_SNR_DB) for noise in JUDGED_NOISES)
        asked += [(one.astype(np.float32), truth) for one in noisy]
    inputs, spoken = zip(*frames, strict=True)
    return Lesson(np.concatenate(inputs), np.concatenate(spoken), asked)


def learn(lessons: Sequence[Lesson]) -> Weights:
    """Return the weights and bias of a logistic regression with a ridge."""
    inputs = np.concatenate([lesson.inputs for lesson in lessons])
    mean, deviation = inputs.mean(axis=0, dtype=np.float64), inputs.std(axis=0, dtype=np.float64)
    scaled = ((inputs - mean) / deviation).astype(np.float32)
    sign = np.where(np.concatenate([lesson.spoken for lesson in lessons]), 1.0, -1.0)

    def loss(values: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margin = sign * (scaled @ values[1:] + values[0])
        pull = -sign * expit(-margin)
        gradient = np.concatenate([[pull.sum()], pull @ scaled + RIDGE * values[1:]])
        return float(np.logaddexp(0, -margin).sum() + RIDGE / 2 * values[1:] @ values[1:]), gradient

    found = minimize(loss, np.zeros(scaled.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / deviation
    return weights, float(found[0] - weights @ mean)


def judge(weights: Weights, lesson: Lesson, listener: Listener) -> tuple[Ratio, Ratio]:
    """Return F1 of silences and of overlaps in dialogues heard with these weights."""
    silences, overlaps = Ratio(), Ratio()
    with patch.multiple(speech_edges, WEIGHTS=weights[0], BIAS=weights[1]):
        for sound, truth in lesson.asked:
            found = listener.speech(sound.astype(np.float64))
            of_silences, of_overlaps = dialogue_scores(truth, found)
            silences, overlaps = silences + of_silences, overlaps + of_overlaps
    return silences, overlaps


def dialogue_scores(truth: Found, found: Found) -> tuple[Ratio, Ratio]:
    """Return the parts of F1 of silences and of overlaps."""
    true, heard = (
        Conversation(
            "",
            DIALOGUE_S,
            speech=tuple(
                Speech(span, who) for who, own in zip(("agent", "citizen"), speech, strict=True) for span in own
            ),
        )
        for speech in (truth, found)
    )
    silences, overlaps = (
        count_spans([one.span for one in measure(true)], [one.span for one in measure(heard)], min_s=min_s)
        for measure, min_s in ((measure_silences, MIN_SILENCE_S), (measure_overlaps, MIN_OVERLAP_S))
    )
    return silences.f1, overlaps.f1


def write_weights(file: Path, weights: Weights) -> None:
    """Write them as a module."""
    signals = (", ".join(f"{value:.4f}" for value in row) for row in weights[0].reshape(-1, len(OFFSETS)).tolist())
    rows = "\n".join(textwrap.fill(f"{row},", 112, initial_indent="    ", subsequent_indent="    ") for row in signals)
    file.write_text(
        '"""Written by `python -m tests.bench.edges`: signal by signal of `speech_edges`, for each offset."""\n\n'
        f"BIAS = {weights[1]:.4f}\n# fmt: off\nWEIGHTS = (\n{rows}\n)\n# fmt: on\n",
        encoding="utf-8",
    )


def main(arguments: list[str] | None = None) -> int:
    """Leave voices out in turn, tell how well, learn of all, and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.edges", description="Learn the edges of speech.")
    parser.add_argument("voices", nargs="+", type=Path, metavar="DIR", help="prompts of one voice; two and two")
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE, metavar="FILE")
    wanted = parser.parse_args(arguments)
    if len(wanted.voices) % 2 or len(wanted.voices) < 2 * 2:
        parser.error("wants an even number of voices, four or more")
    listener, console = Listener(), Console()
    pairs = list(zip(wanted.voices[::2], wanted.voices[1::2], strict=True))
    lessons = [
        make_lesson([read_voice(folder, listener.model) for folder in pair], listener, seed)
        for seed, pair in enumerate(pairs)
    ]
    scores = []
    for pair, lesson in zip(pairs, lessons, strict=True):
        weights = learn([other for other in lessons if other is not lesson])
        scores.append(judge(weights, lesson, listener))
        console.print(f"without {' and '.join(folder.name for folder in pair)}: {_shown(*scores[-1])}")
    silences, overlaps = (sum(ratios, Ratio()) for ratios in zip(*scores, strict=True))
    console.print(f"all left out in turn: {_shown(silences, overlaps)}")
    write_weights(wanted.out, learn(lessons))
    return 0


def _shown(silences: Ratio, overlaps: Ratio) -> str:
    return f"F1 of silences {silences.value or 0:.1%}, of overlaps {overlaps.value or 0:.1%}"


if __name__ == "__main__":
    sys.exit(main())
