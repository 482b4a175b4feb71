"""Speech from text: espeak-ng turns Dutch text into phonemes, MBROLA turns those into sound."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from tests.synth.script import Speaker

RATE_HZ = 16_000
VOICE_DIR = Path("/usr/share/mbrola")
VOWELS = frozenset("@ A E I O Y i u y a e o 2 Ei 9y Au ai oi ui Ai Oi E: 9: O: 9".split())
# Pairs that the voices lack; a Dutch speaker too puts a schwa in "morgen" and "volgende".
_NEEDS_SCHWA = frozenset({("r", "G"), ("L", "G"), ("l", "G")})
_SCHWA_LINE = "@\t34"
# espeak-ng's Dutch vowels are shorter, and its sonorants longer, than people's; found by word error rate.
_VOWEL_STRETCH, _SONORANT_STRETCH = 1.35, 0.85
_SONORANTS = frozenset("m n N J l L r j w W".split())

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Clean speech.

    Attributes:
        samples: shape=(n_samples,), float64, -1 to 1, at RATE_HZ.
        syllable_count: vowels that the voice was told to say.
    """

    samples: Samples
    syllable_count: int


def missing_voices() -> tuple[str, ...]:
    """Return what this machine lacks to speak; empty if it can."""
    programs = tuple(name for name in ("espeak-ng", "mbrola") if shutil.which(name) is None)
    return programs + tuple(f"mbrola-{voice}" for voice in ("nl2", "nl3") if not (VOICE_DIR / voice / voice).is_file())


def speak(text: str, speaker: Speaker, *, speed: int | None = None) -> Utterance:
    """Say one sentence, without regard to what stands around it.

    A shift above 1 is made by saying it more slowly and playing it faster, so that
    the throat gets smaller but the tempo stays.

    Args:
        text: Dutch spelling.
        speaker: the voice.
        speed: words per minute, instead of the speaker's own.
    """
    words_per_min = round((speed or speaker.speed) / speaker.shift)
    phonemes = _phonemes(text, voice=speaker.voice, speed=words_per_min, pitch=speaker.pitch)
    samples = _sound(mend(phonemes), voice=speaker.voice)
    if speaker.shift != 1.0:
        samples = np.asarray(soxr.resample(samples, RATE_HZ * speaker.shift, RATE_HZ), dtype=np.float64)
    return Utterance(samples, count_vowels(phonemes))


def count_syllables(text: str, speaker: Speaker) -> int:
    """Count the syllables that a text would have if it were said."""
    return count_vowels(_phonemes(text, voice=speaker.voice, speed=speaker.speed, pitch=speaker.pitch))


def count_vowels(phonemes: str) -> int:
    """Count the syllables of an MBROLA phoneme list by its vowels."""
    return sum(line.split("\t")[0] in VOWELS for line in phonemes.splitlines())


def mend(phonemes: str) -> str:
    """Make an MBROLA phoneme list sayable by the voices and its lengths more like those of people."""
    lines: list[str] = []
    symbol_before = ""
    for line in phonemes.splitlines():
        symbol, _, rest = line.partition("\t")
        if not symbol:
            continue
        if (symbol_before, symbol) in _NEEDS_SCHWA:
            lines.append(_SCHWA_LINE)
        lines.append(_stretched(symbol, rest))
        symbol_before = symbol
    return "\n".join(lines) + "\n"


def _stretched(symbol: str, rest: str) -> str:
    """Return a line with its length (ms) changed; the melody after it is in per cent and stays."""
    length_ms, *melody = rest.split()
    factor = _VOWEL_STRETCH if symbol in VOWELS else _SONORANT_STRETCH if symbol in _SONORANTS else 1.0
    return f"{'w' if symbol == 'W' else symbol}\t{' '.join([str(round(float(length_ms) * factor)), *melody])}"


def _phonemes(text: str, *, voice: str, speed: int, pitch: int) -> str:
    command = ["espeak-ng", "-q", "--pho", "-v", f"mb-{voice}", "-s", str(speed), "-p", str(pitch), "--stdin"]
    return _run(command, text)


def _sound(phonemes: str, *, voice: str) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "speech.raw"
        _run(["mbrola", "-e", str(VOICE_DIR / voice / voice), "-", str(raw)], phonemes)
        return np.frombuffer(raw.read_bytes(), dtype="<i2").astype(np.float64) / 32768


def _run(command: list[str], text: str) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - own words
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout
