"""Texts of others: spontaneous questions, and sentences in a known language."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.language import language_of
from pipeline.normalise import tokens_of
from pipeline.ports import CueFinder
from pipeline.records import Conversation, Span, Speaker, Turn, Word

LONG_WORDS = 5
_WORD_S = 0.3
_MARKS = ".,?!;:"


def spontaneous_questions(folder: Path, cue_finder: CueFinder) -> dict[str, float | int]:
    """Compare utterances called a question with those whose transcriber wrote a question mark; the marks are hidden.

    Args:
        folder: of dialogues, `ifadv-dev`.
        cue_finder: finds the questions.
    """
    counts: Counter[tuple[bool, bool]] = Counter()
    for file in sorted(folder.glob("*.csv")):
        turns, asked = _utterances(file)
        found = {one.turn_index for one in cue_finder.find(Conversation(file.stem, 3600.0, turns=turns)).questions}
        counts.update((is_asked, number in found) for number, is_asked in enumerate(asked))
    hits, extra, missed = counts[True, True], counts[False, True], counts[True, False]
    return {
        "questions": hits + missed,
        "precision": round(hits / max(1, hits + extra), 4),
        "recall": round(hits / max(1, hits + missed), 4),
        "f1": round(2 * hits / max(1, 2 * hits + extra + missed), 4),
    }


def _utterances(file: Path) -> tuple[tuple[Turn, ...], list[bool]]:
    turns, asked = [], []
    speakers: dict[str, Speaker] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["utterance_stripped"].strip()]
    for number, row in enumerate(rows):
        text = row["utterance_stripped"].strip()
        speaker = speakers.setdefault(row["speaker"], "citizen" if speakers else "agent")
        words = [word.rstrip(_MARKS) for word in text.split()]
        at_s = number * 0.001
        placed = tuple(Word(Span(at_s + n * _WORD_S, at_s + (n + 1) * _WORD_S), word) for n, word in enumerate(words))
        turns.append(Turn(Span(at_s, at_s + len(words) * _WORD_S), speaker, "nl", placed))
        asked.append("?" in text)
    return tuple(turns), asked


def languages_of_sentences(folder: Path) -> dict[str, dict[str, float | int]]:
    """Return for the sentences of each language how many of five words and more are told rightly, and of all."""
    result = {}
    for language in ("nl", "fy"):
        lines = (folder / f"common-voice-sentences-{language}.txt").read_text(encoding="utf-8").splitlines()
        told = [(len(tokens_of(line)), language_of(line)) for line in lines if line.strip()]
        long = [one for words, one in told if words >= LONG_WORDS]
        result[language] = {
            "long": len(long),
            "long_right": round(sum(one == language for one in long) / len(long), 4),
            "long_unknown": round(sum(one == "unknown" for one in long) / len(long), 4),
            "right": round(sum(one == language for _, one in told) / len(told), 4),
        }
    return result


def languages_of_tokens(file: Path) -> dict[str, float | int]:
    """Return how well mixed speech is told: by utterance, and by stretch of tokens in one language.

    An utterance is in the language of most of its tokens; a token is given the language of its stretch.
    """
    utterances = stretches = tokens = right = stretch_right = token_right = unknown = 0
    for sentence in _labelled_sentences(file):
        counts = Counter(language for _, language in sentence)
        told = language_of(" ".join(word for word, _ in sentence))
        utterances += 1
        right += told == counts.most_common(1)[0][0]
        unknown += told == "unknown"
        for language, words in _stretches(sentence):
            told = language_of(" ".join(words))
            stretches, tokens = stretches + 1, tokens + len(words)
            stretch_right += told == language
            token_right += len(words) * (told == language)
    return {
        "utterances": utterances,
        "utterance_right": round(right / utterances, 4),
        "utterance_unknown": round(unknown / utterances, 4),
        "tokens": tokens,
        "token_right": round(token_right / tokens, 4),
        "stretches": stretches,
        "stretch_right": round(stretch_right / stretches, 4),
    }


def _labelled_sentences(file: Path) -> Iterator[list[tuple[str, str]]]:
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        sentence = [(line[1], line[9].partition("Lang=")[2].partition("|")[0]) for line in lines if "Lang=" in line[9]]
        if sentence:
            yield sentence


def _stretches(sentence: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    words: list[str] = []
    for number, (word, language) in enumerate(sentence):
        words.append(word)
        if number + 1 == len(sentence) or sentence[number + 1][1] != language:
            yield language, words
            words = []
