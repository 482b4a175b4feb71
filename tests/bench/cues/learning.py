"""Learns from our own labelled calls and phrases what a stretch of speech says.

What was said in a call is labelled for the call, not for its stretches. Where the phrases of the leidraad found it,
their stretch is the example; else the stretch that a first round finds likeliest. Everything is learned with and
without the recogniser's errors.
"""

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from models.cues_spacy import SpacyCueFinder
from pipeline.findings import Cue
from pipeline.leidraad.learned import TextModel, nothing_learned, word_counts
from pipeline.leidraad.learned_places import stretches_in
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.phases import LegView, leg_views, window_of
from pipeline.leidraad.places import Places
from pipeline.leidraad.question_features import question_features
from pipeline.leidraad.question_functions import Story
from pipeline.leidraad.questions import ruled_questions
from pipeline.leidraad.reading import Reading, read
from pipeline.leidraad.schema import Leidraad
from pipeline.leidraad.score import Prepared, prepare, score
from pipeline.normalise import tokens_of
from tests.bench.cues.confusions import Confusions, Noise, rate_for, read_confusions
from tests.bench.cues.corpora import CORPUS, LabelledCall, conversation_of
from tests.bench.cues.counting import best_matches
from tests.bench.cues.learning_kinds import feature_matrix
from tests.bench.cues.measuring import TABLE

BASE = "basis_v1"
LEARNED_FROM = ("own", "own_guided", "blind4", "blind5", "blind6", "blind7", "blind8")
ERRORS = 0.25
PHRASE_DRAWS = 2
SAID_C = 3.0
"""Inverse strength of the ridge, chosen by cross-validation by call."""
OTHERS_PHRASE, CALLS_STRETCH, GUESSED = 0.5, 0.7, 0.7
"""Weights of examples, of which a phrase written for what is learned has 1."""
GUESS = 0.1
"""The likeliest stretch of a call is an example from this on."""
NONE = "none"

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to learn to hear; see `said.yaml`."""

    name: str
    item: str
    when: str
    speaker: str
    like: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one turn, and the items in whose window they begin."""

    speaker: str
    tokens: Tokens
    first_word: int
    end_word: int
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReadCall:
    """A call as it is learned from, clean or with errors."""

    call: LabelledCall
    stretches: tuple[Stretch, ...]
    ruled: Mapping[str, Cue]
    questions: tuple[tuple[str, Mapping[str, float]], ...]
    reading: Reading
    places: Places


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence written for one target, or against it."""

    name: str
    is_said: bool
    tokens: Tokens


def read_calls(calls: Sequence[LabelledCall]) -> list[ReadCall]:
    """Read calls once as written and once with errors, where they were written without."""
    leidraad = _undoubting(load_leidraad(BASE, learned=nothing_learned()))
    finder = SpacyCueFinder(leidraad)
    confusions = read_confusions(TABLE)
    said = [pair for call in calls for pair in zip(_texts(call), call.turn_languages, strict=True)]
    rate = rate_for(ERRORS, said, confusions)
    spoilt = [_spoilt(call, confusions, rate) for call in calls if call.style == "clean"]
    bare = [_unmarked(call) for call in calls if call.style == "clean"]
    unlabelled = {call.call_id: _turns_unlabelled(call) for call in calls}
    prepared = prepare(leidraad)
    return [_read(call, prepared, finder, unlabelled[call.call_id]) for call in (*calls, *spoilt, *bare)]


def _turns_unlabelled(call: LabelledCall) -> frozenset[int]:
    """Return the turns with a question mark behind what nobody labelled: its kind was in doubt."""
    found = set()
    for index, text in enumerate(_texts(call)):
        labelled = [set(one.tokens) for one in call.questions or () if one.turn == index]
        asked = [set(tokens_of(sentence)) for sentence in re.findall(r"[^.?!]*\?", text)]
        if any(words and all(words.isdisjoint(own) for own in labelled) for words in asked):
            found.add(index)
    return frozenset(found)


def _undoubting(leidraad: Leidraad) -> Leidraad:
    """Take a guide's phrases at their word: what was not learned yet cannot doubt them."""
    undoubting = {"doubt": 0.0}
    items = (
        item.model_copy(update={"learned": item.learned.model_copy(update=undoubting)}) if item.learned else item
        for item in leidraad.items
    )
    return replace(leidraad, items=tuple(items))


def _texts(call: LabelledCall) -> list[str]:
    return [turn["text"] for turn in call.given["turns"]]


def _spoilt(call: LabelledCall, confusions: Mapping[str, Confusions], rate: float) -> LabelledCall:
    noise = Noise(confusions, f"learn-{call.call_id}")
    texts = [noise.spoil(*pair, rate) for pair in zip(_texts(call), call.turn_languages, strict=True)]
    return call.respelt(texts)


def _unmarked(call: LabelledCall) -> LabelledCall:
    """Write a call as a recogniser without marks and capitals does."""
    return call.respelt([re.sub(r"[.,?!;:]", "", text).lower() for text in _texts(call)])


def _read(call: LabelledCall, prepared: Prepared, finder: SpacyCueFinder, unlabelled: Collection[int]) -> ReadCall:
    reading = read(conversation_of(call.given))
    places = finder.places(reading)
    view = leg_views(reading, places)[0]
    ruled = {cue.cue_id: cue for cue in score(prepared, reading, places).cues if cue.occurrence == 0}
    questions: list[tuple[str, Mapping[str, float]]] = []
    if call.questions is not None:
        story = Story(reading, prepared.forms, prepared.function_words)
        found = ruled_questions(story, places, is_eager=True)
        own = [one for one in found if reading.turns[one.turn_index].speaker == "agent"]
        kinds = dict.fromkeys(range(len(own)), NONE)
        kinds |= {at: one.kind for one, at in best_matches(call.questions, own, reading) if at is not None}
        told = [at for at, one in enumerate(own) if kinds[at] != NONE or one.turn_index not in unlabelled]
        questions = [(kinds[at], question_features(own, at, story)) for at in told]
    return ReadCall(call, tuple(_stretches(reading, view, prepared.leidraad)), ruled, tuple(questions), reading, places)


def _stretches(reading: Reading, view: LegView, leidraad: Leidraad) -> Iterator[Stretch]:
    windows = {item.id: window_of(item.window, view) for item in leidraad.items}
    for index, turn in enumerate(reading.turns):
        tokens, stretches, words = stretches_in(reading, index)
        for (first, end), (first_word, end_word) in zip(stretches, words, strict=True):
            at_s = reading.words[first_word].span.start_s
            inside = {item for item, one in windows.items() if one is not None and one.start_s <= at_s < one.end_s}
            yield Stretch(turn.speaker, tuple(tokens[first:end]), first_word, end_word, frozenset(inside))


def targets() -> tuple[Target, ...]:
    """Read what is to be learned."""
    written = yaml.safe_load((CORPUS / "own_phrases" / "said.yaml").read_text(encoding="utf-8"))
    return tuple(Target(**{**one, "like": frozenset(one["like"])}) for one in written)


def phrases() -> list[Phrase]:
    """Read the phrases for and against each target, and the leidraad's own sentences, with and without errors."""
    with (CORPUS / "own_phrases" / "items.tsv").open(encoding="utf-8", newline="") as lines:
        written = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = {target.name for target in targets()}
    for item in load_leidraad(BASE, learned=nothing_learned()).items:
        if item.id in names:
            written += [[item.id, "nl", "yes", text] for text in item.should_match if isinstance(text, str)]
            written += [[item.id, "nl", "no", text] for text in item.should_not_match if isinstance(text, str)]
    confusions = read_confusions(TABLE)
    rate = rate_for(ERRORS, [(text, language) for _, language, _, text in written], confusions)
    found = []
    for number, (name, language, answer, text) in enumerate(written):
        noises = (Noise(confusions, f"phrase-{number}-{draw}") for draw in range(PHRASE_DRAWS))
        draws = (noise.spoil(text, language, rate) for noise in noises)
        for version in (text, *draws):
            words = (word for word in version.split() if not word.startswith("{"))
            if tokens := tuple(token for word in words for token in tokens_of(word)):
                found.append(Phrase(name, answer == "yes", tokens))
    return found


def learn_said(calls: Sequence[ReadCall], written: Sequence[Phrase]) -> TextModel:
    """Learn what a stretch says."""
    found = [stretch.tokens for call in calls for stretch in call.stretches]
    texts = {tokens: row for row, tokens in enumerate(dict.fromkeys([*found, *(one.tokens for one in written)]))}
    rows, names = feature_matrix([word_counts(tokens) for tokens in texts])
    wanted = targets()
    models = [_learn_one(target, calls, written, rows, texts) for target in wanted]
    weights = np.stack([model.coef_[0] for model in models], axis=1).astype(np.float32)
    bias = np.array([model.intercept_[0] for model in models], dtype=np.float32)
    return TextModel(tuple(target.name for target in wanted), bias, dict(zip(names, weights, strict=True)))


def _learn_one(
    target: Target, calls: Sequence[ReadCall], written: Sequence[Phrase], rows: Any, texts: Mapping[Tokens, int]
) -> LogisticRegression:
    speakers = {one.name: one.speaker for one in targets()}
    examples: list[tuple[int, bool, float]] = []
    for phrase in written:
        if phrase.name == target.name:
            examples.append((texts[phrase.tokens], phrase.is_said, 1.0))
        elif phrase.is_said and phrase.name not in target.like and speakers[phrase.name] == target.speaker:
            examples.append((texts[phrase.tokens], False, OTHERS_PHRASE))
    unseen: list[list[int]] = []
    for call in calls:
        label = _label(call.call, target)
        stretches = [one for one in call.stretches if _may_be(target, one)]
        if label is False:
            examples += [(texts[one.tokens], False, CALLS_STRETCH) for one in stretches]
        elif label and (seen := _found_by_rule(target, call, stretches)) is not None:
            examples.append((texts[seen.tokens], True, 1.0))
        elif label and stretches and target.when != "written":
            unseen.append([texts[one.tokens] for one in stretches])
    first = _fit(rows, examples)
    likeliest = ((numbers, first.predict_proba(rows[numbers])[:, 1]) for numbers in unseen)
    guessed = [(numbers[int(p.argmax())], True, GUESSED) for numbers, p in likeliest if p.max() > GUESS]
    return _fit(rows, [*examples, *guessed])


def _fit(rows: Any, examples: Sequence[tuple[int, bool, float]]) -> LogisticRegression:
    numbers, said, weights = zip(*examples, strict=True)
    model = LogisticRegression(C=SAID_C, solver="liblinear", tol=1e-2, random_state=0)
    return model.fit(rows[list(numbers)], np.array(said), sample_weight=np.array(weights))


def _label(call: LabelledCall, target: Target) -> bool | None:
    verdict = call.expected.get(target.item)
    if verdict is None or verdict == "uncertain":
        return None
    return verdict != "not_applicable" if target.when == "applies" else verdict == "said"


def _may_be(target: Target, stretch: Stretch) -> bool:
    return stretch.speaker == target.speaker and (target.when != "said" or target.item in stretch.inside)


def _found_by_rule(target: Target, call: ReadCall, stretches: Sequence[Stretch]) -> Stretch | None:
    """Return the shortest stretch that holds what the phrases found."""
    cue = call.ruled.get(target.item)
    if target.when != "said" or cue is None or cue.verdict != "said" or cue.first_word is None or cue.end_word is None:
        return None
    holding = [one for one in stretches if one.first_word <= cue.first_word and cue.end_word <= one.end_word]
    touching = [one for one in stretches if one.first_word < cue.end_word and cue.first_word < one.end_word]
    return min(holding or touching, key=lambda one: len(one.tokens), default=None)
