"""The speaker encoder of Resemblyzer as a pyannote embedding. Imports torch: seconds, so import it when needed.

The network looks at 1.6 s of mel power (not its logarithm) at a time. pyannote hands over a window of sound with a mask
a voice; the frames of the mask are cut into such looks, and all looks of all masks go through the network together.
"""

from pathlib import Path
from typing import Any

import librosa
import torch
from pyannote.audio.core.model import Model
from pyannote.audio.core.task import Problem, Resolution, Specifications
from torch import nn

RATE_HZ = 16_000
_WINDOW, _HOP = 400, 160
_BANDS, _HIDDEN, _LAYERS = 40, 256, 3
LOOK = 160
"""Frames of 10 ms the network was trained on at once."""
FEWEST_FRAMES = 60
"""A voice alone for less than this in a window is not embedded: it would be put with the wrong voice."""
POWER = 0.1
"""Mean mel power a look is brought to: the network hears loudness as part of a voice."""


class VoiceEncoder(Model):
    """Maps the sound of one voice to a point on a sphere in 256 dimensions; NaN where it says too little."""

    bands: torch.Tensor
    window: torch.Tensor

    def __init__(self, weights: Path) -> None:
        super().__init__(sample_rate=RATE_HZ, num_channels=1)
        self.specifications = Specifications(
            problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=LOOK * _HOP / RATE_HZ
        )
        self.lstm = nn.LSTM(_BANDS, _HIDDEN, _LAYERS, batch_first=True)
        self.linear = nn.Linear(_HIDDEN, _HIDDEN)
        stored = torch.load(weights, weights_only=True, map_location="cpu")["model_state"]
        self.load_state_dict({name: value for name, value in stored.items() if not name.startswith("similarity_")})
        bands = librosa.filters.mel(sr=RATE_HZ, n_fft=_WINDOW, n_mels=_BANDS)
        self.register_buffer("bands", torch.from_numpy(bands), persistent=False)
        self.register_buffer("window", torch.hann_window(_WINDOW), persistent=False)

    @property
    def dimension(self) -> int:
        """Of an embedding."""
        return _HIDDEN

    def forward(self, waveforms: torch.Tensor, **kwargs: Any) -> torch.Tensor:
        """Embed each sound, shape=(batch, 1, samples), where its `weights`, shape=(batch, frames), are above a half."""
        weights = kwargs.get("weights")
        power = self._mel_power(waveforms[:, 0])
        looks, owners = [], []
        for at, frames in enumerate(power):
            chosen = frames if weights is None else frames[_stretched(weights[at], len(frames)) > 0.5]
            if len(chosen) >= FEWEST_FRAMES:
                cut = _cut(chosen)
                looks.append(cut)
                owners += [at] * len(cut)
        found = torch.full((len(power), _HIDDEN), torch.nan)
        if looks:
            sums = torch.zeros(len(power), _HIDDEN).index_add_(0, torch.tensor(owners), self._embed(torch.cat(looks)))
            heard = sorted(set(owners))
            found[heard] = nn.functional.normalize(sums[heard], dim=1)
        return found

    def _mel_power(self, sounds: torch.Tensor) -> torch.Tensor:
        spectra = torch.stft(
            sounds, _WINDOW, _HOP, window=self.window, center=True, pad_mode="constant", return_complex=True
        )
        return (self.bands @ spectra.abs().square()).transpose(1, 2)

    def _embed(self, looks: torch.Tensor) -> torch.Tensor:
        level = looks.mean(dim=(1, 2), keepdim=True).clamp_min(1e-12)
        _, (hidden, _) = self.lstm(looks * (POWER / level))
        return nn.functional.normalize(torch.relu(self.linear(hidden[-1])), dim=1)


def _stretched(weights: torch.Tensor, count: int) -> torch.Tensor:
    return nn.functional.interpolate(weights[None, None].float(), size=count, mode="nearest")[0, 0]


def _cut(frames: torch.Tensor) -> torch.Tensor:
    """Cut into looks, the fewest that cover it; what is shorter than one is repeated until it fills one."""
    if len(frames) < LOOK:
        return frames.repeat(-(-LOOK // len(frames)), 1)[:LOOK][None]
    count = max(1, round(len(frames) / LOOK))
    starts = torch.linspace(0, len(frames) - LOOK, count).long()
    return torch.stack([frames[start : start + LOOK] for start in starts])
