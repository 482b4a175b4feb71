"""Finds the questions of a conversation and tells their kind, by wording and by grammar.

Telephone recognisers drop question marks, so a question is known by its form: a question word with its verb behind it,
or a finite verb with its subject behind it where a clause begins. Phrases of the question file go before grammar.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.findings import Question, QuestionKind
from pipeline.leidraad.lexicon import QuestionFile, Vocabulary
from pipeline.leidraad.places import Place, Places
from pipeline.leidraad.question_functions import Forms, FoundQuestion, Story, by_function
from pipeline.leidraad.reading import Reading
from pipeline.normalise import ends_question, ends_sentence, fold, is_mask, tokens_of

MIN_QUESTION_WORDS = 3
"""Without a mark, fewer words were broken off: *kan ik*."""
VERB_REACH = 4
"""A question word has its verb within so many words: *welke kleur container heeft u*."""
AFTER_DEGREE = 2
"""*hoe dik is*: the verb after a word of degree and what is measured."""
FACT_REACH = 5
"""A question for a fact names it within so many words of its beginning."""
OPEN_REACH = 4
"""*en daarna wat gebeurde er*: a question word may come so late."""
PHRASE_REACH = 5
"""A phrase lies so near the beginning of the question it is part of."""
CHOICE_AFTER = 3
"""*of* in the first words of a question joins no two things."""
CHOICE_REACH = 14
"""The first of two alternatives is no longer than this."""
INVITATION_WORDS = 6
"""An invitation to tell, or an apology for asking again, is no longer than this."""
GOING_ON: tuple[QuestionKind, ...] = ("open", "offer", "repair")

PRIORITY: tuple[QuestionKind, ...] = (
    "repair", "procedural", "offer", "check", "leading", "follow_up", "open", "factual", "choice", "closed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A stretch of one turn up to a sentence's end; tokens with the word each belongs to.

    Attributes:
        is_stated: it ends without a question mark in a call that has them.
        is_unmarked: nothing marks its end, so that a clause may begin anywhere in it.
    """

    turn_index: int
    tokens: tuple[str, ...]
    words: tuple[int, ...]
    is_asked: bool
    is_stated: bool = False
    is_unmarked: bool = False


def forms_of(questions: QuestionFile) -> Forms:
    """Return the word classes of a question file, both languages together: one sentence may hold both."""
    grammar = questions.grammar
    return Forms(
        asking=_both(grammar.asking),
        before_asking=_both(grammar.before_asking),
        verbs=_both(grammar.verbs),
        subjects=_both(grammar.subjects),
        telling=_both(grammar.telling),
        reasons=_both(grammar.reasons),
        facts=_both(grammar.facts) | _both(grammar.data),
        data=_both(grammar.data),
        compounds=tuple(sorted(_both(grammar.compounds))),
        degrees=_both(grammar.degrees),
        manners=_both(grammar.manners),
        own=_both(grammar.own),
        going_on=_both(grammar.going_on),
        back=_both(grammar.back),
        choosing=_both(grammar.choosing),
        starters=_both(grammar.starters),
        fronted=_both(grammar.fronted),
    )


def _both(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(fold(word) for word in (*vocabulary.nl, *vocabulary.fy))


def ruled_questions(story: Story, places: Places, *, is_eager: bool = False) -> list[FoundQuestion]:
    """Return the questions of both parties as the rules tell them, in word order.

    Args:
        story: the conversation, with the word classes.
        places: of the phrases of the question file, under `question.<kind>`, and `question.none` for what only looks
            like a question.
        is_eager: a clause of the agent may begin anywhere in words without marks; what is found so is to be sifted.
    """
    reading, forms = story.reading, story.forms
    worded = {index: _worded(index, places) for index in range(len(reading.turns))}
    denied = {index: [p for p in places.of("question.none") if p.turn_index == index] for index in worded}
    found: list[FoundQuestion] = []
    for sentence in _sentences(reading, is_eager=is_eager):
        index = sentence.turn_index
        inside = [one for one in worded[index] if sentence.words[0] <= one.first_word <= sentence.words[-1]]
        found.extend(_in_sentence(sentence, inside, denied[index], forms))
    ordered = sorted(found, key=lambda one: one.first_word)
    return [by_function(one, story) for one in ordered]


def _worded(turn_index: int, places: Places) -> list[FoundQuestion]:
    """Return the questions known by their phrase.

    Of phrases that overlap the first stays, of those that begin together the kind that goes first in `PRIORITY`; a tag
    goes with any of them.
    """
    found = [
        (place.first_word, rank, FoundQuestion(kind, turn_index, place.first_word, place.end_word))
        for rank, kind in enumerate(PRIORITY)
        for place in places.of(f"question.{kind}")
        if place.turn_index == turn_index
    ]
    kept: list[FoundQuestion] = []
    end_word = 0
    for first_word, _, one in sorted(found, key=lambda entry: entry[:2]):
        if one.kind == "leading":
            kept.append(one)
        elif first_word >= end_word:
            kept.append(one)
            end_word = one.end_word
    return kept


def _sentences(reading: Reading, *, is_eager: bool) -> Iterator[_Sentence]:
    has_marks = any(ends_question(word.text) for word in reading.words)
    for index in range(len(reading.turns)):
        tokens: list[str] = []
        words: list[int] = []
        for word in reading.word_range(index):
            text = reading.words[word].text
            for token in tokens_of(text):
                tokens.append(token)
                words.append(word)
            if tokens and ends_sentence(text):
                is_asked = ends_question(text)
                yield _Sentence(index, tuple(tokens), tuple(words), is_asked, has_marks and not is_asked)
                tokens, words = [], []
        if tokens:
            is_unmarked = is_eager and reading.turns[index].speaker == "agent"
            yield _Sentence(index, tuple(tokens), tuple(words), is_asked=False, is_unmarked=is_unmarked)


def _in_sentence(
    sentence: _Sentence, worded: list[FoundQuestion], denied: list[Place], forms: Forms
) -> Iterator[FoundQuestion]:
    end_word = sentence.words[-1] + 1
    tags = [one.first_word for one in worded if one.kind == "leading"]
    phrases = {one.first_word: one for one in worded if one.kind != "leading"}
    grammar = dict(_by_grammar(sentence, forms, denied))
    covered = {word for one in phrases.values() for word in range(one.first_word + 1, one.end_word)}
    phrases = {_beginning(start, one, grammar.keys(), sentence, forms): one for start, one in phrases.items()}
    starts = sorted({*phrases, *(grammar.keys() - covered)})
    if (tags or sentence.is_asked) and not starts:
        starts = [sentence.words[0]]
    bare: QuestionKind = "factual" if forms.facts & frozenset(sentence.tokens[:FACT_REACH]) else "closed"
    kinds = {start: phrases[start].kind if start in phrases else grammar.get(start, bare) for start in starts}
    starts = [
        start for start, before in zip(starts, [None, *starts], strict=False) if not _goes_on(start, before, kinds)
    ]
    starts = _joined(starts, sentence, kinds, forms)
    for start, stop in pairwise([*starts, end_word]):
        kind = kinds[start]
        has_tag = any(start <= tag < stop for tag in tags)
        is_told = start not in phrases or kind == "closed"
        yield FoundQuestion("leading" if has_tag and is_told else kind, sentence.turn_index, start, stop)


def _joined(starts: list[int], sentence: _Sentence, kinds: dict[int, QuestionKind], forms: Forms) -> list[int]:
    """Join two questions with an *or* between them: an offer where either is one, else a choice."""
    kept = starts[:1]
    for before, start in pairwise(starts):
        at = sentence.words.index(start)
        if sentence.tokens[at - 1] in forms.choosing and start - before <= CHOICE_REACH and before == kept[-1]:
            kinds[before] = "offer" if "offer" in (kinds[before], kinds[start]) else "choice"
        else:
            kept.append(start)
    return kept


def _beginning(start: int, phrase: FoundQuestion, grammar: Collection[int], sentence: _Sentence, forms: Forms) -> int:
    """Return where the question begins whose phrase is its later part: *kan ik u vandaag nog ergens mee helpen*.

    A phrase that itself opens with a verb or a question word is a question of its own.
    """
    if start - 1 in grammar:
        return start - 1  # *op welk adres*: the phrase lacks the preposition
    tokens = [token for token, word in zip(sentence.tokens, sentence.words, strict=True) if word >= start]
    verb_first = len(tokens) > 1 and tokens[0] in forms.verbs and tokens[1] in forms.subjects
    if verb_first or (tokens and tokens[0] in forms.asking):
        return start
    earlier = [word for word in grammar if phrase.first_word - PHRASE_REACH <= word < start]
    return max(earlier, default=start)


def _goes_on(start: int, before: int | None, kinds: Mapping[int, QuestionKind]) -> bool:
    """Tell whether a question is the rest of one of its kind just before: *vertelt u eens, wat is er gebeurd*."""
    if before is None or start - before > INVITATION_WORDS:
        return False
    return kinds[start] == kinds[before] and kinds[start] in GOING_ON


def _by_grammar(sentence: _Sentence, forms: Forms, denied: list[Place]) -> Iterator[tuple[int, QuestionKind]]:
    for index in range(len(sentence.tokens) - 1):
        word = sentence.words[index]
        if any(place.first_word <= word < place.end_word for place in denied):
            continue
        if index and sentence.is_stated:
            break  # the end of a statement that has the form of a question: *hij kijkt en belt u dan*
        before = sentence.tokens[index - 1] if index else ""
        # A masked name has lost the mark that may have ended its sentence.
        may_begin = not before or before in forms.starters or is_mask(before)
        if not may_begin and (not sentence.is_unmarked or before in forms.fronted):
            continue
        kind = _form_at(sentence, index, forms)
        if kind is not None:
            yield word, kind


def _form_at(sentence: _Sentence, index: int, forms: Forms) -> QuestionKind | None:
    tokens = sentence.tokens[index:]
    if len(tokens) < MIN_QUESTION_WORDS and not sentence.is_asked:
        return None
    if tokens[0] in forms.asking:
        return _kind_of_asking(tokens, forms)
    if tokens[0] in forms.before_asking and tokens[1] in forms.asking:
        return _kind_of_asking(tokens[1:], forms)
    if tokens[0] in forms.verbs and tokens[1] in forms.subjects:
        return _kind_of_verb_first(tokens, forms)
    return None


def _kind_of_asking(tokens: tuple[str, ...], forms: Forms) -> QuestionKind | None:
    """Tell the kind of a question that opens with a question word; its verb must come before its subject."""
    verb = next((at for at, token in enumerate(tokens[1 : VERB_REACH + 1], start=1) if token in forms.verbs), None)
    if verb is None or any(token in forms.subjects for token in tokens[1:verb]):
        return None
    is_measure = tokens[0] in forms.degrees and verb == AFTER_DEGREE and tokens[1] not in forms.manners
    is_factual = tokens[0] not in forms.reasons and any(_is_fact(token, forms) for token in tokens[:FACT_REACH])
    if _has_choice(tokens, forms):
        return "choice"
    return "factual" if is_factual or is_measure else "open"


def _is_fact(token: str, forms: Forms) -> bool:
    """Tell whether a word names one fact, compounds of such words included: *aanslagnummer*."""
    return token in forms.facts or any(token.endswith(end) for end in forms.compounds)


def _kind_of_verb_first(tokens: tuple[str, ...], forms: Forms) -> QuestionKind:
    if any(token in forms.telling for token in tokens):
        return "factual" if any(token in forms.facts for token in tokens) else "open"
    return "choice" if _has_choice(tokens, forms) else "closed"


def _has_choice(tokens: tuple[str, ...], forms: Forms) -> bool:
    """Tell whether two things are offered; *weet u of u* begins a subordinate clause."""
    return any(
        token in forms.choosing and tokens[at + 1] not in forms.subjects
        for at, token in enumerate(tokens[:-1])
        if at >= CHOICE_AFTER
    )


def has_open_form(question: Question, reading: Reading, forms: Forms) -> bool:
    """Tell whether the form of a question leaves open what is answered, whatever it is for."""
    words = reading.words[question.first_word : question.end_word]
    tokens = tuple(token for word in words for token in tokens_of(word.text))
    starts = [at for at, token in enumerate(tokens[:OPEN_REACH]) if token in forms.asking]
    if any(token in forms.telling for token in tokens):
        return not any(token in forms.data for token in tokens)
    return any(_kind_of_asking(tokens[at:], forms) == "open" for at in starts)
