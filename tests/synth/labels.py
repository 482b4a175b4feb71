"""What overlaps and silences mean: the script says it, the sound must bear it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.synth.activity import Interval, Overlap, find_overlaps, find_silences
from tests.synth.script import OverlapKind, SilenceKind
from tests.synth.timeline import PlacedTurn, Timeline

_SAME_S = 0.0015


@dataclass(frozen=True, slots=True)
class LabelledOverlap:
    """An overlapping onset and its kind."""

    overlap: Overlap
    kind: OverlapKind


@dataclass(frozen=True, slots=True)
class LabelledSilence:
    """A joint silence and its kind."""

    span: Interval
    kind: SilenceKind
    is_announced: bool


def label_overlaps(timeline: Timeline) -> tuple[LabelledOverlap, ...]:
    """Give every overlapping onset the kind that its turn was written with.

    Raises:
        ValueError: if an overlap has no label, a label no overlap, or the timing cannot be of that kind.
    """
    turns = _spoken(timeline)
    labels = {number: list(turn.script.overlap) for number, turn in enumerate(turns)}
    found: list[LabelledOverlap] = []
    for overlap in find_overlaps(timeline.speech()):
        number, turn = _turn_of(overlap, turns)
        if not labels[number]:
            raise ValueError(f"overlap {_where(overlap)} without a label in {turn.text!r}")
        kind = labels[number].pop(0)
        if not is_possible(kind, overlap, timeline):
            raise ValueError(f"overlap {_where(overlap)} in {turn.text!r} cannot be {kind}")
        found.append(LabelledOverlap(overlap, kind))
    for number, left in labels.items():
        if left:
            raise ValueError(f"no overlap for {left} in {turns[number].text!r}")
    return tuple(found)


def is_possible(kind: OverlapKind, overlap: Overlap, timeline: Timeline) -> bool:
    """Tell whether the timing allows a kind.

    Source:
        The operational definition of the project, after Gravano & Hirschberg (2011) and
        Lunsford et al. (2016); words decide the rest.
    """
    start_s, length_s = overlap.start_s, overlap.end_s - overlap.start_s
    floor, onset = overlap.floor, overlap.onset
    if kind == "backchannel":
        return onset[1] - onset[0] <= 1.2 and _goes_on(overlap, timeline)
    if kind == "dual_start":
        return start_s - floor[0] < 0.5
    if kind == "terminal_overlap":
        return floor[1] - start_s <= 0.5 or length_s < 0.8
    if kind == "interruption":
        return length_s >= 0.5 and floor[1] - start_s <= 2.0 and _floor_end_s(overlap, timeline) - floor[1] >= 1.0
    if kind == "interruption_attempt":
        return length_s >= 0.5 and onset[1] < floor[1]
    return True


def label_silences(timeline: Timeline) -> tuple[LabelledSilence, ...]:
    """Give every joint silence a kind: the script's, else gap or pause by who speaks around it.

    Raises:
        ValueError: if a label has no silence.
    """
    turns = _spoken(timeline)
    written = {turn.speech[0][0]: turn for turn in turns if turn.script.silence}
    found: list[LabelledSilence] = []
    for span in find_silences(timeline.speech()):
        turn = next((written.pop(start_s) for start_s in list(written) if abs(start_s - span[1]) < _SAME_S), None)
        if turn is not None and turn.script.silence is not None:
            found.append(LabelledSilence(span, turn.script.silence, turn.script.announced))
        else:
            found.append(LabelledSilence(span, _plain_kind(span, timeline), is_announced=False))
    if written:
        raise ValueError(f"no silence before {[turn.text for turn in written.values()]}")
    return tuple(found)


def _plain_kind(span: Interval, timeline: Timeline) -> SilenceKind:
    speech = timeline.speech()
    before = {role for role, spans in speech.items() if any(abs(end_s - span[0]) < _SAME_S for _, end_s in spans)}
    after = {role for role, spans in speech.items() if any(abs(start_s - span[1]) < _SAME_S for start_s, _ in spans)}
    return "pause" if before & after else "gap"


def _spoken(timeline: Timeline) -> list[PlacedTurn]:
    return [turn for turn in timeline.turns if not turn.is_held]


def _turn_of(overlap: Overlap, turns: Sequence[PlacedTurn]) -> tuple[int, PlacedTurn]:
    return next(
        (number, turn)
        for number, turn in enumerate(turns)
        if turn.speaker.role == overlap.onset_role
        and turn.speech[0][0] - _SAME_S <= overlap.start_s < turn.speech[-1][1]
    )


def _goes_on(overlap: Overlap, timeline: Timeline) -> bool:
    """Tell whether the one who had the floor still speaks 0.3 s after the other has ended."""
    floor_end_s = _turn_end_s(overlap.floor, timeline, but_not=overlap.onset_role)
    return floor_end_s >= overlap.onset[1] + 0.3


def _floor_end_s(overlap: Overlap, timeline: Timeline) -> float:
    """Return the end of the turn that started with this onset."""
    return _turn_of(overlap, _spoken(timeline))[1].speech[-1][1]


def _turn_end_s(floor: Interval, timeline: Timeline, *, but_not: str) -> float:
    return max(
        turn.speech[-1][1]
        for turn in _spoken(timeline)
        if turn.speaker.role != but_not
        and turn.speech[0][0] - _SAME_S <= floor[1]
        and turn.speech[-1][1] >= floor[1] - _SAME_S
    )


def _where(overlap: Overlap) -> str:
    return f"at {overlap.start_s:.2f}-{overlap.end_s:.2f} s (floor {overlap.floor[0]:.2f}-{overlap.floor[1]:.2f} s)"
