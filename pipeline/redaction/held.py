"""The hold guard: who waits is not listened to."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from pipeline.intervals import overlap_s
from pipeline.records import Conversation, Facts, Heard, Hold, Turn, Word


def drop_held_words(conversation: Conversation, *, both_parties: bool = False) -> Conversation:
    """Remove what was said on hold, before anything is written.

    Recording a waiting citizen "is not allowed really, for it is not needed" (Autoriteit Persoonsgegevens, 2023). Only
    words go: speech and turns keep their times, for silences and overlaps are measured from them. Facts on names point
    at word positions and move along.

    Args:
        conversation: with its holds.
        both_parties: also remove the agent's words, for when it is not sure who is who.

    Returns:
        The conversation without words that touch a hold, except the agent's own unless `both_parties`.
    """
    if not conversation.holds:
        return conversation
    kept: list[bool] = []
    turns: list[Turn] = []
    for turn in conversation.turns:
        is_guarded = both_parties or turn.speaker != "agent"
        keeps = [not (is_guarded and _is_held(word, conversation.holds)) for word in turn.words]
        kept.extend(keeps)
        turns.append(turn if all(keeps) else _without(turn, keeps))
    return replace(conversation, turns=tuple(turns), facts=_moved(conversation.facts, kept))


def _is_held(word: Word, holds: Sequence[Hold]) -> bool:
    return any(overlap_s(word.span, hold.span) > 0 for hold in holds)


def _without(turn: Turn, keeps: Sequence[bool]) -> Turn:
    words = tuple(word for word, is_kept in zip(turn.words, keeps, strict=True) if is_kept)
    has_confidence = turn.confidence is not None and words
    confidence = round(fmean(word.probability for word in words), 3) if has_confidence else None
    return replace(turn, words=words, confidence=confidence)


def _moved(facts: Facts, kept: Sequence[bool]) -> Facts:
    """Let the facts point at the words that are left; a fact on a dropped word goes with it."""
    place = [0]
    for is_kept in kept:
        place.append(place[-1] + is_kept)
    return replace(
        facts,
        heard=_moved_each(facts.heard, kept, place),
        heard_from_other=_moved_each(facts.heard_from_other, kept, place),
    )


def _moved_each(heard: Sequence[Heard], kept: Sequence[bool], place: Sequence[int]) -> tuple[Heard, ...]:
    return tuple(_move(found, place) for found in heard if all(kept[found.first_word : found.end_word]))


def _move(found: Heard, place: Sequence[int]) -> Heard:
    return replace(found, first_word=place[found.first_word], end_word=place[found.end_word])
