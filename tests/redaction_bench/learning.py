"""Which sets the tagger learns from, and how well it does on a set whose author it never read."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.redaction.learned import Tagger, nothing_learned
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.measuring import TABLE
from tests.redaction_bench.examples import PENS, SPENT, examples_of, ordinary_examples, set_file
from tests.redaction_bench.items import Item, read_items
from tests.redaction_bench.maskers import ours
from tests.redaction_bench.scores import Ratio, figures, total
from tests.redaction_bench.training import Drawer, Version, learn

Figures = dict[str, Ratio]
OWN = "own"


def learn_all() -> Tagger:
    """Learn from all sets."""
    drawer = Drawer(read_confusions(TABLE))
    sets = {name: drawer.versions(examples_of(name)) for name in (*SPENT, *PENS, OWN)}
    return learn(_without("", sets), drawer.versions(ordinary_examples()), drawer.columns)


def left_out() -> Iterator[tuple[str, Figures, Figures]]:
    """Yield each set of others with the figures of the rules alone, and with what was learned from all other sets."""
    drawer = Drawer(read_confusions(TABLE))
    sets = {name: drawer.versions(examples_of(name)) for name in (*SPENT, *PENS, OWN)}
    ordinary = drawer.versions(ordinary_examples())
    for name in (*SPENT, *PENS):
        items = read_items(set_file(name))
        tagger = learn(_without(name, sets), ordinary, drawer.columns)
        yield name, measured(items, nothing_learned()), measured(items, tagger)


def _without(left_out: str, sets: Mapping[str, list[list[Version]]]) -> list[list[Version]]:
    """Return what is learned from: our own lines twice."""
    names = [name for name in (*sets, OWN) if name != left_out]
    return [versions for name in names for versions in sets[name]]


def measured(items: Sequence[Item], tagger: Tagger) -> Figures:
    """Return the figures of a set."""
    masks = [ours(item, tagger) for item in items]
    return {
        name: total([count(item, mask) for item, mask in zip(items, masks, strict=True)])
        for name, count in figures(items).items()
    }
