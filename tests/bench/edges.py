"""`python -m tests.bench.edges DIR [--without DIR]`: learn where speech begins and ends under noise.

DIR holds clips of single sentences and `clips.csv` (`file,speaker,text`). They are put together as dialogues over a
telephone, a party a channel, with noise of several kinds over them; the true edges are those found in the sound before
the noise. Sentences that occur in the answer sheets of the other folder are left out, so that these can be measured on.
Writes `pipeline/edge_weights.py` and prints how many frames are judged right, also of sentences kept apart.
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import soxr
from faster_whisper.audio import decode_audio
from rich.console import Console
from scipy.optimize import minimize
from scipy.special import expit

from flows.wiring import DEFAULT_SETTINGS
from models.activity_silero import SileroVoiceActivity
from pipeline.activity import find_activity, hear_channel, near_speech, quiet_frames
from pipeline.crosstalk import FRAME_S
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import Span
from pipeline.settings import load_settings
from pipeline.speech_edges import OFFSETS, edge_signals, moved
from tests.bench.noise import RATE_HZ, Rng, Sound, babble, telephone, white
from tests.synth.band import telephone_band

WEIGHTS_FILE: Final = Path(__file__).parents[2] / "pipeline" / "edge_weights.py"
DIALOGUE_S: Final = 100.0
DIALOGUES: Final = 8
DIALOGUES_APART: Final = 3
KEPT_APART: Final = 0.35
"""Share of each voice's sentences."""
LEAST_SENTENCES: Final = 5
LONGEST_S: Final = 6.0
"""Longer ones have few edges for their length."""
TRIM: Final = 0.01
"""Of the loudest sample: what lies before and behind is silence of the clip."""
VOICE_LEVEL: Final = 0.08
LINE_NOISE: Final = 3e-5
PACES: Final = (1.0, 0.9, 0.82)
"""Each voice also slower and as much deeper, as another person."""
SNR_DB: Final = (5.0, 25.0)
RIDGE: Final = 10.0
"""Of the weights, in units of their signals' deviation, against odds."""
EDGE_FRAMES: Final = 30
"""Frames at edges that are learned of: those amid speech are many and easy."""
EVERY: Final = 2
"""Frames that are learned of; neighbours tell nearly the same."""

Noise = Callable[[Rng], Sound]
Voices = Mapping[str, Sequence[Sound]]
Frames = npt.NDArray[np.float32]


def read_voices(folder: Path, left_out: frozenset[str]) -> dict[str, list[Sound]]:
    """Return each voice's sentences by telephone, at one level, once more slower and deeper."""
    voices: dict[str, list[Sound]] = {}
    with (folder / "clips.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if _plain(row["text"]) not in left_out]
    for row in rows:
        clip = np.asarray(decode_audio(str(folder / row["file"]), MODEL_RATE_HZ), dtype=np.float64)
        for pace in PACES:
            line = telephone_band(np.asarray(soxr.resample(clip, MODEL_RATE_HZ * pace, RATE_HZ)), RATE_HZ)
            spoken = np.flatnonzero(np.abs(line) > TRIM * np.abs(line).max())
            line = line[spoken[0] : spoken[-1] + 1]
            if line.size <= LONGEST_S * RATE_HZ:
                sentence = line * VOICE_LEVEL / np.sqrt(np.mean(line**2))
                voices.setdefault(f"{row['speaker']} {pace}", []).append(sentence)
    return {name: sentences for name, sentences in voices.items() if len(sentences) >= LEAST_SENTENCES}


def sentences_of(folder: Path) -> frozenset[str]:
    """Return what is said in a folder's answer sheets."""
    sheets = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.truth.json"))]
    return frozenset(_plain(turn["text"]) for sheet in sheets for turn in sheet["turns"])


def _plain(text: str) -> str:
    return text.strip().casefold()


def make_dialogue(first: Sequence[Sound], second: Sequence[Sound], rng: Rng) -> Sound:
    """Return two parties' sentences in turn or in a row, with gaps, overlaps and now and then a long silence."""
    sound = np.zeros((round(DIALOGUE_S * RATE_HZ), 2))
    voices, who, start_s, free_s = (first, second), 0, 1.0, [0.0, 0.0]
    while True:
        sentence = voices[who][rng.integers(len(voices[who]))] * rng.uniform(0.7, 1.4)
        begin = round(start_s * RATE_HZ)
        if begin + len(sentence) > len(sound) - RATE_HZ:
            return sound
        sound[begin : begin + len(sentence), who] += sentence
        end_s = free_s[who] = start_s + len(sentence) / RATE_HZ
        is_passed = rng.random() < 0.7
        gap_s = rng.normal(0.25, 0.6) if is_passed else rng.uniform(0.3, 1.5)
        gap_s += rng.uniform(1, 6) if rng.random() < 0.1 else 0.0
        who = 1 - who if is_passed else who
        start_s = max(start_s + 0.4, end_s + gap_s, free_s[who] + 0.1)


def _pink(rng: Rng) -> Sound:
    count = round(DIALOGUE_S * RATE_HZ)
    spectrum = np.fft.rfft(rng.normal(size=count))
    return np.fft.irfft(spectrum / np.sqrt(np.arange(spectrum.size).clip(1)), count)


NOISES: Final[Sequence[Noise]] = (
    lambda rng: white(DIALOGUE_S, rng),
    lambda rng: babble(DIALOGUE_S, rng),
    lambda rng: white(DIALOGUE_S, rng) + babble(DIALOGUE_S, rng),
    _pink,
)


def with_noise(sound: Sound, noise: Noise, rng: Rng) -> Sound:
    """Return a dialogue with noise on each channel, so far below its speech as chance has it."""
    noisy = sound.copy()
    for number in range(sound.shape[1]):
        spoken = sound[np.abs(sound[:, number]) > VOICE_LEVEL / 50, number]
        added = telephone(noise(rng))[: len(sound)]
        noisy[:, number] += added * np.sqrt(np.mean(spoken**2) / np.mean(added**2)) * 10 ** (-rng.uniform(*SNR_DB) / 20)
    return noisy


class Listener:
    """Hears channels as the program does."""

    def __init__(self) -> None:
        self._settings = load_settings(DEFAULT_SETTINGS, None).activity
        self._model = SileroVoiceActivity()

    def edges(self, sound: Sound) -> list[tuple[Span, ...]]:
        """Return the speech of each channel, unpadded."""
        bare = self._settings.model_copy(update={"pad_s": 0.0})
        return [channel.speech for channel in find_activity(_channels(sound), self._model, bare)]

    def frames(self, sound: Sound, speech: Sequence[Sequence[Span]]) -> Iterator[tuple[Frames, npt.NDArray[np.bool_]]]:
        """Yield for each channel what its frames near speech are judged by, and which of them hold speech."""
        for samples, spans in zip(_channels(sound), speech, strict=True):
            heard = hear_channel(samples, self._model, self._settings)
            signals = edge_signals(heard.samples, heard.probability, quiet_frames(heard))
            inputs = np.stack([moved(signal, offset) for signal in signals.T for offset in OFFSETS], axis=1)
            spoken = np.zeros(len(inputs), dtype=bool)
            for span in spans:
                spoken[round(span.start_s / FRAME_S) : round(span.end_s / FRAME_S)] = True
            borders = np.flatnonzero(np.diff(spoken))[:, None] + np.arange(-EDGE_FRAMES, EDGE_FRAMES)
            at_edge = np.isin(np.arange(len(spoken)), borders)
            near = np.flatnonzero(near_speech(heard) & (at_edge | ~spoken))[::EVERY]
            yield inputs[near], spoken[near]


def _channels(sound: Sound) -> list[Samples]:
    return [np.asarray(soxr.resample(channel, RATE_HZ, MODEL_RATE_HZ), dtype=np.float32) for channel in sound.T]


def collect(voices: Voices, listener: Listener, count: int, seed: int) -> tuple[Frames, npt.NDArray[np.bool_]]:
    """Return frames of dialogues between the voices, each under every noise; shape=(n_frames, n_weights)."""
    names = sorted(voices)
    inputs, spoken = [], []
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        first, second = rng.choice(len(names), size=2, replace=False)
        sound = make_dialogue(voices[names[first]], voices[names[second]], rng)
        sound += rng.normal(size=sound.shape) * LINE_NOISE
        speech = listener.edges(sound)
        for noise in NOISES:
            for judged_by, truth in listener.frames(with_noise(sound, noise, rng), speech):
                inputs.append(judged_by)
                spoken.append(truth)
    return np.concatenate(inputs), np.concatenate(spoken)


def learn(inputs: Frames, spoken: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], float]:
    """Return the weights and bias of a logistic regression with a ridge."""
    mean, deviation = inputs.mean(axis=0, dtype=np.float64), inputs.std(axis=0, dtype=np.float64)
    scaled = ((inputs - mean) / deviation).astype(np.float32)
    sign = np.where(spoken, 1.0, -1.0)

    def loss(values: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margin = sign * (scaled @ values[1:] + values[0])
        pull = -sign * expit(-margin)
        gradient = np.concatenate([[pull.sum()], pull @ scaled + RIDGE * values[1:]])
        return float(np.logaddexp(0, -margin).sum() + RIDGE / 2 * values[1:] @ values[1:]), gradient

    found = minimize(loss, np.zeros(scaled.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / deviation
    return weights, float(found[0] - weights @ mean)


def write_weights(file: Path, weights: npt.NDArray[np.float64], bias: float) -> None:
    """Write them as a module."""
    rows = "".join(
        f"    {', '.join(f'{value:.4f}' for value in row)},\n" for row in weights.reshape(-1, len(OFFSETS)).tolist()
    )
    file.write_text(
        '"""Written by `python -m tests.bench.edges`: a row a signal of `speech_edges`, a column an offset."""\n\n'
        f"BIAS = {bias:.4f}\n# fmt: off\nWEIGHTS = (\n{rows})\n# fmt: on\n",
        encoding="utf-8",
    )


def main(arguments: list[str] | None = None) -> int:
    """Learn, tell how well, and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.edges", description="Learn the edges of speech.")
    parser.add_argument("clips", type=Path, metavar="DIR", help="sentences of single voices, with clips.csv")
    parser.add_argument("--without", type=Path, metavar="DIR", help="folder of calls whose sentences are left out")
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE, metavar="FILE")
    wanted = parser.parse_args(arguments)
    voices = read_voices(wanted.clips, sentences_of(wanted.without) if wanted.without else frozenset())
    learned, apart = {}, {}
    for name, sentences in voices.items():
        kept = round(len(sentences) * (1 - KEPT_APART))
        learned[name], apart[name] = sentences[:kept], sentences[kept:]
    listener = Listener()
    inputs, spoken = collect(learned, listener, DIALOGUES, seed=1)
    weights, bias = learn(inputs, spoken)
    for name, (judged_by, truth) in (
        ("learned", (inputs, spoken)),
        ("kept apart", collect(apart, listener, DIALOGUES_APART, seed=2)),
    ):
        right = np.mean((judged_by @ weights + bias > 0) == truth)
        Console().print(f"{name}: {len(truth)} frames near speech, {right:.1%} judged right")
    write_weights(wanted.out, weights, bias)
    return 0


if __name__ == "__main__":
    sys.exit(main())
