"""Words with which a listener shows that he listens, and sounds with which a speaker fills a pause.

Both languages in one list: who speaks Dutch says *krekt* and who speaks Frisian says *precies*. *Jo* is also the
Frisian *u*, and *goed* a word of its own, but a backchannel is nothing but words of the list.
"""

import re
from collections.abc import Iterable

from pipeline.normalise import tokens_of

FILLED_PAUSES = frozenset("uh uhh uhm eh ehh ehm euh euhm er hm hmm hmmm mm mmm mhm hmhm hum humhum".split())

_DUTCH = """
ja|jaja|jahoor|ja hoor|jep|jup|yes|uhu|uhuh|ah|aha|ach|och|oh|o|oke|okee|ok|okido|goed|heel goed|prima|mooi|fijn|top
super|precies|inderdaad|juist|klopt|dat klopt|exact|snap ik|dat snap ik|begrijp ik|dat begrijp ik|ik begrijp het
tuurlijk|natuurlijk|uiteraard|nee|neenee|nee hoor|tja|goh|zo|zeker|is goed|dat is goed|wel|echt|echt waar|helemaal
o jee|oh jee|och jee|ach jee|jee|jeetje|tjonge|tjongejonge|gossie
"""
_FRISIAN = """
jawis|jawol|jo|krekt|krekt sa|presys|okee|ach heden|och heden|tuerlik|tuurlik|natuerlik|fansels|wis|wis wol|no ja|no|sa
begryp ik|dat begryp ik|ik begryp it|snap ik|ne|nee|nea|dat kloppet|kloppet|is goed|moai|best|goed sa|inderdied|echt
och moai|o heden
"""


def _as_pattern(*lists: str) -> re.Pattern[str]:
    phrases = {phrase for listed in lists for line in listed.split("\n") for phrase in line.split("|") if phrase}
    either = "|".join(sorted(phrases | FILLED_PAUSES, key=len, reverse=True))
    return re.compile(rf"(?:{either})(?: (?:{either}))*")


_BACKCHANNEL = _as_pattern(_DUTCH, _FRISIAN)


def is_filled_pause(text: str) -> bool:
    """Tell whether a written word is a sound that fills a pause: *uh*, *ehm*, *hm*."""
    tokens = tokens_of(text)
    return bool(tokens) and all(token in FILLED_PAUSES for token in tokens)


def only_backchannels(texts: Iterable[str]) -> bool:
    """Tell whether written words are nothing but backchannels, of either language; also true of no words at all.

    Source:
        One in five contributions to Dutch conversation is a backchannel: Knudsen et al. (2020), Frontiers in
        Psychology 11, 593671. The list is ours.
    """
    said = " ".join(token for text in texts for token in tokens_of(text))
    return not said or _BACKCHANNEL.fullmatch(said) is not None
