"""Dialogues under noise of two voices' prompts, to learn the edges of speech from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr

from models.activity_silero import SileroVoiceActivity
from pipeline.activity import frame_levels
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import Span
from tests.bench.noise import RATE_HZ, Rng, Sound, babble, telephone, white
from tests.synth.band import telephone_band

DIALOGUE_S: Final = 100.0
SHORTEST_S: Final = 0.3
SHORT_S: Final = 1.0
"""What is shorter is said while the other speaks."""
LONGEST_S: Final = 6.0
"""Longer prompts have few edges for their length."""
LEAST_PROMPTS: Final = 5
LEAST_SPEECH: Final = 0.4
"""Share of a prompt in which the model must hear speech: some are tones, music or silence."""
STILL_DB: Final = -38.0
"""How far below its louder quarter the stillest of a prompt must lie: in a noisy one nobody can tell where it ends."""
TRIM: Final = 0.01
"""Of the loudest sample: what lies before and behind is silence of the prompt."""
VOICE_LEVEL: Final = 0.08
JOINED: Final = 0.4
"""Share of prompts with another behind it in the same turn."""
LONGEST_PAUSE_S: Final = 0.35
PACES: Final = (1.0, 0.9, 0.82)
"""Each voice also slower and as much deeper, as another person."""

Noise = Callable[[Rng], Sound]


@dataclass(frozen=True, slots=True)
class Voice:
    """Prompts at one level and pace."""

    long: Sequence[Sound]
    short: Sequence[Sound]


def read_voice(folder: Path, model: SileroVoiceActivity) -> list[Voice]:
    """Return a voice's prompts by telephone, at each pace."""
    prompts = [prompt for file in sorted(folder.rglob("*.*")) if (prompt := _read(file)) is not None]
    spoken = [prompt for prompt in prompts if np.mean(model.speech_probability(prompt) > 0.5) >= LEAST_SPEECH]
    voices = []
    for pace in PACES:
        lines = [_by_telephone(prompt, pace) for prompt in spoken]
        fit = [line for line in lines if SHORTEST_S <= line.size / RATE_HZ <= LONGEST_S and is_still(line)]
        long, short = ([line for line in fit if (line.size < SHORT_S * RATE_HZ) is wanted] for wanted in (False, True))
        if min(len(long), len(short)) < LEAST_PROMPTS:
            raise SystemExit(f"{folder}: fewer than {LEAST_PROMPTS} long or short prompts of speech alone")
        voices.append(Voice(long, short))
    return voices


def _read(file: Path) -> Samples | None:
    """Return a prompt at MODEL_RATE_HZ; None of what is no recording or has no length."""
    raw = {"format": "RAW", "subtype": "GSM610", "samplerate": RATE_HZ, "channels": 1} if file.suffix == ".gsm" else {}
    if file.suffix not in {".wav", ".gsm"}:
        return None
    sound, rate_hz = soundfile.read(file, dtype="float32", **raw)
    return np.asarray(soxr.resample(sound, rate_hz, MODEL_RATE_HZ)) if len(sound) >= SHORTEST_S * rate_hz else None


def _by_telephone(prompt: Samples, pace: float) -> Sound:
    line = telephone_band(np.asarray(soxr.resample(prompt, MODEL_RATE_HZ * pace, RATE_HZ), dtype=np.float64), RATE_HZ)
    spoken = np.flatnonzero(np.abs(line) > TRIM * np.abs(line).max())
    line = line[spoken[0] : spoken[-1] + 1]
    return np.asarray(line * VOICE_LEVEL / np.sqrt(np.mean(line**2)))


def is_still(line: Sound) -> bool:
    """Return whether a prompt's pauses are silent."""
    still_db, loud_db = np.percentile(frame_levels(line.astype(np.float32)), (2, 75))
    return bool(still_db - loud_db < STILL_DB)


def make_dialogue(first: Voice, second: Voice, rng: Rng) -> Sound:
    """Return two parties' prompts in turn or in a row, with gaps, overlaps, short words amid the other's talk."""
    sound = np.zeros((round(DIALOGUE_S * RATE_HZ), 2))
    voices, who, start_s, free_s = (first, second), 0, 1.0, [0.0, 0.0]

    def say(party: int, prompt: Sound, at_s: float) -> float:
        begin = round(at_s * RATE_HZ)
        sound[begin : begin + prompt.size, party] += prompt
        free_s[party] = at_s + prompt.size / RATE_HZ
        return free_s[party]

    while True:
        prompt = _one_of(voices[who].long, rng) * rng.uniform(0.7, 1.4)
        if rng.random() < JOINED:
            pause = np.zeros(round(rng.uniform(0.0, LONGEST_PAUSE_S) * RATE_HZ))
            prompt = np.concatenate([prompt, pause, _one_of(voices[who].long, rng) * rng.uniform(0.7, 1.4)])
        if start_s + prompt.size / RATE_HZ > DIALOGUE_S - 1:
            return sound
        end_s = say(who, prompt, start_s)
        if rng.random() < 0.3 and end_s - start_s > 2 * SHORT_S:
            amid_s = rng.uniform(start_s + 0.2, end_s - 0.2)
            if amid_s > free_s[1 - who] + 0.3:
                say(1 - who, _one_of(voices[1 - who].short, rng) * rng.uniform(0.5, 1.2), amid_s)
        is_passed = rng.random() < 0.7
        gap_s = rng.normal(0.25, 0.6) if is_passed else rng.uniform(0.3, 1.5)
        gap_s += rng.uniform(1, 6) if rng.random() < 0.15 else 0.0
        who = 1 - who if is_passed else who
        start_s = max(start_s + 0.4, end_s + gap_s, free_s[who] + 0.1)


def _one_of(prompts: Sequence[Sound], rng: Rng) -> Sound:
    return prompts[rng.integers(len(prompts))]


def _pink(rng: Rng) -> Sound:
    count = round(DIALOGUE_S * RATE_HZ)
    spectrum = np.fft.rfft(rng.normal(size=count))
    return np.fft.irfft(spectrum / np.sqrt(np.arange(spectrum.size).clip(1)), count)


NOISES: Final[Sequence[Noise]] = (
    lambda rng: white(DIALOGUE_S, rng) + babble(DIALOGUE_S, rng),
    _pink,
    lambda rng: white(DIALOGUE_S, rng),
    lambda rng: babble(DIALOGUE_S, rng),
)
JUDGED_NOISES: Final = NOISES[:2]


def with_noise(
    sound: Sound, speech: Sequence[Sequence[Span]], noise: Noise, rng: Rng, snr_db: tuple[float, float]
) -> Sound:
    """Return a dialogue with noise on each channel, so far below its speech as chance has it."""
    noisy = sound.copy()
    for number, spans in enumerate(speech):
        cuts = (slice(round(span.start_s * RATE_HZ), round(span.end_s * RATE_HZ)) for span in spans)
        spoken = np.concatenate([sound[cut, number] for cut in cuts])
        added = telephone(noise(rng))[: len(sound)]
        noisy[:, number] += added * np.sqrt(np.mean(spoken**2) / np.mean(added**2)) * 10 ** (-rng.uniform(*snr_db) / 20)
    return noisy
