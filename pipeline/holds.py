"""When the citizen waits: from the agent's words and silence.

A hold begins where the agent has said that the citizen is put on hold or asked to stay on the line, and then says
nothing for a while; it ends where the agent speaks again. What is said or played meanwhile is not listened to.
"""

import re

from pipeline.intervals import merge
from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Hold, Span, Turn

MIN_HOLD_S = 10.0
"""Shorter waits are searches: the agent is still there."""
LATEST_S = 10.0
"""An announcement longer ago than this was about something else."""

_HOLDING = re.compile(
    r"\b(?:in (?:de )?wacht|wachtstand|aan de lijn|blijft? (?:u )?(?:even )?hangen|moment(?:je)?|ogenblik(?:je)?"
    r"|u hoort (?:zo )?(?:even )?muziek|ik (?:ga|verbind|zet) .{0,30}(?:overleggen|navragen|door)"
    r"|yn (?:de |e )?wacht|oan (?:de |e )?(?:line|tillefoan)|momint(?:sje)?|eachblik|ferbyn|oerlis)\b"
)


def find_holds(conversation: Conversation) -> tuple[Hold, ...]:
    """Find the stretches in which the citizen waits.

    Args:
        conversation: with speech and the agent's words, before anything is masked.

    Returns:
        Announced holds in time order.
    """
    agent = merge(stretch.span for stretch in conversation.speech if stretch.speaker == "agent")
    said = [end_s for turn in conversation.turns if turn.speaker == "agent" for end_s in _holding_ends(turn)]
    ends = [*(span.start_s for span in agent[1:]), conversation.duration_s]
    holds = []
    for speech, next_s in zip(agent, ends, strict=True):
        is_announced = any(speech.end_s - LATEST_S <= end_s <= speech.end_s + 1.0 for end_s in said)
        is_last = next_s == conversation.duration_s
        if is_announced and not is_last and next_s - speech.end_s >= MIN_HOLD_S:
            holds.append(Hold(Span(speech.end_s, next_s), is_announced=True))
    return tuple(holds)


def _holding_ends(turn: Turn) -> list[float]:
    tokens = [(token, word.span.end_s) for word in turn.words for token in tokens_of(word.text)]
    said = " ".join(token for token, _ in tokens)
    return [tokens[said.count(" ", 0, found.end())][1] for found in _HOLDING.finditer(said)]
