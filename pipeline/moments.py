"""Moments: what a coach may open and hear, each with the reason why."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.findings import Cue, Moment, Overlap, Polarity, Silence
from pipeline.intervals import rounded
from pipeline.records import Conversation, Span

BEFORE_S = 3.0
AFTER_S = 1.5
"""What is played around a moment: enough to hear what led to it."""
LONG_SILENCE_S = 10.0
"""From here on a silence that nobody announced is commonly called dead air (Observe.AI and call-ai-metrics: 10 s)."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """What a coach reads of an item of the leidraad."""

    name_nl: str
    coach_nl: str
    polarity: Polarity


def find_moments(
    conversation: Conversation,
    cues: Sequence[Cue],
    silences: Sequence[Silence],
    overlaps: Sequence[Overlap],
    items: Mapping[str, ItemText],
) -> tuple[Moment, ...]:
    """Choose the moments of a call, in time order.

    Args:
        conversation: the call.
        cues: verdicts on it; `uncertain` and `not_applicable` make no moment.
        silences: its joint silences.
        overlaps: its overlaps; those of a low tier make no moment.
        items: the leidraad's items by id.
    """
    found = [
        *_cue_moments(conversation, cues, items),
        *_silence_moments(conversation, silences),
        *_interruption_moments(conversation, overlaps),
    ]
    return tuple(sorted(found, key=lambda moment: (moment.span, moment.moment_id)))


def _cue_moments(conversation: Conversation, cues: Sequence[Cue], items: Mapping[str, ItemText]) -> Iterator[Moment]:
    for cue in cues:
        is_place = cue.verdict == "said" and cue.occurrence > 0
        is_missing = cue.verdict == "not_said" and cue.occurrence == 0
        if cue.span is None or not (is_place or is_missing):
            continue
        item = items[cue.cue_id]
        goal: Polarity = "goal"
        top: Polarity = "top"
        does_well = is_place == (item.polarity == "top")
        yield _moment(
            conversation,
            kind="cue",
            cue_id=cue.cue_id,
            leg_index=cue.leg_index,
            span=cue.span,
            polarity=top if does_well else goal,
            reason=item.name_nl if is_place else f"Niet gehoord: {item.name_nl[0].lower()}{item.name_nl[1:]}",
            rule_version=f"{cue.leidraad_id}_v{cue.leidraad_version}",
        )


def _silence_moments(conversation: Conversation, silences: Sequence[Silence]) -> Iterator[Moment]:
    for silence in silences:
        if silence.is_announced or silence.kind == "technical" or silence.span.duration_s < LONG_SILENCE_S:
            continue
        seconds = round(silence.span.duration_s)
        yield _moment(
            conversation,
            kind="silence",
            cue_id=None,
            leg_index=0,
            span=silence.span,
            polarity="goal",
            reason=f"Het is {seconds} seconden stil zonder dat dit is aangekondigd",
            rule_version="silence_v1",
        )


def _interruption_moments(conversation: Conversation, overlaps: Sequence[Overlap]) -> Iterator[Moment]:
    for overlap in overlaps:
        if overlap.kind != "interruption" or overlap.onset_speaker != "agent" or overlap.tier == "low":
            continue
        yield _moment(
            conversation,
            kind="interruption",
            cue_id=None,
            leg_index=0,
            span=overlap.span,
            polarity="goal",
            reason="De medewerker neemt het woord terwijl de inwoner nog aan het vertellen is",
            rule_version="interruption_v1",
        )


def _moment(conversation: Conversation, *, span: Span, **fields: object) -> Moment:
    clip = rounded(max(0.0, span.start_s - BEFORE_S), min(conversation.duration_s, span.end_s + AFTER_S))
    identity = (conversation.call_id, fields["kind"], fields["cue_id"], fields["leg_index"], round(span.start_s, 1))
    moment_id = hashlib.sha256("|".join(map(str, identity)).encode()).hexdigest()[:20]
    return Moment(moment_id=_letters(moment_id), span=span, clip=clip, **fields)  # type: ignore[arg-type]


def _letters(hexadecimal: str) -> str:
    """Spell with letters only, so that no id can be taken for a telephone number."""
    return hexadecimal.translate(str.maketrans("0123456789", "ghijklmnop"))
