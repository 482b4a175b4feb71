"""Models of the Hugging Face hub: fetched once into a folder below the weights, checked, and read from there.

The hub is asked by a process of its own, `python -m models.hub REPOSITORY FOLDER`: everything else of the program runs
with the hub's client switched off. The token of a gated model comes from HF_TOKEN or from the file that HF_TOKEN_PATH
names; no setting holds one.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline import file_hash
from pipeline.errors import SettingsError

NAMES = {
    "tiny": "Systran/faster-whisper-tiny",
    "base": "Systran/faster-whisper-base",
    "small": "Systran/faster-whisper-small",
    "medium": "Systran/faster-whisper-medium",
    "large-v1": "Systran/faster-whisper-large-v1",
    "large-v2": "Systran/faster-whisper-large-v2",
    "large-v3": "Systran/faster-whisper-large-v3",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
}
"""Repositories of Whisper's sizes as faster-whisper knows them; those for English only are left out."""
NOTE = "fetched.json"
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_WHISPER = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
_PYANNOTE = ("config.yaml", "*/pytorch_model.bin", "*/*.npz")
_ONLINE = {"HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}


class Fetched(BaseModel):
    """What was fetched: one commit of a repository.

    Attributes:
        files: sha256 by name below the folder.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    repository: str
    revision: str
    files: dict[str, str]


def repository_of(model: str) -> str | None:
    """Return the repository a configured model names; None where it can be no name of the hub."""
    return NAMES.get(model) or (model if _REPOSITORY.fullmatch(model) else None)


def fetch_repository(repository: str, folder: Path) -> Fetched:
    """Fetch the files of a model into a folder; begun once and broken off, it goes on where it was.

    Args:
        repository: `organisation/name`.
        folder: that it will lie in; there only once all of it is.

    Raises:
        SettingsError: it cannot be had; the sentence says why.
    """
    part = folder.with_name(f"{folder.name}.part")
    part.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "models.hub", repository, str(part.resolve())]
    environment = {**os.environ, **_ONLINE}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - own
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise SettingsError(f"{repository}: not to be had from the hub: {last}")
    if folder.exists():
        shutil.rmtree(folder)
    part.rename(folder)
    return _read_note(folder / NOTE)


def fetched(folder: Path) -> Fetched | None:
    """Return what was fetched into a folder, every file of it unaltered; None for a folder of somebody's own.

    Raises:
        SettingsError: a file is missing or altered.
    """
    note = folder / NOTE
    if not note.is_file():
        return None
    found = _read_note(note)
    for name, expected in found.files.items():
        file = folder / name
        if not file.is_file() or sha256_of(file) != expected:
            state = "altered" if file.is_file() else "missing"
            raise SettingsError(f"{file}: {state}; remove {folder} and fetch it again with `meeluister models --fetch`")
    return found


def sha256_of(file: Path) -> str:
    """Return the checksum of a file, computed once as long as the file stays as it is."""
    stat = file.stat()
    return _sha256(file, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _sha256(file: Path, size: int, changed_ns: int) -> str:  # noqa: ARG001 - another size or time is another file
    return file_hash.sha256_of(file)


def _read_note(note: Path) -> Fetched:
    try:
        return Fetched.model_validate_json(note.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise SettingsError(f"{note}: not readable; remove the folder and fetch it again") from error


def download(repository: str, folder: Path) -> str:
    """Ask the hub, in a process that may; return a sentence where it refuses, nothing once the note is written."""
    from huggingface_hub import HfApi, snapshot_download  # noqa: PLC0415 - asks the environment when imported
    from huggingface_hub.errors import (  # noqa: PLC0415
        GatedRepoError,
        HfHubHTTPError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
    )

    try:
        snapshot_download(repository, local_dir=folder, allow_patterns=[*_WHISPER, *_PYANNOTE])
        about = HfApi().model_info(repository, files_metadata=True)
    except GatedRepoError:
        return (
            "it is gated: accept its terms on its page, then give a token that may read it in HF_TOKEN or in the file "
            "that HF_TOKEN_PATH names"
        )
    except RepositoryNotFoundError:
        return "there is no such model, or it is private and HF_TOKEN holds no token that may read it"
    except LocalEntryNotFoundError:
        return "the hub cannot be reached; fetch it on a machine with a network and copy the folder"
    except HfHubHTTPError as error:
        return f"the hub answers {error.response.status_code}"
    return _noted(folder, repository, about)


def _noted(folder: Path, repository: str, about: Any) -> str:
    shutil.rmtree(folder / ".cache", ignore_errors=True)  # the client's own notes
    (folder / NOTE).unlink(missing_ok=True)
    files = {
        file.relative_to(folder).as_posix(): sha256_of(file) for file in sorted(folder.rglob("*")) if file.is_file()
    }
    promised = {one.rfilename: one.lfs.sha256 for one in about.siblings or () if one.lfs is not None}
    if wrong := [name for name, sha256 in files.items() if promised.get(name, sha256) != sha256]:
        for name in wrong:
            (folder / name).unlink()
        return f"{', '.join(wrong)} came out otherwise than the hub promises; fetch again"
    note = Fetched(repository=repository, revision=about.sha or "", files=files)
    (folder / NOTE).write_text(json.dumps(note.model_dump(), indent=1) + "\n", encoding="utf-8")
    return ""


if __name__ == "__main__":
    sys.exit(download(sys.argv[1], Path(sys.argv[2])) or 0)
