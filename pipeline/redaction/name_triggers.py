"""Words that announce a name, in Dutch and Frisian, and how much they promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Literal

from pipeline.redaction.tokens import Token

TriggerKind = Literal["self", "named", "title", "colleague", "relation", "met"]


class Promise(IntEnum):
    """How sure it is that a name follows."""

    KNOWN_ONLY = 1
    """Only what the lists know."""
    CAPITAL = 2
    """Also an unknown word, if the recogniser wrote a capital."""
    ANY = 3
    """Also an unknown word in a transcript without capitals."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An announcement found in the talk.

    Attributes:
        kind: what sort of name follows: one's own, somebody's, after a title, a colleague's, of a relative.
        promise: how sure it is that a name follows.
        end: index of the first token after it.
    """

    kind: TriggerKind
    promise: Promise
    end: int


_PHRASES: tuple[tuple[TriggerKind, Promise, str], ...] = (
    (
        "self",
        Promise.ANY,
        """
        mijn naam is; m'n naam is; mijn naam; de naam is; mijn naam was; ik heet; u spreekt met; je spreekt met;
        spreekt met; u spreekt net; u sprekt met; sprekt met; u sprak met; spreek je met; spreekt u met; met de
        naam; myn namme is; myn namme; m'n namme is; ik hjit; jo sprekke mei; jo sprekke met; sprekke mei; do
        sprekst mei; jo prate mei; jou sprekken mee; jou sprekke mei; sprekke jo mei; ik neam my; jo sprekkemei;
        mijn voornaam is; mijn achternaam is; myn foarnamme is; myn efternamme is; mijn meisjesnaam is
        """,
    ),
    (
        "named",
        Promise.ANY,
        """
        naam is; achternaam; achternaam is; voornaam; voornaam is; voornamen zijn; meisjesnaam; meisjesnaam is;
        geslachtsnaam; roepnaam; roepnaam is; op naam van; ten name van; op de naam van; op naam fan; op namme fan;
        t.n.v; tnv; tennamevan; spreek ik met; spreek ik nu met; sprek ik mei; sprek ik no mei; praat ik met; praat
        ik mei; genaamd; hij heet; zij heet; ze heet; die heet; hy hjit; sy hjit; se hjit; dy hjit; namme is;
        efternamme; efternamme is; foarnamme; foarnamme is; famkesnamme; famkesnamme is; syn namme is; har namme is;
        zijn naam is; haar naam is; man heet; vrouw heet; dochter heet; zoon heet; vader heet; moeder heet; broer
        heet; zus heet; man hjit; frou hjit; soan hjit; dochter hjit; heit hjit; mem hjit; mei de namme; in de naam
        van; voorletters; voorletters zijn; voorletter; initialen; initialen zijn; foarletters; foarletters binne;
        de naam
        """,
    ),
    (
        "title",
        Promise.ANY,
        """
        mevrouw; mevr; mw; mevrouwtje; meneer; mijnheer; menheer; meheer; mineer; dhr; de heer; juffrouw; familie;
        fam; weduwe; erven; mefrou; mefrouw; mevrou; menear; menier; de hear; famylje; widdo; mejuffrouw; de heren;
        echtpaar; mw en dhr
        """,
    ),
    (
        "colleague",
        Promise.CAPITAL,
        "collega; collega's; kollega; mijn collega; uw collega; myn kollega; jo kollega; kollega's",
    ),
    (
        "relation",
        Promise.CAPITAL,
        """
        man; vrouw; dochter; zoon; zoontje; dochtertje; moeder; vader; broer; zus; broertje; zusje; partner; vriend;
        vriendin; buurman; buurvrouw; oma; opa; ex; kind; kleinzoon; kleindochter; schoonmoeder; schoonvader;
        schoonzoon; schoondochter; tante; oom; neef; nicht; echtgenoot; echtgenote; weduwnaar; huisgenoot;
        verhuurder; frou; soan; heit; mem; suster; bern; buorman; buorfrou; pake; beppe; omke; muoike; freon;
        freondinne; dokter; huisarts; dr; drs; ir; mr; prof; professor; dominee; ds; pastoor; dumny; advocaat;
        notaris; bewindvoerder; curator; mentor; wethouder; wethalder; namens; uit naam van; ene; een zekere; in
        sekere; ter attentie van; gericht aan; heet; hjit; hjitte; heette; heten; ondertekend door; getrouwd met;
        troud mei; geboren; berne; geb
        """,
    ),
    ("self", Promise.CAPITAL, "ik ben; ik bin; dit is met; bent u; ben ik; bin ik; hier is; hjir is; u bent; jo binne"),
    ("met", Promise.CAPITAL, "met; mei"),
)

_Announcements = dict[tuple[str, ...], tuple[TriggerKind, Promise]]


def _indexed() -> _Announcements:
    return {tuple(line.split()): (kind, promise) for kind, promise, lines in _PHRASES for line in lines.split(";")}


_ANNOUNCEMENTS = _indexed()
ANNOUNCING_WORDS = frozenset(words[0] for words in _ANNOUNCEMENTS)
"""Words with which an announcement can begin."""
_LONGEST = {first: max(len(words) for words in _ANNOUNCEMENTS if words[0] == first) for first in ANNOUNCING_WORDS}
"""Per first word the longest announcement that begins with it."""
_BEGINNINGS = {words[:2] for words in _ANNOUNCEMENTS}
"""The first two words of each announcement, or the only one."""
_NAME_QUESTION_WORDS = frozenset(
    """
    naam achternaam voornaam namme efternamme foarnamme heet heten hjit hjitte voorletters meisjesnaam famkesnamme
    geslachtsnaam initialen roepnaam
    """.split()
)
_ASKING = frozenset("wat hoe mag wa hoe't mei welke hokker kunt kin kinne uw jo je wie op spelt".split())
_WHO = {("wie", who) for who in ("spreek", "heb", "praat", "bent", "ben")} | {
    ("wa", who) for who in ("sprek", "praat", "bin", "ha", "haw", "bisto", "binne")
}
_TITLES = frozenset("mevrouw meneer mijnheer mefrou menear familie famylje".split())
_QUESTION_REACH = 9
_SHORT_QUESTION = 3


def trigger_at(tokens: Sequence[Token], index: int) -> Trigger | None:
    """Return the longest announcement that begins at `index`."""
    token = tokens[index]
    first = token.shape.folded
    after = tokens[index + 1].shape.folded if index + 1 < len(tokens) else ""
    longest = _LONGEST.get(first, 0) if (first, after) in _BEGINNINGS else int((first,) in _BEGINNINGS)
    for count in range(longest, 0, -1):
        part = tokens[index : index + count]
        found = _ANNOUNCEMENTS.get(tuple(one.shape.folded for one in part))
        if found and part[-1].turn == token.turn and not any(one.is_masked for one in part):
            return Trigger(*found, index + count)
    return None


def asks_for_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether the turn of tokens [start, end) ends by asking who somebody is."""
    folded = [token.shape.folded for token in tokens[max(start, end - _QUESTION_REACH) : end]]
    is_short = end - start <= _SHORT_QUESTION
    if not _NAME_QUESTION_WORDS.isdisjoint(folded) and (is_short or not _ASKING.isdisjoint(folded)):
        return True
    if folded[-1:] and folded[-1] in _TITLES and tokens[end - 1].text.endswith("?"):
        return True
    return tuple(folded[-2:]) in (("met", "wie"), ("mei", "wa")) or any(pair in _WHO for pair in pairwise(folded))
