"""How calls are judged whose author nothing was learned from: each author of guided calls is left out in turn."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
from tests.bench.cues.corpora import LabelledCall, corpus, question_stretches
from tests.bench.cues.learning import BASE, LEARNED_FROM, phrases, read_calls
from tests.bench.cues.measuring import Tally, figures_of, tally_by_level
from tests.bench.cues.training import author_of, learn, weighed_by_others

OURS = "own"
"""The calls of those who wrote the rules: learned from each time, and never measured here."""
ERRORS = (0.25,)
ALL = "all authors"


def authors_left_out() -> dict[str, Any]:
    """Return the figures of each author's calls by weights learned from the others', and of all these together.

    Phrases and thresholds were chosen with the calls in sight, so the figures flatter; blind sets tell what holds of
    others.
    """
    tallies: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
    calls: defaultdict[str, list[LabelledCall]] = defaultdict(list)
    for author, own, finder in each_left_out():
        calls[author] += own
        calls[ALL] += own
        for level, tally in tally_by_level(own, finder, ERRORS).items():
            tallies[author][level] = tally
            tallies[ALL].setdefault(level, Tally()).add(tally)
    return {
        name: {**_counts(calls[name]), "levels": {level: figures_of(tally) for level, tally in levels.items()}}
        for name, levels in sorted(tallies.items())
    }


def each_left_out() -> Iterator[tuple[str, list[LabelledCall], SpacyCueFinder]]:
    """Yield each author of guided calls, those calls, and what judges them by weights learned from all others'."""
    guided = [call for name in LEARNED_FROM if name != OURS for call in corpus(name)]
    known, written = read_calls([*corpus(OURS), *guided]), phrases()
    asked = read_calls(question_stretches())
    weighed = weighed_by_others(known, written, asked)
    for author in sorted({author_of(call.call_id) for call in guided}):
        own = [call for call in guided if author_of(call.call_id) == author]
        ids = {call.call_id for call in own}
        learned = learn([one for one in known if one.call.call_id not in ids], written, asked, weighed)
        yield author, own, SpacyCueFinder(load_leidraad(BASE, learned=learned))


def _counts(calls: Sequence[LabelledCall]) -> dict[str, int]:
    return {"calls": len(calls), "with_frisian": sum("fy" in call.turn_languages for call in calls)}
