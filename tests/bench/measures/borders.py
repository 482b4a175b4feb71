"""Silences and overlaps as they are heard over worse lines, by voice activity alone: no words, so a minute."""

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from flows.wiring import DEFAULT_SETTINGS
from models.activity_silero import SileroVoiceActivity
from pipeline.activity import find_activity
from pipeline.measures.overlaps import measure_overlaps
from pipeline.measures.silences import measure_silences
from pipeline.ports import MODEL_RATE_HZ
from pipeline.records import Conversation, Span, Speaker, Speech
from pipeline.settings import load_settings
from tests.bench.assess import MIN_OVERLAP_S, MIN_SILENCE_S
from tests.bench.library import BenchCall, collect
from tests.bench.measures.figures import Figure
from tests.bench.noise import RATE_HZ
from tests.bench.scores import Ratio, count_spans
from tests.bench.variants import VARIANTS, read_sound

LINES: Final = ("clean", "noise-20", "noise-10", "crosstalk-18")
_PARTIES: Final[tuple[Speaker, Speaker]] = ("agent", "citizen")


def border_figures(folder: Path) -> Iterator[Figure]:
    """Yield F1 of silences and overlaps of the calls with a party a channel, the agent left, in a folder."""
    settings, model = load_settings(DEFAULT_SETTINGS, None).activity, SileroVoiceActivity()
    calls = [call for call in collect([(folder.name, folder)]).calls if call.set_name == folder.name]
    for line in LINES:
        silences, overlaps = Ratio(), Ratio()
        for call in calls:
            channels = [np.asarray(soxr.resample(channel, RATE_HZ, MODEL_RATE_HZ)) for channel in _sound(line, call)]
            speech = [channel.speech for channel in find_activity(channels, model, settings)]
            of_silences, of_overlaps = border_scores(call, speech)
            silences, overlaps = silences + of_silences, overlaps + of_overlaps
        part = f"borders heard, {line}"
        for what, found, aim in (("silences of 0.5 s", silences, 0.85), ("overlaps of 0.1 s", overlaps, 0.85)):
            wanted = 0.92 if line == "clean" and found is silences else aim
            yield Figure(part, f"{what} and more, F1", found.value, "", len(calls), f">= {wanted}")


def border_scores(call: BenchCall, speech: Sequence[Sequence[Span]]) -> tuple[Ratio, Ratio]:
    """Return the parts of F1 of silences and of overlaps, of speech found per channel."""
    stretches = [Speech(span, who) for who, spans in zip(_PARTIES, speech, strict=True) for span in spans]
    heard = Conversation(call.true.id, call.true.duration_s, speech=tuple(stretches))
    true_silences = [silence.span for silence in call.true.true_silences()]
    true_overlaps = [overlap.span for overlap in call.true.true_overlaps()]
    found = [silence.span for silence in measure_silences(heard)]
    silences = count_spans(true_silences, found, min_s=MIN_SILENCE_S)
    overlaps = count_spans(true_overlaps, [one.span for one in measure_overlaps(heard)], min_s=MIN_OVERLAP_S)
    return silences.f1, overlaps.f1


def _sound(line: str, call: BenchCall) -> np.ndarray:
    """Return the channels of the bench's recording of a call over a line: rounded to 16 bits, from the same seed."""
    rng = np.random.default_rng(zlib.crc32(f"{line}/{call.key}".encode()))
    rounded = np.rint(VARIANTS[line](read_sound(call), call, rng).clip(-1, 1) * 32767) / 32768
    return np.asarray(rounded.T, dtype=np.float32)
