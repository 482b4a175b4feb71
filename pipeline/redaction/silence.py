"""Which stretches of the sound a player must not let out."""

from pipeline.intervals import intersect, merge, rounded
from pipeline.records import Conversation, Span
from pipeline.redaction.people import EMPLOYEE

EDGE_S = 0.2
"""Sound silenced before and after a masked word; word times of the recogniser are off by 0.1 to 0.3 s."""
BRIDGE_S = 0.3
"""Sound between two masked words that is silenced with them."""


def spans_to_silence(conversation: Conversation) -> tuple[Span, ...]:
    """Find what must be silent when the call is played: masked words of citizens, and the time on hold.

    Employees' names can be heard: a coach listens to the greeting because of them.

    Returns:
        Disjoint spans in time order, inside the recording.
    """
    words = (
        rounded(max(word.span.start_s - EDGE_S, 0.0), word.span.end_s + EDGE_S)
        for turn in conversation.turns
        for word in turn.words
        if word.redaction is not None and word.redaction != EMPLOYEE
    )
    spoken = merge(words, bridge_s=BRIDGE_S)
    return intersect(
        merge((*spoken, *(hold.span for hold in conversation.holds))), (Span(0.0, conversation.duration_s),)
    )
