"""The notation of phrases in a leidraad, and what it stands for.

    waarmee|waar kan ik u (mee) helpen     words; alternatives; something that may be left out
    [dank u wel|bedankt] voor het wachten  alternatives of several words; between brackets | divides groups
    u spreekt met {name}                   a slot, filled from what was heard
    ik verbind u ... door                  up to four other words between
    ^ dag $                                the beginning and the end of a turn

A phrase is unfolded into plain sequences, so that nothing in matching knows of alternatives.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pipeline.normalise import fold

MAX_VARIANTS = 96
GAP = "..."
TURN_START = "^"
TURN_END = "$"
SLOTS = ("name", "colleague", "organisation", "number")
MAX_GAP_WORDS = 4

Sequence = tuple[str, ...]
"""Folded words, `{slot}`, `...`, `^` and `$`, in order."""

_LEXEMES = re.compile(r"\s*(\.\.\.|\{[a-z_]+\}|[()\[\]|^$]|[^\s()\[\]|^${}]+)")


class NotationError(ValueError):
    """A phrase that is not well written; the message says how to mend it."""


@dataclass(slots=True)
class _Lexemes:
    """What is left to read of a phrase."""

    left: list[str]

    def peek(self) -> str | None:
        return self.left[0] if self.left else None

    def take(self) -> str:
        return self.left.pop(0)


def unfold(phrase: str) -> tuple[Sequence, ...]:
    """Return all plain sequences a phrase stands for, each once, in the order written.

    Raises:
        NotationError: for brackets that do not match, an unknown slot, a misplaced `...`, `^` or `$`, an empty
            variant, or too many variants.
    """
    lexemes = _Lexemes(_LEXEMES.findall(phrase.strip()))
    if "".join(lexemes.left) != re.sub(r"\s+", "", phrase):
        raise NotationError(f"{phrase!r} has a loose brace; write a slot as {{name}}")
    variants = tuple(dict.fromkeys(_series(lexemes, phrase, bar_splits_words=True)))
    if lexemes.left:
        raise NotationError(f"{phrase!r} closes a bracket that was not opened at {lexemes.peek()!r}")
    if len(variants) > MAX_VARIANTS:
        raise NotationError(f"{phrase!r} stands for {len(variants)} sequences; split it, {MAX_VARIANTS} is the limit")
    for variant in variants:
        _check(variant, phrase)
    return variants


def _series(lexemes: _Lexemes, phrase: str, *, bar_splits_words: bool) -> list[Sequence]:
    parts: list[list[Sequence]] = []
    while (lexeme := lexemes.peek()) is not None and lexeme not in (")", "]", "|"):
        parts.append(_alternatives(lexemes, phrase) if bar_splits_words else _single(lexemes, phrase))
        if len(parts) > 40:
            raise NotationError(f"{phrase!r} is too long; 40 parts is the limit")
    return [sum(choice, ()) for choice in _limited(product(*parts), phrase)]


def _limited(choices: Iterator[tuple[Sequence, ...]], phrase: str) -> Iterator[tuple[Sequence, ...]]:
    for count, choice in enumerate(choices):
        if count >= MAX_VARIANTS * 4:
            raise NotationError(f"{phrase!r} stands for too many sequences; split it, {MAX_VARIANTS} is the limit")
        yield choice


def _alternatives(lexemes: _Lexemes, phrase: str) -> list[Sequence]:
    options = _single(lexemes, phrase)
    while lexemes.peek() == "|":
        lexemes.take()
        if lexemes.peek() in (None, ")", "]", "|"):
            raise NotationError(f"{phrase!r} has an empty alternative; write (word) for a word that may be left out")
        options = options + _single(lexemes, phrase)
    return options


def _single(lexemes: _Lexemes, phrase: str) -> list[Sequence]:
    lexeme = lexemes.take()
    if lexeme == "(":
        return [*_bracketed(lexemes, ")", phrase), ()]
    if lexeme == "[":
        return _bracketed(lexemes, "]", phrase)
    return [(_plain(lexeme, phrase),)]


def _bracketed(lexemes: _Lexemes, closing: str, phrase: str) -> list[Sequence]:
    options = _series(lexemes, phrase, bar_splits_words=False)
    while lexemes.peek() == "|":
        lexemes.take()
        options = options + _series(lexemes, phrase, bar_splits_words=False)
    if lexemes.peek() != closing:
        raise NotationError(f"{phrase!r} lacks a closing {closing!r}")
    lexemes.take()
    if () in options:
        raise NotationError(f"{phrase!r} has an empty alternative between brackets")
    return options


def _plain(lexeme: str, phrase: str) -> str:
    if lexeme.startswith("{"):
        if lexeme[1:-1] not in SLOTS:
            raise NotationError(f"{phrase!r} has an unknown slot {lexeme}; known are {', '.join(SLOTS)}")
        return lexeme
    return fold(lexeme)


def _check(variant: Sequence, phrase: str) -> None:
    words = [piece for piece in variant if piece not in (GAP, TURN_START, TURN_END)]
    if not words:
        raise NotationError(f"{phrase!r} can be empty, so it would match anywhere; give it a word it must have")
    if GAP in (variant[0], variant[-1]):
        raise NotationError(f"{phrase!r} begins or ends with '...'; leave that off, it adds nothing")
    if TURN_START in variant[1:]:
        raise NotationError(f"{phrase!r} can never match: '^' is the beginning of a turn, put it first")
    if TURN_END in variant[:-1]:
        raise NotationError(f"{phrase!r} can never match: '$' is the end of a turn, put it last")
