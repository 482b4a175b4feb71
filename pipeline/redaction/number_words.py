"""The digits a single word stands for, in Dutch and Frisian, written as figures or as a number word."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.redaction.tokens import CACHE_SIZE, fold

_UNITS_NL = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS_NL = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
_TENS_NL = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_UNITS_FY = ("nul", "ien", "twa", "trije", "fjouwer", "fiif", "seis", "san", "acht", "njoggen")
_TEENS_FY = "tsien alve tolve trettjin fjirtjin fyftjin sechstjin santjin achttjin njoggentjin".split()
_TENS_FY = "tweintich tritich fjirtich fyftich sechstich santich tachtich njoggentich".split()

_TENS_ALSO = {
    "twintig": ("twintich",), "dertig": ("dertich",), "veertig": ("veertich",), "vijftig": ("vijftich", "fijftig"),
    "zestig": ("zestich",), "zeventig": ("zeventich",), "negentig": ("negentich",),
    "sechstich": ("sechtich", "sestich", "sechstig"), "fjirtich": ("feertich",),
}  # fmt: skip
"""Other spellings of tens, alone and behind a unit."""

_AS_HEARD = {
    # the way people say them on the telephone, and the way a Dutch recogniser writes Frisian
    "0": "nol nil noel zero nulle",
    "1": "één ientsje",
    "2": "tweeë twie twaa tva twea",
    "3": "drieë trieje tria treie trijen drije",
    "4": "viere fjauwer fjouer vjouwer fjower fjour fiouwer viouwer",
    "5": "vijve fijf fief vief fif fiiv",
    "6": "sechs zesse sais seys seisse ses",
    "7": "zeuven zeve seuven saan soan zoven zeeven",
    "8": "achte agt",
    "9": "neegen nege njoggen njogen njuggen joggen njochen njoegen",
    "10": "tsjien tjien",
    "11": "elve âlve alf",
    "12": "twaalve toalve twalf",
    "13": "trettsjin",
    "14": "fjirtsjin",
    "15": "fyftsjin",
    "19": "nijgentien njoggentsjin neegentien",
    "40": "feertich",
    "16": "sechtjin sestjin sechtsjin",
    "60": "sestich sechtich sechstig",
    "70": "zeuventig",
    "80": "tachtech",
}
_GREAT = {
    "honderd": 100, "honderden": 100, "hundert": 100, "hunderd": 100, "hondert": 100,
    "duizend": 1000, "duzend": 1000, "tuzen": 1000, "toezen": 1000,
}  # fmt: skip

_FIGURES = re.compile(r"^\+?\d[\d.,/\-\u2013']*$")
_HYPHENS = re.compile(r"[-\u2013]")
_WRITTEN_GREAT = (
    re.compile(r"^(\w*?)(duizend|tuzen)(?:en)?(\w*)$"),
    re.compile(r"^(\w*?)(honderd|hundert)(?:en)?(\w*)$"),
)


def _table() -> dict[str, int]:
    words: dict[str, int] = {}
    for units, teens, tens in ((_UNITS_NL, _TEENS_NL, _TENS_NL), (_UNITS_FY, _TEENS_FY, _TENS_FY)):
        words.update({word: value for value, word in enumerate(units)})
        words.update({word: 10 + value for value, word in enumerate(teens)})
        for ten, word in enumerate(tens, start=2):
            words.update(_tens(10 * ten, (word, *_TENS_ALSO.get(word, ()))))
    words.update({fold(word): int(value) for value, heard in _AS_HEARD.items() for word in heard.split()})
    return words


def _tens(ten: int, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give a ten alone and behind each unit; the units of both languages, for a recogniser mixes them."""
    for word in words:
        yield word, ten
        for units in (_UNITS_NL, _UNITS_FY):
            for value, unit in enumerate(units[1:], start=1):
                yield from ((f"{unit}{link}{word}", ten + value) for link in ("en", "n"))
        yield f"sechsen{word}", ten + 6


_VALUES = _table()
_LEAST_LETTERS = 3
"""Of words that are compared by sound."""
_SIMPLE = tuple(
    word
    for words in (_UNITS_NL, _TEENS_NL, _TENS_NL, _UNITS_FY, _TEENS_FY, _TENS_FY)
    for word in words
    if len(word) >= _LEAST_LETTERS
)
_NO_SLIPS = frozenset(
    """
    van fan dan kan aan man een ien der den des nee mee met dus was wat als las heel veel nog dag ook zei zeg zal
    voor sei sis haw hat hast noch jin sin sjen moat doe doch mar maar niet net weet weer keer kear wie zijn zien geen
    teen alleen uur oere euro euros cent jaar jier dagen weken maanden streep punt komma letter letters nul
    """.split()
)
"""Words near a number word that are not misheard ones."""
_ALSO_SLIPS = {"zeker": "7", "even": "7", "wacht": "8", "nacht": "8", "hier": "4", "lijf": "5", "nullen": "0"}


def number_of(word: str) -> int | None:
    """Return the value of a number word below 100, None for any other word; `word` is folded."""
    return _VALUES.get(word)


@lru_cache(maxsize=CACHE_SIZE)
def slip_of(word: str) -> str:
    """Return the digit that a word was probably meant as amid figures: `wee` is 2; empty for any other word.

    Args:
        word: folded.
    """
    if len(word) < _LEAST_LETTERS or word in _NO_SLIPS or word in _VALUES:
        return ""
    if word in _ALSO_SLIPS:
        return _ALSO_SLIPS[word]
    close = (value for name, value in _VALUES.items() if _is_slip(name, word))
    return str(next(close, ""))


def _is_slip(name: str, word: str) -> bool:
    return len(name) >= _LEAST_LETTERS and Levenshtein.distance(name, word, score_cutoff=1) <= 1


def sounds_like_number(word: str) -> bool:
    """Say whether a folded word is one letter away from a number word that is said as one: `vijv`, `trjie`."""
    if len(word) < _LEAST_LETTERS or word in _NO_SLIPS:
        return False
    return process.extractOne(word, _SIMPLE, scorer=Levenshtein.distance, score_cutoff=1) is not None


def magnitude_of(word: str) -> int | None:
    """Return 100 or 1000 for the words that multiply the number before them; `word` is folded."""
    return _GREAT.get(word)


@lru_cache(maxsize=CACHE_SIZE)
def digits_of(word: str) -> str:
    """Return the digits a word stands for, as dictated: `twaalf` is `12`, `06-12` is `0612`.

    Args:
        word: in lower case, without punctuation around it.

    Returns:
        The digits; empty for a word that is no number.
    """
    if _FIGURES.match(word):
        return "".join(filter(str.isdigit, word))
    folded = fold(word)
    if folded in _VALUES:
        return str(_VALUES[folded])
    return _hyphenated(folded) or _large(folded) or _glued(folded)


def _hyphenated(word: str) -> str:
    """Read `nul-zes` as 06 and `vijf-en-zestig` as 65."""
    if not _HYPHENS.search(word):
        return ""
    whole = _VALUES.get(_HYPHENS.sub("", word))
    if whole is not None:
        return str(whole)
    parts = [digits_of(part) for part in _HYPHENS.split(word) if part]
    return "".join(parts) if all(parts) else ""


def _large(word: str) -> str:
    """Read one word with hundreds or thousands in it, such as `negentienhonderdvijfenzestig`."""
    if word in _GREAT:
        return ""
    found = next((match for match in (pattern.match(word) for pattern in _WRITTEN_GREAT) if match), None)
    if not found:
        return ""
    before, great, after = found.groups()
    head = 1 if not before else _small(before)
    tail = 0 if not after else _small(after)
    return "" if head is None or tail is None else str(head * _GREAT[great] + tail)


def _glued(word: str) -> str:
    """Read number words written as one: `nulzes` is 06, `negentienzeventig` 1970."""
    for cut in range(len(word) - 2, 2, -1):
        if word[:cut] in _VALUES:
            rest = word[cut:]
            tail = str(_VALUES[rest]) if rest in _VALUES else _glued(rest)
            if tail:
                return str(_VALUES[word[:cut]]) + tail
    return ""


def _small(word: str) -> int | None:
    """Return the value of a part of a longer number word."""
    value = _VALUES.get(word, _GREAT.get(word))
    if value is not None:
        return value
    digits = _large(word)
    return int(digits) if digits else None
