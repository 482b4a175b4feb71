"""Writes a labelled example anew: with other numbers and names, without marks, with a recogniser's errors."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from pipeline.records import Speaker
from pipeline.redaction.lexicon_family import FAMILY
from pipeline.redaction.lexicon_given import GIVEN
from pipeline.redaction.name_words import name_word
from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import fold, shape_of
from pipeline.redaction.traits import traits_of
from tests.bench.cues.confusions import Confusions, Noise
from tests.redaction_bench.examples import Example, Said

_OTHER_CONTENT, _BARE, _WITH_ERRORS = 0.7, 0.35, 0.35
"""How often an example gets other numbers and names, loses its marks and capitals, and is misheard."""
_ERRORS = 0.08
_OTHER_NUMBER, _OTHER_NAME, _SLIP = 0.8, 0.5, 0.2
_ECHOED, _IN_FIGURES = 0.2, 0.5
"""How often what is masked is repeated by the other party, and then written in figures."""
_TORN, _CUT, _JOINED, _INTERRUPTED = 0.25, 0.1, 0.08, 0.05
"""How often an example has its masked words torn; then how often one is cut in two, joined with the one before it, or
comes behind an interruption."""
_AMID, _OTHER_TALK = 0.05, 0.2
"""How often a number is interrupted for long; how often by what is said elsewhere in the example's set."""
_LEAST_INTERRUPTED, _MOST_AMID = 3, 8
_INTERPOSED = 0.08
"""How often an ordinary word stands alone somewhere."""
_DETERMINERS = ("", "", "", "", "de", "het", "een", "die", "in", "mijn")
_LEAST_CUT = 5
_LEAD, _TRAIL = ("", "", "", "", "dus", "ja", "oke", "even kijken", "nee", "is dat"), ("", "", "", "", "ja", "en dan")
_NAMED = ("", "", "mevrouw", "meneer", "dus", "ja", "dag")
_INTERRUPTIONS = (
    ["eh", "en dan", "en dan nog", "wacht even", "geloof ik", "of", "zegt ze", "en de letters zijn", "denk ik", "ja"],
    ["eh", "en dan", "en noch", "wachtsje efkes", "tink ik", "of", "seit er", "en de letters binne", "hear", "ja"],
)
_CLOSED = frozenset(("bsn", "iban", "telefoon", "nummer", "postcode", "kenteken", "geboortedatum"))
_LONG = frozenset(("bsn", "iban", "telefoon", "nummer", "kenteken"))
NAMES = Path(__file__).parent / "names.txt"
INTERRUPTIONS = Path(__file__).parent / "interruptions.txt"
_UNLISTED = 0.5
"""How often a name becomes one that the program does not list."""
_INVENTED = 0.2
"""How often a name becomes one that nobody has, so that what is said around it must tell."""
_SYLLABLE = (
    "b d f g h j k l m n p r s t v w z ch sh kh dj br kr st tr th y".split(),
    "a a a e e e i i o o u oe aa ie ou ei".split(),
    ["", "", "", "n", "r", "l", "s", "m", "t", "k", "d", "ng"],
)
_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen".split(),
    "nul ien twa trije fjouwer fiif seis sân acht njoggen".split(),
)
_TEENS = (
    "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split(),
    "tsien alve tolve trettjin fjirtjin fyftjin sechstjin santjin achttjin njoggentjin".split(),
)
_TENS = (
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
    "tweintich tritich fjirtich fyftich sechstich santich tachtich njoggentich".split(),
)
_UP_TO_HUNDRED = tuple(
    [*teens, *tens, *(f"{unit}en{ten}" for unit in units[1:] for ten in tens)]
    for units, teens, tens in zip(_UNITS, _TEENS, _TENS, strict=True)
)
_DICTATED = frozenset(("bsn", "iban", "telefoon", "nummer", "postcode", "kenteken"))
_LETTERED = frozenset(("postcode", "kenteken"))
_NAMES = frozenset(("naam", "medewerker"))
_FIGURE = re.compile(r"\d")
_MARKS = re.compile(r"[.,?!;:]+$")
_LEAST_NAME = 3


def rewritten(example: Example, chance: random.Random, confusions: Mapping[str, Confusions]) -> Example:
    """Write an example anew; words keep their labels."""
    if chance.random() < _OTHER_CONTENT:
        example = _each(example, lambda word: [_another(word, chance)])
    if chance.random() < _ECHOED:
        example = echoed(example, chance)
    if chance.random() < _TORN:
        example = replace(
            example, turns=tuple((who, torn(words, chance, example.language)) for who, words in example.turns)
        )
    if chance.random() < _BARE:
        example = _each(example, lambda word: [replace(word, text=_MARKS.sub("", word.text).lower() or word.text)])
    if chance.random() < _WITH_ERRORS:
        noise = Noise(confusions, str(chance.random()))
        example = _each(example, lambda word: _misheard(word, noise, example.language))
    return example


def interposed(example: Example, chance: random.Random, ordinary: Sequence[str]) -> Example:
    """Let somebody say one ordinary word for a turn, now and then: rare things alone are nobody's name."""
    if not ordinary or chance.random() >= _INTERPOSED:
        return example
    at = chance.randrange(len(example.turns) + 1)
    speaker: Speaker = chance.choice(("agent", "citizen"))
    said = _talk(f"{chance.choice(_DETERMINERS)} {chance.choice(ordinary)}")
    return replace(example, turns=(*example.turns[:at], (speaker, said), *example.turns[at:]))


def interrupted(example: Example, chance: random.Random, talk: Sequence[str]) -> Example:
    """Let somebody say something else amid a number, now and then, and go on with it in the same turn.

    Args:
        example: what to interrupt.
        chance: draws whether, where and by what.
        talk: short pieces of other talk.
    """
    places = [
        (turn, at)
        for turn, (_, words) in enumerate(example.turns)
        for first, last in _spans(words)
        for at in range(first + 1, last)
        if last - first >= _LEAST_INTERRUPTED
    ]
    if not places or chance.random() >= _AMID:
        return example
    turn, at = chance.choice(places)
    speaker, words = example.turns[turn]
    other = talk if talk and chance.random() < _OTHER_TALK else _interruptions()[example.language == "fy"]
    said = _talk(chance.choice(other), words[at].kind)
    return replace(
        example,
        turns=(*example.turns[:turn], (speaker, (*words[:at], *said, *words[at:])), *example.turns[turn + 1 :]),
    )


def other_talk(examples: Sequence[Example]) -> list[str]:
    """Return short turns in which nothing is masked and no figure is said."""
    found = []
    for example in examples:
        for _, words in example.turns:
            is_plain = 1 < len(words) <= _MOST_AMID and not any(word.kind or word.ruled for word in words)
            if is_plain and not any(traits_of(word.text).is_dictable for word in words):
                found.append(" ".join(word.text for word in words))
    return found


def _spans(words: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield where long numbers begin and end."""
    first = 0
    for kind, said in groupby(words, key=lambda word: word.kind):
        last = first + len(list(said))
        if kind in _LONG:
            yield first, last
        first = last


@cache
def _interruptions() -> tuple[list[str], list[str]]:
    """Return what is said amid numbers, in Dutch and in Frisian."""
    lines = [line for line in INTERRUPTIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cut = lines.index("-")
    return lines[:cut], lines[cut + 1 :]


def echoed(example: Example, chance: random.Random) -> Example:
    """Let the other party repeat a part of what is masked in one turn: in words or in figures, or a name."""
    spans = [
        (turn, kind, tuple(said))
        for turn, (_, words) in enumerate(example.turns)
        for kind, said in groupby(words, key=lambda word: word.kind)
        if kind
    ]
    if not spans:
        return example
    turn, kind, said = chance.choice(spans)
    first = chance.randrange(len(said)) if chance.random() < 0.5 else 0
    said = tuple(replace(word, ruled=None) for word in said[first : first + chance.randrange(1, len(said) + 1)])
    if kind in _CLOSED and chance.random() < _IN_FIGURES:
        digits = "".join(digits_of(shape_of(word.text).plain) for word in said)
        said = (Said(digits, kind, None),) if digits else said
    lead, trail = chance.choice(_NAMED if kind in _NAMES else _LEAD), chance.choice(_TRAIL)
    other: Speaker = "citizen" if example.turns[turn][0] == "agent" else "agent"
    echo = (*_talk(lead), *said, *_talk(trail))
    return replace(example, turns=(*example.turns[: turn + 1], (other, echo), *example.turns[turn + 1 :]))


def _talk(text: str, kind: str | None = None) -> tuple[Said, ...]:
    return tuple(Said(word, kind, None) for word in text.split())


def torn(words: Sequence[Said], chance: random.Random, language: str) -> tuple[Said, ...]:
    """Cut masked words in two, join some with the next, and interrupt numbers; all of it stays masked."""
    made: list[Said] = []
    for at, word in enumerate(words):
        is_inside = at > 0 and word.kind is not None and words[at - 1].kind == word.kind
        if is_inside and word.kind in _CLOSED and chance.random() < _INTERRUPTED:
            made += _talk(chance.choice(_INTERRUPTIONS[language == "fy"]), word.kind)
        if is_inside and chance.random() < _JOINED:
            made[-1] = replace(made[-1], text=made[-1].text + word.text)
        elif word.kind and len(word.text) >= _LEAST_CUT and word.text.isalpha() and chance.random() < _CUT:
            cut = chance.randrange(2, len(word.text) - 1)
            made += [replace(word, text=word.text[:cut]), replace(word, text=word.text[cut:])]
        else:
            made.append(word)
    return tuple(made)


def _misheard(word: Said, noise: Noise, language: str) -> list[Said]:
    return [replace(word, text=text) for text in noise.spoil(word.text, language, _ERRORS).split()]


def _each(example: Example, change: Callable[[Said], list[Said]]) -> Example:
    turns = ((speaker, tuple(_changed(words, change))) for speaker, words in example.turns)
    return replace(example, turns=tuple(turns))


def _changed(words: tuple[Said, ...], change: Callable[[Said], list[Said]]) -> Iterator[Said]:
    for word in words:
        yield from change(word)


def _another(word: Said, chance: random.Random) -> Said:
    if word.kind in _DICTATED and chance.random() < _OTHER_NUMBER:
        return replace(word, text=_other_number(word.text, chance, has_letters=word.kind in _LETTERED))
    if word.kind in _NAMES and chance.random() < _OTHER_NAME:
        return replace(word, text=_other_name(word.text, chance))
    return word


def _other_number(text: str, chance: random.Random, *, has_letters: bool) -> str:
    """Draw other figures, another digit in words, or another letter; what a number begins with stays."""
    if _FIGURE.search(text):
        kept = 2 if text.startswith("06") else int(text.startswith(("0", "+")))
        return text[:kept] + _FIGURE.sub(lambda _: str(chance.randrange(10)), text[kept:])
    bare = _MARKS.sub("", text)
    for numbers in (*_UNITS, *_UP_TO_HUNDRED):
        if bare.lower() in numbers:
            return chance.choice(numbers) + text[len(bare) :]
    if has_letters and len(bare) == 1 and bare.isalpha():
        letter = chance.choice("abcdefghjklmnprstvwxz")
        return (letter.upper() if bare.isupper() else letter) + text[1:]
    return text


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(GIVEN)), tuple(sorted(FAMILY))


@cache
def _unlisted_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return first and family names of many origins that the program does not list."""
    text = "\n".join(line for line in NAMES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    given, family = text.split("\n-\n")
    return tuple(given.split()), tuple(family.split())


def _other_name(text: str, chance: random.Random) -> str:
    """Draw another first or family name, or change a letter, so that no list has it."""
    bare = _MARKS.sub("", text)
    folded = fold(bare)
    if len(folded) < _LEAST_NAME:
        return text
    given, family = _unlisted_names() if chance.random() < _UNLISTED else _names()
    if chance.random() < _INVENTED:
        other = "".join(chance.choice(part) for _ in range(chance.randrange(1, 4)) for part in _SYLLABLE)
        return (other.capitalize() if bare[:1].isupper() else other) + text[len(bare) :]
    names = given if folded in GIVEN else family if folded in FAMILY else ()
    if name_word(folded).is_unknown:
        names = chance.choice((given, family))
    other = chance.choice(names) if names else bare.lower()
    if chance.random() < _SLIP:
        at = chance.randrange(len(other))
        other = other[:at] + chance.choice("abdefgijklmnorstuvwz") + other[at + chance.randrange(2) :]
    return (other.capitalize() if bare[:1].isupper() else other) + text[len(bare) :]
