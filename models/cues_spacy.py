"""Finds the cues of a leidraad with spaCy.

A call is heard twice, with Dutch ears and with Frisian ones: one call holds both, and a Dutch recogniser writes
Frisian in Dutch words.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.leidraad.changes import learned_by
from pipeline.leidraad.learned_places import learned_places
from pipeline.leidraad.places import Places, gather, triggers_of
from pipeline.leidraad.reading import Reading, read
from pipeline.leidraad.schema import Leidraad
from pipeline.leidraad.score import prepare, score
from pipeline.ports import CueResult
from pipeline.records import Conversation

if TYPE_CHECKING:
    from models.ear_spacy import Ear


class SpacyCueFinder:
    """Scores conversations on one leidraad; cheap to make, its phrases are compiled on the first call."""

    def __init__(self, leidraad: Leidraad) -> None:
        self._leidraad = leidraad
        self._prepared = prepare(leidraad)
        self._learned = learned_by(leidraad.items)

    @cached_property
    def _ears(self) -> "tuple[Ear, ...]":
        with without_torch():
            from models.ear_spacy import ears_for  # noqa: PLC0415 — a second to import

        triggers = triggers_of(self._leidraad)
        return ears_for(triggers, triggers, self._leidraad.words)

    def find(self, conversation: Conversation) -> CueResult:
        """Return the verdicts, the questions and the topic of the conversation."""
        reading = read(conversation)
        return score(self._prepared, reading, self.places(reading))

    def places(self, reading: Reading) -> Places:
        """Return where the leidraad's phrases were heard, by either ear."""
        heard = (place for ear in self._ears for place in ear.places(reading))
        return gather(chain(heard, learned_places(reading, self._leidraad.learned.said, self._learned)))


class _NoTorch:
    """Finds nothing under the name of torch."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002 - a finder's shape
        if name == "torch":
            raise ModuleNotFoundError("spaCy does without torch here", name=name)


@contextmanager
def without_torch() -> Iterator[None]:
    """Keep spaCy's engine from loading torch: 500 MB and seconds for networks that no rule of ours has."""
    finder = _NoTorch()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
