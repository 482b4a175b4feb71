"""Rates by the program against true text over true speech time: sentences of one speaker, and dialogues stretched."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from pipeline.intervals import total_s
from pipeline.measures.tempo import measure_tempo
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import Conversation, Span, Speaker
from pipeline.syllables import count_syllables
from tests.bench.measures.figures import Figure
from tests.bench.measures.listening import SPEAKERS, Ear, by_telephone, read_sound
from tests.bench.measures.stretching import faster
from tests.bench.truth import TrueCall, read_truth

STRETCHES = (0.8, 1.0, 1.25)
"""How much faster the dialogues are played."""
RELIABLE = "those called reliable"


@dataclass(frozen=True, slots=True)
class Rates:
    """True and measured rates of one speaker in one recording, in syllables per second."""

    speaker: str
    true: float
    words: float | None
    nuclei: float | None
    is_reliable: bool


def sentence_figures(data: Path, ear: Ear) -> Iterator[Figure]:
    """Yield the errors on single sentences by telephone; the true time is that found in the sound before it."""
    rows = list(csv.DictReader((data / "clips.csv").read_text(encoding="utf-8").splitlines()))
    heard, seconds = [], []
    for row in rows:
        samples = read_sound(data / row["file"])
        seconds.append(total_s(span for channel in ear.hear("", [samples]).activity for span in channel.speech))
        heard.append(ear.hear(row["file"], [by_telephone(samples)]))
    found = [
        _rates(row["speaker"], count_syllables(row["text"], "nl") / true_s, call, "agent")
        for row, true_s, call in zip(rows, seconds, ear.understand(heard), strict=True)
        if true_s > 0
    ]
    several = [speaker for speaker in sorted({one.speaker for one in found}) if _count(found, speaker) >= 5]
    part = "tempo of single read sentences of 2 to 3 s, by telephone"
    yield from error_figures(part, [one for one in found if one.speaker in several])


def stretched_figures(data: Path, ear: Ear) -> Iterator[Figure]:
    """Yield the errors on whole dialogues, slowed down and sped up; the true time is stretched alike."""
    heard, truths = [], []
    for file in sorted(data.glob("*.truth.json")):
        true = read_truth(file)
        channels, rate_hz = soundfile.read(file.with_name(f"{true.id}.wav"), dtype="float32")
        for factor in STRETCHES:
            played = [_stretched(channel, int(rate_hz), factor) for channel in channels.T]
            heard.append(ear.hear(f"{true.id} x {factor}", played))
            truths.append((true, factor))
    found = [
        _rates(true.id.rpartition("-")[0] + speaker, _true_rate(true, speaker) * factor, call, speaker)
        for (true, factor), call in zip(truths, ear.understand(heard), strict=True)
        for speaker in SPEAKERS
    ]
    factors = ", ".join(map(str, STRETCHES))
    part = f"tempo of whole dialogues of 100 s played {factors} times as fast"
    yield from error_figures(part, found)
    yield from error_figures(f"{part}; {RELIABLE}", [one for one in found if one.is_reliable])


def _stretched(samples: Samples, rate_hz: int, factor: float) -> Samples:
    played = samples if factor == 1 else faster(samples, rate_hz, factor)
    return np.asarray(soxr.resample(played, rate_hz, MODEL_RATE_HZ), dtype=np.float32)


def _true_rate(true: TrueCall, speaker: Speaker) -> float:
    syllables = sum(count_syllables(turn.text, turn.language) for turn in true.turns if turn.role == speaker)
    return syllables / total_s(Span(*pair) for pair in true.speech[speaker])


def _rates(name: str, true: float, call: Conversation, speaker: Speaker) -> Rates:
    (row,) = [row for row in measure_tempo(call) if row.speaker == speaker and row.language == "all"]
    return Rates(name, true, row.articulation_rate, row.nuclei_rate, row.is_reliable)


def _count(found: Sequence[Rates], speaker: str) -> int:
    return sum(one.speaker == speaker for one in found)


def error_figures(part: str, found: Sequence[Rates]) -> Iterator[Figure]:
    """Yield how well each rate follows the true one within a speaker, and how far it is off."""
    for name, field, aims in (
        ("articulation rate", "words", (">= 0.8", "<= 0.35")),
        ("nuclei rate", "nuclei", ("", "")),
    ):
        pairs = [(one.speaker, one.true, value) for one in found if (value := getattr(one, field)) is not None]
        yield Figure(part, f"{name}: correlation within a speaker", within(pairs), "", len(pairs), aims[0])
        errors = [value - true for _, true, value in pairs]
        off, bias = (float(np.mean(part_)) if errors else None for part_ in (np.abs(errors), errors))
        yield Figure(part, f"{name}: mean absolute error", off, "syll/s", len(pairs), aims[1])
        yield Figure(part, f"{name}: bias", bias, "syll/s", len(pairs))


def within(pairs: Sequence[tuple[str, float, float]]) -> float | None:
    """Return the correlation of true and measured values, each speaker's means taken away; None for too few."""
    own: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for speaker, true, value in pairs:
        own[speaker].append((true, value))
    rest = np.concatenate([np.array(values) - np.mean(values, axis=0) for values in own.values()]) if own else None
    if rest is None or len(rest) < 3 or not rest.std(axis=0).all():
        return None
    return float((rest[:, 0] * rest[:, 1]).sum() / np.sqrt((rest**2).sum(axis=0).prod()))
