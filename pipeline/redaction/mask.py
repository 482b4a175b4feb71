"""Masking: what must not be written down is replaced before anything is."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, pairwise

from pipeline.records import Conversation, Turn
from pipeline.redaction.addresses import find_house_numbers
from pipeline.redaction.answers import find_answers
from pipeline.redaction.birth_parts import find_birth_days, find_birth_months, find_birth_years
from pipeline.redaction.births import find_births
from pipeline.redaction.completions import find_completions
from pipeline.redaction.contexts import Contexts, contexts_of, spelled_announcements
from pipeline.redaction.dates import appointments, find_dates
from pipeline.redaction.emails import find_email_echoes, find_emails, public_addresses
from pipeline.redaction.harmless import telling_nobody
from pipeline.redaction.joining import BETWEEN, FILLERS, LEADING
from pipeline.redaction.learned import Tagger, bundled
from pipeline.redaction.learned_marks import find_learned
from pipeline.redaction.letters import spelled_acronyms
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
from pipeline.redaction.runs import LINKS, Run, runs_of
from pipeline.redaction.spellings import find_sounds, find_spellings
from pipeline.redaction.symbols import symbols_of
from pipeline.redaction.tokens import Mark, Token, tokens_of

REDACTION_VERSION = "9"
"""Of the rules and of the learned weights; a new meaning of either is a new version."""
LEARNED_PASSES = 2
MAX_BRIDGE = 4
_LINKED = frozenset(("bsn", "iban", "telefoon", "kenteken", "postcode", "nummer", "email"))
"""Kinds that such words go on with; `en` between two names, or two dates, parts them."""
_UNBROKEN = frozenset(("bsn", "iban", "telefoon", "kenteken", "geboortedatum", "nummer"))
"""Kinds in which one strange word between two parts is a part that was misheard."""
_LETTERED = frozenset(("iban", "kenteken", "postcode", "nummer"))


def redact(conversation: Conversation, people: KnownPeople, tagger: Tagger | None = None) -> Conversation:
    """Mask what tells who a citizen is, and employees' names, in the words of a conversation.

    A masked word becomes `[kind]` and keeps its time and its syllable count; no word is added or removed. The rules are
    repeated until they find nothing new, and what was learned is asked once, beside them, of talk without any mask; so
    masking the result once more changes nothing.

    Args:
        conversation: with words as recognised and with the facts that need them.
        people: roster and organisations.
        tagger: what was learned; that of the program where None.

    Returns:
        The conversation with masked words; unchanged where there was nothing to mask.
    """
    roster = roster_of(people)
    learned = None if _has_masks(conversation) else tagger or bundled()
    while kinds := _find(conversation, roster, learned):
        conversation = _masked(conversation, kinds)
        learned = None
    return conversation


def _has_masks(conversation: Conversation) -> bool:
    return any(word.redaction is not None for turn in conversation.turns for word in turn.words)


def _find(conversation: Conversation, roster: Roster, tagger: Tagger | None) -> dict[int, str]:
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
    runs = runs_of(tokens, symbols, contexts)
    numbers = list(find_numbers(tokens, runs, contexts))
    _claim(kinds, tokens, numbers)
    _claim(kinds, tokens, find_birth_years(tokens, symbols))
    _claim(kinds, tokens, find_answers(tokens, lambda: symbols_of(tokens, spelled), contexts))
    _claim(kinds, tokens, find_remainders(tokens, symbols, kinds))
    _take_articles(kinds, tokens)
    masked = {index: token.text[1:-1] for index, token in enumerate(tokens) if token.is_masked}
    _bridge(kinds, tokens, masked, frozenset(kinds))
    postcodes = [mark for mark in numbers if mark.kind == "postcode"]
    _claim(kinds, tokens, find_house_numbers(tokens, symbols, postcodes))
    organisations = organisation_words(tokens, conversation, roster)
    names = find_names(page_of(tokens, organisations | kinds.keys(), roster), roster)
    letters = [symbol for symbol in symbols if symbol.start not in kinds]
    _claim(kinds, tokens, (*names, *find_spellings(tokens, runs_of(tokens, letters, contexts), names)))
    _claim(kinds, tokens, find_sounds(tokens))
    _claim(kinds, tokens, list(find_completions(tokens, kinds)))
    if tagger:
        _learn(kinds, tokens, tagger, lambda: organisations | _public(tokens, runs, contexts))
    _leave_articles(kinds, tokens)
    return kinds


def _public(tokens: Sequence[Token], runs: Sequence[Run], contexts: Contexts) -> frozenset[int]:
    return telling_nobody(tokens, runs) | spelled_acronyms(tokens) | public_addresses(tokens, contexts)


def _learn(kinds: dict[int, str], tokens: Sequence[Token], tagger: Tagger, closed: Callable[[], Set[int]]) -> None:
    """Add what was learned, then once more what it says where that is known: echoes, and the rest of a number.

    Args:
        kinds: per token its mask; what is likely is added.
        tokens: of the whole conversation.
        tagger: what was learned.
        closed: tokens that tell nobody apart and stay.
    """
    public: Set[int] | None = None
    since: Set[int] | None = None
    for _ in range(LEARNED_PASSES):
        known = frozenset(kinds)
        learned = list(find_learned(tokens, kinds, tagger, since))
        public = closed() if learned and public is None else public or frozenset()
        learned = [mark for mark in learned if mark.start not in public]
        if not learned:
            return
        _claim(kinds, tokens, learned)
        _bridge(kinds, tokens, {}, {mark.start for mark in learned})
        _claim(kinds, tokens, list(find_completions(tokens, kinds)))
        since = kinds.keys() - known


def _claim(kinds: dict[int, str], tokens: Sequence[Token], marks: Iterable[Mark]) -> None:
    """Note the marks; the first to claim a word keeps it, and a masked word stays as it is."""
    for mark in marks:
        for index in range(mark.start, min(mark.end, len(tokens))):
            if not tokens[index].is_masked:
                kinds.setdefault(index, mark.kind)


def _bridge(kinds: dict[int, str], tokens: Sequence[Token], masked: Mapping[int, str], found: Set[int]) -> None:
    """Mask what stands between two parts of one dictation in a turn: `1 2 3, nee sorry, 1 2 4`.

    Args:
        kinds: per token its mask; what is bridged is added.
        tokens: of the whole conversation.
        masked: kinds of the tokens that were masked before.
        found: masks of which one must be part of a pair.
    """
    known = {**masked, **kinds}
    for before, after in pairwise(sorted(known) if found else ()):
        if not 1 < after - before <= MAX_BRIDGE + 1:
            continue
        between = range(before + 1, after)
        is_short = tokens[before].turn == tokens[after].turn
        is_new = is_short and (before in found or after in found)
        is_one = is_new and known[before] == known[after] and known[before] != EMPLOYEE
        if is_one and _is_part([tokens[index] for index in between], known[before]):
            kinds.update(dict.fromkeys(between, known[before]))


def _is_part(words: Sequence[Token], kind: str) -> bool:
    """Say whether words between two parts belong to the dictation: they lead on, or one was misheard."""
    said = [word.shape.folded for word in words]
    leading = LEADING if kind in _LINKED else FILLERS
    if all(word in leading or not word for word in said):
        return True
    return len(words) == 1 and kind in _UNBROKEN and said[0] not in LINKS | BETWEEN


def _take_articles(kinds: dict[int, str], tokens: Sequence[Token]) -> None:
    """Mask the `de` before a letter that was dictated: `de P van Pieter`."""
    for index in sorted(kinds):
        is_letter = kinds[index] in _LETTERED and len(tokens[index].shape.folded) == 1
        before = index - 1
        is_before = is_letter and before >= 0 and tokens[before].turn == tokens[index].turn
        if is_before and tokens[before].shape.folded == "de" and not tokens[before].is_masked:
            kinds.setdefault(before, kinds[index])


def _leave_articles(kinds: dict[int, str], tokens: Sequence[Token]) -> None:
    """Let the article before a date of birth stay: `de derde van de vierde`."""
    for index in sorted(at for at, kind in kinds.items() if kind == "geboortedatum"):
        is_first = kinds.get(index - 1) != "geboortedatum" or tokens[index - 1].turn != tokens[index].turn
        if is_first and tokens[index].shape.folded == "de":
            del kinds[index]


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
