"""Where names are found: after an announcement, as an answer, and where nothing announces them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline.redaction.letters import SPELLING_WORDS
from pipeline.redaction.name_page import Page
from pipeline.redaction.name_parts import Reading
from pipeline.redaction.name_phrases import MAX_WORDS, name_end
from pipeline.redaction.name_triggers import ANNOUNCING_WORDS, Promise, Trigger, asks_for_name, trigger_at
from pipeline.redaction.name_words import SAFE_AFTER_DE, SAFE_AFTER_VAN, name_word
from pipeline.redaction.people import EMPLOYEE, PARTICLES
from pipeline.redaction.tokens import CACHE_SIZE, Mark, Token, shape_of

CITIZEN = "naam"

_FILLERS = frozenset(
    """
    is eh uh ehm uhm em dus gewoon namelijk dat het it was zijn dan en ja nou even no krekt luidt binne inderdaad
    mevrouw meneer mijnheer mefrou menear de-heer dhr mw
    """.split()
)
_OPENERS = frozenset(
    """
    ja jawel dat is dit eh uh ehm uhm oh oke goed natuurlijk zeker prima met mei mijn myn naam namme het it nou no
    zal sil ik geven jaan jawis uiteraard hoor
    """.split()
)
_GREETINGS = frozenset(
    """
    goedemorgen goedemiddag goedenmiddag goedenavond goedendag goeiemorgen goeiemiddag goede goeie morgen middag avond
    dag hallo hoi goeiemoarn goeiemiddei goeiejun goeiedei moarn hee spreekt sprekke
    """.split()
)
_GREETING_FILLERS = frozenset("ja u je jo nog even noch ek weer wer ook een in he eh uh nou no oh jou".split())
_AGENT_GREETING = 14
_CITIZEN_GREETING = 6
_FIRST_TURNS = 2
_TALKED = frozenset("gesproken gebeld gemaild afgesproken overlegd praat sprutsen skille maild ôfpraat".split())
_AFTERWARDS = (
    ["is", "de", "naam"],
    ["is", "mijn", "naam"],
    ["is", "myn", "namme"],
    ["is", "de", "namme"],
    ["is", "mijn", "achternaam"],
    ["is", "de", "achternaam"],
    ["is", "mijn", "voornaam"],
    ["is", "myn", "efternamme"],
    ["is", "de", "efternamme"],
    ["is", "myn", "foarnamme"],
)
_VAN_DER = frozenset((("van", "der"), ("van", "den"), ("fan", "der"), ("v.d",), ("vd",)))
_SAFE = {"de": SAFE_AFTER_DE, "van": SAFE_AFTER_VAN, "fan": SAFE_AFTER_VAN}
_NEED_LISTED = frozenset(("de", "van", "fan"))
_OPENING = frozenset(("ter", "el"))
_INSIDE = frozenset((("ten",), ("der",), ("den",), ("van", "'t"), ("van", "het")))
_ARTICLES = frozenset("de het een it in 't 'e dit dat dizze deze die".split())
_DETERMINERS = frozenset("de het it uw jo mijn myn een in die dat je jouw".split())
_MAY_ANNOUNCE = _GREETINGS | {"is", "hier", "hjir"}
_ENTITY_KINDS = frozenset(
    """
    gemeente stad dorp stichting firma provincie regio school hotel garage restaurant winkel bakkerij slagerij
    makelaardij kwekerij museum vereniging camping manege rederij
    """.split()
)


def announced_names(page: Page) -> Iterator[Mark]:
    """Mark names behind an announcement: `mijn naam is`, `mevrouw`, `met` in a greeting."""
    for index, token in enumerate(page.tokens):
        trigger = trigger_at(page.tokens, index) if token.shape.folded in ANNOUNCING_WORDS else None
        if trigger is None or index in page.blocked:
            continue
        promise = _promise(page, index, trigger)
        start = _skip_fillers(page, trigger) if trigger.kind != "met" else trigger.end
        if not page.is_open(start, token.turn) or _is_name_of_thing(page, start):
            continue
        end = name_end(page, start, Reading(promise, is_title=trigger.kind == "title"))
        if end:
            yield Mark(start, end, EMPLOYEE if _is_own(token, trigger, promise) else CITIZEN)


def _is_name_of_thing(page: Page, start: int) -> bool:
    """Say whether `van de ...` follows, as in `de naam van de straat`."""
    said = [token.shape.folded for token in page.tokens[start : start + 2]]
    is_of = said[:1] in (["van"], ["fan"]) and said[-1] in _DETERMINERS
    return is_of and not (page.is_open(start + 2, page.tokens[start].turn) and page.tokens[start + 2].is_proper)


def _is_own(token: Token, trigger: Trigger, promise: Promise) -> bool:
    """Say whether an employee's name follows: the agent's own, or a colleague's."""
    is_self = trigger.kind == "self" or (trigger.kind == "met" and promise > Promise.KNOWN_ONLY)
    return trigger.kind == "colleague" or (is_self and token.speaker == "agent")


def _promise(page: Page, index: int, trigger: Trigger) -> Promise:
    """Weigh an announcement in its place: `met` promises a name only in a greeting."""
    if trigger.kind != "met":
        return trigger.promise
    token, start = page.tokens[index], index
    while start and page.tokens[start - 1].turn == token.turn:
        start -= 1
    said = [page.tokens[at].shape.folded for at in range(start, index) if at not in page.blocked]
    is_opening = token.speaker == "agent" and token.turn <= _FIRST_TURNS
    is_agent = token.speaker == "agent"
    after = {one.shape.folded for one in page.tokens[trigger.end : trigger.end + MAX_WORDS]}
    if len(said) > (_AGENT_GREETING if is_agent else _CITIZEN_GREETING):
        return Promise.KNOWN_ONLY if after.isdisjoint(_TALKED) else Promise.CAPITAL
    is_greeting = bool(_GREETINGS & set(said)) or (not said and token.turn <= _FIRST_TURNS)
    if not all(word in _GREETINGS or word in _GREETING_FILLERS for word in said) and not (
        is_agent and (is_greeting or is_opening)
    ):
        return Promise.KNOWN_ONLY if after.isdisjoint(_TALKED) else Promise.CAPITAL
    return Promise.ANY if is_greeting and not page.has_capitals[token.turn] else Promise.CAPITAL


def _skip_fillers(page: Page, trigger: Trigger) -> int:
    index = trigger.end
    while index < trigger.end + 3 and index < len(page.tokens) and page.tokens[index].shape.folded in _FILLERS:
        index += 1
    return index


def answered_names(page: Page) -> Iterator[Mark]:
    """Mark what opens the turn after a question for a name."""
    for (start, end), (at, last) in pairwise(page.turns):
        is_answer = page.tokens[at].speaker != page.tokens[start].speaker and asks_for_name(page.tokens, start, end)
        first = _skip_openers(page, at, last) if is_answer else None
        name = name_end(page, first, Reading(Promise.ANY), trusts_first=True) if first is not None else None
        if first is not None and name:
            yield Mark(first, name, CITIZEN)


def trailing_names(page: Page) -> Iterator[Mark]:
    """Mark a name that opens a turn and is announced afterwards: `Oosterhof is de naam`, `Oosterhof, goedemorgen`."""
    for start, end in page.turns:
        beginning = {token.shape.folded for token in page.tokens[start : min(start + MAX_WORDS, end)]}
        first = _skip_openers(page, start, end) if not beginning.isdisjoint(_MAY_ANNOUNCE) else None
        if first is None:
            continue
        for promise in (Promise.ANY, Promise.CAPITAL):
            name = name_end(page, first, Reading(promise), trusts_first=True)
            if name and _is_announced_after(page, name, end, promise):
                yield Mark(first, name, CITIZEN)


def _skip_openers(page: Page, start: int, end: int) -> int | None:
    """Return the first token of a turn that says something; None where none does."""
    return next((at for at in range(start, end) if page.tokens[at].shape.folded not in _OPENERS), None)


def _is_announced_after(page: Page, index: int, end: int, promise: Promise) -> bool:
    """Say whether what follows a name announces it, as strongly as `promise` says."""
    said = [token.shape.folded for token in page.tokens[index : min(index + 3, end)]]
    if promise is Promise.ANY:
        return said in _AFTERWARDS
    is_greeting = page.tokens[index - 1].turn <= _FIRST_TURNS and not _GREETINGS.isdisjoint(said[:1])
    return is_greeting or said[:1] in (["hier"], ["hjir"])


def free_names(page: Page, taken: set[int]) -> Iterator[Mark]:
    """Mark names that nothing announces: listed ones, and those behind `van der` or initials."""
    reached = 0
    for start, (token, word) in enumerate(zip(page.tokens, page.words, strict=True)):
        is_listed = word.is_given or word.is_family or word.maybe_given
        if not (is_listed or _may_open_name(token.text)) or start < reached or start in taken:
            continue
        if not page.is_open(start, token.turn) or not _begins_name(page, start):
            continue
        is_sure = word.is_known or token.shape.folded in PARTICLES
        end = name_end(page, start, Reading(Promise.KNOWN_ONLY if is_sure else Promise.CAPITAL), trusts_first=True)
        if end:
            reached = end
            yield Mark(_stretch_back(page, start, taken), end, CITIZEN)


@lru_cache(maxsize=CACHE_SIZE)
def _may_open_name(text: str) -> bool:
    """Say whether a word on no list of names can begin one; most words cannot."""
    shape = shape_of(text)
    is_unlisted = shape.is_capital and name_word(shape.folded).is_unknown
    return is_unlisted or shape.folded in PARTICLES or shape.is_initials


def _begins_name(page: Page, index: int) -> bool:
    return _looks_like_name(page, index) and not _is_behind_entity(page, index)


def _looks_like_name(page: Page, index: int) -> bool:
    token, word = page.tokens[index], page.words[index]
    if word.is_known:
        return True
    if token.shape.folded in PARTICLES:
        return _is_family_with_particles(page, index)
    if word.maybe_given and token.is_proper and not word.is_common and token.shape.folded not in SPELLING_WORDS:
        return True
    is_initials = token.shape.is_initials and token.shape.plain != "u"
    is_given = word.maybe_given and (token.is_proper or not word.is_common)
    return ((is_given or is_initials) and _has_family_after(page, index)) or _is_capital_pair(page, index)


def _is_capital_pair(page: Page, index: int) -> bool:
    """Say whether an unlisted first and family name stand together with capitals: `Jolmer Zwartveld`."""
    first, word = page.tokens[index], page.words[index]
    is_first = (word.is_unknown and not word.is_ordinary) or (word.maybe_given and not word.is_common)
    if not (is_first and first.shape.is_capital) or first.shape.is_all_capitals or first.shape.ends_phrase:
        return False
    if page.is_open(index - 1, first.turn) and page.tokens[index - 1].shape.folded in _ARTICLES:
        return False
    at = index + 1
    while page.is_open(at, first.turn) and page.tokens[at].shape.folded in PARTICLES:
        at += 1
    return page.is_open(at, first.turn) and _is_second_capital(page, index, at)


def _is_second_capital(page: Page, first: int, at: int) -> bool:
    """Say whether the word at `at` can be the family name of such a pair."""
    token, word = page.tokens[at], page.words[at]
    if not token.is_proper or token.shape.is_all_capitals or word.is_ordinary:
        return False
    is_telling = page.tokens[first].is_proper or page.words[first].maybe_given
    is_behind = at > first + 1 and (word.is_after_de or word.is_after_van)
    return word.maybe_family or is_behind or (word.is_unknown and is_telling)


def _is_behind_entity(page: Page, index: int) -> bool:
    """Say whether a firm or a place is named, as in `bouwbedrijf Van Wijnen` or `gemeente Achtkarspelen`."""
    before = index - 1
    while page.is_open(before, page.tokens[index].turn) and page.tokens[before].shape.folded in PARTICLES:
        before -= 1
    if not page.is_open(before, page.tokens[index].turn) or page.tokens[before].shape.ends_phrase:
        return False
    folded = page.tokens[before].shape.folded
    return folded in _ENTITY_KINDS or folded.endswith("bedrijf")


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
    turn, at = page.tokens[index].turn, index
    while at < index + 3 and page.is_open(at, turn) and page.tokens[at].shape.folded in PARTICLES:
        at += 1
    if not page.is_open(at, turn):
        return False
    token, word = page.tokens[at], page.words[at]
    particles = tuple(one.shape.folded for one in page.tokens[index:at])
    if particles[-2:] in _VAN_DER:
        return token.is_proper or not word.is_common
    if token.shape.folded in _SAFE.get(particles[-1], ()):
        return True
    if not token.is_proper or (word.is_place and not word.is_family):
        return False
    if particles[-1] in _NEED_LISTED:
        return word.is_after_de if particles[-1] == "de" and len(particles) == 1 else word.is_after_van
    return particles[-1] in _OPENING or (particles in _INSIDE and (word.is_family or word.maybe_family))


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
        is_unlisted = (
            token.shape.is_capital and word.is_unknown and not token.shape.is_all_capitals and not word.is_ordinary
        )
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
