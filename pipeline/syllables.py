"""Count the syllables of Dutch and Frisian text as it is said.

Each language has its own groups of letters that make one syllable nucleus; what the groups get wrong is respelled
first. Syllables are those of clear speech: *nationaal* is `na-sjo-naal`, as everybody says it, but *lopen* `lo-pen`:
what a hasty speaker swallows is tempo and must not disappear from the count.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.records import Language
from pipeline.respellings import IN_BOTH, IN_DUTCH, IN_FRISIAN, SINGLE, Respelling
from pipeline.spoken import write_out

_CACHE_SIZE = 65_536

_PLAIN_LETTERS = str.maketrans(
    {
        **{"ä": ".a", "ë": ".e", "ï": ".i", "ö": ".o", "ü": ".u"},
        **dict(zip("àáâèéêìíîòóôùúûýç", "aaaeeeiiiooouuuys", strict=True)),
    }
)

_NUCLEUS_NL = (
    r"aai|ooi|oei|oeu|eau|eeu|ieu|(?<!g)eui|oui(?=ll)|aa|ee|oo|uu|oe|eu|ui|ij|ei|ou|au|ie|ai|oi|[aeou]y|[aeiouy]"
)
_NUCLEUS_FY = (
    r"aai|oai|oei|uoi|ieu|eau|aa|ee|ii|oo|uu|oe|eu|ui|ij|ei|ou|au|ie|ai|oi|oa|ea|eo(?!a)|iu|uo|ue(?!e)|[ao]y|[aeiouy]"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    border: re.Pattern[str]
    nucleus: re.Pattern[str]
    respellings: tuple[tuple[re.Pattern[str], str], ...]


def _rules(border: str, nucleus: str, respellings: tuple[Respelling, ...]) -> _Rules:
    compiled = tuple((re.compile(wrong), right) for wrong, right in respellings)
    return _Rules(re.compile(border), re.compile(nucleus), compiled)


# An accent parts the vowels of `carri-ère` and `foar-út`.
_DUTCH = _rules(r"(?<=i)(?=[éè])", _NUCLEUS_NL, IN_DUTCH + IN_BOTH)
_FRISIAN = _rules(r"(?<=[aeiou])(?=[ûú])", _NUCLEUS_FY, IN_FRISIAN + IN_BOTH)

_WORD = re.compile(r"'?[^\W\d_]+(?:['.][^\W\d_]+)*")


@lru_cache(maxsize=_CACHE_SIZE)
def count_syllables(text: str, language: Language) -> int:
    """Count the syllables of a word or phrase, numbers and abbreviations counted as they are said.

    Args:
        text: one word with its punctuation, or several; `hm` counts one, punctuation nothing.
        language: `fy` counts by Frisian rules, everything else by Dutch ones.
    """
    said = write_out(text.replace("\u2019", "'"), language).casefold()
    rules = _FRISIAN if language == "fy" else _DUTCH
    return sum(_count_word(word, rules) for word in _WORD.findall(said))


def _count_word(word: str, rules: _Rules) -> int:
    if word in SINGLE:
        return SINGLE[word]
    word = rules.border.sub(".", word).translate(_PLAIN_LETTERS)
    for wrong, right in rules.respellings:
        word = wrong.sub(right, word)
    # A letter is said by its name and a vowelless word is a sound: one syllable in either case.
    return len(rules.nucleus.findall(word)) or 1
