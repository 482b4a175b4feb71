"""How an agent goes quiet: asks or tells, gives the reason, names how long; and thanks for the patience afterwards.

A place of its own beside `announcing`, which only asks whether anything was said.
"""

import re

from pipeline.normalise import tokens_of

_ASKED = (
    r"mag ik (?:u|je) (?:[^ ]+ ){0,4}(?:wacht|lijn|moment|momentje|ogenblik|ogenblikje|doorverbinden)",
    r"(?:heeft u|heb je) (?:[^ ]+ ){0,3}(?:moment|momentje|ogenblik|ogenblikje|minuutje|geduld)",
    r"vind(?:t)? (?:u|je) het (?:[^ ]+ )?(?:goed|erg|vervelend|oke|prettig)",
    r"(?:kunt|wilt|zou|zoudt|kan) (?:u|je) (?:[^ ]+ ){0,5}(?:wachten|blijven|hangen|geduld)",
    r"is (?:dat|het) (?:goed|akkoord|oke)|goed als ik|schikt (?:het|dat)",
    r"mei ik jo (?:[^ ]+ ){0,4}(?:wacht|line|momint|momintsje|trochferbine)",
    r"ha(?:wwe)? jo (?:[^ ]+ ){0,3}(?:momint|momintsje|eachwinkje|amerijke)",
    r"fine jo it (?:[^ ]+ )?(?:goed|slim|oke)|is dat goed|goed as ik",
    r"(?:kinne|wolle|soene) jo (?:[^ ]+ ){0,5}(?:wachtsje|bliuwe|hingje)",
)
_REASON = (
    r"want|omdat|zodat|om te|dan kan ik|dan kin ik|omt?dat|sadat",
    r"(?:op|na|mee)?(?:kijken|zoeken)|kijk ik|zoek ik|check|checken|nagaan|nazien|navragen|overleg|overleggen",
    r"controleren|collega|kollega|systeem|agenda|dossier|gegevens|afdeling|ofdieling|doorverbinden|trochferbine",
    r"(?:op|nei|mei)?(?:sjen|sykje)|neigean|neifreegje|oerlis|oerlizze|kontrolearje",
)
_AMOUNT = "een|paar|twee|drie|vier|vijf|tien|halve|anderhalve|enkele|in|pear|twa|trije|fjouwer|fiif|tsien|heale|[0-9]+"
_DURATION = (
    rf"(?:{_AMOUNT}) (?:[^ ]+ )?(?:minuut|minuten|minuutjes?|seconden?|tellen|minut|minuten|minutsjes?|sekonden)",
    r"(?:duurt|kan) (?:[^ ]+ ){0,2}(?:lang|even|eventjes)|(?:duorret|kin) (?:[^ ]+ ){0,2}(?:lang|efkes(?= duorje))",
    r"(?:zo|direct|meteen|daliks|fuort) (?:weer )?(?:terug|bij u)|(?:sa|daliks|fuort) (?:wer )?(?:by jou?|werom)",
    r"minuutje|minutsje",
)
_THANKED = (
    r"(?:bedankt|dank|dankjewel|dankuwel) (?:[^ ]+ ){0,4}(?:wachten|geduld)",
    r"(?:fijn|bedankt|dank) dat (?:u|je) (?:[^ ]+ ){0,4}(?:wachten|wachtte|gewacht|bleef|gebleven|hangen)",
    r"(?:betanke|tank|tankjewol|tige [td]ank) (?:[^ ]+ ){0,4}(?:wachtsj?en|geduld)",
    r"(?:moai|betanke|tank) dat jou? (?:[^ ]+ ){0,4}(?:wachtsje|wachte|bleaun)",
)


def _either(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_ASKING, _REASONING, _TIMING, _THANKING = map(_either, (_ASKED, _REASON, _DURATION, _THANKED))


def is_asked(text: str) -> bool:
    """Tell whether the citizen was asked for patience, not only told to have it."""
    return _found(_ASKING, text)


def has_reason(text: str) -> bool:
    """Tell whether it was said what the waiting is for."""
    return _found(_REASONING, text)


def has_duration(text: str) -> bool:
    """Tell whether it was said how long it takes."""
    return _found(_TIMING, text)


def is_thanked(text: str) -> bool:
    """Tell whether the citizen was thanked for waiting."""
    return _found(_THANKING, text)


def _found(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(" ".join(tokens_of(text))) is not None
