import re
import subprocess
from pathlib import Path

import pytest
import typer

from flows.cli import app
from models.weights import bundled_weights

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MARTS = sorted(file.stem for file in (ROOT / "sql" / "marts").glob("*.sql"))
GIT_FILES = ["git", "ls-files", "-z"]
MACHINE_PATH = re.compile(rb"(?<![\w.:/-])/(?:home|Users|root|work|tmp|mnt|srv)/[\w.-]+")
"""A path that exists on one machine only; a pattern, so that this file does not hold one itself."""
EXAMPLE_PATHS = (b"/srv/meeluister", b"/srv/opnamen")
"""What documents may name as an example of where an installation lies."""


def commands(group, before=""):
    """Yield the commands of the program as they are typed."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


COMMANDS = sorted(commands(typer.main.get_command(app)))


def tracked():
    listed = subprocess.run(GIT_FILES, cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603 - ours
    return [ROOT / name.decode() for name in listed.split(b"\0") if name and (ROOT / name.decode()).is_file()]


def make_targets():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    return text, sorted(phony.group(1).split())


@pytest.mark.parametrize("target", make_targets()[1])
def test_every_make_target_has_help(target):
    text, _ = make_targets()
    assert re.search(rf"^{target}:[^\n]*## \S", text, re.MULTILINE)


def test_every_make_target_is_phony():
    text, phony = make_targets()
    assert sorted(re.findall(r"^([a-z-]+):(?!=)", text, re.MULTILINE)) == phony


def test_the_basic_make_targets_are_there():
    assert {"help", "setup", "run", "test", "check", "lint", "bench", "clean"} <= set(make_targets()[1])


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_is_in_the_readme(mart):
    assert f"`{mart}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"meeluister {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    found = typer.main.get_command(app)
    for name in command.split():
        found = found.commands[name]
    assert found.help


def test_no_tracked_file_holds_a_path_of_one_machine():
    places = []
    for file in tracked():
        text = file.read_bytes()
        if b"\0" not in text[:8192]:
            found = {path for path in MACHINE_PATH.findall(text) if not path.startswith(EXAMPLE_PATHS)}
            places += [f"{file.relative_to(ROOT)}: {path.decode()}" for path in sorted(found)]
    assert places == []


def test_the_weights_page_names_every_file_with_its_checksum():
    page = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    for weights in bundled_weights():
        assert {weights.name, weights.licence} <= set(re.findall(r"[\w.-]+", page))
        assert all(file.sha256 in page for file in weights.files)
        assert all(f"{wheel.package} {wheel.version}" in page for wheel in weights.wheels)
