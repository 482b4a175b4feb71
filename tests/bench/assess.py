"""One call against its truth: what was measured well, and what went wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.findings import Cue, Question
from pipeline.intervals import overlap_s
from pipeline.measures.tempo import measure_tempo
from pipeline.ports import CueResult
from pipeline.records import Conversation
from tests.bench.borders import border_ratio
from tests.bench.diarization import diarization_ratios
from tests.bench.outcome import CallOutcome
from tests.bench.scores import (
    Ratio,
    count_spans,
    error_kinds,
    kinds_found,
    match_common,
    speech_errors,
    verdict_ratios,
    word_errors,
)
from tests.bench.true_words import TrueWord, all_words, words_on_channel
from tests.bench.truth import TrueCall
from tests.bench.wording import comparable_words

Counts = Counter[tuple[str, str]]
Party = Literal["agent", "citizen"]
PARTIES: tuple[Party, Party] = ("agent", "citizen")

MIN_SILENCE_S = 0.5
SHORT_SILENCE_S = 0.25
SHORT_DOUBTFUL_S = (0.20, 0.35)
"""A pause so near the bound of 0.25 s may be found or not."""
MIN_OVERLAP_S = 0.1
MIN_LANGUAGE_WORDS = 5
"""Shorter turns tell too little of a language to be asked for it."""


@dataclass(frozen=True, slots=True)
class CallScores:
    """Figures of one call.

    Attributes:
        ratios: by name.
        tables: counts of (true, found) by name.
    """

    ratios: Mapping[str, Ratio] = field(default_factory=dict)
    tables: Mapping[str, Counts] = field(default_factory=dict)


def assess(true: TrueCall, heard: CallOutcome, truth: Conversation, text: CueResult) -> CallScores:
    """Score a call.

    Args:
        true: its answer sheet.
        heard: what the program made of the sound.
        truth: the conversation as the answer sheet has it.
        text: cues and questions that the rules find in `truth`: as good as they get without an error in the words.
    """
    cues = cue_tables(true, heard.findings.cues, "cue") | cue_tables(true, text.cues, "text_cue")
    return CallScores(
        ratios={
            **_words(true, heard),
            **_speech(true, heard),
            **_speakers(true, heard),
            **_spans(true, heard),
            **_tempo(truth, heard),
            **_languages(true, heard.conversation),
            "word_borders": border_ratio([(turn.role, turn.span) for turn in true.turns], heard.conversation),
            **_questions(true, heard.findings.questions, "question"),
            **_questions(true, text.questions, "text_question"),
            **_cues(cues, "cue"),
            **_cues(cues, "text_cue"),
            "words_kept": Ratio(heard.kept_word_count, heard.recognised_word_count),
            **_channels(true, heard),
        },
        tables=cues | _kinds(true, heard),
    )


def _words(true: TrueCall, heard: CallOutcome) -> dict[str, Ratio]:
    """Score the words by channel; of one channel, by speaker, paired with the parties in the better way."""
    channels = (true.agent_channel,) if heard.channel_count == 2 else ("left", "right")
    ways = [word_ratios(true, {role: heard.text_of(role, channel) for role in PARTIES}) for channel in channels]
    best = min(ways, key=lambda ratios: ratios["wer"].part if "wer" in ratios else 0.0)
    return best | {"wer_in_order": mixed_word_errors(true, heard.text)}


def word_ratios(true: TrueCall, texts: Mapping[Party, str]) -> dict[str, Ratio]:
    """Return word error rates: in total, per role, language and kind of word; and words lost and added, in total."""
    ratios: dict[str, Ratio] = {}
    for role in PARTIES:
        said, heard = words_on_channel(true, role), comparable_words(texts[role])
        for kind, errors in error_kinds([word.text for word in said], heard).items():
            _add(ratios, f"wer_{kind}", errors)
        for label, errors in word_errors(_pairs(said), heard).items():
            for name in (f"wer_{label}",) if label else ("wer", f"wer_{role}"):
                _add(ratios, name, errors)
    return ratios


def mixed_word_errors(true: TrueCall, text: str) -> Ratio:
    """Return the word errors of a text in which all parties speak, against their words in order of their turns."""
    return word_errors(_pairs(all_words(true)), comparable_words(text)).get("", Ratio())


def _pairs(words: Sequence[TrueWord]) -> list[tuple[str, frozenset[str]]]:
    return [(word.text, word.labels) for word in words]


def _add(ratios: dict[str, Ratio], name: str, ratio: Ratio) -> None:
    ratios[name] = ratios.get(name, Ratio()) + ratio


def _speech(true: TrueCall, heard: CallOutcome) -> dict[str, Ratio]:
    ratios: dict[str, Ratio] = {}
    for role in PARTIES:
        said = [span for other in _on_channel(role) for span in true.speech_of(other)]
        said += [span for turn in true.held if turn.role == role for span in turn.stretches()]
        found = [part.span for part in heard.conversation.speech if part.speaker == role]
        for name, ratio in speech_errors(said, found).items():
            _add(ratios, f"speech_{name}", ratio)
    return ratios


def _speakers(true: TrueCall, heard: CallOutcome) -> dict[str, Ratio]:
    said = [(span.start_s, span.end_s, role) for role in true.speech for span in true.speech_of(role)]
    said += [(span.start_s, span.end_s, turn.role) for turn in true.held for span in turn.stretches()]
    found = [(part.span.start_s, part.span.end_s, part.speaker) for part in heard.conversation.speech]
    return diarization_ratios(said, found, true.duration_s)


def _channels(true: TrueCall, heard: CallOutcome) -> dict[str, Ratio]:
    if heard.channel_count == 1:
        return {}
    return {"role_errors": Ratio(heard.agent_channel != (true.agent_channel or heard.agent_channel), 1)}


def _on_channel(role: Party) -> tuple[Literal["agent", "citizen", "other"], ...]:
    return ("agent",) if role == "agent" else ("citizen", "other")


def _spans(true: TrueCall, heard: CallOutcome) -> dict[str, Ratio]:
    true_silences = [silence.span for silence in true.true_silences()]
    silences = [silence.span for silence in heard.findings.silences]
    true_overlaps = [overlap.span for overlap in true.true_overlaps()]
    overlaps = [overlap.span for overlap in heard.findings.overlaps]
    counts = {
        "silence": count_spans(true_silences, silences, min_s=MIN_SILENCE_S),
        "short_silence": count_spans(true_silences, silences, min_s=SHORT_SILENCE_S, doubtful_s=SHORT_DOUBTFUL_S),
        "overlap": count_spans(true_overlaps, overlaps, min_s=MIN_OVERLAP_S),
    }
    return {
        f"{name}_{figure}": getattr(count, figure)
        for name, count in counts.items()
        for figure in ("f1", "precision", "recall")
    }


def _kinds(true: TrueCall, heard: CallOutcome) -> dict[str, Counts]:
    """Return kinds against kinds, where the truth has kinds."""
    tables: dict[str, Counts] = {}
    overlaps = [(one.span, one.kind) for one in true.true_overlaps() if one.kind]
    if overlaps:
        found = [(one.span, one.kind) for one in heard.findings.overlaps if one.span.duration_s >= MIN_OVERLAP_S]
        tables["overlap_kinds"] = kinds_found(overlaps, found)
    silences = [(one.span, one.kind) for one in true.true_silences() if one.kind]
    if silences:
        tables["silence_kinds"] = kinds_found(
            [one for one in silences if one[0].duration_s >= MIN_SILENCE_S],
            [(one.span, one.kind) for one in heard.findings.silences if one.span.duration_s >= MIN_SILENCE_S],
        )
    return tables


def _tempo(truth: Conversation, heard: CallOutcome) -> dict[str, Ratio]:
    """Return the error of the articulation rate against that of the true text over true speech, relative to it."""
    true_rates = {row.speaker: row.articulation_rate for row in measure_tempo(truth) if row.language == "all"}
    ratios = {"tempo_error": Ratio(), "tempo_bias": Ratio(), "tempo_unreliable": Ratio()}
    for row in heard.findings.tempo:
        true_rate = true_rates.get(row.speaker)
        if row.language != "all" or not true_rate:
            continue
        ratios["tempo_unreliable"] += Ratio(not row.is_reliable, 1)
        if row.is_reliable and row.articulation_rate is not None:
            error = row.articulation_rate / true_rate - 1
            ratios["tempo_error"] += Ratio(abs(error), 1)
            ratios["tempo_bias"] += Ratio(error, 1)
    return ratios


def _languages(true: TrueCall, found: Conversation) -> dict[str, Ratio]:
    """Return by true language how many turns are told to be in it, of those with enough words as they were recognised.

    A turn is in the language of that true turn of its party with which it shares most time; without one it is left out.
    """
    ratios: dict[str, Ratio] = {}
    for turn in found.turns:
        said = [one for one in true.turns if one.role == turn.speaker and overlap_s(one.span, turn.span) > 0]
        if said and len(turn.words) >= MIN_LANGUAGE_WORDS:
            language = max(said, key=lambda one: overlap_s(one.span, turn.span)).language
            _add(ratios, f"language_{language}", Ratio(turn.language == language, 1))
    return ratios


def _questions(true: TrueCall, found: Sequence[Question], name: str) -> dict[str, Ratio]:
    """Compare the agent's questions; a question is found where one is found in its time."""
    asked = [question for question in true.questions if question.speaker == "agent"]
    if not true.questions:
        return {}
    heard = [question for question in found if question.speaker == "agent"]
    pairs = match_common([question.span for question in asked], [question.span for question in heard])
    return {
        f"{name}_precision": Ratio(len(pairs), len(heard)),
        f"{name}_recall": Ratio(len(pairs), len(asked)),
        f"{name}_kind": Ratio(sum(asked[i].kind == heard[j].kind for i, j in pairs), len(pairs)),
    }


def cue_tables(true: TrueCall, cues: Sequence[Cue], name: str) -> dict[str, Counts]:
    """Return the verdict on each item as a table of one count; empty where nobody judged the cues."""
    given = {cue_id: verdict_of_call(cues, cue_id) for cue_id in true.cues}
    return {f"{name}:{cue_id}": Counter({(true.cues[cue_id], verdict): 1}) for cue_id, verdict in given.items()}


def verdict_of_call(cues: Sequence[Cue], cue_id: str) -> str:
    """Return the verdict on a call of more legs: said in one is said, open in one is open."""
    verdicts = {cue.verdict for cue in cues if cue.cue_id == cue_id and cue.occurrence == 0}
    order = ("said", "uncertain", "not_said", "not_applicable")
    return next((verdict for verdict in order if verdict in verdicts), "missing")


def _cues(tables: Mapping[str, Counts], name: str) -> dict[str, Ratio]:
    own = [table for key, table in tables.items() if key.startswith(f"{name}:")]
    if not own:
        return {}
    counts = sum(own, start=Counter[tuple[str, str]]())
    named = tables.get(f"{name}:name_on_answer", Counter())
    invented = Ratio(named[("not_said", "said")], sum(n for (true, _), n in named.items() if true == "not_said"))
    return {f"{name}_{key}": ratio for key, ratio in verdict_ratios(counts).items()} | {f"{name}_invented": invented}
