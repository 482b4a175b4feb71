"""How long a changed leidraad takes to be applied to all calls whose words are kept.

python -m tests.bench.cues speed
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flows.wiring import item_texts
from models.cues_changed import SpacyChangeFinder
from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.rules import Spoken, Window
from pipeline.leidraad.schema import Item, Leidraad
from pipeline.records import Conversation, Span, Speech, Turn, Word
from pipeline.records_store import RecordStore
from pipeline.rederive import rescore
from pipeline.toolbox import LeidraadInUse
from tests.bench.cues.corpora import LabelledCall, conversation_of
from tests.factories import make_record

CALLS = 100_000
CORES = 2
WORDS = 700
"""Of a call of five minutes."""
MOST_CALLS = 60
TURNS = 3
"""Times that each way is measured, in turn, for others work on the machine too; the least counts."""


def rescoring_speed(calls: Sequence[LabelledCall]) -> dict[str, float | int]:
    """Rescore long calls from records on disk, in one process, and say what `CALLS` of them take on `CORES`.

    Calls of the corpora are laid one behind the other until there are `WORDS` words. Every findings file is written:
    each way is measured on findings that another leidraad made.
    """
    basic = load_leidraad("basis_v1")
    renamed = replace(basic, version=basic.version + 1)
    ways = {"all_items": _scoring(renamed)}
    ways |= {name: _scoring(other, basic.items) for name, other in _changed(renamed).items()}
    long = list(_long_calls([conversation_of(call.given) for call in calls]))
    figures: dict[str, float | int] = {
        "calls": len(long),
        "words_each": round(sum(len(turn.words) for one in long for turn in one.turns) / len(long)),
    }
    with tempfile.TemporaryDirectory() as folder:
        records = RecordStore(Path(folder))
        for conversation in long:
            records.write_record(make_record(conversation.call_id, conversation=conversation))
        least = _least_s(records, _scoring(basic), ways)
    for name, seconds in least.items():
        each_s = seconds / len(long)
        figures[f"{name}_s_per_1000"] = round(1000 * each_s, 1)
        figures[f"{name}_min"] = round(each_s * CALLS / CORES / 60, 1)
    return figures


def _scoring(leidraad: Leidraad, earlier: Sequence[Item] | None = None) -> LeidraadInUse:
    changes = SpacyChangeFinder(leidraad, earlier) if earlier is not None else None
    return LeidraadInUse(SpacyCueFinder(leidraad), item_texts(leidraad, 0.6), changes)


def _changed(basic: Leidraad) -> dict[str, Leidraad]:
    """Return the guide with one item reworded, with another window, of another polarity, and switched off."""
    more = Spoken(nl=("succes met de verhuizing en tot ziens",), fy=("sukses mei de ferhuzing",))
    ways: Mapping[str, dict[str, object]] = {
        "reworded": {"id": "goodbye", "triggers": more},
        "asks_otherwise": {"id": "offer_help", "window": Window(phase="body")},
        "forbidden": {"id": "positive_reframe", "polarity": "goal"},
    }
    off = replace(basic, items=tuple(item for item in basic.items if item.id != "summary"))
    return {name: _with(basic, change) for name, change in ways.items()} | {"switched_off": off}


def _with(basic: Leidraad, change: dict[str, object]) -> Leidraad:
    items = (item.model_copy(update=change) if item.id == change["id"] else item for item in basic.items)
    return replace(basic, items=tuple(items))


def _least_s(records: RecordStore, before: LeidraadInUse, ways: Mapping[str, LeidraadInUse]) -> dict[str, float]:
    """Return the least seconds of a processor for each way; the first turn fills what is remembered."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(1 + TURNS):
        for name, scoring in ways.items():
            list(rescore(records, before))
            start_s = time.process_time()
            list(rescore(records, scoring))
            seconds[name].append(time.process_time() - start_s)
    return {name: min(taken[1:]) for name, taken in seconds.items()}


def _long_calls(calls: Sequence[Conversation]) -> Iterator[Conversation]:
    turns: list[Turn] = []
    made, at_s = 0, 0.0
    for call in calls:
        turns += [_shifted(turn, at_s) for turn in call.turns]
        at_s += call.duration_s
        if sum(len(turn.words) for turn in turns) >= WORDS:
            speech = tuple(Speech(turn.span, turn.speaker) for turn in turns)
            yield Conversation(f"long-{made}", at_s, turns=tuple(turns), speech=speech)
            turns, made, at_s = [], made + 1, 0.0
        if made == MOST_CALLS:
            return


def _shifted(turn: Turn, by_s: float) -> Turn:
    return replace(turn, span=_moved(turn.span, by_s), words=tuple(_moved_word(word, by_s) for word in turn.words))


def _moved_word(word: Word, by_s: float) -> Word:
    return replace(word, span=_moved(word.span, by_s))


def _moved(span: Span, by_s: float) -> Span:
    return Span(round(span.start_s + by_s, 3), round(span.end_s + by_s, 3))
