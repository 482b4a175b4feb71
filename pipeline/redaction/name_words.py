"""What a word is worth as a part of a name: lists, endings of family names, and endings of ordinary words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.redaction.lexicon_common import COMMON
from pipeline.redaction.lexicon_family import AFTER_DE, AFTER_VAN, AMBIGUOUS_FAMILY, FAMILY
from pipeline.redaction.lexicon_given import AMBIGUOUS_GIVEN, GIVEN
from pipeline.redaction.lexicon_places import PLACES
from pipeline.redaction.people import PARTICLES
from pipeline.redaction.tokens import CACHE_SIZE

SAFE_AFTER_DE = frozenset(
    "vries jong bruijn bruyn graaff ruijter rooij rooy klerk boever greef snoo clercq gooijer goeij kleijn heij".split()
)
"""After `de` a name even in small letters, for grammar asks for another word (`de jonge`) or there is none."""
SAFE_AFTER_VAN = frozenset(
    "dijk dyk leeuwen rijn es eck eijk zanten wieren loenen vugt houwelingen duijn egmond".split()
)
"""After `van` a name even in small letters."""

_SURE_ENDING = re.compile(r"^.{2,}(?:stra|sma|inga|enga|ema|oglu|escu|enko|poulos|zadeh|ovic|evic|owski|ewski)$")
_LIKELY_ENDING = re.compile(r"^.{2,}(?:ma|ski|ska|sson|ova|yan|huizen|hof|horst|kamp|meijer|meyer|man|mans)$")
_NO_NAME_ENDING = re.compile(
    r"(?:extra|ekstra|orchestra|plasma|charisma|schisma|prisma|spasma|schema|thema|cinema|eczema|oedema|probleema|"
    r"programma|drama|firma|diploma|panorama|trauma|dilemma|komma|karma|stigma|aroma|oma|mama|prima|klima|gezinsman|"
    r"buurman|vakman|brandweerman|loodsman|postkamp|gerechtshof|kerkhof|skema|tema)$"
)
_ORDINARY_ENDING = re.compile(
    r"(?:lijk|lijke|lijks|lik|like|heid|heden|teit|tie|ties|sje|tje|tjes|ment|menten|baar|bare|isch|ische|eren|eerd|eert|"
    r"eerde|ering|eringen|end|ende|ingen|atie|aties|loos|loze|zaam|achtig|dag|jaar|nummer|bewijs|kaart|kosten|plaats|"
    r"vergunning|adres|formulier|brief|avond|morgen|middag|straat|weg|laan|plein|bedrijf|dienst|team|huis|school|bank|"
    r"centrum|zorg|service|advies|wurk|skip|heid|earje|earre|ysk|nsk|lsk|rsk|dsk|yske|ich|ige|igen|igt|eft|aam|elen|elt|.{6}ing|ken|kt|cht|rdt)$"
)


@dataclass(frozen=True, slots=True)
class NameWord:
    """What one word, alone, is worth as a part of a name.

    Attributes:
        is_given: a first name and hardly anything else.
        is_family: a family name and hardly anything else.
        maybe_given: a first name that is also a word.
        maybe_family: a family name that is also a word, or ends like one.
        is_after_de: a family name after `de`.
        is_after_van: a family name after `van`.
        is_place: a municipality or village.
        is_common: an ordinary word.
        is_ordinary: ends like an ordinary word.
    """

    is_given: bool = False
    is_family: bool = False
    maybe_given: bool = False
    maybe_family: bool = False
    is_after_de: bool = False
    is_after_van: bool = False
    is_place: bool = False
    is_common: bool = False
    is_ordinary: bool = False

    @property
    def is_known(self) -> bool:
        """A name and hardly anything else."""
        return self.is_given or self.is_family

    @property
    def is_unknown(self) -> bool:
        """On no list: a rare name, a foreign word or a slip of the recogniser."""
        return not (self.is_known or self.maybe_given or self.maybe_family or self.is_place or self.is_common)


@lru_cache(maxsize=CACHE_SIZE)
def name_word(word: str) -> NameWord:
    """Judge a folded word."""
    if "-" in word.strip("-"):
        return _double(word)
    base = word.removesuffix("'s")
    has_ending = not _NO_NAME_ENDING.search(base) and base not in COMMON and base not in PLACES
    return NameWord(
        is_given=base in GIVEN,
        is_family=base in FAMILY or (has_ending and _SURE_ENDING.match(base) is not None),
        maybe_given=base in AMBIGUOUS_GIVEN or _is_genitive(base),
        maybe_family=base in AMBIGUOUS_FAMILY
        or _is_genitive(base)
        or (has_ending and _LIKELY_ENDING.match(base) is not None),
        is_after_de=base in AFTER_DE,
        is_after_van=base in AFTER_VAN,
        is_place=base in PLACES,
        is_common=base in COMMON or not base.isalpha(),
        is_ordinary=_ORDINARY_ENDING.search(base) is not None or len(base) < 3,
    )


def _is_genitive(word: str) -> bool:
    """Say whether it is a first name with -s: `annekes fyts`, or the family names made so, such as Douwes."""
    return word.endswith("s") and word[:-1] in GIVEN and word not in COMMON


def _double(word: str) -> NameWord:
    """Judge `hoekstra-dijkstra`, `anne-marie` or `vries-jansen` by its parts."""
    parts = [name_word(part) for part in word.split("-") if part and part not in PARTICLES] or [NameWord()]
    if word.rpartition("-")[2] in PARTICLES and (parts[0].is_after_van or parts[0].is_unknown):
        return NameWord(maybe_family=True, is_after_van=True)
    if all(part.is_given or part.maybe_given for part in parts):
        return NameWord(is_given=True)
    if any(part.is_family for part in parts):
        return NameWord(is_family=True)
    is_name = all(part.maybe_family or part.is_after_de or part.is_unknown for part in parts)
    return NameWord(maybe_family=is_name, is_common=not is_name, is_ordinary=True)
