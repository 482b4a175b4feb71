"""Sound in which no party speaks: every word written as an agent's or a citizen's is invented."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from pipeline.records import Conversation
from tests.bench.library import write_table
from tests.bench.noise import RATE_HZ, Rng, Sound, at_level, clock, telephone
from tests.bench.outcome import PipelineRun
from tests.bench.spoken import prompt_track
from tests.bench.summary import Json

_HUM_DB: Final = -55.0


def nothing(seconds: float, rng: Rng) -> Sound:  # noqa: ARG001 - all makers are called alike
    """Return digital silence."""
    return np.zeros(round(seconds * RATE_HZ))


def line_noise(seconds: float, rng: Rng) -> Sound:
    """Return the hiss and mains hum of an open line."""
    t = clock(seconds)
    return at_level(rng.normal(size=t.size) + 0.5 * np.sin(2 * np.pi * 50 * t), _HUM_DB)


def office_noise(seconds: float, rng: Rng) -> Sound:
    """Return noise that swells and fades as that of a street or a room does, about four times a second."""
    t = clock(seconds)
    swell = np.interp(t, np.arange(0, seconds + 1, 0.13), rng.uniform(0.05, 1.0, size=int((seconds + 1) / 0.13) + 1))
    return at_level(telephone(rng.normal(size=t.size) * swell), -32.0)


def hold_music(seconds: float, rng: Rng) -> Sound:
    """Return plucked chords in three-four time with a melody over them."""
    sound = np.zeros(round(seconds * RATE_HZ))
    beat_s = 0.45
    for number in range(int(seconds / beat_s)):
        root_hz = 220.0 * 2 ** (rng.choice([0, 5, 7, 9]) / 12)
        notes = [root_hz, root_hz * 5 / 4, root_hz * 3 / 2] if number % 3 else [root_hz / 2]
        notes.append(440.0 * 2 ** (rng.choice([0, 2, 4, 5, 7, 9, 11, 12]) / 12))
        start = round(number * beat_s * RATE_HZ)
        t = clock(beat_s)[: sound.size - start]
        tone = sum(np.sin(2 * np.pi * note * k * t) / k**2 for note in notes for k in (1, 2, 3))
        sound[start : start + t.size] += tone * np.exp(-4 * t)
    return at_level(telephone(sound), -22.0)


def signal_tones(seconds: float, rng: Rng) -> Sound:
    """Return a ringing tone, a busy tone and dialled digits, in turns of ten seconds."""
    t = clock(seconds)
    tone = np.sin(2 * np.pi * 425 * t)
    ringing, busy = tone * (t % 5 < 1), tone * (t % 1 < 0.5)
    low, high = rng.choice([697, 770, 852, 941], t.size // 2000 + 1), rng.choice([1209, 1336, 1477], t.size // 2000 + 1)
    place = np.arange(t.size) // 2000
    dialled = (np.sin(2 * np.pi * low[place] * t) + np.sin(2 * np.pi * high[place] * t)) * (t % 0.25 < 0.12) / 2
    return at_level(np.choose((t // 10).astype(int) % 3, [ringing, busy, dialled]), -20.0)


def typing(seconds: float, rng: Rng) -> Sound:
    """Return keys struck six times a second, and breath on the microphone now and then."""
    t = clock(seconds)
    sound = np.zeros(t.size)
    click = rng.normal(size=240) * np.exp(-np.arange(240) / 40)
    for start in rng.integers(0, t.size - 240, size=int(seconds * 6)):
        sound[start : start + 240] += click * rng.uniform(0.3, 1.0)
    breath = rng.normal(size=t.size) * np.clip(np.sin(2 * np.pi * t / 4.0) - 0.6, 0, None)
    return at_level(telephone(sound + breath), -30.0)


def prompts(seconds: float, rng: Rng) -> Sound:
    """Return the announcements of a queue: words, but of no party."""
    return prompt_track(seconds, rng) + line_noise(seconds, rng)


_Makers = tuple[Callable[[float, Rng], Sound], ...]

_MADE: Final[Mapping[str, _Makers]] = {
    "silence": (nothing, nothing),
    "line-noise": (line_noise, line_noise),
    "office-noise": (office_noise, line_noise),
    "hold-music": (line_noise, hold_music),
    "signal-tones": (line_noise, signal_tones),
    "typing": (typing, office_noise),
    "prompts": (line_noise, prompts),
    "hold-music-agent": (hold_music, line_noise),
    "signal-tones-agent": (signal_tones, line_noise),
    "hold-music-mono": (hold_music,),
}
"""What is on the agent's channel and on the citizen's, or on the only one; on the agent's as where the recorder stands
at the trunk."""
PROMPTS_AGENT: Final = "prompts-agent"
_APART: Final[Mapping[str, _Makers]] = {PROMPTS_AGENT: (prompts, line_noise)}
"""A voice on the agent's channel, which nothing in its sound tells from the agent's: what is written of it is no
invention, and no part of the sum."""


def write_soundscapes(folder: Path, minutes: float) -> dict[str, str]:
    """Write an inbox of recordings in which no party speaks, as long as asked in all; what is told apart comes on top.

    Returns:
        What is in each recording, by its name in the inbox.
    """
    folder.mkdir(parents=True)
    seconds = minutes * 60 / len(_MADE)
    rows = []
    for seed, (kind, makers) in enumerate({**_MADE, **_APART}.items()):
        rng = np.random.default_rng(seed)
        channels = np.column_stack([make(seconds, rng) for make in makers])
        soundfile.write(folder / f"{kind}.wav", channels.clip(-1, 1), RATE_HZ, subtype="PCM_16")
        rows.append(
            {
                "call_id": kind,
                "file": f"{kind}.wav",
                "started_at": f"2026-03-02T{8 + seed:02}:00:00+01:00",
                "employee_id": "mw-0",
                "employee_name": "Wietze Hoekstra",
                "direction": "inbound",
                "agent_channel": "left" if len(makers) == 2 else "",
            }
        )
    write_table(rows, folder)
    return {row["file"]: row["call_id"] for row in rows}


def invention_figures(minutes: float, kinds: Mapping[str, str], run: PipelineRun) -> Json:
    """Count what was written of soundscapes.

    Args:
        minutes: of all but what is told apart.
        kinds: what is in each recording, by its name.
        run: what the program made of them.
    """
    heard = {kinds[call.key]: call.conversation for call in run.calls}
    apart = heard.pop(PROMPTS_AGENT, None)
    words = {kind: invented_words(conversation) for kind, conversation in heard.items()}
    return {
        "minutes": minutes,
        "words": sum(words.values()),
        "speech_s": round(sum(part.span.duration_s for one in heard.values() for part in one.speech), 3),
        "words_by_sound": words,
        "words_of_prompts_on_agent_channel": None if apart is None else invented_words(apart),
        "refused": {kinds[refusal.key]: refusal.reason for refusal in run.refused},
    }


def invented_words(conversation: Conversation) -> int:
    """Count the words written as said by the agent or the citizen."""
    return sum(len(turn.words) for turn in conversation.turns if turn.speaker in {"agent", "citizen"})
