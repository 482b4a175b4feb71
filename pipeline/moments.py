"""Moments: what a coach may open and hear, each with the reason why."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.findings import Cue, Moment, Overlap, Polarity, Silence, TempoSignal
from pipeline.intervals import rounded
from pipeline.records import Conversation, Span

BEFORE_S = 3.0
AFTER_S = 1.5
"""What is played around a moment: enough to hear what led to it."""
LONG_SILENCE_S = 10.0
"""From here on a silence that nobody announced is commonly called dead air (Observe.AI and call-ai-metrics: 10 s)."""


LESS_SURE = 0.15
"""A place that much less sure than the best of its item in the leg is more often the recogniser's than the agent's."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """What a coach reads of an item of the leidraad.

    Attributes:
        goal_floor: a `not_said` less sure than this is no learning goal: nobody is to be blamed for what was not heard.
    """

    name_nl: str
    coach_nl: str
    polarity: Polarity
    goal_floor: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A moment before it has an id and a clip.

    Attributes:
        place: what tells it from others of its kind in the leg; the same when the call is analysed anew.
    """

    kind: Literal["cue", "interruption", "silence", "tempo"]
    span: Span
    place: str
    polarity: Polarity
    reason: str
    rule_version: str
    leg_index: int = 0
    cue_id: str | None = None


def find_moments(
    conversation: Conversation,
    cues: Sequence[Cue],
    silences: Sequence[Silence],
    overlaps: Sequence[Overlap],
    items: Mapping[str, ItemText],
    signals: Sequence[TempoSignal] = (),
) -> tuple[Moment, ...]:
    """Choose the moments of a call, in time order.

    Args:
        conversation: the call.
        cues: verdicts on it; `uncertain` and `not_applicable` make no moment.
        silences: its joint silences.
        overlaps: its overlaps; those of a low tier make no moment.
        items: the leidraad's items by id.
        signals: where the citizen showed that it went too fast.
    """
    drafts = [
        *_cue_drafts(cues, items),
        *_silence_drafts(silences),
        *_interruption_drafts(overlaps),
        *_tempo_drafts(signals),
    ]
    moments = (_finished(draft, conversation) for draft in drafts)
    return tuple(sorted(moments, key=lambda moment: (moment.span, moment.moment_id)))


def _cue_drafts(cues: Sequence[Cue], items: Mapping[str, ItemText]) -> Iterator[_Draft]:
    best = {(cue.leg_index, cue.cue_id): cue.confidence for cue in cues if cue.occurrence == 0}
    for cue in cues:
        is_place = cue.verdict == "said" and cue.occurrence > 0
        is_missing = cue.verdict == "not_said" and cue.occurrence == 0
        if cue.span is None or not (is_place or is_missing):
            continue
        item = items[cue.cue_id]
        if is_missing and cue.confidence < item.goal_floor:
            continue
        if is_place and cue.confidence < best.get((cue.leg_index, cue.cue_id), 0.0) - LESS_SURE:
            continue
        yield _Draft(
            kind="cue",
            span=cue.span,
            place=_start_of(cue.span) if is_place else "missing",
            polarity="top" if is_place == (item.polarity == "top") else "goal",
            reason=item.name_nl if is_place else f"Niet gehoord: {_inside_a_sentence(item.name_nl)}",
            rule_version=f"{cue.leidraad_id}_v{cue.leidraad_version}",
            leg_index=cue.leg_index,
            cue_id=cue.cue_id,
        )


def _silence_drafts(silences: Sequence[Silence]) -> Iterator[_Draft]:
    for silence in silences:
        if silence.is_announced or silence.kind == "technical" or silence.span.duration_s < LONG_SILENCE_S:
            continue
        yield _Draft(
            kind="silence",
            span=silence.span,
            place=_start_of(silence.span),
            polarity="goal",
            reason=f"Het is {round(silence.span.duration_s)} seconden stil zonder dat dit is aangekondigd",
            rule_version="silence_v1",
        )


def _interruption_drafts(overlaps: Sequence[Overlap]) -> Iterator[_Draft]:
    for overlap in overlaps:
        if overlap.kind != "interruption" or overlap.onset_speaker != "agent" or overlap.tier == "low":
            continue
        yield _Draft(
            kind="interruption",
            span=overlap.span,
            place=_start_of(overlap.span),
            polarity="goal",
            reason="De medewerker neemt het woord terwijl de inwoner nog aan het vertellen is",
            rule_version="interruption_v1",
        )


def _tempo_drafts(signals: Sequence[TempoSignal]) -> Iterator[_Draft]:
    reasons = {
        "too_fast": "De inwoner zegt dat het te snel gaat, kort nadat de medewerker snel sprak",
        "repeat": "De inwoner vraagt om herhaling, kort nadat de medewerker snel sprak",
    }
    for signal in signals:
        yield _Draft(
            kind="tempo",
            span=Span(signal.fast.start_s, signal.span.end_s),  # both are to be heard
            place=_start_of(signal.span),
            polarity="goal",
            reason=reasons[signal.kind],
            rule_version="tempo_v1",
        )


def _finished(draft: _Draft, conversation: Conversation) -> Moment:
    span = draft.span
    identity = (conversation.call_id, draft.kind, draft.cue_id, draft.leg_index, draft.place)
    return Moment(
        moment_id=_letters(hashlib.sha256("|".join(map(str, identity)).encode()).hexdigest()[:20]),
        leg_index=draft.leg_index,
        kind=draft.kind,
        cue_id=draft.cue_id,
        span=span,
        clip=rounded(max(0.0, span.start_s - BEFORE_S), min(conversation.duration_s, span.end_s + AFTER_S)),
        polarity=draft.polarity,
        reason=draft.reason,
        rule_version=draft.rule_version,
    )


def _start_of(span: Span) -> str:
    return f"{span.start_s:.1f}"


def _inside_a_sentence(name: str) -> str:
    """Write a name without its capital, unless it begins with an abbreviation such as *BSN*."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _letters(hexadecimal: str) -> str:
    """Spell with letters only, so that no id can be taken for a telephone number."""
    return hexadecimal.translate(str.maketrans("0123456789", "ghijklmnop"))
