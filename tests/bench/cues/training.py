"""Learns all weights of the basic guide: of stretches, of the kinds of questions, and of all evidence together."""

from collections.abc import Iterable, Sequence

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.learned import Learned, nothing_learned
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.score import prepare
from tests.bench.cues.corpora import corpus
from tests.bench.cues.learning import BASE, Phrase, ReadCall, learn_said
from tests.bench.cues.learning_kinds import learn_kinds
from tests.bench.cues.learning_weighing import Weighed, examples_of, learn_weighing, sentences_of

GROUPS = 5
"""Into which authors are dealt, to weigh what is found in their calls by weights learned from others'."""


def learn(
    calls: Iterable[ReadCall], written: Sequence[Phrase], asked: Iterable[ReadCall], weighed: Sequence[Weighed]
) -> Learned:
    """Learn all models.

    Args:
        calls: labelled with verdicts, and some with questions.
        written: phrases.
        asked: stretches of calls labelled with questions only.
        weighed: what was found in calls whose stretches were told by weights of others'.
    """
    known = list(calls)
    kinds = learn_kinds([question for call in (*known, *asked) for question in call.questions])
    ids = {call.call.call_id for call in known}
    return Learned(
        learn_said(known, written), kinds, learn_weighing([one for one in weighed if one.call_id in ids | {""}])
    )


def weighed_by_others(calls: Sequence[ReadCall], written: Sequence[Phrase], asked: Iterable[ReadCall]) -> list[Weighed]:
    """Return what is found in each call by weights learned from other groups of authors, and in the guide's sentences.

    The kinds of questions are told by weights learned from all, for hardly anything that is weighed rests on them.
    """
    leidraad = load_leidraad(BASE, learned=nothing_learned())
    prepared = prepare(leidraad)
    kinds = learn_kinds([question for call in (*calls, *asked) for question in call.questions])
    groups = _groups(calls)
    found: list[Weighed] = []
    for group in range(GROUPS):
        said = learn_said([call for call in calls if groups[call.call.call_id] != group], written)
        for call in (call for call in calls if groups[call.call.call_id] == group):
            found += examples_of(call.call, call.reading, call.places, said, kinds, prepared)
        found += sentences_of(SpacyCueFinder(leidraad), said, kinds, prepared) if not group else ()
    return found


def _groups(calls: Sequence[ReadCall]) -> dict[str, int]:
    """Return the number of each call's group: authors of guided calls stay together, our own are dealt out in turn."""
    ids = dict.fromkeys(call.call.call_id for call in calls)
    ours = {call.call_id: number % GROUPS for number, call in enumerate(corpus("own"))}
    authors = sorted({author_of(call_id) for call_id in ids if call_id not in ours})
    theirs = {call_id: authors.index(author_of(call_id)) % GROUPS for call_id in ids if call_id not in ours}
    return {**ours, **theirs}


def author_of(call_id: str) -> str:
    """Return the letter that an author's calls are numbered behind."""
    return call_id[0]
