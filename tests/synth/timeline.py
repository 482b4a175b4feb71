"""A script laid out in time: every turn and every other sound gets its place in the recording."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tests.synth.activity import Interval, bridge
from tests.synth.render import Piece, plain_text, render
from tests.synth.script import Language, Script, SoundScript, Speaker, TurnScript
from tests.synth.voice import count_syllables


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """A turn in its place; times from the start of the recording, pieces that were cut off left out."""

    script: TurnScript
    speaker: Speaker
    language: Language
    onset_s: float  # of its sound; below 0 where the recording starts too late
    samples: NDArray[np.float64]
    pieces: tuple[Piece, ...]
    speech: tuple[Interval, ...]
    syllable_count: int

    @property
    def text(self) -> str:
        """What is said, without the written pauses."""
        return plain_text(self.script.text)

    @property
    def is_held(self) -> bool:
        """Whether it is said while the citizen is on hold."""
        return self.script.in_hold_s is not None


@dataclass(frozen=True, slots=True)
class PlacedSound:
    """A sound in its place."""

    script: SoundScript
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is heard in a recording."""

    turns: tuple[PlacedTurn, ...]
    sounds: tuple[PlacedSound, ...]
    duration_s: float

    def speech(self) -> dict[str, list[Interval]]:
        """Return the speech of each role, without what was said on hold; pauses of 0.25 s split it."""
        roles = sorted({turn.speaker.role for turn in self.turns} | {"agent", "citizen"})
        return {role: self._speech_of(role) for role in roles}

    def _speech_of(self, role: str) -> list[Interval]:
        mine = [turn for turn in self.turns if turn.speaker.role == role and not turn.is_held]
        joined = bridge(interval for turn in mine for interval in turn.speech)
        return [(round(start_s, 3), round(end_s, 3)) for start_s, end_s in joined]


class _Clock:
    """Lays out events one after another."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._now_s = 0.0
        self._sound_start_s = 0.0
        self.turns: list[PlacedTurn] = []
        self.sounds: list[PlacedSound] = []

    def add_sound(self, sound: SoundScript) -> None:
        """Place a sound after everything before it."""
        start_s = round(self._now_s + sound.gap_s, 3)
        self._now_s = round(start_s + sound.seconds, 3)
        self._sound_start_s = start_s
        self.sounds.append(PlacedSound(sound, start_s, self._now_s))

    def add_turn(self, turn: TurnScript) -> None:
        """Place a turn where its script says."""
        speaker = self._script.speakers[turn.who]
        rendered = render(turn, speaker)
        start_s = round(self._start_s(turn), 3)
        pieces = tuple(piece.moved(start_s) for piece in rendered.pieces)
        speech = tuple(bridge(interval for piece in pieces for interval in piece.speech))
        language = turn.lang or self._script.language
        self.turns.append(
            PlacedTurn(turn, speaker, language, start_s, rendered.samples, pieces, speech, rendered.syllable_count)
        )
        if turn.in_hold_s is None:
            self._now_s = max(self._now_s, speech[-1][1])

    def _start_s(self, turn: TurnScript) -> float:
        if turn.at_s is not None:
            return turn.at_s
        if turn.in_hold_s is not None:
            return self._sound_start_s + turn.in_hold_s
        if turn.after_piece is None and turn.after_start_s is None:
            return self._now_s + turn.gap_s
        other = next(before for before in reversed(self.turns) if before.script.who != turn.who)
        if turn.after_start_s is not None:
            return other.speech[0][0] + turn.after_start_s
        return other.pieces[(turn.after_piece or 1) - 1].end_s + turn.gap_s

    def end_s(self) -> float:
        """Return the end of everything placed so far."""
        return self._now_s


def lay_out(script: Script) -> Timeline:
    """Say every turn of a script and put it in its place.

    Raises:
        ValueError: if one person would speak twice at a time.
    """
    clock = _Clock(script)
    for event in script.events:
        if isinstance(event, SoundScript):
            clock.add_sound(event)
        else:
            clock.add_turn(event)
    _check_one_mouth(clock.turns)
    cut_s = script.line.cut_start_s
    turns = tuple(_cut(turn, cut_s) for turn in clock.turns)
    sounds = tuple(PlacedSound(s.script, max(0.0, s.start_s - cut_s), s.end_s - cut_s) for s in clock.sounds)
    return Timeline(turns, sounds, round(clock.end_s() + script.line.tail_s - cut_s, 3))


def _check_one_mouth(turns: list[PlacedTurn]) -> None:
    for number, turn in enumerate(turns):
        for later in turns[number + 1 :]:
            if later.script.who == turn.script.who and later.onset_s < turn.speech[-1][1]:
                raise ValueError(f"{turn.script.who} starts {later.text!r} before {turn.text!r} has ended")


def _cut(turn: PlacedTurn, cut_s: float) -> PlacedTurn:
    """Move a turn to the clock of a recording that starts `cut_s` too late."""
    pieces = tuple(piece for whole in turn.pieces if (piece := whole.moved(-cut_s)).speech)
    if not pieces:
        raise ValueError(f"nothing is left of {turn.text!r}")
    speech = tuple(bridge(interval for piece in pieces for interval in piece.speech))
    is_whole = turn.onset_s >= cut_s
    syllable_count = turn.syllable_count if is_whole else count_syllables(turn.text, turn.speaker)
    return replace(turn, onset_s=turn.onset_s - cut_s, pieces=pieces, speech=speech, syllable_count=syllable_count)
