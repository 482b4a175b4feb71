"""Masking: what must not be written down is replaced before anything is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from pipeline.records import Conversation, Turn
from pipeline.redaction.addresses import find_house_numbers
from pipeline.redaction.answers import find_answers
from pipeline.redaction.birth_parts import find_birth_days, find_birth_months, find_birth_years
from pipeline.redaction.births import find_births
from pipeline.redaction.contexts import contexts_of, spelled_announcements
from pipeline.redaction.dates import appointments, find_dates
from pipeline.redaction.emails import find_email_echoes, find_emails
from pipeline.redaction.name_page import page_of
from pipeline.redaction.names import find_names
from pipeline.redaction.numbers import find_numbers
from pipeline.redaction.people import (
    EMPLOYEE,
    KnownPeople,
    Roster,
    find_full_names,
    find_heard,
    organisation_words,
    roster_of,
)
from pipeline.redaction.remainders import find_remainders
from pipeline.redaction.runs import LINKS, runs_of
from pipeline.redaction.spellings import find_sounds, find_spellings
from pipeline.redaction.symbols import symbols_of
from pipeline.redaction.tokens import Mark, Token, tokens_of

REDACTION_VERSION = "4"
"""Of the rules; a new meaning is a new version."""
MAX_BRIDGE = 4
BRIDGES = frozenset(
    """
    eh uh euh ehm uhm em hm hmm nee ne sorry pardon wacht wachtsje wachte even efkes ik bedoel bedoelde zei zeg sei sis
    o oh streep streepje strepje strepke koppelteken slash punt komma liggend laag spatie de van fan
    """.split()
)
"""Words between two parts of one dictation that belong to it."""

_UNBROKEN = frozenset(("bsn", "iban", "telefoon", "kenteken", "geboortedatum", "nummer"))
"""Kinds in which one strange word between two parts is a part that was misheard."""
_BETWEEN = LINKS | frozenset("of tot met uit ut yn in op mei naar nei nummer numer huisnummer".split())
"""Words that may stand between two numbers and are no part of either."""
_LETTERED = frozenset(("iban", "kenteken", "postcode", "nummer"))


def redact(conversation: Conversation, people: KnownPeople) -> Conversation:
    """Mask what tells who a citizen is, and employees' names, in the words of a conversation.

    A masked word becomes `[kind]` and keeps its time and its syllable count; no word is added or removed. Masking is
    repeated until nothing new is found, so masking the result once more changes nothing.

    Args:
        conversation: with words as recognised and with the facts that need them.
        people: roster and organisations.

    Returns:
        The conversation with masked words; unchanged where there was nothing to mask.
    """
    roster = roster_of(people)
    while kinds := _find(conversation, roster):
        conversation = _masked(conversation, kinds)
    return conversation


def _find(conversation: Conversation, roster: Roster) -> dict[int, str]:
    """Return the kind of mask per word position, for words that are not masked yet."""
    tokens = tokens_of(conversation)
    contexts = contexts_of(tokens)
    kinds: dict[int, str] = {}
    _claim(kinds, tokens, (*find_heard(conversation), *find_full_names(tokens, roster)))
    _claim(kinds, tokens, find_emails(tokens, contexts))
    _claim(kinds, tokens, list(find_email_echoes(tokens, kinds)))
    dates = find_dates(tokens)
    births = (
        find_births(dates, tokens, contexts),
        find_birth_months(tokens, contexts),
        find_birth_days(tokens, contexts),
    )
    _claim(kinds, tokens, chain(*births))
    spelled = spelled_announcements(tokens)
    symbols = symbols_of(tokens, appointments(dates, tokens) | spelled | kinds.keys())
    numbers = list(find_numbers(tokens, runs_of(tokens, symbols, contexts), contexts))
    _claim(kinds, tokens, numbers)
    _claim(kinds, tokens, find_birth_years(tokens, symbols))
    _claim(kinds, tokens, find_answers(tokens, lambda: symbols_of(tokens, spelled), contexts))
    _claim(kinds, tokens, find_remainders(tokens, symbols, kinds))
    _take_articles(kinds, tokens)
    _bridge(kinds, tokens)
    postcodes = [mark for mark in numbers if mark.kind == "postcode"]
    _claim(kinds, tokens, find_house_numbers(tokens, symbols, postcodes))
    names = find_names(page_of(tokens, organisation_words(tokens, conversation, roster) | kinds.keys(), roster), roster)
    letters = [symbol for symbol in symbols if symbol.start not in kinds]
    _claim(kinds, tokens, (*names, *find_spellings(tokens, runs_of(tokens, letters, contexts), names)))
    _claim(kinds, tokens, find_sounds(tokens))
    return kinds


def _claim(kinds: dict[int, str], tokens: Sequence[Token], marks: Iterable[Mark]) -> None:
    """Note the marks; the first to claim a word keeps it, and a masked word stays as it is."""
    for mark in marks:
        for index in range(mark.start, min(mark.end, len(tokens))):
            if not tokens[index].is_masked:
                kinds.setdefault(index, mark.kind)


def _bridge(kinds: dict[int, str], tokens: Sequence[Token]) -> None:
    """Mask what stands between two parts of one dictation in a turn: `1 2 3, nee sorry, 1 2 4`."""
    places = sorted(kinds)
    for before, after in pairwise(places):
        between = range(before + 1, after)
        is_short = 0 < len(between) <= MAX_BRIDGE and tokens[before].turn == tokens[after].turn
        if is_short and kinds[before] == kinds[after] and kinds[before] != EMPLOYEE:
            words = [tokens[index] for index in between]
            if _is_part(words, kinds[before]) and not any(word.is_masked for word in words):
                kinds.update(dict.fromkeys(between, kinds[before]))


def _is_part(words: Sequence[Token], kind: str) -> bool:
    """Say whether words between two parts belong to the dictation: hesitation, or one word that was misheard."""
    if all(word.shape.folded in BRIDGES or not word.shape.folded for word in words):
        return True
    return len(words) == 1 and kind in _UNBROKEN and words[0].shape.folded not in _BETWEEN


def _take_articles(kinds: dict[int, str], tokens: Sequence[Token]) -> None:
    """Mask the `de` before a letter that was dictated: `de P van Pieter`."""
    for index in sorted(kinds):
        is_letter = kinds[index] in _LETTERED and len(tokens[index].shape.folded) == 1
        before = index - 1
        is_before = is_letter and before >= 0 and tokens[before].turn == tokens[index].turn
        if is_before and tokens[before].shape.folded == "de" and not tokens[before].is_masked:
            kinds.setdefault(before, kinds[index])


def _masked(conversation: Conversation, kinds: Mapping[int, str]) -> Conversation:
    turns: list[Turn] = []
    first = 0
    for turn in conversation.turns:
        end = first + len(turn.words)
        is_hit = any(index in kinds for index in range(first, end))
        turns.append(_masked_turn(turn, first, kinds) if is_hit else turn)
        first = end
    return replace(conversation, turns=tuple(turns))


def _masked_turn(turn: Turn, first: int, kinds: Mapping[int, str]) -> Turn:
    words = tuple(
        replace(word, text=f"[{kinds[index]}]", redaction=kinds[index]) if index in kinds else word
        for index, word in enumerate(turn.words, start=first)
    )
    return replace(turn, words=words)
