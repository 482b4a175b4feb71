"""Overlapping speech, told apart: most of it is good listening, little of it is interruption.

Tested in the order of the kinds below for each onset of one speaker, B, in the speech of another, A:

1. `backchannel`: B takes 1.2 s at most, says nothing but backchannels (or nothing surely recognised), and A goes on:
   for 0.3 s or more behind it, or after a pause of 1.5 s at most in which B says no more. After a question it is an
   answer.
2. `dual_start`: A began less than 0.5 s before, out of a joint silence.
3. `terminal_overlap`: A stops within 0.5 s, unless cut in the middle of a clause; or ends a sentence within 0.8 s.
4. `interruption`: they overlap for 0.5 s, or A is cut in the middle of a clause; A stops within 2.0 s, and B then
   holds the floor for 1.0 s.
5. `interruption_attempt`: B says more than backchannels for 0.5 s, stops, and A goes on.
6. `other`: all else.

3 to 5 ask that A has spoken for 0.5 s. Source: the tree of Ferguson (1977) and Beattie (1982); terminal overlaps and
continuers: Schegloff (2000), Language in Society 29(1); dual starts and late backchannels apart: Lunsford et al.
(2016). The grace of 0.5 s lies above three quarters of the overlaps between willing partners (Levinson & Torreira
2015). The numbers are ours.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.findings import Overlap, OverlapKind, Tier
from pipeline.measures.backchannels import only_backchannels
from pipeline.measures.floor import OWN_PAUSE_S, Unit, asks, may_listen, units_of
from pipeline.normalise import ends_sentence, tokens_of
from pipeline.records import Conversation, Recording, Span, Speaker

GOES_ON_S = 0.3
MIN_SPOKEN_S = 0.5
GRACE_S = 0.5
SENTENCE_END_S = 0.8
MIN_INTERRUPTION_S = 0.5
YIELDS_WITHIN_S = 2.0
HOLDS_FLOOR_S = 1.0
_PARTIES = 2
_LEAKS = frozenset({"crosstalk", "joint_stereo_mp3"})

_OPENS_PHRASE = frozenset(
    "de een en of maar want omdat om te met mijn onze als zodat terwijl it oft mar myn wylst as sadat".split()
)
"""After one of these words a clause cannot end. Short on purpose: *van*, *in*, *is* and *ik* can end one."""
_BY_ROLE: Mapping[Speaker, int] = {"agent": 0, "citizen": 1, "other": 2}


@dataclass(frozen=True, slots=True)
class _Onset:
    """B begins while A speaks.

    Attributes:
        by: B's unit.
        over: A's unit.
        is_fresh: nobody spoke when A began.
        goes_on: A has not done with its talk when B has.
        held_s: seconds B holds the floor after A stops.
    """

    by: Unit
    over: Unit
    is_fresh: bool
    goes_on: bool
    held_s: float

    @property
    def spoken_s(self) -> float:
        """How long A has spoken before B begins."""
        return round(self.by.span.start_s - self.over.span.start_s, 3)

    @property
    def yielded_s(self) -> float:
        """How long A speaks on after B begins."""
        return round(self.over.span.end_s - self.by.span.start_s, 3)

    @property
    def span(self) -> Span:
        """Where both speak."""
        return Span(self.by.span.start_s, min(self.by.span.end_s, self.over.span.end_s))


def measure_overlaps(
    conversation: Conversation, units: Sequence[Unit] | None = None, *, tier: Tier = "high"
) -> tuple[Overlap, ...]:
    """Find each onset of speech in another's speech, and tell what it is.

    Args:
        conversation: speech and turns in any order; word times tell only which speech a word is in.
        units: its inter-pausal units; None to find them.
        tier: how far the source can be trusted, see `tier_of`.

    Returns:
        In order of their start. Of two that begin at the same millisecond the one that stops first is the onset, of
        two that coincide the agent's.
    """
    return tuple(_describe(onset, tier) for onset in _onsets(units_of(conversation) if units is None else units))


def _describe(onset: _Onset, tier: Tier) -> Overlap:
    kind = _kind(onset)
    return Overlap(
        span=onset.span,
        onset_speaker=onset.by.speaker,
        kind=kind,
        tier=tier,
        over_speaker=onset.over.speaker,
        is_floor_changed=onset.held_s > 0 and kind != "backchannel",
    )


def tier_of(recording: Recording) -> Tier:
    """Tell how far overlaps of a recording can be trusted.

    `low`: both parties in one sound, where overlap is guessed; `medium`: one leaks into the other's channel, as
    joint-stereo MP3 is known to let it.
    """
    if recording.channel_count < _PARTIES or "same_sound_on_both_channels" in recording.quality_reasons:
        return "low"
    return "high" if _LEAKS.isdisjoint(recording.quality_reasons) else "medium"


def _onsets(units: Sequence[Unit]) -> list[_Onset]:
    own: dict[Speaker, list[Unit]] = defaultdict(list)
    for unit in units:
        own[unit.speaker].append(unit)
    return [
        _Onset(
            unit,
            over,
            is_fresh=not _spoken_at_start(over, own),
            goes_on=_goes_on(unit, over, own),
            held_s=_held_s(unit, over, own),
        )
        for unit in units
        for speaker, others in own.items()
        if speaker != unit.speaker and (over := _speaking_at(others, unit)) is not None
    ]


def _speaking_at(others: Sequence[Unit], unit: Unit) -> Unit | None:
    position = bisect_right(others, unit.span.start_s, key=lambda other: other.span.start_s) - 1
    if position < 0 or others[position].span.end_s <= unit.span.start_s:
        return None
    other = others[position]
    is_tie = other.span.start_s == unit.span.start_s
    return None if is_tie and _rank(other) < _rank(unit) else other


def _rank(unit: Unit) -> tuple[float, int]:
    return unit.span.end_s, _BY_ROLE[unit.speaker]


def _spoken_at_start(unit: Unit, own: Mapping[Speaker, Sequence[Unit]]) -> bool:
    """Somebody else was speaking when the unit began."""
    start_s = unit.span.start_s
    for speaker, others in own.items():
        position = bisect_left(others, start_s, key=lambda other: other.span.start_s) - 1
        if speaker != unit.speaker and position >= 0 and others[position].span.end_s >= start_s:
            return True
    return False


def _goes_on(by: Unit, over: Unit, own: Mapping[Speaker, Sequence[Unit]]) -> bool:
    if round(over.span.end_s - by.span.end_s, 3) >= GOES_ON_S:
        return True
    back = next(_from(own[over.speaker], over.span.end_s), None)
    if back is None or asks(over) or round(back.span.start_s - over.span.end_s, 3) > OWN_PAUSE_S:
        return False
    more = next(_from(own[by.speaker], by.span.end_s), None)
    return more is None or more.span.start_s >= back.span.start_s


def _held_s(by: Unit, over: Unit, own: Mapping[Speaker, Sequence[Unit]]) -> float:
    """Seconds B speaks on, own pauses included, from A's stop until A says more than a backchannel."""
    stop_s, end_s = over.span.end_s, by.span.end_s
    returns = (unit.span.start_s for unit in _from(own[over.speaker], stop_s) if not may_listen(unit))
    back_s = next(returns, float("inf"))
    for unit in _from(own[by.speaker], by.span.end_s):
        if round(unit.span.start_s - end_s, 3) > OWN_PAUSE_S or unit.span.start_s >= back_s:
            break
        end_s = unit.span.end_s
    return round(min(end_s, back_s) - stop_s, 3)


def _from(units: Sequence[Unit], start_s: float) -> Iterator[Unit]:
    """The units that start at `start_s` or later."""
    return islice(units, bisect_left(units, start_s, key=lambda unit: unit.span.start_s), None)


def _kind(onset: _Onset) -> OverlapKind:
    if may_listen(onset.by) and onset.goes_on:
        return "backchannel"
    if onset.spoken_s < MIN_SPOKEN_S:
        return "dual_start" if onset.is_fresh else "other"
    if _ends_in_time(onset):
        return "terminal_overlap"
    if _takes_floor(onset):
        return "interruption"
    if _attempts(onset):
        return "interruption_attempt"
    return "other"


def _ends_in_time(onset: _Onset) -> bool:
    if onset.yielded_s <= GRACE_S:
        return not _is_cut(onset.over)
    return onset.yielded_s < SENTENCE_END_S and _ends_clause(onset.over)


def _takes_floor(onset: _Onset) -> bool:
    is_heavy = onset.span.duration_s >= MIN_INTERRUPTION_S or _is_cut(onset.over)
    return is_heavy and onset.yielded_s <= YIELDS_WITHIN_S and onset.held_s >= HOLDS_FLOOR_S


def _attempts(onset: _Onset) -> bool:
    goes_on = onset.over.span.end_s > onset.by.span.end_s
    says_more = not may_listen(onset.by) and not (onset.by.texts and only_backchannels(onset.by.texts))
    return goes_on and says_more and onset.span.duration_s >= MIN_INTERRUPTION_S


def _ends_clause(unit: Unit) -> bool:
    return bool(unit.texts) and ends_sentence(unit.texts[-1]) and not _trails_off(unit.texts[-1])


def _is_cut(unit: Unit) -> bool:
    """The words stop where no clause can end."""
    if not unit.texts or _ends_clause(unit):
        return False
    tokens = tokens_of(unit.texts[-1])
    return _trails_off(unit.texts[-1]) or (bool(tokens) and tokens[-1] in _OPENS_PHRASE)


def _trails_off(text: str) -> bool:
    return text.endswith(("...", "\u2026", "-"))
