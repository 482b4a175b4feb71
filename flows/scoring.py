"""The leidraad of an installation, ready to score with, and what its verdicts follow from."""

import hashlib
import json
from collections.abc import Sequence

from pydantic_core import to_jsonable_python

from flows.wiring import Installation, item_texts
from models.cues_changed import SpacyChangeFinder
from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.learned import checksum_of
from pipeline.leidraad.schema import Leidraad
from pipeline.measures.version import MEASURE_VERSION
from pipeline.scored import Standing
from pipeline.toolbox import LeidraadInUse, pipeline_version


def leidraad_in_use(here: Installation, earlier: Standing | None = None) -> LeidraadInUse:
    """Return the leidraad ready to score with, without the models that hear.

    Args:
        here: the installation.
        earlier: what calls were last scored by; None where that is not known.
    """
    items = item_texts(here.leidraad, here.settings.coaching.goal_floor)
    is_near = earlier is not None and earlier.rest == standing(here).rest
    change_finder = SpacyChangeFinder(here.leidraad, earlier.items) if earlier is not None and is_near else None
    return LeidraadInUse(SpacyCueFinder(here.leidraad), items, change_finder)


def standing(here: Installation) -> Standing:
    """Return what findings follow from: leidraad with its weights, measures, and the program."""
    leidraad = here.leidraad
    rest = (
        MEASURE_VERSION,
        pipeline_version(),
        _text_of(leidraad, ("words", "questions", "topics")),
        checksum_of(leidraad.learned),
    )
    told = (str(here.settings.coaching.goal_floor), _text_of(leidraad, ("id", "version", "name", "items")))
    return Standing(_hash_of((*rest, *told)), _hash_of(rest), leidraad.items)


def _text_of(leidraad: Leidraad, names: Sequence[str]) -> str:
    return json.dumps(to_jsonable_python({name: getattr(leidraad, name) for name in names}), sort_keys=True)


def _hash_of(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
