"""Says what is wrong with a file of a leidraad: the path of the field, as its author knows it, and the mend."""

import difflib
from collections.abc import Collection, Hashable, Iterator
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

_MENDS = {
    "string_type": "put a word that YAML takes for something else (true, 12) in quotes",
}
_PLAIN = {
    "missing": "it is missing; add it",
    "too_short": "it is empty; give at least one",
    "string_too_short": "it is empty; write something here",
    "string_pattern_mismatch": "a name is of small letters, digits and _, a letter first; write it so",
    "tuple_type": "it is no list; write [one, another] or a line with - for each",
    "float_parsing": "it is no number; write seconds as 12 or 12.5",
    "float_type": "it is no number; write seconds as 12 or 12.5",
    "int_parsing": "it is no whole number; write one",
    "int_type": "it is no whole number; write one",
    "model_type": "it has no fields; write `field: value` for each",
    "dict_type": "it has no fields; write `field: value` for each",
}


class Loader(yaml.CSafeLoader):
    """Refuses a field given twice, and takes `off`, `on`, `no` and `yes` for words.

    `off` is a field of ours, and the others may be words of a phrase.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - as it is there
        """Return the fields of a part of a file; YAML itself would silently keep the last of two."""
        names = [key.value for key, _ in node.value]
        for key, _ in reversed(node.value):
            if names.count(key.value) > 1:
                problem = f"{key.value} stands here twice, and only one would count; join them"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    sign: [one for one in resolvers if one[0] != "tag:yaml.org,2002:bool" or sign in "tTfF"]
    for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def describe_yaml(error: yaml.YAMLError) -> str:
    """Say in one line where a file is no YAML."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return f"not readable as YAML: {error}"
    mark = error.problem_mark
    where = f"line {mark.line + 1}, column {mark.column + 1}"
    if isinstance(error, yaml.constructor.ConstructorError):
        return f"{where}: {error.problem}"
    mend = "correct what stands there or just before: brackets and quotes in pairs, spaces in place of tabs"
    return f"{where}: not readable as YAML, {error.problem}; {mend}"


def describe(error: ValidationError, values: Any, kind: type[BaseModel]) -> str:
    """Say each fault with the path of its field and how to mend it.

    A list in which every phrase is bad also counts as empty; that is not said.
    """
    faults = error.errors()
    places = [fault["loc"] for fault in faults]
    told = [
        fault
        for fault in faults
        if fault["type"] != "too_short" or not any(_lies_below(place, fault["loc"]) for place in places)
    ]
    return "; ".join(": ".join(filter(None, (_path(fault, values), _mend(fault, kind)))) for fault in told)


def _lies_below(place: tuple[int | str, ...], above: tuple[int | str, ...]) -> bool:
    return len(place) > len(above) and place[: len(above)] == above


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


def _mend(fault: ErrorDetails, kind: type[BaseModel]) -> str:
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        return no_such("field", name, _fields_at(fault["loc"][:-1], kind))
    if fault["type"] in ("missing", "too_short") and name in ("nl", "fy"):
        language = {"nl": "Dutch", "fy": "Frisian"}[name]
        return f"the {language} is missing; calls in it would never match, so add it"
    if fault["type"] in _PLAIN:
        return _PLAIN[fault["type"]]
    message = fault["msg"].removeprefix("Value error, ")
    mend = _MENDS.get(fault["type"])
    return f"{message}; {mend}" if mend else message


def no_such(what: str, name: str, known: Collection[str]) -> str:
    """Say that there is no such thing, which is meant, and which there are."""
    near = difflib.get_close_matches(name, known, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    subject = "there is no such field" if what == "field" else f"there is no {what} {name}"
    return f"{subject}; {meant}known are {', '.join(sorted(known))}"


def _fields_at(place: tuple[int | str, ...], kind: type[BaseModel]) -> list[str]:
    """Return the fields that may stand at a place of a file."""
    here = [kind]
    for step in place:
        inner = [one for model in here if step in model.model_fields for one in _models_in(_type_of(model, str(step)))]
        here = inner or here  # a position in a list or an id leads to what the list or the field above holds
    return list(dict.fromkeys(name for model in here for name in model.model_fields))


def _type_of(model: type[BaseModel], name: str) -> Any:
    return model.model_fields[name].annotation


def _models_in(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in get_args(kind):
        yield from _models_in(inner)
