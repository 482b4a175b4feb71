"""A conversation as rules read it: words counted through all turns, and what was heard in the sound laid over them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.normalise import ends_sentence, fold, is_mask, tokens_of
from pipeline.records import Conversation, Heard, Span, Speaker, Turn, Word
from pipeline.soundalike import likeness

MIN_CONTENT_LETTERS = 4
"""Shorter words carry little that an echo could show."""
ECHO_LIKENESS = 0.8
"""So alike must an echo be to the other's word: inflection and the other language leave that much."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A conversation with its words counted.

    Attributes:
        words: of all turns, in turn order; positions in facts, cues and questions count these.
        turn_of: turn index of each word.
        first_words: position of the first word of each turn; one more than turns, the last is the count of words.
        named: positions of the words that were heard as a name.
    """

    conversation: Conversation
    words: tuple[Word, ...]
    turn_of: tuple[int, ...]
    first_words: tuple[int, ...]
    named: frozenset[int] = frozenset()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of the conversation."""
        return self.conversation.turns

    def speaker_of(self, word: int) -> Speaker:
        """Return who says a word."""
        return self.turns[self.turn_of[word]].speaker

    def word_range(self, turn_index: int) -> range:
        """Return the positions of the words of a turn."""
        return range(self.first_words[turn_index], self.first_words[turn_index + 1])

    def span_of(self, first_word: int, end_word: int) -> Span:
        """Return the time from the first word to the last."""
        start_s = self.words[first_word].span.start_s
        return Span(start_s, max(word.span.end_s for word in self.words[first_word:end_word]))

    def heard_by_word(self) -> Mapping[int, Heard]:
        """Return what was heard in the sound, by the position of its first word."""
        return {heard.first_word: heard for heard in self.conversation.facts.heard if heard.end_word <= len(self.words)}


def read(conversation: Conversation) -> Reading:
    """Count the words of a conversation through its turns."""
    words: list[Word] = []
    turn_of: list[int] = []
    first_words = [0]
    for index, turn in enumerate(conversation.turns):
        words.extend(turn.words)
        turn_of.extend([index] * len(turn.words))
        first_words.append(len(words))
    named = frozenset(at for one in conversation.facts.heard for at in range(one.first_word, one.end_word))
    return Reading(conversation, tuple(words), tuple(turn_of), tuple(first_words), named)


def spoken_tokens(reading: Reading, words: range) -> Iterator[str]:
    """Yield the folded tokens of words of one turn, as `spoken_words` has them."""
    if words:
        for at, tokens, _ in spoken_words(reading, reading.turn_of[words.start]):
            if at in words:
                yield from tokens


def spoken_words(reading: Reading, turn_index: int) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Yield each word of a turn with its folded tokens, and whether it ends a sentence.

    Masks, numbers, names that were heard and words in capitals have no tokens: a verdict must be the same before
    masking and after. A name ends a sentence, for once it is masked it has lost the mark it may have had.
    """
    begins = True
    for at in reading.word_range(turn_index):
        text, is_named = reading.words[at].text, at in reading.named
        is_capital = not begins and text[:1].isupper()
        begins = is_named or _may_end(text)
        yield at, () if is_named or is_capital else _spoken_of(text), begins or is_capital


@lru_cache(maxsize=65_536)
def _spoken_of(text: str) -> tuple[str, ...]:
    return tuple(token for token in tokens_of(text) if not is_mask(token) and not token.isdigit())


@lru_cache(maxsize=65_536)
def _may_end(text: str) -> bool:
    return ends_sentence(text) or is_mask(fold(text).strip(".,?!"))


def content_words(words: Iterable[Word], function_words: frozenset[str]) -> tuple[str, ...]:
    """Return the words that carry content, folded.

    Numbers, masks and words in capitals in the middle of a sentence are left out: they are what masking takes, and a
    verdict must be the same before and after.
    """
    kept: list[str] = []
    starts_sentence = True
    for word in words:
        is_name = word.text[:1].isupper() and not starts_sentence
        starts_sentence = ends_sentence(word.text)
        if not is_name and word.redaction is None:
            kept.extend(_content_of(word.text, function_words))
    return tuple(kept)


@lru_cache(maxsize=65_536)
def _content_of(text: str, function_words: frozenset[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens_of(text) if _has_content(token, function_words))


def _has_content(token: str, function_words: frozenset[str]) -> bool:
    return len(token) >= MIN_CONTENT_LETTERS and token.isalpha() and token not in function_words


def echoed(said: Iterable[str], heard: Iterable[str]) -> frozenset[str]:
    """Return the words of `heard` that come back in `said`, written or sounding alike."""
    said_words = frozenset(said)
    if not said_words:
        return said_words
    return frozenset(word for word in frozenset(heard) if word in said_words or _has_echo(word, said_words))


def _has_echo(word: str, said: frozenset[str]) -> bool:
    return any(_is_echo(word, other) for other in said)


@lru_cache(maxsize=262_144)
def _is_echo(word: str, other: str) -> bool:
    return _share_stem(word, other) or likeness(word, other) >= ECHO_LIKENESS


def _share_stem(left: str, right: str) -> bool:
    shorter = min(len(left), len(right))
    return shorter >= 5 and left[: shorter - 1] == right[: shorter - 1]
