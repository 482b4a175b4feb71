"""Loading of a Whisper model, and how many windows of sound it decodes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil

from models.whisper_file import WhisperShape, check_whisper
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from faster_whisper import WhisperModel

    from pipeline.settings import WhisperSettings

HEAD = 64
"""Width of an attention head, the same in every Whisper."""
FRAMES = 1500
"""What the encoder makes of a window of 30 s."""
SCORES_HELD = 1.75
"""Memory of a window while it is encoded, as a multiple of one layer's attention scores."""
HEARD_HELD = 1.95
"""Memory of a window while it is decoded, as a multiple of the keys and values of what was heard, in all layers."""
MOST_WINDOWS = {"cpu": 4, "cuda": 16}
"""More at once were no faster on a processor and take memory; on a GPU gains flatten out."""
FREE_SHARE = {"cpu": 0.5, "cuda": 0.8}
"""Of the memory that is free once the weights are loaded: a processor's is shared with the rest of the night."""


def check_device(settings: WhisperSettings) -> None:
    """Tell whether the machine has what the settings ask for.

    Raises:
        SettingsError: there is no GPU, or it does not compute so.
    """
    import ctranslate2  # noqa: PLC0415 - loads a library of 100 MB

    if settings.device == "cuda" and not ctranslate2.get_cuda_device_count():
        raise SettingsError("asr.device: cuda is asked for and CTranslate2 finds no GPU here; set it to cpu")
    able = ctranslate2.get_supported_compute_types(settings.device)
    if settings.compute_type not in able:
        raise SettingsError(
            f"asr.compute_type: {settings.compute_type} cannot be computed on this machine's {settings.device}; "
            f"it can do {', '.join(sorted(able))}"
        )


def load_whisper(setting: str, folder: Path, settings: WhisperSettings) -> WhisperModel:
    """Load a model onto the device of the settings; nothing is asked of a network.

    Args:
        setting: that names the model, for the error.
        folder: of the model.
        settings: how to compute.

    Raises:
        SettingsError: the folder holds something else, or the device cannot compute so.
    """
    check_whisper(setting, folder)
    check_device(settings)
    from faster_whisper import WhisperModel  # noqa: PLC0415 - seconds to import

    try:
        return WhisperModel(
            str(folder),
            device=settings.device,
            compute_type=settings.compute_type,
            cpu_threads=settings.threads_per_worker,
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise SettingsError(f"{setting}: {folder} cannot be loaded on {settings.device}: {error}") from error


def windows_at_once(setting: str, folder: Path, settings: WhisperSettings) -> int:
    """Return how many windows a worker decodes together: as set, or with `auto` as many as memory holds.

    Of what is free once the weights are loaded, half (of a GPU 80 %) is divided among the workers; at most 4 windows on
    a processor and 16 on a GPU, at least 1.

    Raises:
        SettingsError: the folder holds something else.
    """
    if settings.batch_size != "auto":
        return settings.batch_size
    shape = check_whisper(setting, folder)
    usable = FREE_SHARE[settings.device] * _free_bytes(settings.device) / settings.workers
    return max(1, min(MOST_WINDOWS[settings.device], int(usable / window_bytes(shape, settings.compute_type))))


def window_bytes(shape: WhisperShape, compute_type: str) -> int:
    """Return the most memory that a window of 30 s takes at any time, weights aside.

    Encoding holds the scores of one layer's attention, every frame with every other, in each head; decoding holds the
    keys and values of what was heard, in every layer. On a processor windows are encoded one by one, so that there the
    first is more than a batch takes. CTranslate2 keeps both in 16 bits with a 16-bit type, else in 32.

    Source:
        Both factors are ours: peaks on a processor in int8, batches of 1, 2 and 4, random weights of the sizes of base,
        small and medium, beam 8: 127, 212 and 535 MB a window. On a GPU nothing was measured.
    """
    number_bytes = 2 if "16" in compute_type else 4
    scores = (shape.width // HEAD) * FRAMES * FRAMES
    heard = 2 * shape.decoder_layers * FRAMES * shape.width
    return round(number_bytes * max(SCORES_HELD * scores, HEARD_HELD * heard))


def _free_bytes(device: str) -> int:
    if device == "cpu":
        return int(psutil.virtual_memory().available)
    import torch  # noqa: PLC0415 - seconds to import

    free, _ = torch.cuda.mem_get_info()
    return int(free)
