"""Which language a stretch of text is in: Dutch, Frisian, another, or too short to tell.

Words that only one of the two has count most; spellings that only one has count too, for the words no list holds.
Dutch has *ij*, *z-*, *v-*, *ge-*; Frisian *sk-*, *-sje*, *û*, *ea*, *oa*. All lists are our own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise import fold, is_mask, tokens_of
from pipeline.records import Language, Word

MIN_EVIDENCE = 2.0
"""A word that only one language has is 2; less than one such word is too little to tell."""
MIN_LEAD = 1.0
"""By how much a language must lead; English and German must lead twice as far, for calls are hardly ever in them."""

_WORD_WEIGHT = 2.0
_SPELLING_WEIGHT = 1.0


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_DUTCH = _folded(
    """
    aan aanvragen achter afspraak afval al alsjeblieft alstublieft altijd anders begrijp bekend ben bent bericht
    betreft bij bijna blijft buiten container daar daarna daarom dag dank derde deze dit doen doet door doorgaans drie
    duurt een eens eerst eerste eigen enkele erg even gaan gaat gebeld gedaan geef geeft geen gegaan gehad gekomen
    gekregen geld geleden gelijk gemeente gestuurd geven gevraagd gewoon geworden gezegd goede goedemiddag goedemorgen
    goeden graag haar had hadden heb hebben hebt heeft heet helaas hele helemaal helpen hem hen het hier hij hoelang
    hoeveel hoezo hun iedereen iemand iets jaar jaren jezelf jij jou jouw jullie kan keer kijk kijken kinderen komen
    kon konden kunnen kunt kwam laatste land langs leeg leven liggen ligt maakt maar mag maken meer meneer mensen met
    mevrouw mij mijn minder misschien moest moet moeten moment morgen na naam naar nadat neemt nemen niemand niet
    niets nieuwe nodig nog nooit nu omdat onder ons onze ook orde over plaats precies ruilen slechte slechts snel
    spreekt spreken staan staat steeds sterk stuur tegen terug toch toen tot tussen twee tweede uit uiteraard uur uw
    vaak van vanaf vandaag veel verder verhuis verhuizen vier vinden vindt volgende volgens vond vonden voor voordat
    vraag vragen vrij vroeger waar waarom wat week weer weet weg wel welk welke wensen werd werden wereld werk werkt
    weten wij wilde willen worden wordt zaken zal ze zeer zeggen zegt zei zeiden zeker zelf zelfs zes zeven zich zien
    ziet zij zijn zo zoals zoek zonder zou zouden zulke zullen
    """
)
_FRISIAN = _folded(
    """
    allegear altiten altyd bard bart behalven beide belje belle bellen bern besocht betanke betelje betelle bin binne
    bist bliuw bliuwe bliuwt boppe brocht brân buert buten by byld bûten dei deis der derom dien diene dizze dochs
    dochst docht doe't dwaan dy dyk dyn dêr dêr't dêrnei earder earst earste eefkes efkes efter eins ek elkenien elts
    eltse faak fan fan'e fansels fanwege fanút ferhaal ferhuze ferhúzje ferline fertel fertelle fier fierder fiif fine
    foar foaral foarstelle folk folle folslein fragen freed freegje freget frij fuort fyn fynt fûn gau gean geane
    gemeentehûs gers giet gjin goeie goeiemiddei goeiemoarn graach grut grutte guon ha har harren hast hat haw hawwe
    hear hearde hearre hearst'n heart heech heit helpe hie hiel hiele hielendal hien' hiene himsels hja hjar hjir
    hjoed hoe't hoefolle hoege hokker holp holpen hy hûs identiteitskaart ien ieu immen inkeld inoar it jaan jefte
    jier jierren jild jildich jim jimme jins jo jouwe jun junde jûn kaam kear kin kinne koene koft komme krekt krige
    kriget kriich krije laat lanlik leau leauwe leaver lei leit likegoed likernôch lit litte lizze lyts lytse lân mar
    mear measte mefrou mei meie meitsje mem menear minsken moai moandei moarn moast moasten moat moatst moatte mochten
    momintsje my myn nea neat nei neist net nij nije nimme nimt no noait noch noflik nûmer oan oan'e oanfreegje
    oanfrege oant oar oare oaren oars oer oeren of oft om't op'e paadwizer paspoart prate praten reitsje rekken riede
    riedt ris rydbewiis rûn sa sa'n saak saken sawat sei seis seit sels sette siik sil sille sinne sis sizze sjen
    sjocht sjoen skoalle skreau skriuwe snein sneon soe soene sokke soks sokssawat sonder spitich sprekke stean stie
    stiet stjoer strjitte sy sykje syn tagong tank telefoan tige tiid tiisdei tink tinke tinkt tongersdei trije troch
    tsien tsientalle tsjin tsjinst tusken twa twadde under us ut wa waard wachtsje wannear want wat't webside wenne
    wennet wer wermei werom wie wiene wienen wier wike wisten witte woansdei wol wolle wolst wurd wurde wurdt wy wêr
    wêr't wêrmei wêrom wês yn yn'e yndie ynfolje ynienen yntinke ôf ôffal ôfspraak ús út ûnder ûntfange
    """
)
_NEUTRAL = _folded(
    """
    al alles as dan dat de der die doe dus en er goed heel help in is ja kom man mei nee of om op sa sein sit soms was
    wat wie wil wit
    """
)
"""Words of both languages: they tell nothing apart, but are no names either."""
_OTHER = _folded(
    """
    the and you your are have this that with what they would there which from about because could should please hello
    thank sorry speak english my were been who how where when why can not don't i'm it's
    ich nicht und das ist sie wir haben mit auf eine einen für fur aber auch oder sind war wenn noch nur sehr bitte
    """
)
_DUTCH_SPELLING = re.compile(
    r"^[zv]|ij|^ge\w{3,}(?:d|t|en)$|sch|isch|ui|eeuw|uw$|^ont|^ver|[ao]cht|heid$|lijk|aa[^s]|[bdfgklmnprst]en$"
)
_FRISIAN_SPELLING = re.compile(
    r"^sk|^sj|tsj|tsk|[aeiou]sje$|[gk]je$|ea|oa|iuw|^fer\w{3}|^oan|^unt|^jo[eu]|y[nrskftdm]|lik(?:e|s)?$|ens$|ljo"
)
_CARETS = re.compile(r"[ûúâêô]")


@dataclass(frozen=True, slots=True)
class LanguageEvidence:
    """How much speaks for each language, in units of half a word that only it has."""

    nl: float
    fy: float
    other: float

    @property
    def language(self) -> Language:
        """The language that leads clearly, else `unknown`."""
        ranked = sorted(((self.nl, "nl"), (self.fy, "fy"), (self.other / 2, "other")), reverse=True)
        (best, name), (second, _) = ranked[0], ranked[1]
        if best < MIN_EVIDENCE or best - second < MIN_LEAD:
            return "unknown"
        return "nl" if name == "nl" else "fy" if name == "fy" else "other"


def weigh(text: str) -> LanguageEvidence:
    """Count what speaks for Dutch, for Frisian, and for English or German."""
    nl = fy = other = 0.0
    for token in tokens_of(text):
        if is_mask(token) or token.isdigit():
            continue
        nl += _weight(token, _DUTCH, _DUTCH_SPELLING)
        fy += _weight(token, _FRISIAN, _FRISIAN_SPELLING)
        other += _WORD_WEIGHT * (token in _OTHER)
    fy += _SPELLING_WEIGHT * len(_CARETS.findall(text.lower()))
    return LanguageEvidence(nl, fy, other)


def language_of(text: str) -> Language:
    """Return the language most of the text is in, `unknown` where too little tells."""
    return weigh(text).language


def language_of_words(words: Sequence[Word]) -> Language:
    """Return the language of the words of a turn; masked words do not count."""
    return language_of(" ".join(word.text for word in words if word.redaction is None))


def is_common_word(token: str) -> bool:
    """Tell whether a folded token is a common word of Dutch or Frisian, so that it is hardly a name."""
    return token in _DUTCH or token in _FRISIAN or token in _NEUTRAL


def _weight(token: str, known: frozenset[str], spelling: re.Pattern[str]) -> float:
    if token in known:
        return _WORD_WEIGHT
    return _SPELLING_WEIGHT if spelling.search(token) else 0.0
