"""Joint silences: every one from 0.25 s on, with its kind; longer thresholds are views on them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from pipeline.findings import Silence, SilenceKind
from pipeline.intervals import gaps, overlap_s
from pipeline.measures.announcing import announcement_ends
from pipeline.measures.backchannels import only_backchannels
from pipeline.measures.floor import MAX_BACKCHANNEL_S, Unit, units_of
from pipeline.measures.holding_manners import has_duration, has_reason, is_asked, is_thanked
from pipeline.records import Conversation, Span, Speaker, Word

MIN_SILENCE_S = 0.25
"""The best bound of a pause for measures of fluency (De Jong & Bosker 2013); shorter holes are closures of stops."""
MIN_SEARCH_S = 3.0
"""From where contact centres speak of silence: Amazon Contact Lens and MiiTel count from 3 s."""
ANNOUNCED_WITHIN_S = 10.0
"""An announcement holds for silences that begin within so many seconds after it."""
THANKED_WITHIN_S = 10.0
"""Who returns to the line thanks at once."""
_WORD_TIME_ERROR_S = 0.5
"""The last word of an announcement may seem to end in the silence after it."""
_MOST = 0.5
"""A silence is technical, or in a hold, when at least this share of it is."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What stands around the silences of a call.

    Attributes:
        by_end: units in order of their end.
        by_start: units in order of their start.
        announced_at: seconds at which announcements of the agent end, ascending.
        agent_words: in order of their time.
    """

    by_end: tuple[Unit, ...]
    by_start: tuple[Unit, ...]
    announced_at: tuple[float, ...]
    agent_words: tuple[Word, ...]
    conversation: Conversation

    @classmethod
    def of(cls, conversation: Conversation, units: tuple[Unit, ...]) -> Self:
        by_end = tuple(sorted(units, key=lambda unit: (unit.span.end_s, -unit.span.start_s)))
        said = (word for turn in conversation.turns if turn.speaker == "agent" for word in turn.words)
        words = tuple(sorted(said, key=lambda word: word.span))
        return cls(by_end, units, announcement_ends(conversation), words, conversation)

    def agent_said(self, start_s: float, end_s: float) -> str:
        """Return what the agent said in words that begin in a stretch of time."""
        first, end = (
            bisect_left(self.agent_words, at_s, key=lambda word: word.span.start_s) for at_s in (start_s, end_s)
        )
        return " ".join(word.text for word in self.agent_words[first:end])


def measure_silences(conversation: Conversation, units: tuple[Unit, ...] | None = None) -> tuple[Silence, ...]:
    """Find the joint silences between the first and the last speech of a call.

    Kinds, the first that fits: `technical`, no sound in the recording; `hold`, in a hold of the conversation;
    `search`, 3 s or more in which the agent works, for it was announced or stands between the citizen's talk and the
    agent's; `pause`, the same speaker goes on; `gap`, another does. Ringing before the first speech and music after
    the last are no silence.

    Args:
        conversation: speech in any order.
        units: its inter-pausal units; None to find them.

    Returns:
        Disjoint, in time order. A silence of 3 s or more is announced when the agent said so in the 10 s before
        it; so is every one in a hold that was announced. A speaker is None where two end, or begin, at the same moment.
        What was said is sought in the 10 s before and after a search or hold: asked, reason, duration, thanks.

    Source:
        Pause and gap: Heldner & Edlund (2010), J. of Phonetics 38(4).
    """
    scene = _Scene.of(conversation, units_of(conversation) if units is None else units)
    holes = gaps(stretch.span for stretch in conversation.speech)
    return tuple(_describe(hole, scene) for hole in holes if hole.duration_s >= MIN_SILENCE_S)


def longest_silence_s(silences: Sequence[Silence]) -> float | None:
    """Return the longest silence in which the conversation itself stood still; None where there is none."""
    own = [silence.span.duration_s for silence in silences if silence.kind not in ("hold", "technical")]
    return max(own, default=None)


def _describe(span: Span, scene: _Scene) -> Silence:
    hold = next((hold for hold in scene.conversation.holds if _covers_most([hold.span], span)), None)
    is_announced = _announced(span, scene.announced_at) or (hold is not None and hold.is_announced)
    before, after = _speaker_before(span, scene), _speaker_after(span, scene)
    kind: SilenceKind
    if _covers_most(scene.conversation.technical, span):
        kind = "technical"
    elif hold is not None:
        kind = "hold"
    elif is_announced or _looks_up(span, after, scene):
        kind = "search"
    else:
        kind = "pause" if before == after else "gap"
    silence = Silence(span=span, kind=kind, is_announced=is_announced, before_speaker=before, after_speaker=after)
    return _with_manners(silence, hold.span if hold is not None else span, scene)


def _with_manners(silence: Silence, waited: Span, scene: _Scene) -> Silence:
    """Add how the waiting was asked for and thanked for; a silence inside a hold shares those of the hold."""
    if silence.kind not in ("search", "hold") or waited.duration_s < MIN_SEARCH_S:
        return silence
    before = scene.agent_said(waited.start_s - ANNOUNCED_WITHIN_S, waited.start_s + _WORD_TIME_ERROR_S)
    after = scene.agent_said(waited.end_s - _WORD_TIME_ERROR_S, waited.end_s + THANKED_WITHIN_S)
    return replace(
        silence,
        is_asked=silence.is_announced and is_asked(before),
        has_reason=silence.is_announced and has_reason(before),
        has_duration=silence.is_announced and has_duration(before),
        is_thanked=is_thanked(after),
    )


def _covers_most(covers: Sequence[Span], span: Span) -> bool:
    return round(sum(overlap_s(cover, span) for cover in covers), 3) >= _MOST * span.duration_s


def _announced(span: Span, announced_at: Sequence[float]) -> bool:
    if span.duration_s < MIN_SEARCH_S:
        return False
    latest = bisect_right(announced_at, round(span.start_s + _WORD_TIME_ERROR_S, 3)) - 1
    return latest >= 0 and announced_at[latest] >= round(span.start_s - ANNOUNCED_WITHIN_S, 3)


def _speaker_before(span: Span, scene: _Scene) -> Speaker | None:
    end = bisect_right(scene.by_end, span.start_s, key=lambda unit: unit.span.end_s)
    return _only({unit.speaker for unit in scene.by_end[max(0, end - 3) : end] if unit.span.end_s == span.start_s})


def _speaker_after(span: Span, scene: _Scene) -> Speaker | None:
    first = bisect_left(scene.by_start, span.end_s, key=lambda unit: unit.span.start_s)
    return _only({unit.speaker for unit in scene.by_start[first : first + 3] if unit.span.start_s == span.end_s})


def _only(speakers: set[Speaker]) -> Speaker | None:
    return speakers.pop() if len(speakers) == 1 else None


def _looks_up(span: Span, after: Speaker | None, scene: _Scene) -> bool:
    """A long silence between the citizen's talk, with an *oké* of the agent perhaps, and the agent's."""
    if span.duration_s < MIN_SEARCH_S or after != "agent":
        return False
    position = bisect_right(scene.by_end, span.start_s, key=lambda unit: unit.span.end_s) - 1
    while position > 0 and _acknowledges(scene.by_end[position]):
        position -= 1
    return scene.by_end[position].speaker == "citizen"


def _acknowledges(unit: Unit) -> bool:
    is_short = unit.span.duration_s <= MAX_BACKCHANNEL_S
    return unit.speaker == "agent" and is_short and bool(unit.texts) and only_backchannels(unit.texts)
