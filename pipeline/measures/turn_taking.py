"""How the floor goes to and fro: latencies, shares of talk, the citizen's first story, haste to the content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.findings import Overlap, Question, Silence, TurnTaking
from pipeline.intervals import total_s
from pipeline.measures.floor import Unit, floor_units, units_of
from pipeline.measures.overlaps import GRACE_S
from pipeline.measures.silences import longest_silence_s, measure_silences
from pipeline.records import Conversation, Hold, Span, Speaker

_PARTIES: tuple[Speaker, Speaker] = ("agent", "citizen")
MIN_STORY_S = 3.0
"""Shorter talk of the citizen is a greeting or a name; a reason for calling takes longer."""


@dataclass(frozen=True, slots=True)
class FloorTransfer:
    """The floor goes from one speaker to another.

    Attributes:
        at_s: when the other begins.
        offset_s: from the end of the one to the begin of the other; negative where they overlap.
    """

    at_s: float
    from_speaker: Speaker
    to_speaker: Speaker
    offset_s: float


def measure_turn_taking(
    conversation: Conversation,
    questions: Sequence[Question] = (),
    overlaps: Sequence[Overlap] = (),
    *,
    units: Sequence[Unit] | None = None,
    silences: Sequence[Silence] | None = None,
) -> TurnTaking:
    """Measure how the floor goes to and fro in a call.

    Latencies leave out transfers across a hold. Compare them within a trunk only: delay on the line adds to gaps.

    Args:
        conversation: speech and turns in any order.
        questions: found in it; the agent's factual ones tell how soon the content began.
        overlaps: found in it; those of a low tier cannot tell who cut in.
        units: its inter-pausal units; None to find them.
        silences: its joint silences; None to find them.
    """
    agent_s, citizen_s = (_speech_s(conversation, speaker) for speaker in _PARTIES)
    runs = _runs(floor_units(units_of(conversation) if units is None else units))
    transfers = _transfers(runs)
    story_s, is_cut = _first_story(runs)
    before_s, words_before = _before_first_fact(conversation, questions)
    lead_in_s, tail_s = _edges(conversation)
    return TurnTaking(
        lead_in_s=lead_in_s,
        tail_s=tail_s,
        agent_speech_s=agent_s,
        citizen_speech_s=citizen_s,
        agent_share=agent_s / (agent_s + citizen_s) if agent_s + citizen_s else None,
        transfer_count=len(transfers),
        agent_latency_s=_latency_s(transfers, "agent", conversation.holds),
        citizen_latency_s=_latency_s(transfers, "citizen", conversation.holds),
        agent_longest_s=_longest_s(runs, "agent"),
        citizen_longest_s=_longest_s(runs, "citizen"),
        longest_silence_s=longest_silence_s(measure_silences(conversation) if silences is None else silences),
        first_story_s=story_s,
        is_first_story_cut=is_cut,
        before_first_fact_s=before_s,
        citizen_words_before_first_fact=words_before,
        interruptions_by_agent=_interruptions(overlaps, "agent"),
        interruptions_by_citizen=_interruptions(overlaps, "citizen"),
    )


def floor_transfers(conversation: Conversation) -> tuple[FloorTransfer, ...]:
    """Return each passing of the floor, in order; backchannels and talk wholly inside another's pass nothing.

    Source:
        Between-speaker intervals of Heldner & Edlund (2010), J. of Phonetics 38(4): gaps > 0, overlaps < 0.
    """
    return _transfers(_runs(floor_units(units_of(conversation))))


@dataclass(frozen=True, slots=True)
class _Run:
    """One speaker holds the floor, from the first to the last of its units."""

    speaker: Speaker
    span: Span


def _runs(units: Sequence[Unit]) -> list[_Run]:
    runs: list[_Run] = []
    for unit in units:
        if not runs or (unit.speaker != runs[-1].speaker and unit.span.end_s > runs[-1].span.end_s):
            runs.append(_Run(unit.speaker, unit.span))
        elif unit.speaker == runs[-1].speaker:
            span = runs[-1].span
            runs[-1] = _Run(unit.speaker, Span(span.start_s, max(span.end_s, unit.span.end_s)))
    return runs


def _transfers(runs: Sequence[_Run]) -> tuple[FloorTransfer, ...]:
    return tuple(
        FloorTransfer(to.span.start_s, before.speaker, to.speaker, round(to.span.start_s - before.span.end_s, 3))
        for before, to in pairwise(runs)
    )


def _latency_s(transfers: Iterable[FloorTransfer], speaker: Speaker, holds: Sequence[Hold]) -> float | None:
    offsets = [
        transfer.offset_s
        for transfer in transfers
        if transfer.to_speaker == speaker and not any(_crosses(transfer, hold) for hold in holds)
    ]
    return round(median(offsets), 3) if offsets else None


def _crosses(transfer: FloorTransfer, hold: Hold) -> bool:
    return transfer.at_s - transfer.offset_s < hold.span.end_s and hold.span.start_s < transfer.at_s


def _speech_s(conversation: Conversation, speaker: Speaker) -> float:
    return total_s(stretch.span for stretch in conversation.speech if stretch.speaker == speaker)


def _edges(conversation: Conversation) -> tuple[float | None, float | None]:
    """Seconds before the first and after the last speech; None in a call without speech."""
    spans = [stretch.span for stretch in conversation.speech]
    if not spans:
        return None, None
    last_s = max(span.end_s for span in spans)
    return min(span.start_s for span in spans), round(max(conversation.duration_s - last_s, 0.0), 3)


def _interruptions(overlaps: Sequence[Overlap], speaker: Speaker) -> int | None:
    if any(overlap.tier == "low" for overlap in overlaps):
        return None
    return sum(overlap.kind == "interruption" and overlap.onset_speaker == speaker for overlap in overlaps)


def _longest_s(runs: Iterable[_Run], speaker: Speaker) -> float | None:
    return max((run.span.duration_s for run in runs if run.speaker == speaker), default=None)


def _first_story(runs: Sequence[_Run]) -> tuple[float | None, bool | None]:
    for position, run in enumerate(runs):
        if run.speaker == "citizen" and run.span.duration_s >= MIN_STORY_S:
            following = next((later for later in runs[position + 1 :] if later.speaker == "agent"), None)
            overlap_s = round(run.span.end_s - following.span.start_s, 3) if following else 0.0
            return round(run.span.duration_s - max(overlap_s, 0.0), 3), overlap_s > GRACE_S
    return None, None


def _before_first_fact(conversation: Conversation, questions: Iterable[Question]) -> tuple[float | None, int | None]:
    asked = [question for question in questions if question.speaker == "agent" and question.kind == "factual"]
    if not asked:
        return None, None
    fact_s = min(question.span.start_s for question in asked)
    starts = [stretch.span.start_s for stretch in conversation.speech]
    first_s = min(starts + [turn.span.start_s for turn in conversation.turns], default=fact_s)
    citizen = (turn for turn in conversation.turns if turn.speaker == "citizen")
    word_count = sum(word.span.start_s < fact_s for turn in citizen for word in turn.words)
    return round(max(fact_s - first_s, 0.0), 3), word_count
