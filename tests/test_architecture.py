import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from flows.environment import OFFLINE

ROOT = Path(__file__).parent.parent
PACKAGES = ("pipeline", "models", "flows", "notebooks", "sql")
MAY_IMPORT = {
    "pipeline": {"pipeline", "sql"},
    "models": {"models", "pipeline"},
    "flows": {"flows", "models", "pipeline"},
    "notebooks": {"notebooks", "pipeline"},
    "sql": {"sql"},
}
HEAVY = {
    "faster_whisper": "models",
    "ctranslate2": "models",
    "onnxruntime": "models",
    "pyannote": "models",
    "torch": "models",
    "spacy": "models",
    "prefect": "flows",
    "typer": "flows",
    "rich": "flows",
    "altair": "notebooks",
    "fpdf": "flows",
}
"""Outside libraries that only one package may import; nobody else can then come to depend on them."""
LATE = ("faster_whisper", "ctranslate2", "onnxruntime", "torch", "pyannote")
"""Seconds to import: inside functions, or for the type checker only."""
OF_TORCH = ("models.voice_encoder", "models.pyannote_folder")
"""They make torch networks, so they may import it, and are themselves imported late."""
FILES = sorted(file.relative_to(ROOT) for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
GIT_FILES = ["git", "ls-files", "*.py"]
LISTED = subprocess.run(GIT_FILES, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
TRACKED = [Path(name) for name in LISTED.stdout.splitlines() if (ROOT / name).exists()]
MOST_LINES = 300


@cache
def tree(file):
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def imported(nodes):
    """Yield the top names of all imports among syntax nodes."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield (node.module or "").partition(".")[0]


def calls_to(name, file):
    return [
        node.lineno
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


@cache
def declared():
    """Return the packages that the program needs, some of them for one use only, and those for developing it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = project["optional-dependencies"]
    in_use = [one for name, group in groups.items() if name != "dev" for one in group]
    return named_in([*project["dependencies"], *in_use]), named_in(groups["dev"])


def named_in(requirements):
    return {normal(re.split(r"[<>=!~\[; ]", one)[0]) for one in requirements}


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def modules():
    return packages_distributions()


def distributions_of(module):
    return {normal(name) for name in modules().get(module, [])}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_imports_point_downwards(file):
    names = set(imported(ast.walk(tree(file))))
    assert names & MAY_IMPORT.keys() <= MAY_IMPORT[file.parts[0]]
    assert "tests" not in names


@pytest.mark.parametrize("file", FILES, ids=str)
def test_heavy_libraries_stay_in_their_package(file):
    package = file.parts[0]
    assert [name for name in imported(ast.walk(tree(file))) if HEAVY.get(name, package) != package] == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_slow_libraries_are_imported_inside_functions(file):
    is_of_torch = ".".join(file.with_suffix("").parts) in OF_TORCH
    assert is_of_torch or [name for name in imported(tree(file).body) if name in LATE] == []
    assert not any(isinstance(node, ast.ImportFrom) and node.module in OF_TORCH for node in tree(file).body)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_only_the_warehouse_knows_duckdb(file):
    assert ("duckdb" in imported(ast.walk(tree(file)))) == (file == Path("pipeline/warehouse.py"))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_import_is_of_a_declared_package(file):
    core, _ = declared()
    outside = set(imported(ast.walk(tree(file)))) - set(sys.stdlib_module_names) - set(PACKAGES)
    assert [name for name in outside if not distributions_of(name) & core] == []


@pytest.mark.parametrize("file", [file for file in TRACKED if file.parts[0] == "tests"], ids=str)
def test_what_tests_import_is_declared(file):
    core, extras = declared()
    outside = set(imported(ast.walk(tree(file)))) - set(sys.stdlib_module_names) - {*PACKAGES, "tests"}
    # an optional package need not be installed; it then goes by the name of its module
    assert [name for name in outside if not (distributions_of(name) or {normal(name)}) & (core | extras)] == []


@pytest.mark.parametrize("file", TRACKED, ids=str)
def test_no_file_prints(file):
    assert calls_to("print", file) == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_asserts_are_for_tests(file):
    assert [node.lineno for node in ast.walk(tree(file)) if isinstance(node, ast.Assert)] == []


@pytest.mark.parametrize("file", [file for file in TRACKED if not file.name.startswith("test_")], ids=str)
def test_a_file_has_one_purpose_and_few_lines(file):
    assert len((ROOT / file).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


WATCHED = """
import json, os, sys

class Watch:
    seen = {}
    def find_spec(self, name, path=None, target=None):
        if name in ("prefect", "pyannote", "huggingface_hub", "faster_whisper"):
            self.seen.setdefault(name, {key: os.environ.get(key) for key in json.loads(sys.argv[1])})
            if name == "prefect":
                raise SystemExit  # it has been seen; a night need not run

sys.meta_path.insert(0, Watch())
from flows.cli import app
try:
    app(["nightly", "--calls", sys.argv[2], "--warehouse", sys.argv[2] + "/w.duckdb"])
except SystemExit:
    with open(sys.argv[3], "w") as file:
        json.dump(Watch.seen, file)
"""


def test_nothing_is_sent_anywhere_before_prefect_is_imported(tmp_path):
    seen = tmp_path / "seen.json"
    subprocess.run(  # noqa: S603 - a process of its own, for here Prefect is imported already
        [sys.executable, "-c", WATCHED, json.dumps(list(OFFLINE)), str(tmp_path / "none"), str(seen)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PREFECT_SERVER_ANALYTICS_ENABLED": "true"},
        check=True,
    )
    assert json.loads(seen.read_text())["prefect"] == OFFLINE


ASKS = {"execute", "executemany", "sql", "query"}


@pytest.mark.parametrize("file", TRACKED, ids=str)
def test_sql_is_never_put_together_from_values(file):
    asked = [
        node.args[0]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS and node.args
    ]
    assert [ast.unparse(text) for text in asked if isinstance(text, ast.JoinedStr | ast.BinOp)] == []
    formatted = [text for text in asked if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute)]
    assert [ast.unparse(text) for text in formatted if text.func.attr in ("format", "join", "replace")] == []
