"""Text as it is compared: lower case, without diacritics, one token a spoken word.

The text itself is never changed; a folded copy stands beside it.
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u0060\u00b4\u02bc", "'"))
_TOKEN = re.compile(r"\[[a-z_ ]+\]|[a-z0-9]+(?:'[a-z]+)*|'[a-z]+")
_MASK = re.compile(r"\[[a-z_ ]+\]")
_SENTENCE_END = re.compile(r"[.!?…]['\")\]]*$")


def fold(text: str) -> str:
    """Return the text in lower case, without diacritics, with one kind of apostrophe."""
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=65_536)
def tokens_of(text: str) -> tuple[str, ...]:
    """Cut text into folded tokens; a mask such as `[naam]` stays one, punctuation falls away."""
    return tuple(_TOKEN.findall(fold(text)))


def is_mask(token: str) -> bool:
    """Tell whether a folded token stands for words that were masked."""
    return _MASK.fullmatch(token) is not None


def ends_sentence(word: str) -> bool:
    """Tell whether a written word ends a sentence."""
    return _SENTENCE_END.search(word) is not None


def ends_question(word: str) -> bool:
    """Tell whether a written word ends a question by its mark."""
    return word.rstrip("\"')").endswith("?")
