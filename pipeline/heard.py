"""Finds the employee's name, colleagues' names and the organisation in the agent's words, before they are masked.

A recogniser writes names as it hears them: *anika de fries*, *nooit ist Friesland*. So runs of words are compared with
every way a name may be said, by spelling and sound, and what stands before them decides how alike is enough.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.language import is_common_word
from pipeline.normalise import ends_sentence, fold, is_mask, tokens_of
from pipeline.records import Conversation, Facts, Heard
from pipeline.soundalike import likeness, sound_key

DETECTOR_VERSION = "heard-1"
Kind = Literal["employee_name", "colleague_name", "organisation"]

AFTER_LEAD_IN = {"employee_name": 0.6, "colleague_name": 0.78, "organisation": 0.62}
"""Least likeness after words that lead in a name; one's own is expected there, so less will do."""
ANYWHERE = {"employee_name": 0.84, "colleague_name": 0.88, "organisation": 0.84}
SHORT_KEY = 3
"""A name that sounds this short is found only where it is written or sounds the same."""
CHANCE_LIKENESS = 0.5
"""Any two words are about so alike; what is above counts, per letter: a full name goes before the name inside it."""
FULL_LETTERS = 7
"""A name of fewer letters is easily another one with a letter changed."""
MAX_WORDS = 5

_PARTICLES = frozenset(
    "de den der van vande vanden vander von le la du ten ter te 't op in het el al ben bin fan".split()
)
_LEAD_INS: dict[Kind, frozenset[str]] = {
    "employee_name": frozenset("met mei mij mee naam namme ben bin heet hjit is".split()),
    "colleague_name": frozenset("met mei mij collega kollega naar nei bij by van fan aan oan mevrouw meneer".split()),
    "organisation": frozenset("gemeente van fan met mei by bij de gemeentes meente it het".split()),
}
_OF_OTHERS = frozenset("mevrouw meneer mijnheer mefrou menear collega kollega".split())
"""Nobody calls oneself so: the name behind it is another's, though it may be the same."""
_INITIAL = re.compile(r"^[A-Za-z]\.?$")


@dataclass(frozen=True, slots=True)
class Roster:
    """Names that may be heard in a call.

    Attributes:
        own_name: of the employee who takes the call, as `calls.csv` has it; empty where unknown.
        colleagues: names of the others.
        organisations: official names, `Gemeente Noardeast-Fryslân` or `Noardeast-Fryslân`.
        aliases: other names of the organisation, and how recognisers write it.
    """

    own_name: str = ""
    colleagues: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    """One way a name may be said: folded words."""

    kind: Kind
    words: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class _Run:
    """Some words in a row.

    Attributes:
        tokens: folded.
        before: the folded token before them in their sentence, empty at its beginning.
        title: the same, particles such as *de* and *van* left out.
        is_written_as_name: a capital where no sentence begins.
    """

    first_word: int
    end_word: int
    tokens: tuple[str, ...]
    before: str
    title: str
    is_written_as_name: bool

    @property
    def joined(self) -> str:
        return "".join(self.tokens)


def find_heard(conversation: Conversation, roster: Roster) -> Facts:
    """Find the names of the roster in the agent's words.

    Returns:
        The places in word order, none overlapping.
    """
    forms = forms_of(roster)
    runs = list(_runs(conversation))
    candidates = [(heard, form) for run, form in _near(runs, forms) if (heard := _judged(run, form)) is not None]
    kept: list[Heard] = []
    for heard, _ in sorted(candidates, key=_rank):
        if all(heard.end_word <= other.first_word or other.end_word <= heard.first_word for other in kept):
            kept.append(heard)
    return Facts(tuple(sorted(kept, key=lambda one: one.first_word)), DETECTOR_VERSION)


def _rank(candidate: tuple[Heard, _Form]) -> tuple[float, int, int, int]:
    heard, form = candidate
    kinds = ("employee_name", "organisation", "colleague_name")
    weight = (heard.similarity - CHANCE_LIKENESS) * len(form.joined)
    return (-round(weight, 6), heard.end_word - heard.first_word, kinds.index(heard.kind), heard.first_word)


@lru_cache(maxsize=4096)
def forms_of(roster: Roster) -> tuple[_Form, ...]:
    """Return every way the names of a roster may be said."""
    forms: dict[_Form, None] = {}
    for words in name_forms(roster.own_name):
        forms[_Form("employee_name", words)] = None
    for colleague in roster.colleagues:
        if colleague != roster.own_name:
            forms.update((_Form("colleague_name", words), None) for words in name_forms(colleague))
    for organisation in (*roster.organisations, *roster.aliases):
        words = tuple(word for word in tokens_of(organisation.replace("-", " ")) if word != "gemeente")
        if words:
            forms[_Form("organisation", words)] = None
    return tuple(forms)


def name_forms(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways a person's name may be said, folded: full, first name, surname with and without particles.

    `Vries, Anneke de` is read as `Anneke de Vries`; `A. de Vries` has no first name; a double surname gives each half.
    """
    if "," in name:
        surname, _, given = name.partition(",")
        name = f"{given.strip()} {surname.strip()}"
    words = [word for part in name.split() for word in _split_hyphen(part)]
    first = [word for word in words[:1] if not _INITIAL.match(word)]
    initials = [word for word in words if _INITIAL.match(word)]
    rest = [word for word in words if word not in initials][len(first) :]
    bare = [word for word in rest if fold(word) not in _PARTICLES]
    spoken: list[list[str]] = [
        [*first, *rest],
        first,
        rest,
        [*first, *bare],
        bare,
        [*initials, *rest],
        *([word] for word in bare),
    ]
    folded = (tokens_of(" ".join(form)) for form in spoken)
    return tuple(dict.fromkeys(form for form in folded if len("".join(form)) > 1))


def _split_hyphen(part: str) -> list[str]:
    return [piece for piece in part.split("-") if piece]


def _runs(conversation: Conversation) -> Iterator[_Run]:
    position = 0
    for turn in conversation.turns:
        if turn.speaker == "agent":
            texts = [word.text for word in turn.words]
            yield from _runs_of_turn(texts, position)
        position += len(turn.words)


def _runs_of_turn(texts: Sequence[str], position: int) -> Iterator[_Run]:
    tokens = [tokens_of(text.replace("-", " ")) for text in texts]
    earlier: list[str] = []
    for start in range(len(texts)):
        before = earlier[-1] if earlier else ""
        title = next((token for token in reversed(earlier) if token not in _PARTICLES), "")
        is_name_like = texts[start][:1].isupper() and bool(earlier)
        for end in range(start + 1, min(start + MAX_WORDS, len(texts)) + 1):
            own = tuple(token for word in tokens[start:end] for token in word)
            if not own or any(is_mask(token) for token in own):
                break
            yield _Run(position + start, position + end, own, before, title, is_name_like)
            if ends_sentence(texts[end - 1]):
                break
        earlier = [] if ends_sentence(texts[start]) else [*earlier, *tokens[start]]


def _near(runs: Sequence[_Run], forms: Sequence[_Form]) -> Iterator[tuple[_Run, _Form]]:
    """Yield runs and forms that are near enough to be looked at; only the keys are compared, all at once."""
    if not runs or not forms:
        return
    keys = {run.joined: sound_key(run.joined) for run in runs}
    by_key: dict[str, list[_Run]] = {}
    for run in runs:
        by_key.setdefault(keys[run.joined], []).append(run)
    run_keys = [key for key in by_key if key]
    likeness_of = process.cdist(
        run_keys,
        [sound_key(form.joined) for form in forms],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=0.55,
        dtype=np.float32,
    )
    for row, column in np.argwhere(likeness_of > 0.0):
        for run in by_key[run_keys[row]]:
            yield run, forms[column]


def _judged(run: _Run, form: _Form) -> Heard | None:
    """Return a run as a name, None where it is not like enough for the place it stands in."""
    if form.kind == "employee_name" and run.title in _OF_OTHERS:
        return None
    alike = _likeness(run, form)
    is_led_in = run.before in _LEAD_INS[form.kind]
    is_plain = all(is_common_word(token) for token in run.tokens)
    key = sound_key(form.joined)
    if len(key) <= SHORT_KEY:
        is_name = alike >= 0.97 and (is_led_in or (run.is_written_as_name and not is_plain))
    elif is_led_in and not is_plain:
        is_name = alike >= AFTER_LEAD_IN[form.kind]
    else:
        is_name = alike >= ANYWHERE[form.kind] and not is_plain
    return Heard(form.kind, run.first_word, run.end_word, _weighed(alike, form)) if is_name else None


def _weighed(alike: float, form: _Form) -> float:
    """Return the likeness as it counts: in a short name a letter that differs is worth more than its share."""
    short = max(1.0, FULL_LETTERS / len(form.joined))
    return round(max(0.0, 1.0 - (1.0 - alike) * short), 3)


def _likeness(run: _Run, form: _Form) -> float:
    """Compare as a whole, so that *noord oost friesland* can be one word; words that pair off also one by one."""
    whole = likeness(run.joined, form.joined)
    if len(run.tokens) != len(form.words) or len(form.words) == 1:
        return whole
    pairs = [likeness(left, right) for left, right in zip(run.tokens, form.words, strict=True)]
    weights = [len(word) for word in form.words]
    paired = sum(pair * weight for pair, weight in zip(pairs, weights, strict=True)) / sum(weights)
    return max(whole, paired) if min(pairs) >= 0.5 else whole
