"""How exactly the words begin and end: where a true turn does, for of the words inside it no truth has times."""

from collections.abc import Sequence

from pipeline.records import Conversation, Span, Speaker
from tests.bench.scores import Ratio

NEAR_S = 0.08
"""Half of all borders within this and their median error is within it too."""
REACH_S = 0.3
"""How far outside of a turn the middle of one of its words may lie."""


def border_ratio(turns: Sequence[tuple[Speaker, Span]], heard: Conversation) -> Ratio:
    """Return how many borders of turns lie within 80 ms of that of their first or last word.

    Args:
        turns: as they were said.
        heard: the same call as the program has it.

    Returns:
        Two borders a turn in which a word of its speaker was recognised; none for others, which are no matter of times.
    """
    near = count = 0
    for speaker, span in turns:
        words = [
            word.span
            for turn in heard.turns
            if turn.speaker == speaker
            for word in turn.words
            if span.start_s - REACH_S <= (word.span.start_s + word.span.end_s) / 2 <= span.end_s + REACH_S
        ]
        if words:
            first_s, last_s = min(word.start_s for word in words), max(word.end_s for word in words)
            near += sum(abs(found - true) <= NEAR_S for found, true in ((first_s, span.start_s), (last_s, span.end_s)))
            count += 2
    return Ratio(near, count)
