"""Results as tables for the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from tests.bench.comparing import differences, remarks
from tests.bench.summary import CUE_TABLES, GREETINGS, Json

_SHARES = (
    ("word errors", "wer"),
    ("  agent", "wer_agent"),
    ("  citizen", "wer_citizen"),
    ("  Dutch", "wer_nl"),
    ("  Frisian", "wer_fy"),
    ("  names", "wer_names"),
    ("  numbers", "wer_numbers"),
    ("  said in overlap", "wer_overlapped"),
    ("  lost", "wer_lost"),
    ("  added", "wer_added"),
    ("  of all speakers in order of time", "wer_in_order"),
    ("plain faster-whisper: word errors", "plain_wer"),
    ("  lost", "plain_wer_lost"),
    ("  added", "plain_wer_added"),
    ("  names", "plain_wer_names"),
    ("  numbers", "plain_wer_numbers"),
    ("  said in overlap", "plain_wer_overlapped"),
    ("  of all speakers in order of time", "plain_wer_in_order"),
    ("words kept until the record", "words_kept"),
    ("speech missed", "speech_missed"),
    ("other sound taken for speech", "speech_false"),
    ("diarization error", "der"),
    ("speech found that has its right role", "role_accuracy"),
    ("borders of turns' words within 0.08 s", "word_borders"),
    ("silences >= 0.5 s: F1", "silence_f1"),
    ("silences >= 0.25 s: F1", "short_silence_f1"),
    ("overlaps >= 0.1 s: F1", "overlap_f1"),
    ("tempo: mean error", "tempo_error"),
    ("tempo: bias", "tempo_bias"),
    ("tempo: called unreliable", "tempo_unreliable"),
    ("language of Dutch turns, as recognised: right", "language_nl"),
    ("language of Frisian turns, as recognised: right", "language_fy"),
    ("cues said: precision", "cue_said_precision"),
    ("  on the true words", "text_cue_said_precision"),
    ("cues said: recall", "cue_said_recall"),
    ("  on the true words", "text_cue_said_recall"),
    ("cues not said: precision", "cue_not_said_precision"),
    ("  on the true words", "text_cue_not_said_precision"),
    ("cues left uncertain", "cue_uncertain"),
    ("  on the true words", "text_cue_uncertain"),
    ("names invented", "cue_invented"),
    ("questions of the agent: precision", "question_precision"),
    ("  on the true words", "text_question_precision"),
    ("questions of the agent: recall", "question_recall"),
    ("  on the true words", "text_question_recall"),
    ("questions found: right kind", "question_kind"),
    ("channels taken for the wrong party", "role_errors"),
)


def show(result: Json) -> RenderableType:
    """Return all tables of a result."""
    parts: list[RenderableType] = [_figures(result), _work(result)]
    parts += [_greetings(whose, found) for name, whose in GREETINGS.items() if (found := result.get(name))]
    figures = result["sets"].get("all") or next(iter(result["sets"].values()))
    if figures["cues"]:
        parts.append(_cues(figures))
    tables = figures["tables"]
    parts += [_kinds(name, tables[name]) for name in ("overlap_kinds", "silence_kinds") if name in tables]
    parts.append(_calls(result["calls"]))
    parts += [f"skipped: {line}" for line in result["skipped"]]
    return Group(*parts)


def _figures(result: Json) -> Table:
    sets = result["sets"]
    table = Table(title=f"Against the truth, {result['date']}, {result['model']}", title_justify="left")
    table.add_column("")
    for name, figures in sets.items():
        table.add_column(f"{name} ({figures['call_count']})", justify="right")
    for label, name in _SHARES:
        ratios = [figures["ratios"].get(name) for figures in sets.values()]
        if any(ratio and ratio["value"] is not None for ratio in ratios):
            table.add_row(label, *(share_with_interval(ratio) for ratio in ratios))
    return table


def share_with_interval(ratio: Json | None) -> str:
    """Return a stored ratio in per cent, with its interval, or with its counts where it has none."""
    if not ratio or ratio["value"] is None:
        return "-"
    if ratio["low"] is None and float(ratio["part"]).is_integer():
        return f"{100 * ratio['value']:.1f} % ({ratio['part']:g}/{ratio['whole']:g})"
    bounds = f" ({100 * ratio['low']:.1f}-{100 * ratio['high']:.1f})" if ratio["low"] is not None else ""
    return f"{100 * ratio['value']:.1f} %{bounds}"


def _work(result: Json) -> Table:
    table = Table(title="Work, seconds per second of call unless named otherwise", title_justify="left")
    for heading in ("", "program", "plain"):
        table.add_column(heading, justify="right" if heading else "left")
    work, plain = result["work"], result["plain"] or {}
    for name, value in work.items():
        table.add_row(name, f"{value:.4g}", f"{plain[name]:.4g}" if name in plain else "-")
    if plain:
        table.add_row("program / plain", f"{plain['time_ratio']:.3f}", "1")
    if invention := result["invention"]:
        found = invention.get("failed", str(invention["words"]))
        table.add_row(f"words invented in {invention['minutes']:g} min", found, "-")
        for sound, words in invention.get("words_by_sound", {}).items():
            table.add_row(f"  {sound}", str(words), "-")
        if (apart := invention.get("words_of_prompts_on_agent_channel")) is not None:
            table.add_row("words of prompts on the agent's channel, in no sum", str(apart), "-")
    return table


def _greetings(whose: str, found: Json) -> Table:
    table = Table(title=f"Greetings asked for names, {whose}", title_justify="left")
    for heading in ("", "greetings", "asked", "said", "uncertain", "not said"):
        table.add_column(heading, justify="right" if heading else "left")
    if "failed" in found:
        table.add_row(found["failed"])
        return table
    for label, kind in (("own name, which is said", "named"), ("each name of the roster, none said", "nameless")):
        one = found[kind]
        asked = one.get("asked", one["count"])
        shares = (f"{one[verdict]} ({100 * one[verdict] / max(asked, 1):.1f} %)" for verdict in _VERDICTS)
        table.add_row(label, str(one["count"]), str(asked), *shares)
    return table


_VERDICTS = ("said", "uncertain", "not_said")


def _cues(figures: Json) -> Table:
    table = Table(title="Cues by item", title_justify="left")
    for heading in ("item", "said", "precision", "recall", "uncertain", "wrongly\nnot said"):
        table.add_column(heading, justify="left" if heading == "item" else "right")
    for item, cues in figures["cues"].items():
        for label, words in ((item, "heard"), ("  on the true words", "text")):
            if ratios := cues[words]:
                counts = figures["tables"][f"{CUE_TABLES[words]}:{item}"]
                shares = (share_with_interval(ratios[name]) for name in ("said_precision", "said_recall", "uncertain"))
                accused = counts.get("said", {}).get("not_said", 0)
                table.add_row(label, f"{ratios['said_recall']['whole']:g}", *shares, str(accused))
    return table


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f}"


def _calls(calls: Sequence[Json]) -> Table:
    table = Table(title="By call, in per cent", title_justify="left")
    table.add_column("")
    names = ("wer", "plain_wer", "speech_missed", "speech_false", "silence_f1", "overlap_f1", "cue_said_recall")
    for name in names:
        table.add_column(name.replace("_", " "), justify="right")
    for call in calls:
        table.add_row(f"{call['set']} {call['call']}", *(_share(call["ratios"].get(name)) for name in names))
    return table


def _kinds(name: str, rows: Json) -> Table:
    table = Table(title=f"{name.replace('_', ' ')}: true kind down, found kind across", title_justify="left")
    kinds = sorted({kind for row in rows.values() for kind in row})
    table.add_column("")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for true, row in rows.items():
        table.add_row(true, *(str(row.get(kind, "")) for kind in kinds))
    return table


_VARIANT_FIGURES = (
    ("word errors", "wer"),
    ("speech missed", "speech_missed"),
    ("diarization error", "der"),
    ("silences >= 0.5 s: F1", "silence_f1"),
    ("overlaps >= 0.1 s: F1", "overlap_f1"),
    ("tempo: mean error", "tempo_error"),
    ("cues said: precision", "cue_said_precision"),
    ("cues said: recall", "cue_said_recall"),
    ("cues not said: precision", "cue_not_said_precision"),
    ("cues left uncertain", "cue_uncertain"),
    ("names invented", "cue_invented"),
)


def show_variants(result: Json) -> RenderableType:
    """Return a table for each set of calls, a column for each line."""
    variants = result["variants"]
    names = list(next(iter(variants.values()))["sets"])
    parts: list[RenderableType] = [_variant_table(result, set_name) for set_name in names]
    return Group(*parts, *(f"skipped: {line}" for line in result["skipped"]))


def _variant_table(result: Json, set_name: str) -> Table:
    variants = {name: one["sets"][set_name] for name, one in result["variants"].items() if set_name in one["sets"]}
    count = next(iter(variants.values()))["call_count"]
    table = Table(title=f"{set_name} ({count}) over other lines, in per cent, {result['date']}", title_justify="left")
    table.add_column("")
    for name in variants:
        table.add_column(name, justify="right")
    for label, figure in _VARIANT_FIGURES:
        values = [one["ratios"].get(figure, {}).get("value") for one in variants.values()]
        if any(value is not None for value in values):
            table.add_row(label, *("-" if value is None else f"{100 * value:.1f}" for value in values))
    return table


def show_differences(before: Json, after: Json) -> RenderableType:
    """Return a table of what stands differently in two results, and what must be known to read it.

    Raises:
        SettingsError: they cannot be compared.
    """
    table = Table(title=f"{before['date']} and {after['date']}", title_justify="left")
    for heading in ("", "before", "after", "difference"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, old, new in differences(before, after):
        table.add_row(name, *_numbers((old, new)))
    return Group(table if table.row_count else "no figure differs", *remarks(before, after))


def _numbers(values: Sequence[float | None]) -> Iterator[str]:
    yield from ("-" if value is None else f"{value:.4g}" for value in values)
    old, new = values
    yield "-" if old is None or new is None else f"{new - old:+.4g}"
