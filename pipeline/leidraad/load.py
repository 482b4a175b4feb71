"""Reads leidraden from YAML; a bad one is refused with the place of the fault and how to mend it."""

import difflib
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.errors import SettingsError
from pipeline.leidraad import lexicon, overlay, rules, schema
from pipeline.leidraad.changes import lists_used
from pipeline.leidraad.learned import Learned, nothing_learned, read_learned
from pipeline.leidraad.lexicon import QuestionFile, TopicFile, WordFile
from pipeline.leidraad.notation import GAP, TURN_END, TURN_START
from pipeline.leidraad.overlay import Overlay, change_item, faults_of, lay_over, lay_over_topics
from pipeline.leidraad.places import triggers_of
from pipeline.leidraad.rules import LearnedRule
from pipeline.leidraad.schema import Guide, Item, Leidraad
from pipeline.normalise import fold

LEIDRADEN = Path(__file__).parent / "leidraden"
"""Folder of the guides that come with the program."""

_File = TypeVar("_File", bound=BaseModel)
_MENDS = {
    "missing": "add it",
    "too_short": "give at least one",
    "string_too_short": "write something here",
    "string_type": "put a word that YAML takes for something else (true, 12) in quotes",
}


class _Loader(yaml.CSafeLoader):
    """Takes `off`, `on`, `no` and `yes` for words: `off` is a field of ours, and they may be words of a phrase."""


_Loader.yaml_implicit_resolvers = {
    sign: [one for one in resolvers if one[0] != "tag:yaml.org,2002:bool" or sign in "tTfF"]
    for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


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
    if faults := [*_loose_ends(leidraad), *([] if learned else _never_learned(leidraad))]:
        raise SettingsError(f"{own_file or file}: {'; '.join(faults)}")
    return leidraad


def read_as(kind: type[_File], file: Path) -> _File:
    """Read one YAML file of a kind.

    Raises:
        SettingsError: as `load_leidraad`.
    """
    try:
        values = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe one
    except FileNotFoundError as error:
        raise SettingsError(f"{file}: there is no such file; see {LEIDRADEN.name}/ for those there are") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{file}: not readable as YAML: {error}") from error
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: expected fields such as `id:`, found {type(values).__name__}")
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise SettingsError(f"{file}: {describe(error, values)}") from error


def describe(error: ValidationError, values: dict[str, Any]) -> str:
    """Say each fault with the path of its field and how to mend it."""
    return "; ".join(": ".join(filter(None, (_path(fault, values), _mend(fault)))) for fault in error.errors())


def _path(fault: ErrorDetails, values: Any) -> str:
    """Write `items[summary].triggers.fy`: a coach who edits a file knows ids, not positions."""
    path, here = "", values
    for step in fault["loc"]:
        here = _step(here, step)
        if isinstance(step, int):
            path += f"[{here['id']}]" if isinstance(here, dict) and "id" in here else f"[{step}]"
        else:
            path += f".{step}" if path else str(step)
    return path


def _step(here: Any, step: int | str) -> Any:
    if isinstance(here, dict):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def _mend(fault: ErrorDetails) -> str:
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, _field_names(), n=1)
        return "there is no such field" + (f"; did you mean {near[0]}?" if near else "; take it out")
    if fault["type"] == "missing" and name in ("nl", "fy"):
        language = {"nl": "Dutch", "fy": "Frisian"}[name]
        return f"the {language} is missing; calls in it would never match, so add it"
    message = fault["msg"].removeprefix("Value error, ")
    mend = _MENDS.get(fault["type"])
    return f"{message}; {mend}" if mend else message


def _field_names() -> set[str]:
    modules = (schema, rules, lexicon, overlay)
    models = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return {name for model in models if issubclass(model, BaseModel) for name in model.model_fields}


def _learned_by(guide: Guide, file: Path) -> Learned:
    """Read the weights a guide uses; one that names none hears by its phrases only."""
    return read_learned(_beside(file, guide.uses.learned, ".npz")) if guide.uses.learned else nothing_learned()


def _beside(file: Path, name: str, suffix: str = ".yaml") -> Path:
    own = file.parent / f"{name}{suffix}"
    return own if own.exists() else LEIDRADEN / f"{name}{suffix}"


def _changed(item: Item, own: Overlay, own_file: Path) -> Item:
    try:
        return change_item(item, own)
    except ValidationError as error:
        raise SettingsError(f"{own_file}: change.{item.id}: {describe(error, {})}") from error


def _loose_ends(leidraad: Leidraad) -> list[str]:
    faults = []
    ids = {item.id for item in leidraad.items}
    if leidraad.focus is not None and leidraad.focus not in ids:
        faults.append(f"focus: there is no item {leidraad.focus}; known are {', '.join(sorted(ids))}")
    faults += _worn_down(leidraad)
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
        f"items[{item.id}].{path}: {rule.name} was never learned; known are {', '.join(sorted(known))}"
        for item in leidraad.items
        for path, rule in (("learned", item.learned), ("occasion.learned", item.occasion and item.occasion.learned))
        if isinstance(rule, LearnedRule) and rule.name not in known
    ]


def _worn_down(leidraad: Leidraad) -> list[str]:
    """Find phrases that begin or end with a filler: skipped wherever it stands, it leaves more to match than meant."""
    fillers = {
        language: frozenset(fold(word) for word in getattr(leidraad.words.fillers, language))
        for language in ("nl", "fy")
    }
    faults = []
    for trigger in triggers_of(leidraad):
        words = [piece for piece in trigger.sequence if piece not in (GAP, TURN_START, TURN_END)]
        skipped = [word for word in (words[0], words[-1]) if word in fillers[trigger.language]]
        phrase = " ".join(trigger.sequence)
        if all(word in fillers[trigger.language] for word in words):
            faults.append(
                f"{trigger.key}.{trigger.language}: {phrase!r} can never match, it is all fillers; add a word"
            )
        elif skipped:
            faults.append(
                f"{trigger.key}.{trigger.language}: {skipped[0]!r} is a filler and skipped; leave it off {phrase!r}"
            )
    return list(dict.fromkeys(faults))
