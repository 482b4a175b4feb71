"""Letters as they are dictated: a postcode's, a bank's, and those of a spelling alphabet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import Shape, Token

SymbolKind = Literal["figures", "number_word", "letters", "spelled", "mixed"]

SPELLING_WORDS = frozenset(
    """
    anton anna bernard bernhard cornelis dirk eduard edward ferdinand gerard hendrik izaak isaac izak johan johannes
    karel lodewijk maria nico nicolaas otto pieter quotient quirinus richard rudolf simon theodor theodoor utrecht
    victor viktor willem xantippe ypsilon ijmuiden ijmond ijsbrand zacharias zaandam alfa alpha bravo charlie delta
    echo foxtrot golf hotel india juliett juliet kilo lima mike november oscar papa quebec romeo sierra tango
    uniform whiskey whisky xray yankee zulu
    """.split()
)
"""Words of the Dutch and of the international spelling alphabet, as said without the letter itself."""

ACRONYMS = frozenset(
    """
    bsn iban woz wmo brp vog apv uwv svb cak ggd rdw kvk duo cjib coa azc pgb ozb apk anwb nvt aub tnv mbt wc tv pdf
    usb sms bv nv ov id pc kcc bzw wa gba iban btw zzp aow ww wia wao wlz vve ns kpn dna pmd ehbo mbo hbo nl ict avg
    """.split()
)
"""Letters that are a word, not a spelling."""

_COLLEGE = ("b", "en", "w")
_LETTER_NAMES = {
    "bee": "b", "be": "b", "cee": "c", "ce": "c", "see": "c", "dee": "d", "ef": "f", "gee": "g", "ha": "h", "jee": "j",
    "ka": "k", "kaa": "k", "haa": "h",
    "el": "l", "em": "m", "en": "n", "pee": "p", "ku": "q", "er": "r", "es": "s", "tee": "t", "vee": "v",
    "wee": "w", "iks": "x", "ij": "y", "zet": "z", "griekse": "y",
}  # fmt: skip
LETTER_SOUNDS = frozenset((*_LETTER_NAMES, *"a aa e ee i ie ie o oo u uu y en er".split()))
"""How letters sound when they are said one by one, as a recogniser writes them: `dee aa es ha`."""

_BANKS = {
    "abn": "abn", "amro": "a", "abnamro": "abna", "regiobank": "rbrb",
    "abna": "abna", "rabo": "rabo", "rabobank": "rabo", "ing": "ing", "ingb": "ingb",
    "sns": "sns", "snsb": "snsb", "asn": "asn", "asnb": "asnb", "knab": "knab", "bunq": "bunq", "bunk": "bunq",
    "triodos": "trio", "trio": "trio", "regio": "rbrb", "rbrb": "rbrb", "fvlb": "fvlb", "revolut": "revo", "nl": "nl",
}  # fmt: skip
BANK_WORDS = frozenset(_BANKS)
_BANK_CODES = frozenset(_BANKS.values()) - {"nl", "a"}
_TWO_LETTER_WORDS = frozenset(
    """
    ah ai al an as by cm da de do dr dy eh ei el em en er eu fy ga go ha he hi hm ho ik im in is it ja je jo jr ka
    kg km la le ma me mm mr mw my na ne no nr nu of oh ok om on op or pa sa se st sy te tv uh us ut wa we wy ye yn
    za ze zo
    """.split()
)
_MEASURES = frozenset(("cm", "km", "kg", "mm", "dr", "mr", "jr", "tv", "st", "da", "pa", "sa", "la"))
"""Words that are the letters of a postcode between four figures and a house number."""
_SOUNDS = frozenset(("hmm", "mmm", "mhm", "pff", "sst", "tss", "brr"))
_ONLY_LETTERS = frozenset("bee cee ce dee gee jee pee ku tee vee wee iks zet ka kaa haa es ef".split())
"""Names of letters that are hardly ever anything else."""
_MOST_LETTERS = 4
_WORDS_TOO = frozenset(("en", "er", "u", "ha", "el", "em", "be", "see"))
"""Names of letters that are nearly always words, unless a letter stands before or a spelling word behind them."""
_LINK_WORDS = frozenset(("van", "fan", "als", "as"))
_LINK_OF_SPELLING = (("van", "de"), ("als", "in"), ("as", "yn"), ("van",), ("fan",), ("als",))
_SPELLED = re.compile(r"^[a-z](?:[-.][a-z])+$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One dictated item.

    Attributes:
        start: index of its first token.
        end: index after its last token.
        chars: the digits and lower-case letters it stands for.
        kind: how it was written; `letters` are capitals or a bank, `spelled` are letters said one by one.
        is_article: `een`, which is a 1 only among other number words.
    """

    start: int
    end: int
    chars: str
    kind: SymbolKind
    is_article: bool = False

    @property
    def has_digits(self) -> bool:
        """At least one digit is in it."""
        return self.kind not in ("letters", "spelled")


def is_bank(symbol: Symbol) -> bool:
    """Say whether the letters are those of a bank in an account number."""
    return symbol.kind == "letters" and symbol.chars in _BANK_CODES


def letters_at(tokens: Sequence[Token], index: int, before: Sequence[Symbol]) -> Symbol | None:
    """Read the letters at `index`, given the symbols read `before` it; None for a word."""
    folded = tokens[index].shape.folded
    is_word = folded in _WORDS_TOO and not tokens[index].shape.is_all_capitals
    if is_word and not (before and before[-1].end == index) and folded_at(tokens, index + 1) not in _LINK_WORDS:
        return None
    said = _letter_of(tokens, index) or _amid_letters(tokens, index, before)
    if said:
        return said
    if _SPELLED.match(folded):
        return Symbol(index, index + 1, "".join(filter(str.isalpha, folded)), "spelled")
    if _is_written(tokens, index, before):
        return Symbol(index, index + 1, _BANKS.get(folded, folded), "letters")
    if folded in SPELLING_WORDS and before and before[-1].end == index:
        return Symbol(index, index + 1, "y" if folded.startswith("ij") else folded[0], "spelled")
    return None


def _is_written(tokens: Sequence[Token], index: int, before: Sequence[Symbol]) -> bool:
    """Say whether the recogniser wrote several letters as one word: `AB`, `Rabo`, `ab` behind four figures."""
    shape = tokens[index].shape
    follows_number = bool(before) and before[-1].end == index and before[-1].chars[-1:].isdigit()
    precedes_number = bool(digits_at(tokens, index + 1))
    if shape.folded in _BANKS:
        return shape.is_capital or follows_number or (shape.folded == "nl" and precedes_number)
    if shape.folded in ACRONYMS and (len(shape.folded) > 2 or not (follows_number or precedes_number)):
        return False
    if shape.folded in _MEASURES and precedes_number and before[-1:] and _is_four_figures(before[-1], index):
        return True
    if shape.is_all_capitals and len(shape.folded) <= _MOST_LETTERS:
        return True
    follows_letters = bool(before) and before[-1].end == index and before[-1].kind == "letters" and len(before) > 1
    is_second = follows_letters and before[-2].end == before[-1].start and before[-2].chars.isdigit()
    return (follows_number and _is_letter_pair(shape.folded)) or (
        (precedes_number or is_second) and _is_plate_part(shape.folded)
    )


def _is_four_figures(symbol: Symbol, end: int) -> bool:
    return symbol.end == end and symbol.kind == "figures" and len(symbol.chars) == 4


def _is_letter_pair(folded: str) -> bool:
    """Say whether a short word is two letters of a postcode, or a part of a number plate."""
    return (len(folded) == 2 and folded.isalpha() and folded not in _TWO_LETTER_WORDS) or _is_plate_part(folded)


def _is_plate_part(folded: str) -> bool:
    """Say whether two or three small letters can be a part of a number plate, which has no vowels."""
    is_short = len(folded) in (2, 3) and folded.isalpha() and set(folded).isdisjoint("aeiou")
    return is_short and folded not in ACRONYMS | _TWO_LETTER_WORDS | _SOUNDS


def _amid_letters(tokens: Sequence[Token], index: int, before: Sequence[Symbol]) -> Symbol | None:
    """Read what is a letter only behind another one or a number: `u` in `b u n q`, `zet ka` in `9001 zet ka`."""
    folded = tokens[index].shape.folded
    if not before or before[-1].end != index:
        return None
    if folded == "u" and before[-1].kind == "spelled" and len(folded_at(tokens, index + 1)) == 1:
        return Symbol(index, index + 1, "u", "spelled")
    return Symbol(index, index + 1, _LETTER_NAMES[folded], "spelled") if folded in _ONLY_LETTERS else None


def _letter_of(tokens: Sequence[Token], index: int) -> Symbol | None:
    """Read `b`, `B van Bernard` or `bee van Bernard`; a lone `u` is a word, as is `'s`."""
    token, folded = tokens[index], tokens[index].shape.folded
    letter = letter_said(folded)
    if not letter or token.text[:1] in ("'", "\u2019", "\u2018", "`"):
        return None
    is_word = len(folded) > 1 or folded == "u"
    is_linked = folded_at(tokens, index + 1) in _LINK_WORDS
    for link in _LINK_OF_SPELLING if is_linked else ():
        word = index + 1 + len(link)
        if tuple(folded_at(tokens, at) for at in range(index + 1, word)) == link:
            said = folded_at(tokens, word)
            is_spelled = len(said) > 1 and (said[0] == letter or (letter == "y" and said.startswith("ij")))
            if is_spelled and (said in SPELLING_WORDS or not is_word):
                return Symbol(index, word + 1, letter, "spelled")
    if is_word:
        return None
    return Symbol(index, index + 1, letter, "spelled")


def letter_said(folded: str) -> str:
    """Return the letter that a word is or names, `bee` too; empty for other words."""
    return folded if len(folded) == 1 and folded.isalpha() else _LETTER_NAMES.get(folded, "")


def spelled_acronyms(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the letters that are said one by one and are a word together: `w o z`, `B en W`."""
    said = [token.shape.folded for token in tokens]
    letters = [at for at, word in enumerate(said) if len(word) == 1 and word.isalpha()]
    found: set[int] = set()
    end = 0
    for start in letters:
        if tuple(said[start : start + 3]) == _COLLEGE:
            found.update(range(start, start + 3))
        if start < end:
            continue
        end = start
        while (
            end < len(said) and tokens[end].turn == tokens[start].turn and len(said[end]) == 1 and said[end].isalpha()
        ):
            end += 1
        if "".join(said[start:end]) in ACRONYMS:
            found.update(range(start, end))
    return frozenset(found)


def may_be_letters(shape: Shape) -> bool:
    """Say whether a word can be read as letters anywhere: a quick look before `letters_at`."""
    folded = shape.folded
    return (
        len(folded) == 1
        or folded in _LETTER_NAMES
        or folded in _BANKS
        or folded in SPELLING_WORDS
        or _is_letter_pair(folded)
        or (shape.is_all_capitals and len(folded) <= 4)
        or _SPELLED.match(folded) is not None
    )


def folded_at(tokens: Sequence[Token], index: int) -> str:
    """Return the folded word at `index`, empty beyond the end or for a mask."""
    if index >= len(tokens) or tokens[index].is_masked:
        return ""
    return tokens[index].shape.folded


def digits_at(tokens: Sequence[Token], index: int) -> str:
    """Return the digits of the word at `index`, empty beyond the end, for a mask and for any other word."""
    return digits_of(tokens[index].shape.plain) if index < len(tokens) and not tokens[index].is_masked else ""
