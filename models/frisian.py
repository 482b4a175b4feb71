"""Frisian for spaCy, which has none: after importing this module `spacy.blank("fy")` works.

What Frisian writes together is cut as it is meant: *wêr't* is *wêr* and *it*, *haw'k* is *haw* and *ik*. The clitic
*'t* after a question word tells a clause from a question, so it must be a token of its own.
"""

from collections.abc import Callable, Iterator
from typing import Any

from spacy.attrs import LIKE_NUM
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import BaseDefaults, Language
from spacy.symbols import NORM, ORTH
from spacy.util import registry, update_exc

from pipeline.normalise import fold

STOP_WORDS = set(
    """
    al as binne bist dan dat dêr de der dizze do doe dus dy eins ek en fan foar gjin ha hast hat haw hawwe har hie hiene
    hja hjir hoe hy ik in is it ja jim jo kin kinne mar me mei men moat moatte my myn nee nei net no noch of oan oer om
    op sa se sil sille sy syn te troch ús út wa wat wêr wêze west wie wiene wol wolle wurde wurdt wy yn
    """.split()
)

_NUMBERS = frozenset(
    """
    nul ien twa trije fjouwer fiif seis sân acht njoggen tsien alve tolve trettjin fjirtjin fyftjin sechstjin santjin
    achttjin njoggentjin tweintich tritich fjirtich fyftich sechstich santich tachtich njoggentich hûndert tûzen
    miljoen miljard
    """.split()
)
_BEFORE_IT = "as dat dêr doe hoe hoefolle hokker oant om sa't sûnt wa wannear wat wêr wêrmei wêrom wêrtroch".split()
_BEFORE_IK = "bin dat ha haw kin mei moat sil soe wat wit woe wol".split()
_STANDALONE = {"'t": "it", "'k": "ik", "'e": "de", "'n": "in", "'s": "is"}


def like_num(text: str) -> bool:
    """Tell whether a token is a number, in digits or in words."""
    plain = text.replace(",", "").replace(".", "")
    return plain.isdigit() or text.lower() in _NUMBERS


def _clitics() -> Iterator[tuple[str, list[dict[int, str]]]]:
    for clitic, meant in _STANDALONE.items():
        yield clitic, [{ORTH: clitic, NORM: meant}]
    for clitic, hosts in (("'t", _BEFORE_IT), ("'k", _BEFORE_IK), ("'s", ("wa", "dat", "it", "dêr"))):
        for host in hosts:
            # A recogniser leaves the roof off: wer't.
            for written in dict.fromkeys((host, host.capitalize(), fold(host), fold(host).capitalize())):
                yield written + clitic, [{ORTH: written, NORM: host}, {ORTH: clitic, NORM: _STANDALONE[clitic]}]


class FrisianDefaults(BaseDefaults):
    """What the tokenizer and the vocabulary know of Frisian."""

    tokenizer_exceptions = update_exc(BASE_EXCEPTIONS, dict(_clitics()))
    stop_words = STOP_WORDS
    lex_attr_getters: dict[int, Callable[[str], Any]] = {LIKE_NUM: like_num}  # noqa: RUF012 — spaCy's layout


@registry.languages("fy")
class Frisian(Language):  # type: ignore[no-untyped-call] # spaCy's own class hook has no types
    """West Frisian."""

    lang = "fy"
    Defaults = FrisianDefaults
