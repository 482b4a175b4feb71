"""Words as they are compared: only what was heard otherwise counts as an error, not what is written otherwise."""

import re
from typing import Final

from pipeline.normalise import tokens_of
from pipeline.spoken import write_out

RULES = (
    "lower case; diacritics and punctuation out; digits, dates, times, amounts, letters and abbreviations written out "
    "as they are said; number words in their parts, years without `honderd`; hyphens part words"
)
_TEENS: Final = "elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
_PARTS: Final = (
    *_TEENS,
    *"een twee drie vier vijf zes zeven acht negen tien".split(),
    *"twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend".split(),
)
NUMBER_WORDS: Final = frozenset(_PARTS) - {"een"}
"""Words that are numbers whatever stands beside them; `een` mostly is an article."""
_PART: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_COMPOUND: Final = re.compile(rf"(?:(?:{_PART})(?:en)?)*(?:{_PART})")
_PIECE: Final = re.compile(rf"{_PART}|en")


def comparable_words(text: str) -> list[str]:
    """Return the words of a text by these rules, in order; Dutch number words, for digits tell no language."""
    words: list[str] = []
    for token in tokens_of(write_out(text, "nl")):
        for word in _PIECE.findall(token) if _COMPOUND.fullmatch(token) else [token]:
            if word != "honderd" or not words or words[-1] not in _TEENS:
                words.append(word)
    return words
