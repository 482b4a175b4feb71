"""A run of the program over all calls, scored call by call."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.wiring import DEFAULT_SETTINGS
from models.cues_spacy import SpacyCueFinder
from pipeline.errors import SettingsError
from pipeline.leidraad.load import load_leidraad
from pipeline.settings import load_settings
from tests.bench.assess import PARTIES, CallScores, assess, mixed_word_errors, word_ratios
from tests.bench.library import BenchCall, Library
from tests.bench.outcome import MIX, CallOutcome, PipelineRun
from tests.bench.summary import Json, set_figures
from tests.bench.truth import true_conversation

PlainTexts = Mapping[str, dict[str, str]]
Scored = tuple[BenchCall, CallOutcome, CallScores]


def score_run(library: Library, run: PipelineRun, plain: PlainTexts) -> tuple[list[Scored], list[str]]:
    """Score what was heard; a call whose truth contradicts itself is a sentence instead.

    Args:
        library: the calls.
        run: what the program made of them.
        plain: what plain faster-whisper made of them; empty where it was not run.
    """
    settings = load_settings(DEFAULT_SETTINGS)
    finder = SpacyCueFinder(load_leidraad(settings.leidraad.base))
    heard = {call.key: call for call in run.calls}
    scored: list[Scored] = []
    faults: list[str] = []
    for call in library.calls:
        if call.key not in heard:
            continue
        try:
            truth = true_conversation(call.true, library.colleagues)
        except SettingsError as error:
            faults.append(f"{call.key}: its truth contradicts itself: {error}")
            continue
        scores = assess(call.true, heard[call.key], truth, finder.find(truth))
        scored.append((call, heard[call.key], _with_plain(scores, call, plain.get(call.key))))
    return scored, faults


def _with_plain(scores: CallScores, call: BenchCall, texts: dict[str, str] | None) -> CallScores:
    if texts is None:
        return scores
    if MIX in texts:
        own = {"plain_wer_in_order": mixed_word_errors(call.true, texts[MIX])}
    else:
        agent = call.true.agent_channel or "left"
        other = "right" if agent == "left" else "left"
        by_role = dict(zip(PARTIES, (texts[agent], texts[other]), strict=True))
        own = {f"plain_{name}": ratio for name, ratio in word_ratios(call.true, by_role).items()}
    return replace(scores, ratios={**scores.ratios, **own})


def set_results(scored: Sequence[Scored]) -> Json:
    """Return the figures of each set, and of all where there are more."""
    names = list(dict.fromkeys(call.set_name for call, _, _ in scored))
    sets = {name: set_figures([scores for call, _, scores in scored if call.set_name == name]) for name in names}
    return sets if len(names) < 2 else {**sets, "all": set_figures([scores for _, _, scores in scored])}
