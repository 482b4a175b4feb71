"""The wheel, installed by pip into an empty environment with nothing of this checkout, running a night."""

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import duckdb

from tests.soak.results import Outcome, timed

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = [name.removesuffix("*") for name in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]]


def build_wheel(folder):
    """Build the wheel apart from the source tree, which building would litter, and return its file."""
    source = folder / "source"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", ".", "./source"]
    subprocess.run(build, cwd=folder, check=True)  # noqa: S603 - ours
    [file] = folder.glob("*.whl")
    return file


def run_from_wheel(folder):
    """Install the wheel and what it asks for from the package index, fetch the weights, and run the sample calls."""
    folder.mkdir()
    with timed() as seconds:
        wheel = build_wheel(folder)
        venv.create(folder / "env", with_pip=True)
        programs = folder / "env" / "bin"
        run(folder, programs / "python", "-m", "pip", "install", "--quiet", "--no-cache-dir", wheel)
        run(folder, programs / "python", "-m", "pip", "check")
        installed_s = seconds()
        at = folder / "service"
        at.mkdir()
        run(at, programs / "meeluister", "models", "--fetch")
        shutil.copytree(ROOT / "tests" / "calls", folder / "calls")
        night = ("--calls", folder / "calls", "--warehouse", at / "w.duckdb")
        run(at, programs / "meeluister", "nightly", *night, "--settings", folder / "calls" / "settings.yaml")
        run(at, programs / "meeluister", "audit", "verify", "--warehouse", at / "w.duckdb")
        run(at, programs / "meeluister", "report", "pages", "--warehouse", at / "w.duckdb", "--month", "2026-03")
        with duckdb.connect(at / "w.duckdb", read_only=True) as connection:
            [(calls,)] = connection.execute("select count(*) from coach_call_card").fetchall()
        pages = len(list((at / "pages").rglob("*.pdf")))
    found = f"installed in {installed_s:.0f} s, pip check clean; {calls} calls in its warehouse, {pages} PDF pages"
    return Outcome("the wheel in an empty environment", "one night", found, calls > 0 and pages > 0, seconds())


def run(folder, *command):
    """Run a command with nothing of this environment; what it said is shown where it fails."""
    own = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    own |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=own, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{command[0]} {command[1]} ended with {done.returncode}: {done.stderr[-2000:]}")
