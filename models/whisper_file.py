"""What a folder with a Whisper model holds, told before anything of it is loaded.

CTranslate2 puts the names and shapes of the weights before each of them in `model.bin`; reading only those takes
milliseconds and tells a Whisper from other models, an English-only from a multilingual one, and how much memory a
window will take.
"""

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.errors import SettingsError

MODEL = "model.bin"
_KIND = "WhisperSpec"
_MULTILINGUAL = 51_865
"""Tokens of the smallest vocabulary with languages in it; English-only models have one fewer."""
_LAST_VERSION = 100
"""Of the file's layout; it is 6 today, and what claims far more is no such file."""
_CONVERT = (
    "convert it with `ct2-transformers-converter --model FOLDER --output_dir NEW --copy_files tokenizer.json "
    "preprocessor_config.json`"
)


@dataclass(frozen=True, slots=True)
class WhisperShape:
    """The size of a Whisper model.

    Attributes:
        width: of a layer.
        encoder_layers: how many.
        decoder_layers: how many.
        mel_count: bands of its features, 80 or 128.
        token_count: of its vocabulary.
    """

    width: int
    encoder_layers: int
    decoder_layers: int
    mel_count: int
    token_count: int


def check_whisper(setting: str, folder: Path) -> WhisperShape:
    """Read what model lies in a folder.

    Args:
        setting: that names it, for the error.
        folder: of the model.

    Raises:
        SettingsError: it is no multilingual Whisper model for CTranslate2, or not whole; the sentence says what it is.
    """
    file = folder / MODEL
    if not file.is_file():
        raise SettingsError(f"{setting}: {folder} {_what_else(folder)}")
    try:
        with file.open("rb") as opened:
            kind, shapes = _read_shapes(opened)
    except (struct.error, UnicodeDecodeError, ValueError, OSError) as error:
        raise SettingsError(f"{setting}: {file} is no model file of CTranslate2, or broken off") from error
    if kind != _KIND:
        raise SettingsError(f"{setting}: {file} is a {kind} of CTranslate2 and no Whisper")
    shape = _shape(shapes)
    if shape.token_count < _MULTILINGUAL:
        raise SettingsError(f"{setting}: {folder} is a Whisper for English only; it writes no Dutch")
    if not _json(setting, folder / "tokenizer.json"):  # the library would ask the hub for one
        raise SettingsError(f"{setting}: {folder} has no tokenizer.json; copy it from the model it was converted from")
    if int(_json(setting, folder / "preprocessor_config.json").get("feature_size", 80)) != shape.mel_count:
        raise SettingsError(
            f"{setting}: {folder} hears {shape.mel_count} bands and its preprocessor_config.json says otherwise or is "
            "missing; copy it from the model it was converted from"
        )
    return shape


def _what_else(folder: Path) -> str:
    """Say what a folder holds that has no model of CTranslate2."""
    if not folder.is_dir():
        return "is no folder"
    if (folder / "config.yaml").is_file():
        return "is a pyannote pipeline and no Whisper; it belongs under diarization.pipeline"
    if any(folder.glob("*.safetensors")) or (folder / "pytorch_model.bin").is_file() or _is_of_transformers(folder):
        return f"holds a model of transformers; {_CONVERT}"
    return f"holds no {MODEL}"


def _is_of_transformers(folder: Path) -> bool:
    try:
        return "architectures" in json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


def _json(setting: str, file: Path) -> dict[str, Any]:
    """Return what a file holds, nothing where there is none."""
    if not file.is_file():
        return {}
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(f"{setting}: {file} is not readable as JSON, or broken off") from error


def _read_shapes(file: BinaryIO) -> tuple[str, dict[str, tuple[int, ...]]]:
    """Read the kind of a model and the shape of each of its weights, passing over the numbers.

    Raises:
        struct.error, UnicodeDecodeError, ValueError: it is no such file, or ends early.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if not 0 < _number(file, "I") <= _LAST_VERSION:
        raise ValueError("not the layout of a model file")
    kind = _text(file)
    _number(file, "I")  # the revision of the kind
    shapes: dict[str, tuple[int, ...]] = {}
    for _ in range(_number(file, "I")):
        name = _text(file)
        shapes[name] = tuple(_number(file, "I") for _ in range(_number(file, "B")))
        _number(file, "B")  # the type of its numbers
        if file.seek(_number(file, "I"), 1) > size:
            raise ValueError("ends early")
    return kind, shapes


def _number(file: BinaryIO, kind: str) -> int:
    (number,) = struct.unpack(f"<{kind}", file.read(struct.calcsize(kind)))
    return int(number)


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode("utf-8")


def _shape(shapes: Mapping[str, tuple[int, ...]]) -> WhisperShape:
    width, mel_count, _ = shapes["encoder/conv1/weight"]
    return WhisperShape(
        width=width,
        encoder_layers=_layers(shapes, "encoder"),
        decoder_layers=_layers(shapes, "decoder"),
        mel_count=mel_count,
        token_count=shapes["decoder/embeddings/weight"][0],
    )


def _layers(shapes: Mapping[str, tuple[int, ...]], part: str) -> int:
    return len({name.split("/")[1] for name in shapes if re.match(rf"{part}/layer_\d+/", name)})
