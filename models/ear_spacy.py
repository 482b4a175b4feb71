"""Hears a conversation in one language: turns what was written into words a leidraad knows, and finds its phrases.

Near words are made equal first, by spelling and sound, so that spaCy's matchers can be exact and fast: PhraseMatcher
for plain sequences, Matcher for those with words between, and an alignment by sound for what was cut otherwise.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from models.hearing_spacy import BORDERS, HeardCall, Hearing
from pipeline.leidraad.alignment import Aligned, Sounds, align_sound, align_words, is_in_reach, sounds_of
from pipeline.leidraad.lexicon import WordFile
from pipeline.leidraad.notation import GAP, MAX_GAP_WORDS
from pipeline.leidraad.places import Place, Trigger
from pipeline.leidraad.reading import Reading
from pipeline.leidraad.word_index import ANCHOR_LETTERS, TurnWords, WordIndex
from pipeline.normalise import fold

MIN_LIKENESS = (0.93, 0.9, 0.85)
"""Mean likeness of the words of a phrase of one word, of two, of more: the fewer, the easier one is met by chance."""
EXPECTED_SLACK = 0.05
"""In the turns where a phrase belongs it may be so much less like what was written."""
EDGE_TURNS = {"opening": 4, "closing": 6}
"""In so many turns at either end, phrases of that phase are compared whether they share a long word or not."""
NEAR_RATIO = 74.0
"""A phrase that lacks a word still sounds like its turn by so many hundredths."""


@dataclass(slots=True)
class _Gapped:
    """A sequence with words between; its matcher is made when all its words are met for the first time."""

    name: str
    sequence: tuple[str, ...]
    needed: frozenset[str]
    matcher: Matcher | None = None


@dataclass(frozen=True, slots=True)
class _Loose:
    """A sequence that may be found though it was not written word for word."""

    trigger: Trigger
    words: tuple[str, ...]
    key: str
    anchors: frozenset[str]


class Ear:
    """Hears one language; the leidraad's phrases are compiled when it is made."""

    def __init__(self, hearing: Hearing, triggers: Sequence[Trigger], words: WordFile) -> None:
        self.hearing = hearing
        self._nlp = hearing.spacy
        self._denials = frozenset(fold(word) for word in getattr(words.denials, hearing.language))
        own = [trigger for trigger in triggers if trigger.language == hearing.language]
        sequences = [hearing.sequence(trigger) for trigger in own]
        self._phrases = PhraseMatcher(self._nlp.vocab, attr="ORTH", validate=True)
        self._gapped: dict[str, list[_Gapped]] = {}
        self._loose: dict[str, list[_Loose]] = {}
        self._owners: dict[str, list[Trigger]] = {}
        for trigger, sequence in zip(own, sequences, strict=True):
            self._learn(trigger, sequence)
        self._near = {
            speaker: WordIndex([one.words for one in loose], [str(one.trigger.phase) for one in loose])
            for speaker, loose in self._loose.items()
        }

    def _learn(self, trigger: Trigger, sequence: tuple[str, ...]) -> None:
        if not sequence:
            return
        name = " ".join(sequence)
        owners = self._owners.setdefault(name, [])
        if not owners and GAP in sequence:
            needed = frozenset(sequence) - {GAP}
            self._gapped.setdefault(max(sorted(needed), key=len), []).append(_Gapped(name, sequence, needed))
        elif not owners:
            self._phrases.add(name, [Doc(self._nlp.vocab, words=list(sequence))])
        owners.append(trigger)
        if trigger.speaker is not None and all(word.isalpha() for word in sequence):
            self._learn_loose(trigger, sequence)

    def _learn_loose(self, trigger: Trigger, words: tuple[str, ...]) -> None:
        anchors = frozenset(word for word in words if len(word) >= ANCHOR_LETTERS)
        loose = _Loose(trigger, words, sounds_of(words).key, anchors)
        if anchors or trigger.phase in EDGE_TURNS:
            self._loose.setdefault(str(trigger.speaker), []).append(loose)

    def places(self, reading: Reading, turns: Collection[int] | None = None) -> Iterator[Place]:
        """Yield where the leidraad's phrases of this language were heard, in these turns only or in all."""
        call, doc = self.hearing.hear(reading, turns)
        turn_of = [turn for turn, tokens in enumerate(call.turns) for _ in tokens]
        edges = [_edges(turn, len(call.turns)) for turn in range(len(call.turns))]
        found: set[tuple[str, int]] = set()
        for name, start, end in self._matches(call, doc):
            turn = turn_of[start]
            first_word, end_word, likeness, needed = _stretch(call, start, end)
            for trigger in self._owners[name]:
                if likeness >= needed - (EXPECTED_SLACK if trigger.phase in edges[turn] else 0.0):
                    found.add((trigger.key, turn))
                    yield Place(trigger.key, first_word, end_word, turn, likeness)
        yield from self._loose_places(reading, call, found)

    def _matches(self, call: HeardCall, doc: Doc) -> Iterator[tuple[str, int, int]]:
        for key, start, end in self._phrases(doc):
            yield self._nlp.vocab.strings[key], start, end
        for tokens in call.turns:
            texts = [call.tokens[index].text for index in tokens]
            if self._gapped.keys().isdisjoint(texts):
                continue
            places: dict[str, list[int]] = {}
            for index, text in zip(tokens, texts, strict=True):
                places.setdefault(text, []).append(index)
            candidates = (one for word in places for one in self._gapped.get(word, ()) if one.needed <= places.keys())
            for gapped in (one for one in candidates if is_in_reach(one.sequence, places)):
                for span in self._matcher(gapped)(doc[tokens.start : tokens.stop], as_spans=True):
                    yield span.label_, span.start, span.end

    def _matcher(self, gapped: _Gapped) -> Matcher:
        if gapped.matcher is None:
            gapped.matcher = Matcher(self._nlp.vocab, validate=True)
            gapped.matcher.add(gapped.name, [list(_pattern(gapped.sequence))])
        return gapped.matcher

    def _loose_places(self, reading: Reading, call: HeardCall, found: set[tuple[str, int]]) -> Iterator[Place]:
        for speaker, loose in self._loose.items():
            own = [
                number for number, turn in enumerate(reading.turns) if turn.speaker == speaker and call.turns[number]
            ]
            inner = [range(call.turns[number].start + 1, call.turns[number].stop - 1) for number in own]
            words = [[call.tokens[index].text for index in tokens] for tokens in inner]
            turns = [TurnWords(one, _edges(number, len(call.turns))) for number, one in zip(own, words, strict=True)]
            near = self._near[speaker].near(turns)
            for turn_index, tokens, spoken, numbers in zip(own, inner, words, near, strict=True):
                wanted = [loose[number] for number in numbers if (loose[number].trigger.key, turn_index) not in found]
                for one, aligned in self._alignments(wanted, spoken):
                    first, last = call.first_words[tokens[aligned.first]], call.end_words[tokens[aligned.end - 1]]
                    yield Place(one.trigger.key, first, last, turn_index, round(aligned.likeness, 3))

    def _alignments(self, candidates: Sequence[_Loose], words: Sequence[str]) -> Iterator[tuple[_Loose, Aligned]]:
        """Yield the candidates that can be aligned with the words of a turn; most are ruled out by sound, at once."""
        if not candidates:
            return
        sounds = sounds_of([word if word.isalpha() else "" for word in words])
        keys = [loose.key for loose in candidates]
        near = process.extract(sounds.key, keys, scorer=fuzz.partial_ratio, score_cutoff=NEAR_RATIO, limit=None)
        for _, _, index in near:
            aligned = self._aligned(candidates[index], words, sounds)
            if aligned is not None:
                yield candidates[index], aligned

    def _aligned(self, loose: _Loose, words: Sequence[str], sounds: Sounds) -> Aligned | None:
        """Align by words where the long ones are all there, else by sound; never over a denial the phrase has not."""
        aligned = align_words(loose.words, words) if loose.anchors <= frozenset(words) else None
        aligned = aligned or align_sound(loose.key, sounds)
        if aligned is None:
            return None
        denials = self._denials & frozenset(words[aligned.first : aligned.end])
        return aligned if denials <= frozenset(loose.words) else None


def ears_for(known: Sequence[Trigger], triggers: Sequence[Trigger], words: WordFile) -> tuple[Ear, ...]:
    """Return a Dutch ear and a Frisian one.

    Args:
        known: phrases whose words speech is heard as.
        triggers: phrases to listen for.
        words: of the leidraad.
    """
    return Ear(Hearing("nl", known, words), triggers, words), Ear(Hearing("fy", known, words), triggers, words)


def _edges(turn_index: int, turn_count: int) -> tuple[str, ...]:
    """Return the phases a turn may belong to, of those at either end of a call."""
    opening = ("opening",) if turn_index < EDGE_TURNS["opening"] else ()
    return (*opening, "closing") if turn_index >= turn_count - EDGE_TURNS["closing"] else opening


def _pattern(sequence: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a token pattern for spaCy; a gap is up to `MAX_GAP_WORDS` tokens and never leaves the turn."""
    for piece in sequence:
        if piece == GAP:
            yield from ({"ORTH": {"NOT_IN": list(BORDERS)}, "OP": "?"} for _ in range(MAX_GAP_WORDS))
        else:
            yield {"ORTH": piece}


def _stretch(call: HeardCall, start: int, end: int) -> tuple[int, int, float, float]:
    """Return the words that matched tokens stand for, [first, end), their likeness, and that which so many need."""
    first = start + (call.tokens[start].text in BORDERS)
    last = end - (call.tokens[end - 1].text in BORDERS)
    likeness = sum([token.likeness for token in call.tokens[first:last]]) / (last - first)
    needed = MIN_LIKENESS[min(last - first, len(MIN_LIKENESS)) - 1]
    return call.first_words[first], call.end_words[last - 1], round(likeness, 3), needed
