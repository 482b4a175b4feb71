"""E-mail addresses, written or spoken: `jan punt de vries apenstaartje gmail punt com`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from pipeline.redaction.contexts import Contexts, context_of
from pipeline.redaction.lexicon_places import PLACES
from pipeline.redaction.tokens import CACHE_SIZE, Mark, Token, shape_of

_WRITTEN = re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")
_AT_WORDS = re.compile(
    r"^(?:@|apen?-?sta?art(?:je|jes)?|apen?-?stert(?:je|sje)?|aa?pe?n?st(?:aa?|e)rt(?:sj|j|tj)e?|apesturt(?:sj?e)?|"
    r"apesturtje|apestirt(?:sj?e)?|aapenstaartje|appenstaartje|at-teken|atteken|apenstaartjes)$"
)
_AT_PAIRS = {
    ("apen", "staartje"), ("ape", "staartje"), ("aap", "staartje"), ("apen", "start"), ("ape", "sturtsje"),
    ("apen", "staart"), ("aapjes", "staart"), ("apen", "startje"), ("ape", "sturt"),
}  # fmt: skip
_AT = "apenstaartje"
_LONG_AT = 9
"""Letters from which a word is compared with `apenstaartje` by sound."""
_WEAK_AT = frozenset(("at", "ad", "et", "aat", "bij", "by"))
_PROVIDERS = frozenset(
    """
    gmail hotmail outlook live yahoo ziggo kpnmail kpn xs4all icloud planet hetnet home upcmail chello online solcon
    telfort tele2 msn protonmail proton me casema quicknet knid mac gmeel gmael hotmeel hotmel jimmel
    """.split()
)
_TOP = frozenset("nl com net org eu be de info frl fri nu co uk biz me".split())
_DOTS = frozenset(("punt", "dot", "punct", "stip", "pint"))
_LEFT_STOPS = frozenset(
    """
    is adres e-mailadres mailadres emailadres e-mail email mail mailen mailt stuur sturen naar nei dat wordt op mijn myn
    uw jo dus ja nee oer over via maile stjoere en graag e-mailadressen als as heb ha moat moet goed ok oke
    mailtje luidt namelijk u nou no dan kan kin herhaal spel klopt lees zie staat hier
    """.split()
)
_ROLES = frozenset(
    """
    info gemeente contact post klantcontact klantenservice burgerzaken publiekszaken noreply no-reply receptie kcc
    balie afspraken servicedesk helpdesk administratie belastingen loket gebiedsteam sociaal webmaster
    """.split()
)
_LONG_PART = 5
"""Letters from which a part of an address is known again."""
_REACH_OF_ECHO = 20
_MAX_LEFT = 14
_MAX_RIGHT = 10
_MAX_ASSENT = 3
_MAX_DOMAIN = 4
"""Words of a spoken domain up to its dot and top: `kpn mail punt nl`."""


def find_emails(tokens: Sequence[Token], contexts: Contexts) -> Iterator[Mark]:
    """Mark personal addresses; one of the municipality's desks (`info@...`) says nothing of a citizen and stays."""
    for index, token in enumerate(tokens):
        if not _may_be_at(token.text) or token.is_masked:
            continue
        if _WRITTEN.match(token.shape.plain):
            if not _is_desk(tokens, index, index, token.shape.plain.split("@")[0]):
                yield Mark(_left(tokens, index, needs_dot=True), index + 1, "email")
            continue
        width = _at_width(tokens, index)
        if width or (_is_bare_domain(tokens, index) and _is_asked_for(contexts, index)):
            yield from _spoken(tokens, index, index + width, contexts)


def public_addresses(tokens: Sequence[Token], contexts: Contexts) -> frozenset[int]:
    """Return the tokens of desks' addresses, and of sites (`waadhoeke punt nl`) where no e-mail was asked for."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if token.shape.folded in _DOTS and index and index + 1 < len(tokens):
            before = tokens[max(index - _MAX_LEFT, 0) : index]
            is_site = tokens[index + 1].shape.folded in _TOP and not _is_asked_for(contexts, index)
            if is_site and not any(one.is_masked or _may_be_at(one.text) for one in before):
                found.update(range(index - 1, index + 2))
        elif _may_be_at(token.text) and (width := _at_width(tokens, index)):
            start, end = _left(tokens, index), _domain_end(tokens, index + width) or index + width
            if _is_desk(tokens, index, end, " ".join(one.shape.folded for one in tokens[start:index])):
                found.update(range(start, end))
    return frozenset(found)


@lru_cache(maxsize=CACHE_SIZE)
def _may_be_at(text: str) -> bool:
    """Say whether a word can hold or begin an `@`; most words cannot."""
    folded = shape_of(text).folded
    is_word = folded in _WEAK_AT or any(folded == first for first, _ in _AT_PAIRS)
    is_word = is_word or folded.split(".")[0] in _PROVIDERS
    return "@" in text or is_word or _is_at_word(folded)


def _is_at_word(folded: str) -> bool:
    """Say whether a word is `apenstaartje`, however it was heard."""
    if _AT_WORDS.match(folded):
        return True
    return len(folded) >= _LONG_AT and folded[0] == "a" and Levenshtein.distance(folded, _AT, score_cutoff=2) <= 2


def _at_width(tokens: Sequence[Token], index: int) -> int:
    """Return how many words say `@` at `index`, 0 for none."""
    folded = tokens[index].shape.folded
    after = tokens[index + 1].shape.folded if index + 1 < len(tokens) else ""
    if "@" in tokens[index].text or _is_at_word(folded):
        return 1
    if (folded, after) in _AT_PAIRS:
        return 2
    ahead = [token.shape.folded for token in tokens[index + 1 : index + 2 + _MAX_DOMAIN]]
    is_spelled = any(dot in _DOTS and top in _TOP for dot, top in pairwise(ahead[1:]))
    is_spelled = is_spelled or (after in _PROVIDERS and ahead[1:2] != [] and ahead[1] in _TOP)
    is_domain = _ends_in_top(after) or is_spelled
    return int(folded in _WEAK_AT and is_domain)


def _is_bare_domain(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a provider's domain stands here without an `@`, which recognisers lose: `jansen gmail punt com`."""
    folded = tokens[index].shape.folded
    after = [token.shape.folded for token in tokens[index + 1 : index + 3]]
    is_domain = _ends_in_top(folded) or (after[:1] in (["punt"], ["dot"]) and after[-1] in _TOP)
    return (
        folded.split(".")[0] in _PROVIDERS and is_domain and (index == 0 or tokens[index - 1].shape.folded not in _DOTS)
    )


def _ends_in_top(word: str) -> bool:
    head, _, tail = word.rpartition(".")
    return bool(head) and tail in _TOP


def _spoken(tokens: Sequence[Token], at_start: int, at_end: int, contexts: Contexts) -> Iterator[Mark]:
    """Widen from the `@` to the whole address; where no domain follows, only if an address was asked for."""
    start, end = _left(tokens, at_start), _domain_end(tokens, at_end)
    is_asked = _is_asked_for(contexts, at_start)
    is_cut_off = len(tokens[at_start].shape.plain) > 1 and tokens[at_start].text.rstrip("?.,!").endswith("@")
    if end is None and not (is_asked or is_cut_off):
        return
    said = " ".join(token.shape.folded for token in tokens[start:at_start])
    if _is_desk(tokens, at_start, end or at_end, said):
        return
    last = end if end is not None else min(at_end + 1, len(tokens))
    yield from _unmasked(tokens, start, last)


def _is_desk(tokens: Sequence[Token], at: int, end: int, name: str) -> bool:
    """Say whether an address is of a desk: said by the agent, or of a municipality; a firm's is of its owner."""
    if name not in _ROLES:
        return False
    domain = {part for token in tokens[at : end + 1] for part in re.split(r"[.@-]", token.shape.folded)}
    return tokens[at].speaker == "agent" or not domain.isdisjoint(PLACES | {"gemeente"})


def _is_asked_for(contexts: Contexts, index: int) -> bool:
    context = context_of(contexts, index, index + 1)
    return context is not None and context[0] == "email"


def _unmasked(tokens: Sequence[Token], start: int, end: int) -> Iterator[Mark]:
    """Mark token by token, leaving out what the other party says in between."""
    speaker = tokens[end - 1].speaker
    return (Mark(i, i + 1, "email") for i in range(start, end) if tokens[i].speaker == speaker)


def _left(tokens: Sequence[Token], at: int, *, needs_dot: bool = False) -> int:
    """Return where the name before the `@` begins; `needs_dot` takes only what dots or single letters lead up to."""
    start = at
    while start and at - start < _MAX_LEFT:
        before = _own_word_before(tokens, start)
        if before is None or _is_stop(tokens, before, is_first=start == at):
            break
        if needs_dot and not _leads_up(tokens, before):
            break
        start = before
    return start


def _own_word_before(tokens: Sequence[Token], index: int) -> int | None:
    """Return the speaker's word before `index`, past a short assent of the other; None where there is none."""
    before = index - 1
    while before >= 0 and tokens[before].speaker != tokens[index].speaker and index - before <= _MAX_ASSENT:
        before -= 1
    if before < 0 or tokens[before].is_masked or tokens[before].speaker != tokens[index].speaker:
        return None
    return before


def _is_stop(tokens: Sequence[Token], index: int, *, is_first: bool) -> bool:
    shape = tokens[index].shape
    is_dotted = tokens[index + 1].shape.folded in _DOTS
    if shape.folded in _LEFT_STOPS:
        return not is_dotted
    if tokens[index].text.endswith(":") or (shape.folded == "het" and shape.ends_phrase):
        return True
    return shape.ends_sentence and not shape.is_initials and not is_first


def _leads_up(tokens: Sequence[Token], index: int) -> bool:
    plain = tokens[index].shape.plain
    return plain in _DOTS or tokens[index + 1].shape.plain in _DOTS or (len(plain) == 1 and plain not in "ou")


def find_email_echoes(tokens: Sequence[Token], kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark what is corrected of an address in the turns after it: `nee, petra68`, `b wiersma zonder punt`."""
    for at in sorted(index for index, kind in kinds.items() if kind == "email"):
        said = tokens[at].shape.folded
        if len(said) < _LONG_PART or said in _PROVIDERS or _is_at_word(said):
            continue
        for index in range(at + 1, min(at + _REACH_OF_ECHO, len(tokens))):
            token = tokens[index]
            if token.turn != tokens[at].turn and index not in kinds and _sounds_like(token.shape.folded, said):
                has_letter = len(tokens[index - 1].shape.folded) == 1 and tokens[index - 1].turn == token.turn
                yield Mark(index - has_letter, index + 1, "email")


@lru_cache(maxsize=CACHE_SIZE)
def _sounds_like(word: str, said: str) -> bool:
    return len(word) >= _LONG_PART and word[0] == said[0] and Levenshtein.distance(word, said, score_cutoff=1) <= 1


def _domain_end(tokens: Sequence[Token], at_end: int) -> int | None:
    """Return where the domain ends: after a top-level domain behind a dot, or after a known provider."""
    provider: int | None = None
    for index in range(at_end, min(at_end + _MAX_RIGHT, len(tokens))):
        folded = tokens[index].shape.folded
        if tokens[index].is_masked:
            break
        if _ends_in_top(folded) or (folded in _TOP and index > at_end and tokens[index - 1].shape.folded in _DOTS):
            return index + 1
        if folded in _PROVIDERS and provider is None:
            provider = index + 1
        elif provider == index and folded in _TOP:
            return index + 1
    return provider
