"""Words as they are compared: only what was heard otherwise counts as an error, not what is written otherwise."""

from pipeline.normalise import tokens_of
from pipeline.spoken import write_out

RULES = (
    "lower case; diacritics and punctuation out; digits, dates, times, amounts, letters and abbreviations written out "
    "as they are said; hyphens part words"
)


def comparable_words(text: str) -> list[str]:
    """Return the words of a text by these rules, in order; Dutch number words, for digits tell no language."""
    return list(tokens_of(write_out(text, "nl")))
