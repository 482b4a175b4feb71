"""How long a changed leidraad takes to be applied to all calls whose words are kept."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.wiring import item_texts
from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
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
MOST_CALLS = 16


def rescoring_speed(calls: Sequence[LabelledCall]) -> dict[str, float | int]:
    """Rescore long calls from records on disk, on one core, and say what `CALLS` of them take on `CORES`.

    Calls of the corpora are laid one behind the other until there are `WORDS` words.
    """
    leidraad = load_leidraad("basis_v1")
    scoring = LeidraadInUse(SpacyCueFinder(leidraad), item_texts(leidraad, 0.0))
    long = list(_long_calls([conversation_of(call.given) for call in calls]))
    with tempfile.TemporaryDirectory() as folder:
        records = RecordStore(Path(folder))
        for conversation in long:
            records.write_record(make_record(conversation.call_id, conversation=conversation))
        start_s = time.process_time()
        scoring.cue_finder.find(Conversation("none", 1.0))
        loaded_s = time.process_time()
        list(rescore(records, scoring))
        done_s = time.process_time()
    each_s = (done_s - loaded_s) / len(long)
    return {
        "calls": len(long),
        "words_each": round(sum(len(turn.words) for one in long for turn in one.turns) / len(long)),
        "load_s": round(loaded_s - start_s, 2),
        "each_s": round(each_s, 4),
        "all_items_min": round(each_s * CALLS / CORES / 60, 1),
    }


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
