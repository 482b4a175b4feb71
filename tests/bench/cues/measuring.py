"""Measures a leidraad on the labelled corpora and on texts of others, and puts the figures together."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.leidraad.reading import read
from pipeline.ports import CueFinder
from tests.bench.cues.confusions import Confusions, Noise, rate_for, read_confusions, word_error_share
from tests.bench.cues.corpora import LabelledCall, conversation_of
from tests.bench.cues.counting import (
    Judged,
    judged_cues,
    kind_scores,
    macro_f1,
    per_item,
    question_pairs,
    reliability,
    scores,
    sureness,
)
from tests.bench.cues.speed import rescoring_speed
from tests.bench.cues.texts import languages_of_sentences, languages_of_tokens, spontaneous_questions

TABLE = Path(__file__).parent / "confusions.json"
RATES = (0.1, 0.25, 0.4)
SPOILINGS = 3
"""Each call is spoilt so many times: one draw of errors says little about a call."""
NOT_KINDS = ("any",)


@dataclass(slots=True)
class Tally:
    """What was found in a corpus at one rate of errors."""

    judged: list[Judged] = field(default_factory=list)
    questions: Counter[tuple[str, str]] = field(default_factory=Counter)
    turns: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count what was found in another corpus too."""
        self.judged += other.judged
        self.questions += other.questions
        self.turns += other.turns
        self.pairs += other.pairs


def measure_corpus(calls: Sequence[LabelledCall], cue_finder: CueFinder) -> dict[str, Any]:
    """Return the figures of a corpus on clean text and at each rate of simulated errors."""
    levels = {level: figures_of(tally) for level, tally in tally_by_level(calls, cue_finder, RATES).items()}
    return {"calls": len(calls), "with_frisian": sum("fy" in call.turn_languages for call in calls), "levels": levels}


def tally_by_level(calls: Sequence[LabelledCall], cue_finder: CueFinder, rates: Sequence[float]) -> dict[str, Tally]:
    """Return what is found on clean text and at each rate of simulated errors.

    Calls that were written with errors count apart, and are not spoilt once more.
    """
    clean = [call for call in calls if call.style == "clean"]
    levels = {"clean": _tally(clean, cue_finder, [[_texts(call)] for call in clean])}
    if written := [call for call in calls if call.style == "recogniser"]:
        levels["written with errors"] = _tally(written, cue_finder, [[_texts(call)] for call in written])
    confusions = read_confusions(TABLE)
    for errors in rates:
        levels[f"{errors:.0%}"] = _tally(clean, cue_finder, _versions(clean, confusions, errors))
    return levels


def judged_with_errors(
    calls: Sequence[LabelledCall], cue_finder: CueFinder, confusions: Mapping[str, Confusions], errors: float
) -> list[Judged]:
    """Return the verdicts on calls spoilt with a share of word errors."""
    return _tally(calls, cue_finder, _versions(calls, confusions, errors)).judged


def _versions(
    calls: Sequence[LabelledCall], confusions: Mapping[str, Confusions], errors: float
) -> list[list[list[str]]]:
    said = [pair for call in calls for pair in zip(_texts(call), call.turn_languages, strict=True)]
    rate = rate_for(errors, said, confusions)
    return [
        [_spoilt(call, Noise(confusions, f"{call.call_id}-{errors}-{number}"), rate) for number in range(SPOILINGS)]
        for call in calls
    ]


def _texts(call: LabelledCall) -> list[str]:
    return [turn["text"] for turn in call.given["turns"]]


def _spoilt(call: LabelledCall, noise: Noise, rate: float) -> list[str]:
    turns = zip(_texts(call), call.turn_languages, strict=True)
    return [noise.spoil(text, language, rate) for text, language in turns]


def _tally(calls: Sequence[LabelledCall], cue_finder: CueFinder, versions: Sequence[Sequence[Sequence[str]]]) -> Tally:
    tally = Tally()
    for call, texts in ((call, texts) for call, each in zip(calls, versions, strict=True) for texts in each):
        conversation = conversation_of(call.with_texts(texts))
        result = cue_finder.find(conversation)
        tally.judged += judged_cues(result.cues, call.expected, call.language)
        if call.questions is not None:
            tally.questions += question_pairs(call.questions, result.questions, read(conversation))
        told = zip(call.turn_languages, conversation.turns, strict=True)
        tally.turns.update((true, turn.language) for true, turn in told if len(turn.words) >= 5)
        tally.pairs += list(zip(_texts(call), texts, strict=True))
    return tally


def figures_of(tally: Tally) -> dict[str, Any]:
    """Return the scores of items and kinds, and how sure verdicts are."""
    items = per_item(tally.judged)
    kinds = kind_scores(tally.questions)
    said = [kind["f1"] or 0.0 for name, kind in kinds.items() if name not in NOT_KINDS and kind["said"]]
    return {
        "word_errors": round(word_error_share(tally.pairs), 4),
        "macro_f1": {language: macro_f1(items, language) for language in ("all", "nl", "fy")},
        "pooled": scores(tally.judged),
        "items": items,
        "confidence": reliability(tally.judged),
        "sure": sureness(tally.judged),
        "questions": {"macro_f1": round(sum(said) / len(said), 4) if said else None, "kinds": kinds},
        "language_of_long_turns": _language_shares(tally.turns),
    }


def _language_shares(turns: Counter[tuple[str, str]]) -> dict[str, float | None]:
    totals = Counter[str]()
    for (true, _), count in turns.items():
        totals[true] += count
    return {one: round(turns[one, one] / totals[one], 4) if totals[one] else None for one in ("nl", "fy")}


def measure_texts(folder: Path, cue_finder: CueFinder) -> dict[str, Any]:
    """Return the figures on texts of others that lie in a folder; those that are not there are left out."""
    figures: dict[str, Any] = {}
    if (dialogues := folder / "ifadv-dev").is_dir():
        figures["question_or_not"] = spontaneous_questions(dialogues, cue_finder)
    if (folder / "common-voice-sentences-fy.txt").exists():
        figures["language_of_sentences"] = languages_of_sentences(folder)
    for file in sorted(folder.glob("fame-*.conllu")):
        figures["language_of_mixed_speech"] = languages_of_tokens(file)
    return figures


def measure_all(
    corpora: dict[str, Sequence[LabelledCall]], cue_finder: CueFinder, texts: Path | None, date: str
) -> dict[str, Any]:
    """Return all figures.

    Args:
        corpora: calls by the name of their corpus.
        cue_finder: scores the leidraad.
        texts: folder with texts of others, None without.
        date: of the measurement.
    """
    started_s = time.perf_counter()
    result: dict[str, Any] = {"date": date, "corpora": {}}
    for name, calls in corpora.items():
        if calls:
            result["corpora"][name] = measure_corpus(calls, cue_finder)
    result["texts"] = measure_texts(texts, cue_finder) if texts is not None else {}
    result["speed"] = rescoring_speed([call for calls in corpora.values() for call in calls])
    result["took_s"] = round(time.perf_counter() - started_s, 1)
    return result
