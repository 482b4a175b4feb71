"""Describes a question by its words, form, neighbours and answer, what it takes up and where it stands."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.leidraad.learned import Features, word_features
from pipeline.leidraad.question_functions import FoundQuestion, Story
from pipeline.leidraad.reading import Reading, echoed, spoken_tokens
from pipeline.normalise import is_mask, tokens_of

LEAD_WORDS = 4
"""The first words of a question tell most of its kind: each is described with its position."""
NEAR_TURNS = 2
"""What was told lies in the other's last turns."""
ANSWER_WORDS = 2
WITH_RULE = frozenset(
    {"lead0", "echo_near", "echo_ever", "told", "back", "own_turn", "turns_left", "asked_before"}
    | {"core0", "core_form", "gap", "asked_last", "told_number", "known_last", "place"}
)
"""What means another thing for each kind that the rules tell: a follow-up may take words up, a choice need not."""
CORE_WORDS = 3
"""The first words behind *en*, *maar*, *mevrouw*."""
PARTICIPLE_LETTERS = 5
STORY_WORDS = 8
"""A turn of so many words tells something."""
CROSSED = ("echo_last", "echo_near", "told", "told_since", "on_story", "met", "goes_on", "gap", "end_known", "new")
PLACES = 5
"""Parts of a call by its turns."""
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 30)


def question_features(asked: Sequence[FoundQuestion], number: int, story: Story) -> Features:
    """Return the description of a question as the learned kinds take it.

    Args:
        asked: all questions of one speaker in word order, with the kinds that the rules tell.
        number: of the question to describe.
        story: what the conversation tells around it.
    """
    found = asked[number]
    tokens = list(spoken_tokens(story.reading, range(found.first_word, found.end_word)))
    named = [
        *(f"lead{at}={token}" for at, token in enumerate(tokens[:LEAD_WORDS])),
        *(f"pair0={left} {right}" for left, right in pairwise(tokens[:3])),
        *(f"end={token}" for token in tokens[-1:]),
        *_form(found, tokens, story),
        *_reference(found, tokens, story),
        *_core(tokens, story),
        *_position(found, number, story.reading),
        *_neighbours(asked, number),
        *_answer(found, story.reading),
        *_since(asked, number, story),
        *_own_words(asked, number, story),
    ]
    named += _crossed(named)
    by_rule = (f"{found.kind}&{name}" for name in named if name.partition("=")[0] in WITH_RULE)
    return {**word_features(tokens), **dict.fromkeys(named, 1.0), **dict.fromkeys(by_rule, 1.0)}


def _form(found: FoundQuestion, tokens: Sequence[str], story: Story) -> Iterator[str]:
    forms = story.forms
    yield f"rule={found.kind}"
    last = story.reading.words[found.end_word - 1].text
    yield f"mark={last.rstrip(chr(34) + chr(39)).endswith('?')}"
    yield f"length={_bucket(len(tokens))}"
    classes = {
        "asking": forms.asking, "verb": forms.verbs, "subject": forms.subjects, "own": forms.own, "back": forms.back,
    }  # fmt: skip
    for at, token in enumerate(tokens[:LEAD_WORDS]):
        for name, words in classes.items():
            if token in words:
                yield f"lead{at}:{name}"
    for name, words in {
        "telling": forms.telling, "data": forms.data, "facts": forms.facts, "going_on": forms.going_on,
    }.items():  # fmt: skip
        if not words.isdisjoint(tokens):
            yield f"has:{name}"
    if any(token.endswith(forms.compounds) for token in tokens):
        yield "has:compound"
    yield from (f"choosing={min(at, 6)}" for at, token in enumerate(tokens[:-1]) if token in forms.choosing and at)


def _reference(found: FoundQuestion, tokens: Sequence[str], story: Story) -> Iterator[str]:
    reading = story.reading
    speaker = reading.turns[found.turn_index].speaker
    others = [index for index in range(found.turn_index) if reading.turns[index].speaker != speaker]
    said = story.content_between(found.first_word, found.end_word)
    back = echoed(said, story.content_of(*others))
    for name, turns in (("last", others[-1:]), ("near", others[-NEAR_TURNS:]), ("ever", others)):
        count = len(back & story.content_of(*turns)) if back else 0
        yield f"echo_{name}={min(count, 3)}"
    told = sum(len(reading.turns[index].words) for index in others[-1:])
    yield f"told={_bucket(told)}"
    ever = sum(len(reading.turns[index].words) for index in others)
    yield f"told_ever={_bucket(ever)}"
    yield f"back={story.points_back(found)}"
    yield f"has_name={len(tokens) < found.end_word - found.first_word}"
    last = story.content_of(*others[-1:])
    known = [word for word in said if echoed((word,), back)] if back else []
    known_last = [word for word in known if echoed((word,), back & last)]
    yield f"content={min(len(said), 5)}"
    yield f"new={min(len(said) - len(known), 4)}"
    yield f"known_last={1 + (2 * len(known_last) >= len(said)) if known_last else 0}"
    yield f"end_known={said[-1:] == tuple(known_last[-1:])}"
    if others:
        yield from _told_last(reading, reading.word_range(others[-1]))


def _told_last(reading: Reading, words: range) -> Iterator[str]:
    yield f"told_number={_has_number(reading, words)}"
    yield from (f"told0={token}" for token in list(spoken_tokens(reading, words[:2]))[:1])


def _core(tokens: Sequence[str], story: Story) -> Iterator[str]:
    """Yield the first words without what only joins or calls, and their classes."""
    forms = story.forms
    behind = (at for at, token in enumerate(tokens) if token not in forms.starters or token in forms.asking)
    core = tokens[min(next(behind, 0), max(0, len(tokens) - 2)) :]
    classes = {
        "asking": forms.asking, "own": forms.own, "subject": forms.subjects, "verb": forms.verbs,
        "before": forms.before_asking,
    }  # fmt: skip
    told = (next((name for name, words in classes.items() if token in words), "other") for token in core[:CORE_WORDS])
    yield f"core_form={'-'.join(told)}"
    yield from (f"core{at}={token}" for at, token in enumerate(core[:CORE_WORDS]))
    yield from (f"core_pair={left} {right}" for left, right in pairwise(core[: CORE_WORDS + 1]))
    yield from (f"end_pair={left} {right}" for left, right in pairwise(tokens[-2:]))
    if any(_may_be_participle(token) for token in tokens[2:]):
        yield "participle"


def _may_be_participle(token: str) -> bool:
    is_long = len(token) >= PARTICIPLE_LETTERS
    return is_long and token.startswith(("ge", "be", "ver")) and token.endswith(("d", "t", "en"))


def _since(asked: Sequence[FoundQuestion], number: int, story: Story) -> Iterator[str]:
    """Yield what the other told since the last question, and how far the story is."""
    turns, turn_index = story.reading.turns, asked[number].turn_index
    speaker = turns[turn_index].speaker
    others = [index for index in range(turn_index) if turns[index].speaker != speaker]
    last = asked[number - 1].turn_index if number else -1
    yield f"told_since={_bucket(sum(len(turns[index].words) for index in others if index > last))}"
    long = [index for index in others if len(turns[index].words) >= STORY_WORDS]
    yield f"stories={min(len(long), 3)}"
    yield f"on_story={bool(long) and long[-1] == others[-1]}"
    yield f"told_content={min(len(story.content_of(*others[-1:])), 6)}"


def _own_words(asked: Sequence[FoundQuestion], number: int, story: Story) -> Iterator[str]:
    """Yield what the question has in common with the asker's own words before it, in its turn and in questions."""
    found, reading = asked[number], story.reading
    said = story.content_between(found.first_word, found.end_word)
    own = story.content_between(reading.word_range(found.turn_index).start, found.first_word)
    yield f"goes_on={min(len(echoed(said, own)), 2) if own else 0}"
    yield f"met={min(len(echoed(own, _told_last_content(found, story))), 2) if own else 0}"
    earlier = [one for one in asked[:number] if one.turn_index < found.turn_index][-2:]
    again = {word for one in earlier for word in story.content_between(one.first_word, one.end_word)}
    yield f"again={min(len(echoed(said, again)), 2)}"
    if number > 1:
        yield f"asked_before_last={asked[number - 2].kind}"


def _told_last_content(found: FoundQuestion, story: Story) -> frozenset[str]:
    turns = story.reading.turns
    speaker = turns[found.turn_index].speaker
    last = next((at for at in range(found.turn_index - 1, -1, -1) if turns[at].speaker != speaker), None)
    return story.content_of(last) if last is not None else frozenset()


def _crossed(named: Sequence[str]) -> list[str]:
    """Return the form of a question together with what it takes up, and with what was told."""
    value = {name: rest for name, _, rest in (one.partition("=") for one in named)}
    form = f"{value.get('core0')}&{value['core_form'].partition('-')[0]}"
    return [f"{value['core_form']}&{name}={value[name]}" for name in CROSSED if name in value] + [
        f"{form}&back={value['back']}&echo={value['echo_last']}",
        f"{value['core_form']}&{value['back']}&{value['echo_near']}&{value['told_since']}",
        f"back={value['back']}&echo={value['echo_last']}&met={value['met']}&on={value['on_story']}",
    ]


def _neighbours(asked: Sequence[FoundQuestion], number: int) -> Iterator[str]:
    turn_index = asked[number].turn_index
    before = asked[number - 1] if number else None
    after = asked[number + 1] if number + 1 < len(asked) else None
    yield f"asked_last={before.kind if before is not None else 'none'}"
    yield f"gap={min(turn_index - before.turn_index, 5) if before is not None else 5}"
    yield f"asked_next={after.kind if after is not None else 'none'}"
    yield f"next_same={after is not None and after.turn_index == turn_index}"


def _position(found: FoundQuestion, number: int, reading: Reading) -> Iterator[str]:
    turns = reading.turns
    own = [at for at, turn in enumerate(turns) if turn.speaker == turns[found.turn_index].speaker]
    place = own.index(found.turn_index)
    yield f"own_turn={min(place, 4)}"
    yield f"turns_left={min(len(own) - place - 1, 4)}"
    yield f"asked_before={min(number, 4)}"
    yield f"place={min(PLACES * found.turn_index // len(turns), PLACES - 1)}"
    words = reading.word_range(found.turn_index)
    yield f"words_before={_bucket(found.first_word - words.start)}"
    yield f"words_behind={_bucket(words.stop - found.end_word)}"
    before = spoken_tokens(reading, range(max(words.start, found.first_word - 4), found.first_word))
    yield from (f"before={token}" for token in before)


def _answer(found: FoundQuestion, reading: Reading) -> Iterator[str]:
    speaker = reading.turns[found.turn_index].speaker
    later = range(found.turn_index + 1, len(reading.turns))
    answer = next((at for at in later if reading.turns[at].speaker != speaker), None)
    if answer is None:
        yield "answer=none"
        return
    words = reading.word_range(answer)
    tokens = list(spoken_tokens(reading, range(words.start, min(words.stop, words.start + 6))))
    yield f"answer={_bucket(len(words))}"
    yield from (f"answers={token}" for token in tokens[:ANSWER_WORDS])
    if _has_number(reading, words):
        yield "answers:number"


def _has_number(reading: Reading, words: range) -> bool:
    tokens = (token for at in words for token in tokens_of(reading.words[at].text))
    return any(token.isdigit() or is_mask(token) for token in tokens)


def _bucket(count: int) -> int:
    return sum(count >= least for least in _LENGTHS)
