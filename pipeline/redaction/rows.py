"""A conversation as rows for the learned tagger: its words and where each stands, all turns in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.redaction.contexts import ContextKind
from pipeline.redaction.repeated import MOST_REPEATED, chars_of, repeated_numbers, repeated_words
from pipeline.redaction.tokens import CACHE_SIZE, Token
from pipeline.redaction.traits import traits_of
from pipeline.redaction.wholeness import NAMES, RELATIONS, Part, parts_of

KINDS = (
    "bsn", "iban", "telefoon", "postcode", "kenteken", "geboortedatum", "nummer", "email", "naam", "medewerker",
)  # fmt: skip
"""Kinds of mask."""
TOPICS: tuple[ContextKind, ...] = get_args(ContextKind)
_SPEAKERS = {"agent": 0, "citizen": 1}
SPEAKERS = ("<agent>", "<citizen>", "<other>")
"""What opens a turn."""
_FAR = np.array([2, 5, 10, 21, 46])
_NEAR = np.array([2, 4, 9, 31])
_WORDS = np.array([1, 2, 3, 6, 11])
_SHARES = np.array([0.2, 0.4, 0.6, 0.8])
_DIGITS = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15])
_SAME_RUN = 2
_REACH, _SHORT_REACH = 3, 1
"""Words on either side of a number or letter, and of what may be a name, that may belong to it."""
MOST_ENCLOSED = 10
"""Words between two masks."""
_AMID = np.array([2, 4, 7])
_BEHIND = np.array([2, 4, 9])
_PLAIN = frozenset(
    """
    u een ien 't t o die jo wel meer ben even hier zelf oan wil haar man anders huis eens ek binne lang echt toen elke
    laat alle boven
    """.split()
)
"""Frequent words that are part of something only beside others that are."""
_LATE_TURN = 3
_FARTHEST = 10**6
_FACTS = (0, 8, 16, 24, 32, 40)
"""Where what a word announces lies (0: nothing), its mask (0: none), its digits, if it is dictable, its reach,
and if it is digits or letters."""
_FACT = 255
_MOST_DIGITS = 255

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """What the tagger reads.

    Attributes:
        texts: per row a word as recognised, a mask or the opening of a turn.
        places: shape=(n_rows, len(PLACES)), where each row stands; a column's value is below its entry in `PLACES`.
        tokens: row of each token.
        doubtful: rows that can be part of a number or a name, in order; no other row need be looked at.
    """

    texts: tuple[str, ...]
    places: Ints
    tokens: Ints
    doubtful: Ints


PLACES = (
    1 + len(TOPICS) * (len(_FAR) + 1),  # what was announced last, and how far back
    1 + len(TOPICS) * (_LATE_TURN + 1),  # the same, in turns
    1 + len(TOPICS),  # what is announced shortly after
    1 + len(KINDS) * (len(_NEAR) + 1),  # the mask before, and how far back
    1 + len(KINDS) * (len(_NEAR) + 1),  # the mask behind, and how far on
    3,  # who speaks
    len(_WORDS) + 1,  # words since the turn began
    len(_WORDS) + 1,  # words until it ends
    (len(_WORDS) + 1) * (len(_SHARES) + 1),  # its length, and the share of it that can be dictated
    (len(_DIGITS) + 1) * 2,  # digits of the run that a row is part of, or not
    3 * (_LATE_TURN + 1),  # the turn in the call, and its speaker
    3,  # no capital; a capital that grammar asks for; one that it does not
    1 + len(RELATIONS) * (len(_AMID) + 1),  # between two parts of a kind: how they go together, and the words between
    1 + 2 * (len(_BEHIND) + 1),  # the number before, not whole or whole, and how far back
    1 + 2 * len(KINDS),  # the mask that the same word gets elsewhere, or one that sounds the same
    MOST_REPEATED + 1,  # characters dictated in one go that are part of a masked number
)
"""How many values each thing has that is known of a row's place."""


@lru_cache(maxsize=CACHE_SIZE)
def _facts_of(text: str) -> int:
    """Return what is known of a word as one number, which `_FACTS` takes apart; an array of such is made fastest."""
    traits = traits_of(text)
    topic = 1 + TOPICS.index(traits.topic) if traits.topic in TOPICS else 0
    mask = 1 + KINDS.index(text[1:-1]) if text[:1] == "[" and text[1:-1] in KINDS else 0
    reach = _REACH if traits.is_dictable else _SHORT_REACH if traits.may_be_name else 0
    reach = 0 if text in _PLAIN else reach
    found = (
        topic,
        mask,
        min(traits.digit_count, _MOST_DIGITS),
        int(traits.is_dictable),
        reach,
        int(bool(chars_of(text))),
    )
    return sum(one << place for one, place in zip(found, _FACTS, strict=True))


def rows_of(tokens: Sequence[Token], kinds: Mapping[int, str]) -> Rows:
    """Lay out a conversation.

    Args:
        tokens: of the whole conversation.
        kinds: masks that tokens are about to get.
    """
    if not tokens:
        return Rows((), np.zeros((0, len(PLACES)), dtype=np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    turns_of = np.array([token.turn for token in tokens])
    opens = np.flatnonzero(np.diff(turns_of, prepend=-1))
    turn_at = np.cumsum(np.isin(np.arange(len(tokens)), opens)) - 1
    at = np.arange(len(tokens)) + turn_at + 1
    speaker_of = [_SPEAKERS.get(tokens[index].speaker, 2) for index in opens.tolist()]
    texts = [token.text for token in tokens]
    for index, kind in kinds.items():
        texts[index] = f"[{kind}]"
    for index, speaker in zip(reversed(opens.tolist()), reversed(speaker_of), strict=True):
        texts.insert(index, SPEAKERS[speaker])
    turns = np.zeros(len(texts), dtype=np.int64)
    turns[at] = turn_at
    turns[at[opens] - 1] = turn_at[opens]
    capitals = np.zeros(len(texts), dtype=np.int64)
    capitals[at] = [2 if token.is_proper else int(token.shape.is_capital) for token in tokens]
    facts = (np.array([_facts_of(text) for text in texts])[:, None] >> np.array(_FACTS)) & _FACT
    repeated = np.zeros((len(texts), 2), dtype=np.int64)
    masks = {index: KINDS.index(kind) for index, kind in kinds.items()}
    repeated[at, 0] = repeated_words(tokens, masks, len(KINDS))
    repeated[at, 1] = repeated_numbers(tokens, masks, np.flatnonzero(facts[at, 5]).tolist())
    parts = [part for part in parts_of(tokens, kinds) if part.kind not in NAMES]
    own = _places(facts[:, :4], turns, np.array(speaker_of)[turns], capitals)
    places = np.concatenate([own, _wholeness(parts, at, len(texts)), repeated], axis=1)
    may_belong = np.zeros(len(texts), dtype=bool)
    may_belong[at] = repeated[at, 0] > 0
    may_belong |= _enclosed(facts[:, 1], turns)
    return Rows(tuple(texts), places, at, _doubtful(facts, at[opens] - 1, may_belong))


def _enclosed(masks: Ints, turns: Ints) -> NDArray[np.bool_]:
    """Say per row whether it lies between two masks of a kind that are near each other in a turn."""
    found = np.zeros(len(masks), dtype=bool)
    at = np.flatnonzero(masks)
    for before, after in pairwise(at.tolist()):
        is_one = masks[before] == masks[after] and turns[before] == turns[after]
        if is_one and 1 < after - before <= MOST_ENCLOSED + 1:
            found[before + 1 : after] = True
    return found


def _wholeness(parts: Sequence[Part], at: Ints, count: int) -> Ints:
    """Say per row how the parts of a number around it go together, and whether the number before it is whole.

    Args:
        parts: of all numbers.
        at: row of each token.
        count: of rows.

    Returns:
        shape=(count, 2), the two things as `PLACES` has them.
    """
    amid, ends = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    end = 0
    for part in parts:
        words = part.start - end
        if part.relation and words <= MOST_ENCLOSED:
            relation = RELATIONS.index(part.relation) * (len(_AMID) + 1)
            amid[at[end] : at[part.start]] = 1 + relation + np.digitize(words, _AMID)
        end = part.end
        ends[at[end - 1]] = 1 + part.is_whole
    last, last_at = _last(ends, np.arange(count))
    behind = np.digitize(np.arange(count) - last_at, _BEHIND)
    return np.stack([amid, _pair(last, behind, len(_BEHIND) + 1)], axis=1)


def _doubtful(facts: Ints, openings: Ints, may_belong: NDArray[np.bool_]) -> Ints:
    """Return the words near what can be dictated, possible names, and those between masks or masked elsewhere."""
    reach = facts[:, 4]
    near = np.zeros(len(facts) + 2 * _REACH, dtype=bool)
    for step in range(-_REACH, _REACH + 1):
        near[_REACH + step : _REACH + step + len(facts)] |= reach >= max(abs(step), 1)
    is_near = near[_REACH:-_REACH] | may_belong
    is_near[openings] = False
    return np.flatnonzero(is_near & (facts[:, 1] == 0))


def _places(facts: Ints, turns: Ints, speakers: Ints, capitals: Ints) -> Ints:
    topic, mask, digits, dictable = facts.T
    rows = np.arange(len(facts))
    asked, asked_at = _last(topic, rows)
    far = np.digitize(rows - asked_at, _FAR)
    turns_ago = np.minimum(turns - turns[np.maximum(asked_at, 0)], _LATE_TURN)
    told, told_at = _next(topic, rows)
    before, before_at = _last(mask, rows)
    behind, behind_at = _next(mask, rows)
    first, end = _turn_bounds(turns)
    length = end - first - 1
    is_said = (dictable > 0) | (mask > 0)
    sums = np.concatenate(([0], np.cumsum(is_said)))
    share = (sums[end] - sums[first]) / np.maximum(length, 1)
    late = np.minimum(turns, _LATE_TURN)
    return np.stack(
        [
            _pair(asked, far, len(_FAR) + 1),
            _pair(asked, turns_ago, _LATE_TURN + 1),
            np.where(told_at - rows <= _NEAR[2], told, 0),
            _pair(before, np.digitize(rows - before_at, _NEAR), len(_NEAR) + 1),
            _pair(behind, np.digitize(behind_at - rows, _NEAR), len(_NEAR) + 1),
            speakers,
            np.digitize(np.maximum(rows - first - 1, 0), _WORDS),
            np.digitize(end - 1 - rows, _WORDS),
            np.digitize(length, _WORDS) * (len(_SHARES) + 1) + np.digitize(share, _SHARES),
            _run_digits(digits, turns) * 2 + (dictable > 0),
            late * 3 + speakers,
            capitals,
        ],
        axis=1,
    )


def _pair(kind: Ints, distance: Ints, buckets: int) -> Ints:
    return np.where(kind > 0, 1 + (kind - 1) * buckets + distance, 0)


def _last(kinds: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return per row the last kind at or before it, and its row; 0 where there is none."""
    at = np.maximum.accumulate(np.where(kinds > 0, rows, -1))
    return np.where(at >= 0, kinds[np.maximum(at, 0)], 0), at


def _next(kinds: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return per row the next kind at or behind it, and its row; 0 where there is none."""
    at = np.minimum.accumulate(np.where(kinds > 0, rows, _FARTHEST)[::-1])[::-1]
    return np.where(at < _FARTHEST, kinds[np.minimum(at, len(rows) - 1)], 0), at


def _turn_bounds(turns: Ints) -> tuple[Ints, Ints]:
    """Return per row the first and last-plus-one row of its turn."""
    starts = np.flatnonzero(np.concatenate(([True], turns[1:] != turns[:-1])))
    sizes = np.diff(np.append(starts, len(turns)))
    first = np.repeat(starts, sizes)
    return first, first + np.repeat(sizes, sizes)


def _run_digits(digits: Ints, turns: Ints) -> Ints:
    """Return per row the digits of the run it belongs to: numbers with one other word between them at most."""
    found = np.zeros(len(digits), dtype=np.int64)
    said = np.flatnonzero(digits > 0)
    if not len(said):
        return found
    breaks = np.flatnonzero((np.diff(said) > _SAME_RUN) | (np.diff(turns[said]) > 0)) + 1
    for start, end in pairwise([0, *breaks.tolist(), len(said)]):
        total = digits[said[start:end]].sum()
        found[said[start] : said[end - 1] + 1] = np.digitize(total, _DIGITS)
    return found
