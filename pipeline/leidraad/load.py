"""Reads leidraden from YAML; a bad one is refused with the place of the fault and how to mend it."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import SettingsError
from pipeline.leidraad.changes import lists_used
from pipeline.leidraad.faults import Loader, describe, describe_yaml, no_such
from pipeline.leidraad.learned import Learned, nothing_learned, read_learned
from pipeline.leidraad.lexicon import QuestionFile, TopicFile, WordFile
from pipeline.leidraad.notation import GAP, TURN_END, TURN_START
from pipeline.leidraad.overlay import Overlay, change_item, faults_of, lay_over, lay_over_topics
from pipeline.leidraad.places import Trigger, triggers_of
from pipeline.leidraad.schema import Guide, Item, Leidraad
from pipeline.normalise import fold, tokens_of

LEIDRADEN = Path(__file__).parent / "leidraden"
"""Folder of the guides that come with the program."""

_File = TypeVar("_File", bound=BaseModel)
_SHARED = {"list": "lists", "question": "kinds", "topic": "topics"}
"""Fields of the files of words, questions and topics, by what places of their phrases begin with."""


def load_leidraad(
    base: str | Path, own_file: Path | None = None, focus: str | None = None, *, learned: Learned | None = None
) -> Leidraad:
    """Read a guide, the files it uses, and the municipality's own file over it.

    Args:
        base: `<id>_v<version>` of a guide that comes with the program, or the path of another.
        own_file: the overlay, None without.
        focus: item of the year; goes before that of the overlay.
        learned: weights to use instead of those of the guide's file; what they do not know is never heard.

    Raises:
        SettingsError: naming the file, the path of the field, what is wrong and how to mend it.
    """
    file = base if isinstance(base, Path) else LEIDRADEN / f"{base}.yaml"
    guide = read_as(Guide, file)
    own = read_as(Overlay, own_file) if own_file is not None else None
    items, topics = guide.items, read_as(TopicFile, _beside(file, guide.uses.topics))
    if own is not None and own_file is not None:
        if unfit := faults_of(own, guide, topics):
            raise SettingsError(f"{own_file}: {'; '.join(unfit)}")
        items = lay_over(own, [_changed(item, own, own_file) for item in guide.items])
        topics = lay_over_topics(own, topics)
    leidraad = Leidraad(
        id=guide.id if own is None else f"{guide.id}+{own.id}",
        version=guide.version if own is None else own.version,
        name=guide.name,
        items=items,
        words=read_as(WordFile, _beside(file, guide.uses.words)),
        questions=read_as(QuestionFile, _beside(file, guide.uses.questions)),
        topics=topics,
        learned=learned or _learned_by(guide, file),
        focus=focus or (own.focus if own is not None else None),
    )
    if faults := [*_loose_ends(leidraad, own), *([] if learned else _never_learned(leidraad))]:
        raise SettingsError(f"{own_file or file}: {'; '.join(faults)}")
    return leidraad


def read_as(kind: type[_File], file: Path) -> _File:
    """Read one YAML file of a kind.

    Raises:
        SettingsError: as `load_leidraad`.
    """
    try:
        values = yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe one
    except FileNotFoundError as error:
        raise SettingsError(f"{file}: there is no such file; see {LEIDRADEN.name}/ for those there are") from error
    except yaml.YAMLError as error:
        raise SettingsError(f"{file}: {describe_yaml(error)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not readable as text in UTF-8: {error}") from error
    if not isinstance(values, dict):
        found = "nothing" if values is None else type(values).__name__
        raise SettingsError(f"{file}: expected fields such as `id:`, found {found}")
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise SettingsError(f"{file}: {describe(error, values, kind)}") from error


def _learned_by(guide: Guide, file: Path) -> Learned:
    """Read the weights a guide uses; one that names none hears by its phrases only."""
    return read_learned(_beside(file, guide.uses.learned, ".npz")) if guide.uses.learned else nothing_learned()


def _beside(file: Path, name: str, suffix: str = ".yaml") -> Path:
    own, ours = (folder / f"{name}{suffix}" for folder in (file.parent, LEIDRADEN))
    if not own.exists() and not ours.exists():
        known = [one.stem for one in LEIDRADEN.glob(f"*{suffix}")]
        raise SettingsError(f"{file}: uses: {no_such('file', name, known)}, or put it beside the guide")
    return own if own.exists() else ours


def _changed(item: Item, own: Overlay, own_file: Path) -> Item:
    try:
        return change_item(item, own)
    except ValidationError as error:
        raise SettingsError(f"{own_file}: change.{item.id}: {describe(error, {}, Item)}") from error


def _loose_ends(leidraad: Leidraad, own: Overlay | None) -> list[str]:
    faults = []
    ids = {item.id for item in leidraad.items}
    if leidraad.focus is not None and leidraad.focus not in ids:
        faults.append(f"focus: {no_such('item', leidraad.focus, ids)}")
    faults += _worn_down(leidraad, own)
    lists = set(leidraad.words.lists)
    for item in leidraad.items:
        faults += [
            f"items[{item.id}].{path}: {leidraad.words.id} has no list {name}; known are {', '.join(sorted(lists))}"
            for path, name in lists_used(item).items()
            if name not in lists
        ]
    return faults


def _never_learned(leidraad: Leidraad) -> list[str]:
    known = leidraad.learned.said.classes
    return [
        f"items[{item.id}].{path}: {name} was never learned; known are {', '.join(sorted(known))}"
        for item in leidraad.items
        for path, name in (
            ("learned", item.learned and item.learned.name),
            ("occasion.learned", item.occasion and item.occasion.learned and item.occasion.learned.name),
            ("not_applicable.put_through", item.not_applicable.put_through),
        )
        if name is not None and name not in known
    ]


def _worn_down(leidraad: Leidraad, own: Overlay | None) -> list[str]:
    """Find phrases of which nothing or too little is left to match.

    A filler is skipped wherever it stands, so one at either end leaves more to match than meant.
    """
    fillers = {
        language: frozenset(fold(word) for word in getattr(leidraad.words.fillers, language))
        for language in ("nl", "fy")
    }
    faults = []
    for trigger in (one for one in triggers_of(leidraad) if not _is_of_item_too(one)):
        phrase = " ".join(trigger.sequence)
        words = [piece for piece in trigger.sequence if piece not in (GAP, TURN_START, TURN_END)]
        spoken = [piece for piece in words if piece.startswith("{") or tokens_of(piece)]
        skipped = [word for word in (words[0], words[-1]) if word in fillers[trigger.language]]
        place = _field_of(trigger.key, trigger.language, own)
        if not spoken:
            faults.append(f"{place}: {phrase!r} can never match, there is no word in it; add one")
        elif all(word in fillers[trigger.language] for word in spoken):
            faults.append(f"{place}: {phrase!r} can never match, it is all fillers; add a word")
        elif skipped:
            faults.append(f"{place}: {skipped[0]!r} is a filler and skipped; leave it off {phrase!r}")
    return list(dict.fromkeys(faults))


def _is_of_item_too(trigger: Trigger) -> bool:
    """Tell whether it is the trigger of an item that asks, taken for a question."""
    return trigger.key.startswith("question.") and trigger.speaker is not None


def _field_of(key: str, language: str, own: Overlay | None) -> str:
    """Return the path of the field a phrase stands in, of the municipality's own file where it stands there."""
    owner, _, part = key.partition(".")
    if owner in _SHARED:
        return f"{_SHARED[owner]}.{part}.{language}"
    if own is not None and owner in own.change:
        is_added = getattr(own.change[owner], f"add_{part}", None) is not None
        return f"change.{owner}.{f'add_{part}' if is_added else part}.{language}"
    where = "add" if own is not None and any(item.id == owner for item in own.add) else "items"
    return f"{where}[{owner}].{part}.{language}"
