"""One call on the terminal: header, timeline of both parties, turns with times, cues with verdict and evidence."""

from collections.abc import Mapping

from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows.screen import clock
from pipeline.findings import Cue, Findings
from pipeline.moments import ItemText
from pipeline.records import CallRecord, Conversation, Speaker

MOST_CELLS = 96
LABEL_CELLS = 12
_PARTY = {"agent": "medewerker", "citizen": "inwoner", "other": "ander"}
_COLOUR = {"agent": "cyan", "citizen": "magenta", "other": "white"}
_VERDICT = {
    "said": "[green]gehoord[/]",
    "not_said": "[yellow]niet gehoord[/]",
    "uncertain": "[dim]onzeker[/]",
    "not_applicable": "[dim]n.v.t.[/]",
}
_BLOCKS = " ▁▃▅▇█"


def show_call(console: Console, record: CallRecord, findings: Findings, items: Mapping[str, ItemText]) -> None:
    """Show a call and what was found in it."""
    console.print(_header(record, findings))
    console.print(_timeline(record.conversation, findings, min(MOST_CELLS, console.width - LABEL_CELLS)))
    console.print(_turns(record.conversation))
    console.print(_cues(record.conversation, findings, items))


def _header(record: CallRecord, findings: Findings) -> Table:
    recording, info = record.recording, record.info
    reasons = f" ({', '.join(recording.quality_reasons)})" if recording.quality_reasons else ""
    table = Table(title=f"Gesprek {escape(info.call_id)}", title_justify="left", show_header=False)
    rows = [
        ("begin", info.started_at.isoformat()),
        ("duur", f"{clock(recording.duration_s)}, {recording.codec}, {recording.sample_rate_hz} Hz"),
        ("kwaliteit", f"{recording.quality}{reasons}, signaal/ruis {_db(recording.snr_db)}"),
        ("overspraak", _db(recording.crosstalk_db)),
        ("medewerker op kanaal", f"{recording.agent_channel} (zekerheid {recording.role_confidence:.2f})"),
        ("taal, onderwerp", f"{findings.language}, {findings.topic or 'onbekend'}"),
        ("spreektempo", "; ".join(_tempo(findings, speaker) for speaker in ("agent", "citizen"))),
        ("model", record.provenance.asr_model),
    ]
    for label, value in rows:
        table.add_row(label, escape(value))
    return table


def _tempo(findings: Findings, speaker: Speaker) -> str:
    row = next((row for row in findings.tempo if (row.speaker, row.language) == (speaker, "all")), None)
    if row is None or row.articulation_rate is None or not row.is_reliable:
        reason = row.reason_code if row is not None else "no_speech"
        return f"{_PARTY[speaker]} onbekend ({reason})"
    return f"{_PARTY[speaker]} {row.articulation_rate:.1f} lettergrepen/s"


def _timeline(conversation: Conversation, findings: Findings, cells: int) -> Group:
    """Draw who speaks when, a row per party and one for cues, over a number of character cells."""
    cell_s = conversation.duration_s / cells
    rows = []
    for speaker in ("agent", "citizen"):
        shares = [0.0] * cells
        for stretch in conversation.speech:
            if stretch.speaker == speaker:
                _fill(shares, stretch.span.start_s / cell_s, stretch.span.end_s / cell_s)
        blocks = "".join(_BLOCKS[min(len(_BLOCKS) - 1, round(share * (len(_BLOCKS) - 1)))] for share in shares)
        rows.append(Text.assemble(f"{_PARTY[speaker]:>11} ", (blocks, _COLOUR[speaker])))
    marks = [" "] * cells
    for cue in findings.cues:
        if cue.occurrence > 0 and cue.span is not None:
            marks[min(cells - 1, int(cue.span.start_s / cell_s))] = "▲"
    rows.append(Text.assemble(f"{'cues':>11} ", ("".join(marks), "green")))
    end = clock(conversation.duration_s)
    rows.append(Text(f"{'':>12}0:00{end:>{cells - 4}}", style="dim"))
    return Group(*rows)


def _fill(shares: list[float], start: float, end: float) -> None:
    for cell in range(int(start), min(len(shares), int(end) + 1)):
        shares[cell] = min(1.0, shares[cell] + max(0.0, min(end, cell + 1) - max(start, cell)))


def _turns(conversation: Conversation) -> Table:
    table = Table(title="Beurten", title_justify="left", show_header=False, pad_edge=False)
    for turn in conversation.turns:
        who = Text(_PARTY[turn.speaker], style=_COLOUR[turn.speaker])
        table.add_row(clock(turn.span.start_s), who, turn.language, escape(turn.text) or "[dim](niet verstaan)[/]")
    return table


def _cues(conversation: Conversation, findings: Findings, items: Mapping[str, ItemText]) -> Table:
    table = Table(title="Leidraad", title_justify="left")
    for column in ("item", "oordeel", "zekerheid", "tijd", "gehoord"):
        table.add_column(column)
    words = [word.text for turn in conversation.turns for word in turn.words]
    for cue in findings.cues:
        is_verdict_with_places = cue.occurrence == 0 and cue.verdict == "said"
        if is_verdict_with_places and _has_places(findings, cue):
            continue
        at = clock(cue.span.start_s) if cue.span else ""
        said = " ".join(words[cue.first_word : cue.end_word]) if cue.first_word is not None else ""
        name = items[cue.cue_id].name_nl
        table.add_row(escape(name), _VERDICT[cue.verdict], f"{cue.confidence:.2f}", at, escape(said))
    return table


def _has_places(findings: Findings, verdict: Cue) -> bool:
    return any(
        cue.occurrence > 0 and (cue.cue_id, cue.leg_index) == (verdict.cue_id, verdict.leg_index)
        for cue in findings.cues
    )


def _db(level: float | None) -> str:
    return "onbekend" if level is None else f"{level:.0f} dB"
