"""Which sets the tagger learns from, and how well it does on a set whose author it never read."""

from collections.abc import Iterator, Sequence

from pipeline.redaction.learned import Tagger, nothing_learned
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.measuring import TABLE
from tests.redaction_bench.examples import PENS, SPENT, examples_of, ordinary_examples, set_file
from tests.redaction_bench.items import Item, read_items
from tests.redaction_bench.maskers import ours
from tests.redaction_bench.scores import Ratio, figures, total
from tests.redaction_bench.training import learn

Figures = dict[str, Ratio]


def learn_all() -> Tagger:
    """Learn from all sets."""
    examples = [example for name in (*SPENT, *PENS, "own") for example in examples_of(name)]
    return learn(examples, ordinary_examples(), read_confusions(TABLE))


def left_out() -> Iterator[tuple[str, Figures, Figures]]:
    """Yield each set of others with the figures of the rules alone, and with what was learned from all other sets."""
    sets = {name: examples_of(name) for name in (*SPENT, *PENS, "own")}
    ordinary, confusions = ordinary_examples(), read_confusions(TABLE)
    for name in (*SPENT, *PENS):
        examples = [example for other, own in sets.items() if other != name for example in own]
        items = read_items(set_file(name))
        tagger = learn(examples, ordinary, confusions)
        yield name, measured(items, nothing_learned()), measured(items, tagger)


def measured(items: Sequence[Item], tagger: Tagger) -> Figures:
    """Return the figures of a set."""
    masks = [ours(item, tagger) for item in items]
    return {
        name: total([count(item, mask) for item, mask in zip(items, masks, strict=True)])
        for name, count in figures(items).items()
    }
