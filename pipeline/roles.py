"""Who is the agent: as `calls.csv` says, else by who says the names of roster and organisation, and who serves whom."""

import re
from dataclasses import replace

from pipeline.heard import Roster, find_heard
from pipeline.holds import find_holds
from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Speaker
from pipeline.redaction import drop_held_words

_OTHER_PARTY: dict[Speaker, Speaker] = {"agent": "citizen", "citizen": "agent", "other": "other"}
_KIND_WEIGHT = {"employee_name": 2.0, "organisation": 1.0, "colleague_name": 0.5}
_WINDOW_WORDS = 60
"""A party says who it is among the first words, or not at all."""
_PHRASE_WEIGHT = 0.5
_DOUBT = 1.0
"""Set against all evidence: a name alone makes sure (0.83), a single phrase does not (0.67)."""
_SERVES = re.compile(
    r"\b(?:"
    r"waar(?:mee|aan)? kan ik (?:u |je )?(?:mee )?(?:helpen|van dienst)|wermei kin ik|kan ik u (?:verder )?(?:nog )?"
    r"(?:ergens )?(?:mee )?helpen|u spreekt met|jo sprekke mei|"
    r"ik (?:kijk|zoek) (?:het )?(?:even|eens) (?:voor u )?(?:na|op)?|"
    r"ik sjoch it|mag ik (?:uw|van u)|wat is uw|mei ik jo|(?:verder )?nog (?:iets|vragen)|fierder noch|"
    r"ik (?:verbind|ferbyn) (?:u|jo)|ik zet u|ik noteer|fijne dag|noflike dei|bedankt voor het wachten|mijn collega|"
    r"u (?:krijgt|ontvangt) (?:van ons|binnen)|komt u|blijft u (?:even )?(?:aan de lijn|hangen)"
    r")\b"
)
"""What the party that serves says."""
_ASKS = re.compile(
    r"\b(?:"
    r"ik (?:bel|wil|wilde|zou|had|heb) (?:graag|even|een vraag|hier|net)|ik ha in fraach|ik wol graach|kunt u mij|"
    r"met (?:mevrouw|meneer)|dank (?:u|je) wel|tige tank|bedankt hoor|"
    r"mijn (?:dochter|zoon|man|vrouw|moeder|vader|straat)"
    r")\b"
)
"""What the party that is served says."""


OTHER_SIDE = {"left": "right", "right": "left", "first": "second", "second": "first"}


def swapped(conversation: Conversation) -> Conversation:
    """Exchange agent and citizen."""
    return replace(
        conversation,
        speech=tuple(replace(one, speaker=_OTHER_PARTY[one.speaker]) for one in conversation.speech),
        turns=tuple(replace(turn, speaker=_OTHER_PARTY[turn.speaker]) for turn in conversation.turns),
    )


def exchanged(conversation: Conversation) -> Conversation:
    """Exchange agent and citizen in a stored conversation, with all that follows from who is who, without sound.

    Holds are looked for anew in the words of the new agent, and what the new citizen says in them is dropped. What was
    dropped before as a waiting citizen's stays dropped.
    """
    facts = conversation.facts
    facts = replace(facts, heard=facts.heard_from_other, heard_from_other=facts.heard)
    other = replace(swapped(conversation), facts=facts)
    return drop_held_words(replace(other, holds=find_holds(other)))


def agent_evidence(conversation: Conversation, roster: Roster) -> float:
    """Return how much the party taken for the agent sounds like one, >= 0: names at the start, and service phrases."""
    early = [one for one in find_heard(conversation, roster).heard if one.first_word < _WINDOW_WORDS]
    named = sum(_KIND_WEIGHT[one.kind] * one.similarity for one in early)
    said = {speaker: _text(conversation, speaker) for speaker in ("agent", "citizen")}
    served = len(set(_SERVES.findall(said["agent"]))) + len(set(_ASKS.findall(said["citizen"])))
    return named + _PHRASE_WEIGHT * served


def _text(conversation: Conversation, speaker: str) -> str:
    return " ".join(
        token
        for turn in conversation.turns
        if turn.speaker == speaker
        for word in turn.words
        for token in tokens_of(word.text)
    )


def assign_roles(conversation: Conversation, roster: Roster) -> tuple[Conversation, bool, float]:
    """Decide who is the agent where nothing says so.

    Args:
        conversation: with a party taken for the agent.
        roster: names that an agent says.

    Returns:
        The conversation with its roles, whether they were exchanged, and how sure that is, 0 to 1: 0.5 where neither
        says anything that tells.
    """
    other = swapped(conversation)
    as_is, reverse = agent_evidence(conversation, roster), agent_evidence(other, roster)
    confidence = round(0.5 + 0.5 * abs(as_is - reverse) / (as_is + reverse + _DOUBT), 3)
    return (other, True, confidence) if reverse > as_is else (conversation, False, confidence)
