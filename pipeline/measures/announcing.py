"""What an agent says before going quiet: looking something up, asking somebody, putting the citizen on hold."""

import re
from collections.abc import Iterable, Iterator

from pipeline.measures.floor import OWN_PAUSE_S
from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Word

_BREAK = "|"
_GAP = r"(?: [^ |]+){0,3} "
# Who is told to look something up himself hears no announcement.
_NOT_YOU = "".join(
    rf"(?<!{told} )" for told in ("kunt u", "moet u", "u kunt", "u moet", "kinne jo", "jo kinne", "jo moatte")
)
_LOOKING = (
    "(?:op|na|uit)?(?:kijken|zoeken)|zien|nagaan|nazien|checken|navragen|vragen (?:aan|bij)|controleren|overleggen"
)
_SJEN = "(?:op|nei|ut)?(?:sjen|sykje)|neigean|neifreegje|freegje (?:oan|by)|kontrolearje|oerlizze"

_DUTCH = (
    rf"{_NOT_YOU}(?:even|eens|effe){_GAP}?(?:{_LOOKING}|invoeren|openen|laden|noteren|doorverbinden)\b",
    rf"(?:(?:ik|we|wij) (?:ga|gaan|zal|zullen|moet)|(?:ga|zal|moet) ik){_GAP}(?:{_LOOKING})\b",
    rf"(?:ik|we) (?:kijk|zoek|check|overleg|pak|open|controleer|noteer|vraag){_GAP}?(?:even|eens|op|na|erbij)\b",
    rf"loop ik{_GAP}?(?:even|naar)\b|ik loop{_GAP}?even\b",
    r"ik roep (?:[^ ]+ ){1,3}op\b",
    r"(?:even|heel even|klein beetje) geduld\b",
    r"ik ben (?:zo |direct |meteen |dadelijk ){1,2}(?:weer )?(?:bij u|terug)\b",
    r"(?:kunt|wilt|zou) u (?:heel )?even (?:willen )?wachten\b",
    r"(?:kijk|zoek|check) ik (?:het |dat |dit )?(?:voor u )?(?:even|eens|op|na)\b",
    r"momentje|ogenblikje|minuutje|ogenblik (?=ik\b)",
    r"(?<!op )een (?:klein )?(?:moment|ogenblik)\b(?! (?:dat|waarop))",
    r"(?:moment|ogenblik) (?:alstublieft|alsjeblieft|geduld|graag|hoor)",
    r"wacht (?:u )?(?:heel )?(?:even|eventjes)",
    r"aan de lijn (?:blijven|houden)|(?:blijf|blijft) (?:u )?(?:even )?(?:aan de lijn|hangen)",
    r"in de wacht|wachtstand",
    r"(?:verbind|zet) (?:ik )?u (?:even |zo |nu )?(?:door|in)\b",
)
_FRISIAN = (
    rf"{_NOT_YOU}(?:efkes|eefkes|even|ris){_GAP}?(?:{_SJEN}|trochferbine)\b",
    rf"(?:(?:ik|wy) (?:sil|sille|moat)|(?:sil|moat) ik){_GAP}(?:{_SJEN})\b",
    rf"(?:ik|wy) (?:sjoch|sykje|siikje|oerlis|freegje|pak){_GAP}?(?:efkes|eefkes|even|ris|op|nei)\b",
    r"mom[ei]ntsje|eachwinkje|amerijke|(?:efkes|eefkes) geduld\b",
    r"ik bin (?:sa|fuort|daliks) (?:wer )?(?:by (?:jo|jou)|werom)\b",
    r"(?<!op )in (?:lyts )?(?:momint|eachblik)\b",
    r"wachtsje (?:jo )?(?:efkes|eefkes|even)",
    r"oan (?:de |'e )?(?:line|tillefoan) (?:bliuwe|halde)",
    r"bliuw(?:e|t)? (?:jo )?(?:efkes )?oan (?:de |'e )?(?:line|tillefoan)",
    r"yn (?:de |'e )wacht",
    r"ik (?:ferbyn|set) (?:jo|jou) (?:efkes |no )?troch\b",
)
_ANNOUNCING = re.compile("|".join(rf"\b(?:{phrase})" for phrase in _DUTCH + _FRISIAN))


def announces(text: str) -> bool:
    """Tell whether a text says that the speaker goes quiet for a while, in Dutch or Frisian."""
    return _ANNOUNCING.search(" ".join(tokens_of(text))) is not None


def announcement_ends(conversation: Conversation) -> tuple[float, ...]:
    """Return when each announcement of the agent has been said, in seconds, ascending.

    Words count in a row over turns, for a turn may break off inside a phrase; a long pause breaks the row.
    """
    words = [word for turn in conversation.turns if turn.speaker == "agent" for word in turn.words]
    tokens = list(_timed_tokens(sorted(words, key=lambda word: word.span)))
    said = " ".join(token for token, _ in tokens)
    # Spaces before a place in the text are the tokens before it.
    return tuple(sorted(tokens[said.count(" ", 0, found.end())][1] for found in _ANNOUNCING.finditer(said)))


def _timed_tokens(words: Iterable[Word]) -> Iterator[tuple[str, float]]:
    """Each token with the end of its word, in seconds."""
    end_s = 0.0
    for word in words:
        if round(word.span.start_s - end_s, 3) > OWN_PAUSE_S:
            yield _BREAK, end_s
        end_s = word.span.end_s
        yield from ((token, end_s) for token in tokens_of(word.text))
