"""Names spelled letter by letter: `de B van Bernard`, `J A N S E N`, `met dubbel s`."""

from collections.abc import Iterator, Sequence

from pipeline.redaction.letters import ACRONYMS, LETTER_SOUNDS, Symbol
from pipeline.redaction.runs import Run
from pipeline.redaction.tokens import Mark, Token

MIN_LETTERS = 3
"""Letters said one by one from which they are a spelled name, whatever was asked."""

_ASKS = frozenset(
    """
    voorletters voorletter initialen foarletters naam achternaam voornaam namme efternamme foarnamme spelt spellen spel
    spelling schrijft schrijf schrijven skriuw skriuwe staverje met mei dubbel spelde heet letter letters
    """.split()
)
_INITIALS = frozenset("voorletters voorletter initialen foarletters foarletter".split())
_SPELLS = frozenset("spel spelt spellen spelde gespeld stavere staverje staver letters".split())
_REACH = 6
_ARTICLES = frozenset(("de", "een", "in"))


def find_spellings(tokens: Sequence[Token], runs: Sequence[Run], names: Sequence[Mark]) -> Iterator[Mark]:
    """Mark letters that spell a name: three or more, or fewer where a name was asked for or just given."""
    named = {index for mark in names for index in range(mark.start, mark.end)}
    for run in runs:
        for letters in _stretches(run):
            said = "".join(symbol.chars for symbol in letters)
            if said in ACRONYMS or _is_amid_digits(run, letters):
                continue
            if len(said) >= MIN_LETTERS or _is_about_name(tokens, letters, named):
                yield from (Mark(_article_before(tokens, symbol), symbol.end, "naam") for symbol in letters)


def find_sounds(tokens: Sequence[Token]) -> Iterator[Mark]:
    """Mark letters written as they sound where somebody spells: `ik spel het, dee aa es ha`."""
    for asked, token in enumerate(tokens):
        if token.shape.folded not in _SPELLS:
            continue
        index = asked + 1
        while index < min(asked + 1 + _REACH, len(tokens)):
            end = index
            while end < len(tokens) and _is_sound(tokens, end) and tokens[end].turn == tokens[index].turn:
                end += 1
            if end - index >= MIN_LETTERS:
                yield Mark(index, end, "naam")
            index = max(end, index + 1)


def _is_sound(tokens: Sequence[Token], index: int) -> bool:
    return not tokens[index].is_masked and tokens[index].shape.folded in LETTER_SOUNDS


def _article_before(tokens: Sequence[Token], symbol: Symbol) -> int:
    """Take along the article of `de B van Bernard`."""
    is_phonetic = symbol.end - symbol.start > 1 and symbol.start > 0
    return symbol.start - (is_phonetic and tokens[symbol.start - 1].shape.folded in _ARTICLES)


def _stretches(run: Run) -> Iterator[list[Symbol]]:
    """Yield the stretches of single letters in a run."""
    letters: list[Symbol] = []
    for symbol in run.symbols:
        if symbol.kind == "spelled":
            letters.append(symbol)
        elif letters:
            yield letters
            letters = []
    if letters:
        yield letters


def _is_amid_digits(run: Run, letters: Sequence[Symbol]) -> bool:
    """Say whether the letters belong to a plate, a postcode or an account number."""
    return len(letters) <= MIN_LETTERS and sum(symbol.has_digits for symbol in run.symbols) > 0


def _is_about_name(tokens: Sequence[Token], letters: Sequence[Symbol], named: set[int]) -> bool:
    """Say whether one or two letters help to write a name: `Smit met d t`, `voorletters J P`."""
    start = letters[0].start
    near = range(max(start - _REACH, 0), start)
    is_phonetic = any(symbol.end - symbol.start > 1 for symbol in letters)
    has_name = any(index in named or tokens[index].is_masked for index in near)
    is_asked = any(tokens[index].shape.folded in _ASKS for index in near)
    is_initials = any(tokens[index].shape.folded in _INITIALS for index in near)
    return is_initials or (is_phonetic and (len(letters) > 1 or has_name or is_asked)) or (has_name and is_asked)
