"""Signs that the agent's tempo was a problem: the citizen says so, or asks again after a fast stretch.

It is the strongest evidence there is: the listener says it, not a norm. A *wat zegt u?* after slow speech is about the
line or the matter, so it counts only within 10 s after a fast stretch; *dat ging te snel* says it all by itself, but is
kept to the same rule, for a coach must be able to hear what was meant.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.findings import TempoSignal, TempoSignalKind
from pipeline.intervals import merge
from pipeline.measures.stretches import Stretch, spoken_stretches
from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Span, Turn

WITHIN_S = 10.0
MIN_SYLLABLES = 8
"""Shorter stretches are fast by chance: a word or two."""
FAST_RATE = 6.0
"""Syllables per second: a fifth above the 5.05 of speakers in the Netherlands (Verhoeven et al. 2004), well beyond the
5 to 10 % that a listener just notices (Quené 2007)."""
FASTER_THAN_CITIZEN = 1.2
"""As much faster than the citizen is fast too, for this citizen, from the Dutch mean on."""
MEAN_RATE = 5.05

_VERY = r"(?:wel |wol |zo |erg |heel |hiel |sa |echt |een beetje |in bytsje |wat )*"
_TOO_FAST = re.compile(
    r"\b(?:te (?:snel|vlug)|(?:gaat?|ging|praat|gong|giet|prate|gean|gie) (?:[^ ]+ ){0,2}te (?:hard|hurd)"
    r"|te (?:gau|fluch)|(?:iets|wat) (?:langzamer|rustiger|minder snel)|(?:niet|net) (?:zo|sa) (?:snel|hurd)"
    rf"|praat(?: u)? {_VERY}snel|prate(?: jo)? {_VERY}hurd|wat praat u snel|even rustig aan"
    r"|kan (?:u|het|dat|je) niet (?:volgen|bijhouden)"
    r"|(?:wat|efkes) (?:stadiger|kalmer)|kin (?:jo|it) net (?:folgje|byhalde))\b(?! (?:rijden|gereden|gaan rijden))"
)
_AGAIN = r"(?:nog (?:een keer|eens) |even )?"
_NOCHRIS = r"(?:nochris |noch ris )?"
_SAID_AGAIN = "zeggen|herhalen|noemen"
_REPEAT = re.compile(
    r"\b(?:(?:wat|hoe) (?:zegt|zei) u|wat (?:zeg|zei) je"
    rf"|(?:kunt|kan|wilt) u (?:[^ ]+ ){{0,2}}{_AGAIN}(?:{_SAID_AGAIN})"
    rf"|nog (?:een keer|eens) (?:{_SAID_AGAIN}|graag|alstublieft)|sorry wat|pardon"
    r"|ik (?:verstond|versta) (?:u|het|dat) niet"
    r"|(?:heb|kon) (?:ik )?(?:u|het|dat)? ?niet (?:goed )?(?:verstaan|gehoord)"
    r"|wat was (?:[^ ]+ ){1,3}ook (?:al ?weer|weer)"
    rf"|wat (?:sizze|seine) jou?|(?:kinne|wolle) jou? (?:dat |it )?{_NOCHRIS}(?:werhelje|sizze)"
    r"|nochris (?:graach|asjeblyft)"
    r"|ik ferstie (?:jo|it) net|ik koe (?:jo|it) net ferstean|ha(?:w)? (?:ik )?(?:[^ ]+ )?net ferstien)\b"
)


def sign_in(said: str) -> tuple[TempoSignalKind, int, int] | None:
    """Find words with which a citizen shows that it goes too fast, or asks again.

    Args:
        said: tokens with spaces between them.

    Returns:
        The kind and where its words begin and end in the text; None for other talk.
    """
    if found := _TOO_FAST.search(said):
        return "too_fast", found.start(), found.end()
    if found := _REPEAT.search(said):
        return "repeat", found.start(), found.end()
    return None


def measure_tempo_signals(conversation: Conversation) -> tuple[TempoSignal, ...]:
    """Find where the citizen shows that the agent went too fast, in time order.

    A stretch is an inter-pausal unit of 8 syllables or more; it is fast from 6 syllables a second on, or from 1.2 times
    the citizen's own rate on where that is above the Dutch mean.
    """
    stretches = spoken_stretches(conversation)
    fast = _fast_stretches(stretches)
    turns = sorted((turn for turn in conversation.turns if turn.speaker == "citizen"), key=lambda turn: turn.span)
    return tuple(signal for turn in turns for signal in _signals_in(turn, fast))


def _fast_stretches(stretches: Sequence[Stretch]) -> list[Stretch]:
    citizen = [stretch for stretch in stretches if stretch.speaker == "citizen"]
    seconds = sum(stretch.phonation_s for stretch in citizen)
    own_rate = sum(stretch.syllable_count for stretch in citizen) / seconds if seconds else FAST_RATE
    bound = min(FAST_RATE, max(MEAN_RATE, FASTER_THAN_CITIZEN * own_rate))
    agent = (stretch for stretch in stretches if stretch.speaker == "agent")
    return [one for one in agent if one.syllable_count >= MIN_SYLLABLES and (one.rate or 0.0) >= bound]


def _signals_in(turn: Turn, fast: Sequence[Stretch]) -> Iterator[TempoSignal]:
    tokens = [(token, word) for word in turn.words for token in tokens_of(word.text)]
    said = " ".join(token for token, _ in tokens)
    sign = sign_in(said)
    if sign is None:
        return
    kind, *places = sign
    first, last = (said.count(" ", 0, at) for at in places)
    span = merge(word.span for _, word in tokens[first : last + 1])
    start_s, end_s = span[0].start_s, span[-1].end_s
    before = [one for one in fast if one.span.start_s < start_s and start_s - one.span.end_s <= WITHIN_S]
    if before and before[-1].rate is not None:
        yield TempoSignal(span=Span(start_s, end_s), kind=kind, fast=before[-1].span, fast_rate=before[-1].rate)
