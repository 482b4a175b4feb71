"""What is in a recording, exactly: the answer sheet that lies beside it."""

from typing import Any

from tests.synth.activity import bridge
from tests.synth.labels import label_overlaps, label_silences
from tests.synth.render import Piece
from tests.synth.script import CUE_IDS, Question, Script
from tests.synth.timeline import PlacedTurn, Timeline

Json = dict[str, Any]


def describe(name: str, script: Script, timeline: Timeline) -> Json:
    """Return the truth about a call, ready for JSON.

    Raises:
        ValueError: if a label of the script has nothing in the sound to stand for.
    """
    turns = sorted((turn for turn in timeline.turns if not turn.is_held), key=lambda turn: turn.speech[0][0])
    row, line = script.row, script.line
    return {
        "id": name,
        "about": script.about,
        "heard": script.heard,
        "speakers": {key: _voice(speaker.role, speaker.name) for key, speaker in script.speakers.items()},
        "duration_s": timeline.duration_s,
        "agent_channel": line.agent_channel or None,
        "channels": line.channels,
        "codec": line.codec,
        "crosstalk_db": line.crosstalk_db,
        "is_clipped_start": line.cut_start_s > 0,
        "direction": row.direction,
        "organisation": script.organisation,
        "employee_name": script.agent_name(),
        "topic": script.topic,
        "turns": [_turn(turn) for turn in turns],
        "speech": {role: [list(span) for span in spans] for role, spans in timeline.speech().items()},
        "overlaps": _overlaps(timeline),
        "silences": _silences(timeline),
        "questions": [
            _question(index, turn, wanted) for index, turn in enumerate(turns) for wanted in turn.script.questions
        ],
        "cues": _verdicts(script),
        "cue_evidence": [
            {"cue_id": cue, "turn": index, **_span(turn)}
            for index, turn in enumerate(turns)
            for cue in turn.script.cues
        ],
        "legs": _legs(turns, timeline.duration_s),
        "holds": _holds(turns, timeline),
        "held": [{**_turn(turn), "speech": _rounded(turn)} for turn in timeline.turns if turn.is_held],
        "names_said": _mentions(turns, personal=False),
        "personal_details": _mentions(turns, personal=True),
    }


def _voice(role: str, name: str | None) -> Json:
    return {"role": role, "name": name}


def _span(turn: PlacedTurn) -> Json:
    return {"start_s": round(turn.speech[0][0], 3), "end_s": round(turn.speech[-1][1], 3)}


def _rounded(turn: PlacedTurn) -> list[list[float]]:
    return [[round(start_s, 3), round(end_s, 3)] for start_s, end_s in turn.speech]


def _turn(turn: PlacedTurn) -> Json:
    return {
        "role": turn.speaker.role,
        "speaker": turn.script.who,
        **_span(turn),
        "text": turn.text,
        "language": turn.language,
        "syllable_count": turn.syllable_count,
    }


def _overlaps(timeline: Timeline) -> list[Json]:
    return [
        {
            "start_s": round(found.overlap.start_s, 3),
            "end_s": round(found.overlap.end_s, 3),
            "onset_speaker": found.overlap.onset_role,
            "kind": found.kind,
        }
        for found in label_overlaps(timeline)
    ]


def _silences(timeline: Timeline) -> list[Json]:
    return [
        {"start_s": found.span[0], "end_s": found.span[1], "kind": found.kind, "is_announced": found.is_announced}
        for found in label_silences(timeline)
    ]


def _question(index: int, turn: PlacedTurn, wanted: Question) -> Json:
    pieces = _find_pieces(turn, wanted.text)
    return {
        "turn": index,
        "speaker": turn.speaker.role,
        "start_s": round(pieces[0].start_s, 3),
        "end_s": round(pieces[-1].end_s, 3),
        "text": wanted.text,
        "kind": wanted.kind,
    }


def _find_pieces(turn: PlacedTurn, text: str) -> tuple[Piece, ...]:
    """Return the sentences of a turn that together are `text`."""
    for first in range(len(turn.pieces)):
        for last in range(first, len(turn.pieces)):
            pieces = turn.pieces[first : last + 1]
            if " ".join(piece.text for piece in pieces) == text:
                return pieces
    raise ValueError(f"{text!r} is not one or more whole sentences of {turn.text!r}")


def _verdicts(script: Script) -> dict[str, str]:
    said = {cue for event in script.events for cue in getattr(event, "cues", ())}
    return {cue: "said" if cue in said else script.cues[cue] for cue in CUE_IDS}


def _legs(turns: list[PlacedTurn], duration_s: float) -> list[Json]:
    """Return the legs: each starts with the turn that is marked so and lasts to the next one."""
    marked = [(turn.script.leg, turn) for turn in turns if turn.script.leg]
    if not marked:
        return []
    starts = [0.0, *(round(turn.speech[0][0], 3) for _, turn in marked[1:])]
    ends = [*starts[1:], duration_s]
    return [
        {
            "leg_index": index,
            "kind": kind,
            "speaker": turn.script.who,
            "employee_name": turn.speaker.name,
            "start_s": start_s,
            "end_s": end_s,
        }
        for index, ((kind, turn), start_s, end_s) in enumerate(zip(marked, starts, ends, strict=True))
    ]


def _holds(turns: list[PlacedTurn], timeline: Timeline) -> list[list[float]]:
    """Return when the citizen is on hold: while music or a ring tone says so, and while colleagues consult."""
    sounds = [(sound.start_s, sound.end_s) for sound in timeline.sounds if sound.script.hold]
    legs = _legs(turns, timeline.duration_s)
    consults = [(leg["start_s"], leg["end_s"]) for leg in legs if leg["kind"] == "consult"]
    return [[round(start_s, 3), round(end_s, 3)] for start_s, end_s in bridge(sounds + consults, min_pause_s=1.5)]


def _mentions(turns: list[PlacedTurn], *, personal: bool) -> list[Json]:
    names = {"employee", "colleague", "citizen"}
    return [
        {"turn": index, "speaker": turn.speaker.role, "kind": mention.kind, "text": mention.text}
        for index, turn in enumerate(turns)
        for mention in turn.script.mentions
        if (mention.kind not in names) == personal
    ]
