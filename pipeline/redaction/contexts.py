"""What the talk is about when numbers are dictated: the words that ask for them or announce them."""

from collections.abc import Sequence
from typing import Literal

from pipeline.redaction.tokens import Token

ContextKind = Literal["bsn", "iban", "telefoon", "postcode", "kenteken", "geboortedatum", "nummer", "email"]

REACH = 22
"""Words, over both speakers, over which a question for a number holds."""
AFTERTHOUGHT = 5
"""Words after a number in which it may still be named: `..., dat is mijn telefoonnummer`."""

_WORDS: dict[ContextKind, str] = {
    "bsn": """
        bsn bsn-nummer bsnnummer bsn's burgerservicenummer burgerservicenummers burgerservice burger-service-nummer
        burgerservice-nummer burgerservernummer burgerservicenumber sofinummer sofi sofi-nummer persoonsnummer
        b.s.n bs-nummer bsm-nummer beest-n beest-n-nummer burgernummer
        boargerservicenumer boargerservisnumer boargerservicenummer boargersjinstnumer sofynumer boargernumer
    """,
    "iban": """
        giro gironummer girorekening postrekening
        iban iban-nummer ibannummer rekeningnummer bankrekeningnummer bankrekening banknummer rekeningnummers
        rekkennumer bankrekken bankrekkennumer bankrekkeningnumer rekkeningnummer rekeningnumer bankrekkening
    """,
    "telefoon": """
        bel telefoonnummer telefoonnummers telefoon telefonisch mobiel mobiele mobieltje 06-nummer bereikbaar bereiken
        bereikt berikke berikt terugbellen teruggebeld terugbelnummer bellen belt gebeld huistelefoon vaste
        mobielnummer noodnummer tillefoan tillefoannumer tillefoannummer telefoannumer mobyl mobyltsje mobile belle
        belje weromskilje weromskille weromskilljen skilje skille berikber te-berikken
    """,
    "postcode": "postcode postcodes post-code postkode postkoade postkoadenumer postkoades zipcode",
    "kenteken": """
        kenteken kentekens kentekennummer kentekenplaat nummerbord nummerplaat kentekenbewijs kentekenplaten numerboerd
        nummerboerd numerplaat kentekenbewiis
    """,
    "geboortedatum": """
        geboortedatum geboortedatums geboortedata geboortedag geboorte geboren geboortejaar verjaardag jarig geb
        geborendatum berne bertedatum bertedatums bertedei bertejier jierdei gebertedatum bertedatu geboortedatum's
    """,
    "nummer": """
        documentnummer paspoortnummer rijbewijsnummer klantnummer zaaknummer dossiernummer kenmerk aanslagnummer
        aanslagbiljetnummer debiteurennummer factuurnummer polisnummer v-nummer vnummer relatienummer meldingsnummer
        ordernummer betalingskenmerk referentienummer id-nummer aanvraagnummer vergunningnummer subjectnummer
        saaknumer klantnumer dokumintnumer paspoartnumer rydbewiisnumer meldingsnumer oanslachnumer
    """,
    "email": """
        e-mail email mail mailadres e-mailadres emailadres mailtje mailadressen e-mailadressen e-mailadre mailadre
        meiladres maileadres e-mailadres mailen
    """,
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_PAIRS: dict[tuple[str, str], ContextKind] = {
    ("burger", "service"): "bsn",
    ("bs", "nummer"): "bsn", ("beest", "n"): "bsn", ("bees", "n"): "bsn",
    ("service", "nummer"): "bsn", ("boarger", "service"): "bsn", ("b", "s"): "bsn",
    ("rekening", "nummer"): "iban", ("rekken", "numer"): "iban", ("kenteken", "nummer"): "kenteken",
    ("post", "code"): "postcode", ("geboorte", "datum"): "geboortedatum", ("berte", "datum"): "geboortedatum",
    ("06", "nummer"): "telefoon", ("welk", "nummer"): "telefoon", ("mijn", "nummer"): "telefoon",
    ("uw", "nummer"): "telefoon", ("ter", "wereld"): "geboortedatum", ("te", "wrald"): "geboortedatum",
    ("mijn", "rekening"): "iban", ("myn", "rekken"): "iban",
    ("myn", "numer"): "telefoon", ("jo", "numer"): "telefoon", ("hokker", "numer"): "telefoon",
}  # fmt: skip

_SPELLED = (("b", "s", "n"), ("p", "g", "n"))

_PAIR_FIRSTS = frozenset(first for first, _ in _PAIRS)

Contexts = tuple[tuple[int, ContextKind] | None, ...]
"""Per token the nearest announcing word at or before it, with its index; None where a mask came since."""


def kind_announced(folded: str) -> ContextKind | None:
    """Return what number a word by itself asks for or announces, None for most words."""
    return _KIND_OF.get(folded)


def contexts_of(tokens: Sequence[Token]) -> Contexts:
    """Find, for each token, what number was last asked for or announced.

    A mask ends a context: what was asked for has been given. So masking once more finds nothing new.
    """
    nearest: tuple[int, ContextKind] | None = None
    found: list[tuple[int, ContextKind] | None] = []
    for index, token in enumerate(tokens):
        folded = token.shape.folded
        if token.is_masked:
            nearest = None
        elif folded in _KIND_OF:
            nearest = (index, _KIND_OF[folded])
        elif folded in _PAIR_FIRSTS and index + 1 < len(tokens):
            pair = _PAIRS.get((folded, tokens[index + 1].shape.folded))
            nearest = (index, pair) if pair else nearest
        found.append(nearest)
    return tuple(found)


def spelled_announcements(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the letters that announce a number and are no part of it: `mijn b s n is`."""
    folded = [token.shape.folded for token in tokens]
    return frozenset(
        at
        for start, letter in enumerate(folded)
        if letter in ("b", "p") and tuple(folded[start : start + 3]) in _SPELLED
        for at in range(start, start + 3)
    )


def context_of(contexts: Contexts, start: int, end: int) -> tuple[ContextKind, int] | None:
    """Return what tokens [start, end) were announced as, and how many words lie between.

    What was said before counts first; what follows within `AFTERTHOUGHT` words counts where nothing was.
    """
    before = contexts[start - 1] if start else None
    if before and start - before[0] <= REACH:
        return before[1], start - 1 - before[0]
    for index in range(end, min(end + AFTERTHOUGHT, len(contexts))):
        after = contexts[index]
        if after and after[0] >= end:
            return after[1], after[0] - end
    return None
