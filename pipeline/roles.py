"""Which channel is the agent's: as `calls.csv` says, else by who says the names of roster and organisation."""

from dataclasses import replace
from typing import Literal

from pipeline.heard import Roster, find_heard
from pipeline.records import Conversation, Speaker

Side = Literal["left", "right"]

_OTHER_PARTY: dict[Speaker, Speaker] = {"agent": "citizen", "citizen": "agent", "other": "other"}
_KIND_WEIGHT = {"employee_name": 2.0, "organisation": 1.0, "colleague_name": 0.5}
_WINDOW_WORDS = 60
"""A party says who it is among the first words, or not at all."""


def swapped(conversation: Conversation) -> Conversation:
    """Exchange agent and citizen."""
    return replace(
        conversation,
        speech=tuple(replace(one, speaker=_OTHER_PARTY[one.speaker]) for one in conversation.speech),
        turns=tuple(replace(turn, speaker=_OTHER_PARTY[turn.speaker]) for turn in conversation.turns),
    )


def agent_evidence(conversation: Conversation, roster: Roster) -> float:
    """Return how much the party taken for the agent sounds like one, >= 0, by the names it says at the start."""
    early = [one for one in find_heard(conversation, roster).heard if one.first_word < _WINDOW_WORDS]
    return sum(_KIND_WEIGHT[one.kind] * one.similarity for one in early)


def assign_roles(conversation: Conversation, roster: Roster) -> tuple[Conversation, bool, float]:
    """Decide who is the agent where nothing says so.

    Args:
        conversation: with the left channel's party as the agent.
        roster: names that an agent says.

    Returns:
        The conversation with its roles, whether they were exchanged, and how sure that is, 0 to 1: 0.5 where neither
        says a name.
    """
    other = swapped(conversation)
    left, right = agent_evidence(conversation, roster), agent_evidence(other, roster)
    confidence = round(0.5 + 0.5 * abs(left - right) / (left + right + 0.25), 3)
    return (other, True, confidence) if right > left else (conversation, False, confidence)
