"""Who is the agent: as `calls.csv` says, else by who says the names of roster and organisation, and who serves whom."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.heard import Roster, find_heard
from pipeline.holds import find_holds
from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Heard, Speaker
from pipeline.redaction import drop_held_words
from pipeline.soundalike import likeness

OTHER_PARTY: dict[Speaker, Speaker] = {"agent": "citizen", "citizen": "agent", "other": "other"}
OTHER_SIDE = {"left": "right", "right": "left", "first": "second", "second": "first"}

_KIND_WEIGHT = {"employee_name": 2.0, "organisation": 1.0, "colleague_name": 0.5}
_ONE_WORD_SHARE = 0.5
"""Many people have the same first name."""
_SOUND_WEIGHT = 1.0
"""A name in the sound alone tells less than one in words: of names that nobody said one in sixty stands out so."""
_WINDOW_WORDS = 60
"""A party says who it is among the first words, or not at all."""
_PHRASE_WEIGHT = 0.5
_INTRODUCES_WEIGHT = 1.0
_ADDRESS_WEIGHT, _MOST_ADDRESS = 0.1, 0.5
"""Per *u* said more often than the other says it; both do, but who serves does so more."""
_ANSWERS_WEIGHT = 0.25
"""Who is called speaks first: a hint where nothing else tells."""
_DOUBT = 1.0
"""Set against all evidence: a name alone makes sure (0.83), a single phrase does not (0.67)."""
_SERVES = re.compile(
    r"\b(?:"
    r"waar(?:mee|aan)? kan ik|wat kan ik (?:voor|foar)|kan ik (?:[^ ]+ ){0,3}(?:helpen|van dienst|betekenen|uitzoeken)|"
    r"kan ik (?:verder|fierder) (?:nog|noch)|wermei kin ik|(?:wer|wat) kin ik (?:jo|foar)|jo sprekke mei|"
    r"zegt u (?:het|t) maar|sizze jo it mar|ik bel u|ik belje jo|bel(?:t)? ik (?:u )?gelegen|komt het gelegen|"
    r"namens de gemeente|ik (?:kijk|zoek) (?:u )?(?:het )?(?:even|eens) (?:voor u )?(?:na|op)?|"
    r"ik sjoch it|mag ik (?:uw|van u|u)|(?:wat|en wat) is u(?:w)?|mei ik jo|(?:verder )?nog (?:iets|vragen)|"
    r"fierder noch|ik (?:verbind|ferbyn) (?:u|jo)|ik zet u|ik noteer|ik stuur u|fijne dag|prettige dag|noflike dei|"
    r"bedankt voor (?:het|met) wachten|(?:mijn|myn) (?:collega|kollega)|"
    r"heb ik (?:dat|u|uw|het) (?:[^ ]+ ){0,3}(?:goed|begrepen|beantwoord|duidelijk)|"
    r"u (?:krijgt|ontvangt|hoeft|neemt|staat) (?:van ons|binnen|hier|niet|niets)?|komt u|"
    r"blijft u (?:even )?(?:aan de lijn|hangen)"
    r")\b"
)
"""What the party that serves says."""
_ASKS = re.compile(
    r"\b(?:"
    r"ik (?:bel|wil|wilde|zou|had|heb) (?:graag|even|een vraag|hier|net)|ik (?:heb|kreeg) een (?:brief|aanslag|boete)|"
    r"ik ha in fraach|ik wol graach|kunt u mij|met (?:mevrouw|meneer)|dank (?:u|je) wel|tige tank|bedankt hoor|"
    r"(?:mijn|myn|us) (?:dochter|zoon|man|vrouw|moeder|vader|straat|zus|soan|mem|heit|frou)|dat was (?:het|alles)"
    r")\b"
)
"""What the party that is served says."""
_ORGANISATION = "gemeente"
_LIKE_ORGANISATION = 0.75
_GREETINGS = frozenset(
    "goedemorgen goedemiddag goedenmiddag goedenavond goedeavond goede morgen middag avond goeiemoarn goeie moarn "
    "middei goemoarn hallo dag welkom bij de it".split()
)
_INTRODUCTIONS = (
    re.compile(r"\b(?:met|mei|spreekt|sprekke) (?:(?!ik |wij |we |wy )[^ ]+ ){0,5}(?:van|fan) (?:de |it )?([^ ]+)"),
    re.compile(r"\b(?:met|mei) (?:de |it )?([^ ]+)"),
)
"""*(U spreekt) met N. van de gemeente*; who says *ik* in between tells what it is about."""
_OPENING_WORDS = 16


def swapped(conversation: Conversation) -> Conversation:
    """Exchange agent and citizen."""
    return replace(
        conversation,
        speech=tuple(replace(one, speaker=OTHER_PARTY[one.speaker]) for one in conversation.speech),
        turns=tuple(replace(turn, speaker=OTHER_PARTY[turn.speaker]) for turn in conversation.turns),
    )


def exchanged(conversation: Conversation) -> Conversation:
    """Exchange agent and citizen in a stored conversation, with all that follows from who is who, without sound.

    Holds are looked for anew in the words of the new agent, and what the new citizen says in them is dropped. What was
    dropped before as a waiting citizen's stays dropped.
    """
    facts = conversation.facts
    facts = replace(
        facts,
        heard=facts.heard_from_other,
        heard_from_other=facts.heard,
        opening=facts.opening_of_other,
        opening_of_other=facts.opening,
    )
    other = replace(swapped(conversation), facts=facts)
    return drop_held_words(replace(other, holds=find_holds(other)))


def agent_evidence(conversation: Conversation, roster: Roster, *, is_name_in_sound: bool = False) -> float:
    """Return how much the party taken for the agent sounds like one, >= 0.

    Names of the roster at the start, an introduction by an organisation, phrases of who serves and of who is served,
    who says *u* most, and who answers the telephone: the agent, unless the call is outbound.

    Args:
        conversation: with that party as the agent.
        roster: names that an agent says.
        is_name_in_sound: the employee's name stands out in the sound of that party's opening; it counts where no word
            was taken for it.
    """
    early = [one for one in find_heard(conversation, roster).heard if one.first_word < _WINDOW_WORDS]
    weight = sum(map(_name_weight, early))
    if is_name_in_sound and not any(one.kind == "employee_name" for one in early):
        weight += _SOUND_WEIGHT
    own, other = _tokens(conversation, "agent"), _tokens(conversation, "citizen")
    if not any(one.kind == "organisation" for one in early) and _introduces_organisation(own):
        weight += _INTRODUCES_WEIGHT
    served = len(set(_SERVES.findall(" ".join(own)))) + len(set(_ASKS.findall(" ".join(other))))
    address = _ADDRESS_WEIGHT * (_address_count(own) - _address_count(other))
    answers = _ANSWERS_WEIGHT if _first_speaker(conversation) == _who_answers(conversation) else 0.0
    return weight + _PHRASE_WEIGHT * served + min(_MOST_ADDRESS, max(0.0, address)) + answers


def _name_weight(heard: Heard) -> float:
    is_part = heard.kind == "employee_name" and heard.end_word - heard.first_word == 1
    return _KIND_WEIGHT[heard.kind] * heard.similarity * (_ONE_WORD_SHARE if is_part else 1.0)


def _introduces_organisation(tokens: Sequence[str]) -> bool:
    """Tell whether a party opens as an organisation: *gemeente ...* behind a greeting, or *met ... van de gemeente*."""
    opening = tokens[:_OPENING_WORDS]
    greeted = next((token for token in opening if token not in _GREETINGS), "")
    introduced = [word for pattern in _INTRODUCTIONS for word in pattern.findall(" ".join(opening))]
    return any(likeness(word, _ORGANISATION) >= _LIKE_ORGANISATION for word in (greeted, *introduced) if word)


def _address_count(tokens: Sequence[str]) -> int:
    return sum(token in {"u", "uw", "jo"} for token in tokens)


def _first_speaker(conversation: Conversation) -> Speaker | None:
    """Return which party speaks first; None where both begin at once or nobody does."""
    starts: dict[Speaker, float] = {}
    for one in conversation.speech:
        starts[one.speaker] = min(one.span.start_s, starts.get(one.speaker, one.span.start_s))
    order = sorted((start_s, who) for who, start_s in starts.items() if who != "other")
    return order[0][1] if order and (len(order) == 1 or order[0][0] < order[1][0]) else None


def _who_answers(conversation: Conversation) -> Speaker:
    return "citizen" if conversation.direction == "outbound" else "agent"


def _tokens(conversation: Conversation, speaker: Speaker) -> list[str]:
    return [
        token
        for turn in conversation.turns
        if turn.speaker == speaker
        for word in turn.words
        for token in tokens_of(word.text)
    ]


def assign_roles(
    conversation: Conversation, roster: Roster, named_in_sound: Collection[Speaker] = ()
) -> tuple[Conversation, bool, float]:
    """Decide who is the agent where nothing says so.

    Args:
        conversation: with a party taken for the agent.
        roster: names that an agent says.
        named_in_sound: the parties in the sound of whose opening the employee's name stands out.

    Returns:
        The conversation with its roles, whether they were exchanged, and how sure that is, 0 to 1: 0.5 where neither
        says anything that tells.
    """
    other = swapped(conversation)
    as_is = agent_evidence(conversation, roster, is_name_in_sound="agent" in named_in_sound)
    reverse = agent_evidence(other, roster, is_name_in_sound="citizen" in named_in_sound)
    confidence = round(0.5 + 0.5 * abs(as_is - reverse) / (as_is + reverse + _DOUBT), 3)
    return (other, True, confidence) if reverse > as_is else (conversation, False, confidence)
