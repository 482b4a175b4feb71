"""Turn-taking against people's transcripts of ten Dutch dialogues (IFADV): offsets, backchannels, overlaps."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from pipeline.intervals import rounded
from pipeline.measures.backchannels import only_backchannels
from pipeline.measures.floor import MAX_BACKCHANNEL_S
from pipeline.measures.turn_taking import floor_transfers
from pipeline.records import Conversation, Speaker, Speech, Turn, Word
from tests.bench.measures.figures import Figure, share

_SPEAKERS: Mapping[str, Speaker] = {"spreker1": "agent", "spreker2": "citizen"}
NEAR_S = 0.25
Row = Mapping[str, str]


def floor_figures(data: Path) -> Iterator[Figure]:
    """Yield how floor transfers compare with the corpus's own, and shares beside published ones."""
    dialogues = [_talk(file) for file in sorted(data.glob("*.csv"))]
    part = "floor transfers of ten spontaneous dialogues, from who speaks when"
    ours = [offset for rows in dialogues for offset in _offsets(rows)]
    theirs = [offset for rows in dialogues for offset, _ in _corpus_offsets(rows)]
    pairs = [pair for rows in dialogues for pair in _paired(rows)]
    yield Figure(part, "median offset, ours", 1000 * median(offset for _, offset in ours), "ms", len(ours))
    yield Figure(part, "median offset, the corpus's own (backchannels too)", 1000 * median(theirs), "ms", len(theirs))
    off = [abs(one - other) for one, other in pairs]
    yield Figure(part, "median difference, transfer by transfer", 1000 * median(off), "ms", len(off), "<= 50 ms")
    yield share(
        part,
        "of our transfers the corpus has",
        (_in_corpus(at_s, rows) for rows in dialogues for at_s, _ in _offsets(rows)),
    )
    overlapped = (offset < 0 for _, offset in ours)
    yield share(part, "overlapped", overlapped, "about 40 % (Heldner & Edlund 2010)")
    listening = (_listens(row) for rows in dialogues for row in rows)
    yield share(part, "contributions that only listen", listening, "19 % (Knudsen et al. 2020)")


def _talk(file: Path) -> list[Row]:
    with file.open(encoding="utf-8") as lines:
        return [
            row for row in csv.DictReader(lines) if row["nature"] == "talk" and float(row["end"]) > float(row["begin"])
        ]


def _conversation(rows: Sequence[Row]) -> Conversation:
    turns = tuple(_turn(row) for row in rows)
    speech = tuple(Speech(turn.span, turn.speaker) for turn in turns)
    return Conversation("dialogue", max(turn.span.end_s for turn in turns), speech=speech, turns=turns)


def _turn(row: Row) -> Turn:
    span = rounded(float(row["begin"]) / 1000, float(row["end"]) / 1000)
    words = tuple(Word(span, text) for text in row["utterance_stripped"].split())
    return Turn(span, _SPEAKERS[row["speaker"]], "nl", words)


def _offsets(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """When a transfer happens, and its offset; both in seconds."""
    return [(transfer.at_s, transfer.offset_s) for transfer in floor_transfers(_conversation(rows))]


def _corpus_offsets(rows: Sequence[Row]) -> list[tuple[float, float]]:
    return [
        (float(row["FTO"]) / 1000, float(row["begin"]) / 1000)
        for row in rows
        if row["priorby"] == "other" and row["FTO"]
    ]


def _paired(rows: Sequence[Row]) -> Iterator[tuple[float, float]]:
    corpus = {round(at_s, 3): offset for offset, at_s in _corpus_offsets(rows)}
    for at_s, offset in _offsets(rows):
        if at_s in corpus:
            yield offset, corpus[at_s]


def _in_corpus(at_s: float, rows: Sequence[Row]) -> bool:
    return any(abs(begin_s - at_s) <= NEAR_S for _, begin_s in _corpus_offsets(rows))


def _listens(row: Row) -> bool:
    is_short = float(row["end"]) - float(row["begin"]) <= 1000 * MAX_BACKCHANNEL_S
    return is_short and bool(row["utterance_stripped"]) and only_backchannels(row["utterance_stripped"].split())
