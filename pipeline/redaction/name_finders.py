"""Where names are found: after an announcement, as an answer, and where nothing announces them."""

from collections.abc import Iterator, Sequence

from pipeline.redaction.letters import SPELLING_WORDS
from pipeline.redaction.name_phrases import MAX_WORDS, Page, name_end
from pipeline.redaction.name_triggers import Promise, Trigger, asks_for_name, may_announce, trigger_at
from pipeline.redaction.name_words import SAFE_AFTER_DE, SAFE_AFTER_VAN, NameWord
from pipeline.redaction.people import EMPLOYEE, PARTICLES
from pipeline.redaction.tokens import Mark, Token, shape_of

CITIZEN = "naam"

_FILLERS = frozenset(
    """
    is eh uh ehm uhm em dus gewoon namelijk dat het it was zijn dan en ja nou even no krekt luidt binne inderdaad
    mevrouw meneer mijnheer mefrou menear de-heer dhr mw
    """.split()
)
_OPENERS = frozenset(
    """
    ja jawel dat is dit eh uh ehm uhm oh oke goed natuurlijk zeker prima met mei mijn myn naam namme het it nou no de
    zal sil ik geven jaan jawis uiteraard hoor
    """.split()
)
_GREETINGS = frozenset(
    """
    ja goedemorgen goedemiddag goedenmiddag goedenavond goedendag goeiemorgen goeiemiddag goede goeie morgen middag avond
    dag hallo hoi goeiemoarn goeiemiddei goeiejun goeiedei moarn hee he eh uh u spreekt je jo sprekke nog even noch
    ek weer wer ook een in
    """.split()
)
_GREETING_REACH = {"agent": 14, "citizen": 6, "other": 6}
_ENTITY_KINDS = frozenset(("gemeente", "stad", "dorp", "stichting", "firma", "provincie", "regio", "school", "hotel"))


def announced_names(page: Page) -> Iterator[Mark]:
    """Mark names behind an announcement: `mijn naam is`, `mevrouw`, `met` in a greeting."""
    for index, token in enumerate(page.tokens):
        trigger = trigger_at(page.tokens, index) if may_announce(token) else None
        if trigger is None or index in page.blocked:
            continue
        promise = _promise(page, index, trigger)
        if promise is None:
            continue
        start = _skip_fillers(page, trigger) if trigger.kind != "met" else trigger.end
        end = name_end(page, start, promise, is_title=trigger.kind == "title") if page.is_open(
            start, page.tokens[index].turn) else None  # fmt: skip
        if end:
            is_own = trigger.kind == "colleague" or (
                trigger.kind in ("self", "met") and page.tokens[index].speaker == "agent"
            )
            yield Mark(start, end, EMPLOYEE if is_own else CITIZEN)


def _promise(page: Page, index: int, trigger: Trigger) -> Promise | None:
    """Weigh an announcement in its place: `met` promises a name only in a greeting."""
    if trigger.kind != "met":
        return trigger.promise
    token = page.tokens[index]
    start = index
    while start and page.tokens[start - 1].turn == token.turn:
        start -= 1
    said = [page.tokens[at].shape.folded for at in range(start, index) if at not in page.blocked]
    is_greeting = index - start <= _GREETING_REACH[token.speaker] and (
        all(word in _GREETINGS for word in said)
        or (token.speaker == "agent" and bool(set(said) & _GREETINGS - {"een", "in"}))
    )
    if not is_greeting:
        return Promise.KNOWN_ONLY
    return Promise.CAPITAL if page.has_capitals[token.turn] else Promise.ANY


def _skip_fillers(page: Page, trigger: Trigger) -> int:
    index = trigger.end
    while index < trigger.end + 3 and index < len(page.tokens) and page.tokens[index].shape.folded in _FILLERS:
        index += 1
    return index


def answered_names(page: Page) -> Iterator[Mark]:
    """Mark what opens the turn after a question for a name."""
    starts = _turn_starts(page.tokens)
    for turn, (start, end) in enumerate(starts):
        if turn + 1 >= len(starts) or not asks_for_name(page.tokens, start, end):
            continue
        at, last = starts[turn + 1]
        if at == last or page.tokens[at].speaker == page.tokens[start].speaker:
            continue
        while at < last and page.tokens[at].shape.folded in _OPENERS:
            at += 1
        name = _answer_end(page, at) if at < last else None
        if name:
            yield Mark(at, name, CITIZEN)


def _answer_end(page: Page, start: int) -> int | None:
    """Read an answer; its first word has a capital anyway, so an unlisted one counts when it is no ordinary word."""
    token, word = page.tokens[start], page.words[start]
    end = name_end(page, start, Promise.ANY) if page.is_open(start, token.turn) else None
    is_bare = (
        token.shape.is_capital and token.opens_sentence and (word.is_unknown or word.maybe_family or word.maybe_given)
    )
    if end is None and is_bare and not word.is_ordinary and page.is_open(start, token.turn):
        return (
            name_end(page, start + 1, Promise.CAPITAL) or start + 1
            if page.is_open(start + 1, token.turn)
            else start + 1
        )
    return end


def _turn_starts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the first and the last-plus-one token of each turn that has words."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index].turn != tokens[start].turn:
            bounds.append((start, index))
            start = index
    return bounds if tokens else []


def free_names(page: Page, taken: set[int]) -> Iterator[Mark]:
    """Mark names that nothing announces: listed ones, and those behind `van der` or initials."""
    reached = 0
    for start, token in enumerate(page.tokens):
        if start < reached or not _may_begin(token.text, page.words[start]) or start in taken:
            continue
        if not page.is_open(start, token.turn) or not _begins_name(page, start):
            continue
        end = name_end(page, start, Promise.KNOWN_ONLY)
        if end:
            reached = end
            yield Mark(_stretch_back(page, start, taken), end, CITIZEN)


def _may_begin(text: str, word: NameWord) -> bool:
    """Say whether a name can begin with this word when nothing announces it; most words cannot."""
    if word.is_given or word.is_family or word.maybe_given:
        return True
    shape = shape_of(text)
    return shape.folded in PARTICLES or shape.is_initials


def _begins_name(page: Page, index: int) -> bool:
    token, word = page.tokens[index], page.words[index]
    before = page.tokens[index - 1].shape.folded if index else ""
    if before in _ENTITY_KINDS and page.tokens[index - 1].turn == token.turn:
        return False
    if word.is_known:
        return True
    if word.maybe_given and token.is_proper and not word.is_common:
        return token.shape.folded not in SPELLING_WORDS
    if word.maybe_given:
        return _has_family_after(page, index)
    if token.shape.folded in PARTICLES:
        return _is_family_with_particles(page, index)
    return token.shape.is_initials and token.shape.plain != "u" and _has_family_after(page, index)


def _has_family_after(page: Page, index: int) -> bool:
    """Say whether a listed family name, perhaps with particles or more initials, follows at once."""
    at = index + 1
    while page.is_open(at, page.tokens[index].turn) and at < index + MAX_WORDS:
        token, word = page.tokens[at], page.words[at]
        if token.shape.folded in PARTICLES or token.shape.is_initials:
            at += 1
            continue
        is_behind = at > index + 1 and (word.is_after_de or word.is_after_van)
        return word.is_family or (
            (word.maybe_family or is_behind) and (token.is_proper or not page.has_capitals[token.turn])
        )
    return False


def _is_family_with_particles(page: Page, index: int) -> bool:
    """Say whether `van der Meer`, `de Vries` or `ter Horst` begins here."""
    turn = page.tokens[index].turn
    words = [page.tokens[at].shape.folded for at in range(index, index + 3) if page.is_open(at, turn)]
    if words[:2] in (["van", "der"], ["van", "den"], ["fan", "der"]) or words[0] in ("v.d", "vd"):
        at = index + (1 if words[0] in ("v.d", "vd") else 2)
        return page.is_open(at, turn) and (page.tokens[at].is_proper or not page.words[at].is_common)
    at = index + 1
    while page.is_open(at, turn) and at < index + 3 and page.tokens[at].shape.folded in PARTICLES:
        at += 1
    if not page.is_open(at, turn):
        return False
    token, word, last = page.tokens[at], page.words[at], page.tokens[at - 1].shape.folded
    if word.is_place and not word.is_family:
        return False
    if last == "de" and (token.shape.folded in SAFE_AFTER_DE or (word.is_after_de and token.is_proper)):
        return True
    if last in ("van", "fan") and (token.shape.folded in SAFE_AFTER_VAN or (word.is_after_van and token.is_proper)):
        return True
    is_inside = last in ("ter", "ten", "el", "der", "den") or words[:2] in (
        ["van", "de"],
        ["van", "'t"],
        ["van", "het"],
    )
    return (
        is_inside
        and token.is_proper
        and (word.is_family or word.maybe_family or word.is_after_van or last in ("ter", "el"))
    )


def _stretch_back(page: Page, start: int, taken: set[int]) -> int:
    """Take along what stands before a family name: initials, particles, an unlisted first name with its capital."""
    turn, first = page.tokens[start].turn, start
    while first and first - 1 not in taken and page.is_open(first - 1, turn):
        token, word = page.tokens[first - 1], page.words[first - 1]
        if token.shape.ends_phrase and not token.shape.is_initials:
            break
        is_part = token.shape.folded in ("van", "der", "den", "de", "ter", "el", "van't", "'t") and _is_name_particle(
            page, first
        )
        is_unlisted = token.is_proper and word.is_unknown and not token.shape.is_all_capitals and not word.is_ordinary
        is_initial = token.shape.is_initials and token.shape.plain not in ("u", "a") and token.shape.is_capital
        if not (is_part or is_unlisted or is_initial):
            break
        first -= 1
    return first


def _is_name_particle(page: Page, index: int) -> bool:
    """Say whether the word at `index`, behind a particle, is the kind that has one."""
    word, token = page.words[index], page.tokens[index]
    return (
        token.shape.folded in PARTICLES or word.is_after_de or word.is_after_van or (word.is_family and token.is_proper)
    )
