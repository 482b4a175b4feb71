"""What masks: the program, and beside it deduce and Presidio, which take written text turn by turn."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.util import find_spec

from pipeline.heard import Roster, find_heard
from pipeline.records import Conversation, Span, Speaker, Turn, Word
from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.learned import Tagger
from tests.redaction_bench.items import Item, TurnText

Masker = Callable[[Item], list[str | None]]
"""Per word of an item the kind it is masked as, None where it stays."""

_DEDUCE_TAGS = frozenset(("persoon", "patient", "bsn", "telefoonnummer", "emailadres", "id", "datum", "locatie"))
_PRESIDIO_ENTITIES = ["PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE", "NL_BSN", "DATE_TIME"]
_WORD_S = 0.5


def ours(item: Item, tagger: Tagger | None = None) -> list[str | None]:
    """Mask as a night does: the employee's name is heard first, then all is masked.

    Args:
        item: labelled talk.
        tagger: what was learned; that of the program where None.
    """
    conversation = _conversation(item)
    own = item.employee_name
    heard = find_heard(conversation, Roster(own, (own,) if own else (), (), ()))
    people = KnownPeople((own,) if own else ())
    masked = redact(replace(conversation, facts=heard), people, tagger)
    return [word.redaction for turn in masked.turns for word in turn.words]


def _conversation(item: Item) -> Conversation:
    turns: list[Turn] = []
    at_s = 0.0
    for turn in item.turns:
        words = tuple(
            Word(Span(at_s + _WORD_S * index, at_s + _WORD_S * index + 0.4), turn.text[start:end])
            for index, (start, end) in enumerate(turn.words)
        )
        end_s = at_s + _WORD_S * max(len(words), 1)
        speaker: Speaker = "agent" if turn.speaker == "agent" else "citizen"
        turns.append(Turn(Span(at_s, end_s), speaker, words=words))
        at_s = end_s
    return Conversation(call_id=item.id, duration_s=max(at_s, 1.0), turns=tuple(turns))


def deduce() -> Masker:
    """Return deduce with its Dutch lists, its kinds without hospitals, institutions and ages, which are to stay."""
    from deduce import Deduce  # noqa: PLC0415 - optional

    model = Deduce()

    def find(text: str) -> list[tuple[int, int, str]]:
        found = model.deidentify(text).annotations
        return [(one.start_char, one.end_char, one.tag) for one in found if one.tag in _DEDUCE_TAGS]

    return lambda item: _by_turn(item, find)


def presidio() -> Masker:
    """Return Presidio's own recognisers for Dutch; without a Dutch language model, for none can be had here."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    import spacy  # noqa: PLC0415 - only for Presidio
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # noqa: PLC0415 - optional
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # noqa: PLC0415

    class BlankDutch(SpacyNlpEngine):
        def load(self) -> None:
            self.nlp = {"nl": spacy.blank("nl")}

    registry = RecognizerRegistry(supported_languages=["nl"])
    registry.load_predefined_recognizers(languages=["nl"])
    engine = BlankDutch()
    engine.load()
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["nl"])
    known = [one for one in _PRESIDIO_ENTITIES if one in analyzer.get_supported_entities("nl")]

    def find(text: str) -> list[tuple[int, int, str]]:
        return [(one.start, one.end, one.entity_type) for one in analyzer.analyze(text, "nl", entities=known)]

    return lambda item: _by_turn(item, find)


def _by_turn(item: Item, find: Callable[[str], Iterable[tuple[int, int, str]]]) -> list[str | None]:
    return [kind for turn in item.turns for kind in _by_word(turn, list(find(turn.text)))]


def _by_word(turn: TurnText, found: Sequence[tuple[int, int, str]]) -> list[str | None]:
    """A word is masked where any of its letters is."""
    return [
        next((kind for begin, end, kind in found if start < end and begin < stop), None) for start, stop in turn.words
    ]


def maskers() -> dict[str, Masker]:
    """Return the program, and each of the others that is installed."""
    found: dict[str, Masker] = {"meeluister": ours}
    if find_spec("deduce"):
        found["deduce"] = deduce()
    if find_spec("presidio_analyzer"):
        found["presidio"] = presidio()
    return found
