"""Checkpoints of torch, read without running anything that is stored in them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any


class _Unread:
    """Stands for what a checkpoint holds beside numbers: training's own objects, of packages that need not be here."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def __setstate__(self, state: object) -> None: ...

    def __setitem__(self, key: object, value: object) -> None: ...


def read_tensors(torch: Any, file: Path, *, real: Sequence[type] = ()) -> dict[str, Any]:
    """Read numbers and plain values of a checkpoint; nothing that is stored in it runs.

    Args:
        torch: the library, imported by who asks.
        file: the checkpoint.
        real: classes that are made as they are; everything else stands empty.

    Raises:
        pickle.UnpicklingError, RuntimeError, EOFError, OSError: it is no checkpoint.
    """
    known = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in real}
    names = torch.serialization.get_unsafe_globals_in_checkpoint(str(file))
    stands = [(known.get(name, type(f"Unread{at}", (_Unread,), {})), name) for at, name in enumerate(names)]
    with torch.serialization.safe_globals(stands):
        return dict(torch.load(file, weights_only=True, map_location="cpu"))
