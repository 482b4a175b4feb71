"""The page in a frame that plays sound, with both parties on a timeline and the words following the sound."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from notebooks.wording import LANGUAGES, SPEAKERS, clock
from pipeline.listening import MEDIA_TYPE

Rows = Sequence[Mapping[str, Any]]
_STYLE = (Path(__file__).parent / "listening.css").read_text(encoding="utf-8")
_SCRIPT = (Path(__file__).parent / "listening.js").read_text(encoding="utf-8")
LONG_SILENCE_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What there is to hear and see of a stretch of a call.

    Attributes:
        sound: MP3 of the stretch; None where there is none, and `sentence` says why.
        start_s: of the stretch, seconds from the start of the recording.
        end_s: of the stretch.
        turns: rows of `turns`.
        speech: rows of `speech`.
        silences: rows of `silences`.
        overlaps: rows of `overlaps`.
        marks: moments to click: rows with start_s, end_s, reason, polarity.
        around_s: words so long before and after the stretch are shown too.
        wordless: why there are no words, where there are none.
    """

    sound: bytes | None
    sentence: str
    start_s: float
    end_s: float
    turns: Rows
    speech: Rows = ()
    silences: Rows = ()
    overlaps: Rows = ()
    marks: Rows = ()
    around_s: float = 0.0
    wordless: str = ""


def listening_page(heard: Heard, title: str) -> str:
    """Return the frame's page; it fetches nothing and runs no script but its own."""
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><main>{_player(heard)}{_timeline(heard)}{_words(heard)}</main>"
        f"<script>const START={json.dumps(heard.start_s)},END={json.dumps(heard.end_s)};{_SCRIPT}</script>"
        "</body></html>"
    )


def _player(heard: Heard) -> str:
    if heard.sound is None:
        return f'<p class="sentence" role="status">{escape(heard.sentence)}</p>'
    source = f"data:{MEDIA_TYPE};base64,{base64.b64encode(heard.sound).decode()}"
    return f'<audio id="sound" controls preload="auto" aria-label="Geluid van dit stuk gesprek" src="{source}"></audio>'


def _timeline(heard: Heard) -> str:
    lanes = []
    for speaker in ("agent", "citizen"):
        blocks = [_block(heard, row, "speech") for row in heard.speech if row["speaker"] == speaker]
        lanes.append(f'<div class="lane {speaker}"><span>{SPEAKERS[speaker]}</span><div>{"".join(blocks)}</div></div>')
    quiet = [row for row in heard.silences if row["end_s"] - row["start_s"] >= LONG_SILENCE_S]
    between = "".join(
        [_block(heard, row, "silence", f"stilte van {round(row['end_s'] - row['start_s'])} s") for row in quiet]
        + [_block(heard, row, "overlap", "beiden praten") for row in heard.overlaps if row["kind"] != "backchannel"]
    )
    marks = "".join(_mark(heard, row) for row in heard.marks)
    legend = (
        '<p class="legend"><i class="speech"></i>spraak <i class="silence"></i>stilte van 3 s of meer '
        '<i class="overlap"></i>door elkaar <i class="top"></i>top <i class="goal"></i>leerdoel</p>'
    )
    return (
        f'<section class="timeline" aria-label="Tijdlijn van {clock(heard.start_s)} tot {clock(heard.end_s)}">'
        f'{"".join(lanes)}<div class="lane between"><span>Samen</span><div>{between}</div></div>'
        f'<div class="lane marks"><span>Momenten</span><div>{marks}</div></div><div id="head"></div></section>{legend}'
    )


def _place(heard: Heard, start_s: float, end_s: float) -> tuple[float, float]:
    """Return left and width in per cent of the stretch."""
    length = max(heard.end_s - heard.start_s, 0.001)
    left = max(start_s, heard.start_s) - heard.start_s
    return 100 * left / length, 100 * max(min(end_s, heard.end_s) - heard.start_s - left, 0.0) / length


def _block(heard: Heard, row: Mapping[str, Any], kind: str, label: str = "") -> str:
    if row["end_s"] <= heard.start_s or row["start_s"] >= heard.end_s:
        return ""
    left, width = _place(heard, row["start_s"], row["end_s"])
    return f'<i class="{kind}" title="{escape(label)}" style="left:{left:.3f}%;width:{max(width, 0.3):.3f}%"></i>'


def _mark(heard: Heard, row: Mapping[str, Any]) -> str:
    if not heard.start_s <= row["start_s"] < heard.end_s:
        return ""
    left, _ = _place(heard, row["start_s"], row["end_s"])
    label = escape(f"{clock(row['start_s'])} {row['reason']}", quote=True)
    kind = "top" if row["polarity"] == "top" else "goal"
    return (
        f'<button type="button" class="mark {kind}" data-s="{row["start_s"]}" style="left:{min(left, 98):.3f}%" '
        f'title="{label}" aria-label="{label}"></button>'
    )


def _words(heard: Heard) -> str:
    first_s, last_s = heard.start_s - heard.around_s, heard.end_s + heard.around_s
    turns = [turn for turn in heard.turns if turn["end_s"] > first_s and turn["start_s"] < last_s]
    if not turns:
        return f'<p class="sentence">{escape(heard.wordless)}</p>'
    return f'<section class="words" aria-label="Wat er is verstaan">{"".join(map(_turn, turns))}</section>'


def _turn(turn: Mapping[str, Any]) -> str:
    text = escape(turn["text"]) if turn["text"] else "<em>niet verstaan</em>"
    language = "" if turn["language"] != "fy" else f" · {LANGUAGES['fy']}"
    return (
        f'<button type="button" class="turn {turn["speaker"]}" data-s="{turn["start_s"]}" data-e="{turn["end_s"]}">'
        f"<small>{SPEAKERS[turn['speaker']]} · {clock(turn['start_s'])}{language}</small>{text}</button>"
    )
