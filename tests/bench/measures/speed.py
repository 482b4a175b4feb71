"""What all measures of one call cost, those from its sound included."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np

from pipeline.line_sounds import find_line_sounds
from pipeline.measures.nuclei import count_nuclei
from pipeline.measures.overlaps import measure_overlaps
from pipeline.measures.silences import measure_silences
from pipeline.measures.tempo import measure_tempo
from pipeline.measures.tempo_signals import measure_tempo_signals
from pipeline.measures.turn_taking import measure_turn_taking
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import Conversation, Span, Speaker, Speech, Turn, Word
from tests.bench.measures.figures import Figure
from tests.memory import peak_mib

MINUTES = 5
RUNS = 5
_TEXT = "ik wil graag een nieuw paspoort"


def speed_figures() -> Iterator[Figure]:
    """Yield seconds of one processor and megabytes, in a process of its own; least of five runs."""
    ran = subprocess.run([sys.executable, "-m", __name__], capture_output=True, text=True, check=True)  # noqa: S603
    from_words, from_sound, grown_mb = map(float, ran.stdout.split())
    part = f"all measures of a call of {MINUTES} minutes"
    yield Figure(part, "from words and speech", from_words, "s of one CPU", RUNS)
    yield Figure(part, "from sound: nuclei, music and tones of two channels", from_sound, "s of one CPU", RUNS)
    yield Figure(part, "together", from_words + from_sound, "s of one CPU", RUNS, "<= 0.3 s")
    yield Figure(part, "memory above what the libraries take", grown_mb, "MB", 1, "<= 200 MB")


def make_call(minutes: int) -> Conversation:
    """Make turns of 3 s with gaps of 1 s, in which the other listens."""
    turns: list[Turn] = []
    for index in range(minutes * 60 // 4):
        speaker: Speaker = "agent" if index % 2 else "citizen"
        other: Speaker = "citizen" if index % 2 else "agent"
        turns += [_turn(speaker, index * 4.0, 3.0, _TEXT), _turn(other, index * 4.0 + 1.0, 0.4, "ja")]
    speech = tuple(Speech(turn.span, turn.speaker) for turn in turns)
    return Conversation("call", minutes * 60.0, speech=speech, turns=tuple(turns))


def _turn(speaker: Speaker, start_s: float, duration_s: float, text: str) -> Turn:
    said = text.split()
    step_s = duration_s / len(said)
    edges = [round(start_s + number * step_s, 3) for number in range(len(said) + 1)]
    words = tuple(Word(Span(*edges[at : at + 2]), word, 0.9, 2) for at, word in enumerate(said))
    return Turn(Span(start_s, round(start_s + duration_s, 3)), speaker, "nl", words, 0.9)


def _measure() -> tuple[float, float, float]:
    call = make_call(MINUTES)
    sound = np.random.default_rng(1).normal(scale=0.1, size=MINUTES * 60 * MODEL_RATE_HZ).astype(np.float32)
    _from_sound(call, sound[: 4 * MODEL_RATE_HZ])  # libraries load on first use
    before_mib = peak_mib()
    from_words = min(_seconds(lambda: _from_words(call)) for _ in range(RUNS))
    from_sound = min(_seconds(lambda: _from_sound(call, sound)) for _ in range(RUNS))
    return from_words, from_sound, peak_mib() - before_mib


def _from_words(call: Conversation) -> None:
    overlaps = measure_overlaps(call)
    measure_tempo(call), measure_silences(call), measure_tempo_signals(call), measure_turn_taking(call, (), overlaps)


def _from_sound(call: Conversation, sound: Samples) -> None:
    for speaker in ("agent", "citizen"):
        count_nuclei(sound, MODEL_RATE_HZ, [one.span for one in call.speech if one.speaker == speaker])
        find_line_sounds(sound, MODEL_RATE_HZ)


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    sys.stdout.write(" ".join(f"{value:.4f}" for value in _measure()))
