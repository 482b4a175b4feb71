"""Takes what was written in one language for the words that a leidraad knows, by spelling and sound."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from models.frisian import Frisian
from pipeline.leidraad.lexicon import WordFile
from pipeline.leidraad.notation import GAP, TURN_END, TURN_START
from pipeline.leidraad.places import SLOT_OF_HEARD, Trigger
from pipeline.leidraad.reading import Reading
from pipeline.normalise import fold, is_mask, tokens_of
from pipeline.soundalike import SoundIndex

EarLanguage = Literal["nl", "fy"]
BORDERS = (TURN_START, TURN_END)
NUMBER = "{number}"
CACHED_WORDS = 200_000
"""Written words whose hearing is remembered, some 50 MB; the words of a language are soon among them."""
_MARKS = ".,?!;:"


@dataclass(frozen=True, slots=True)
class HeardToken:
    """A word as an ear takes it.

    Attributes:
        text: the word of the leidraad it stands for, or itself.
        likeness: of what was written to that word, 0 to 1.
    """

    text: str
    likeness: float


@dataclass(slots=True)
class HeardCall:
    """A call as an ear takes it: one list of tokens, with a border before and after each turn.

    Attributes:
        first_words: position in the conversation of the word a token begins with.
        end_words: position after the word it ends with.
        turns: turn index and the tokens of it, borders included.
    """

    tokens: list[HeardToken] = field(default_factory=list)
    first_words: list[int] = field(default_factory=list)
    end_words: list[int] = field(default_factory=list)
    turns: list[range] = field(default_factory=list)

    def add(self, token: HeardToken, first_word: int, end_word: int) -> None:
        """Append a token that stands for some words."""
        self.tokens.append(token)
        self.first_words.append(first_word)
        self.end_words.append(end_word)


class Hearing:
    """Hears one language: which words it knows decides what others are taken for."""

    def __init__(self, language: EarLanguage, known: Sequence[Trigger], words: WordFile) -> None:
        """Know words.

        Args:
            language: that is heard.
            known: phrases whose words speech is heard as.
            words: what the leidraad skips and takes for the same.
        """
        self.language = language
        self.spacy = language_of(language)
        self._fillers = frozenset(fold(word) for word in getattr(words.fillers, language))
        self._canonical = {fold(word): fold(group[0]) for group in getattr(words.same, language) for word in group}
        self._cache: dict[str, tuple[HeardToken, ...]] = {}
        self._last: tuple[Reading, HeardCall, Doc] | None = None
        self._pieces: dict[str, Sequence[str]] = {}
        sequences = [self.sequence(trigger) for trigger in known if trigger.language == language]
        self._index = SoundIndex(
            {*self._canonical, *(word for sequence in sequences for word in sequence if word.isalpha())}
        )

    def sequence(self, trigger: Trigger) -> tuple[str, ...]:
        """Return a phrase in words as they are heard."""
        for piece in trigger.sequence:
            if piece not in self._pieces:
                self._pieces[piece] = self._piece(piece)
        return tuple(token for piece in trigger.sequence for token in self._pieces[piece])

    def _piece(self, piece: str) -> Sequence[str]:
        if piece in (GAP, *BORDERS) or piece.startswith("{"):
            return (piece,)
        plain = [self._canonical.get(token, token) for token in self._tokens(piece)]
        return [token for token in plain if token not in self._fillers]

    def _tokens(self, text: str) -> list[str]:
        """Cut text as the language is cut, each token by its norm, folded; a plain word needs no cutting."""
        plain = fold(text).strip(_MARKS)
        if plain.isalpha():
            return [plain]
        norms = [token.norm_ for token in self.spacy.make_doc(text) if not token.is_punct]
        return [NUMBER if token.isdigit() else token for norm in norms for token in tokens_of(norm)]

    def hear(self, reading: Reading, turns: Collection[int] | None = None) -> tuple[HeardCall, Doc]:
        """Hear a conversation, or some turns of it; the others stay without tokens.

        A whole conversation is heard once for all ears that ask for it one after the other.
        """
        if turns is None and self._last is not None and self._last[0] is reading:
            return self._last[1:]
        call = self._hear(reading, range(len(reading.turns)) if turns is None else turns)
        doc = Doc(self.spacy.vocab, words=[token.text for token in call.tokens])
        if turns is None:
            self._last = (reading, call, doc)
        return call, doc

    def _hear(self, reading: Reading, turns: Collection[int]) -> HeardCall:
        call = HeardCall()
        heard = reading.heard_by_word()
        for turn_index in range(len(reading.turns)):
            begin = len(call.tokens)
            if turn_index not in turns:
                call.turns.append(range(begin, begin))
                continue
            positions = reading.word_range(turn_index)
            call.add(HeardToken(TURN_START, 1.0), positions.start, positions.start)
            word = positions.start
            while word < positions.stop:
                if word in heard:
                    call.add(HeardToken(SLOT_OF_HEARD[heard[word].kind], 1.0), word, heard[word].end_word)
                    word = heard[word].end_word
                    continue
                spoken = self.word(reading.words[word].text)
                call.tokens += spoken
                call.first_words += [word] * len(spoken)
                word += 1
                call.end_words += [word] * len(spoken)
            call.add(HeardToken(TURN_END, 1.0), positions.stop, positions.stop)
            call.turns.append(range(begin, len(call.tokens)))
        return call

    def word(self, text: str) -> tuple[HeardToken, ...]:
        """Return what a written word is taken for."""
        known = self._cache.get(text)
        if known is None:
            if len(self._cache) >= CACHED_WORDS:
                self._cache.clear()
            known = self._cache[text] = tuple(self._hear_word(text))
        return known

    def _hear_word(self, text: str) -> Iterator[HeardToken]:
        if is_mask(plain := fold(text).strip(_MARKS)):
            yield HeardToken(plain, 1.0)
            return
        for token in self._tokens(text):
            near = self._index.nearest(token) if token != NUMBER else None
            word, likeness = (near.word, near.likeness) if near is not None else (token, 1.0)
            canonical = self._canonical.get(word, word)
            if canonical not in self._fillers:
                yield HeardToken(canonical, likeness)


@lru_cache(maxsize=2)
def language_of(language: EarLanguage) -> SpacyLanguage:
    """Make a language once: its exceptions take a second to load."""
    return spacy.blank("nl") if language == "nl" else Frisian()
