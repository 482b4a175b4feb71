"""Two voices of one channel, told apart anew once a first guess is there: each call is its own best example.

A network that never heard these people finds who speaks when only roughly. From that first guess a mixture of Gaussians
per voice is learnt on the call's own spectra, line and telephone included, and the speech is divided again by the most
likely sequence of voices; a few rounds of it take most of the confusion away. Nothing of a voice is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import librosa
import numpy as np
import numpy.typing as npt
import scipy.fft

from pipeline.intervals import rounded
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import Span

FRAME_S = 0.01
_HOP = round(MODEL_RATE_HZ * FRAME_S)
_WINDOW = 400
_MELS, _CEPSTRA = 40, 20
_BLOCK = 6_000
"""Frames whose spectra are taken at once: a minute, 20 MB."""

COMPONENTS = 12
ROUNDS = 3
SWITCH_COST = 8.0
"""Log-likelihood that a change of voice must earn, after the scaling below."""
EVIDENCE_SHARE = 0.2
"""Neighbouring frames say nearly the same: each counts as a fifth of one."""
MOST_PER_FRAME = 3.0
"""No single frame may say more, in nats: a click is no evidence."""
MOST_FRAMES = 30_000
"""A voice is learnt from five minutes of it, evenly taken: more costs memory and tells nothing new."""
FEWEST_FRAMES = 100
"""A voice heard for less than a second cannot be learnt."""
_EM_ROUNDS = 12
_VARIANCE_FLOOR = 0.01

Features = npt.NDArray[np.float64]
"""shape=(n_frames, 20), cepstra of frames of 10 ms."""
Labels = npt.NDArray[np.intp]
"""shape=(n_frames,), the voice per frame; -1 where nobody speaks."""


def tell_apart(
    samples: Samples, speech: Sequence[Span], voices: Sequence[Sequence[Span]]
) -> tuple[tuple[Span, ...], ...]:
    """Divide speech anew among voices; at each time one.

    Args:
        samples: the channel at `MODEL_RATE_HZ`.
        speech: where anybody speaks, disjoint, in time order.
        voices: a first guess who speaks where; two or more.

    Returns:
        Per voice its stretches, disjoint, in time order; together they are the speech. The guess, cut to the speech,
        where a voice says too little to be learnt.
    """
    frame_count = samples.size // _HOP
    spoken = _mask(speech, frame_count)
    guess = np.stack([_mask(voice, frame_count) for voice in voices], axis=1)
    labels = _first_labels(guess, spoken)
    at = np.flatnonzero(spoken)
    features = cepstra(samples)[:frame_count][at]
    sure = guess[at].sum(axis=1) == 1
    for _ in range(ROUNDS):
        own = [features[_evenly(np.flatnonzero(sure & (labels[at] == voice)))] for voice in range(len(voices))]
        if min(map(len, own)) < FEWEST_FRAMES:
            break
        scores = np.stack([_Mixture.learn(part).log_likelihood(features) for part in own], axis=1)
        evidence = np.clip(
            EVIDENCE_SHARE * (scores - scores.mean(axis=1, keepdims=True)), -MOST_PER_FRAME, MOST_PER_FRAME
        )
        labels[at] = most_likely_path(evidence, SWITCH_COST)
        sure = np.ones(len(at), dtype=bool)
    return tuple(_spans(labels == voice) for voice in range(len(voices)))


def cepstra(samples: Samples) -> Features:
    """Return 20 cepstral coefficients per 10 ms, of 40 mel bands."""
    bands = librosa.filters.mel(sr=MODEL_RATE_HZ, n_fft=_WINDOW, n_mels=_MELS)
    window = np.hanning(_WINDOW).astype(np.float32)
    found = np.empty((samples.size // _HOP + 1, _CEPSTRA))
    for start in range(0, len(found), _BLOCK):
        stop = min(start + _BLOCK, len(found))
        frames = np.lib.stride_tricks.sliding_window_view(_around(samples, start, stop), _WINDOW)[::_HOP]
        power = np.square(np.abs(scipy.fft.rfft(frames * window, axis=1)))
        logs = np.log(power @ bands.T + 1e-6)
        found[start:stop] = scipy.fft.dct(logs, axis=1, norm="ortho")[:, :_CEPSTRA]
    return found


def _around(samples: Samples, start: int, stop: int) -> Samples:
    """Return the sound of the frames from `start` up to `stop`, half a window around each, silence beyond its ends."""
    first, last = start * _HOP - _WINDOW // 2, (stop - 1) * _HOP + _WINDOW // 2
    inside = samples[max(first, 0) : min(last, samples.size)]
    return np.pad(inside, (max(-first, 0), max(last - samples.size, 0)))


def most_likely_path(evidence: npt.NDArray[np.float64], switch_cost: float) -> Labels:
    """Return the sequence of voices that the evidence supports best, paying for each change.

    Args:
        evidence: log-likelihood per frame and voice, shape=(n_frames, n_voices).
        switch_cost: of a change from one frame to the next, >= 0.

    Source:
        Viterbi (1967), with equal costs of all changes.
    """
    frame_count, voice_count = evidence.shape
    came_from = np.tile(np.arange(voice_count), (frame_count, 1))
    best = np.zeros(voice_count)
    for frame in range(frame_count):
        leader = int(best.argmax())
        switched = best[leader] - switch_cost
        changes = switched > best
        came_from[frame, changes] = leader
        best = np.where(changes, switched, best) + evidence[frame]
    path = np.empty(frame_count, dtype=np.intp)
    voice = int(best.argmax()) if frame_count else 0
    for frame in range(frame_count - 1, -1, -1):
        path[frame] = voice
        voice = int(came_from[frame, voice])
    return path


@dataclass(frozen=True, slots=True, eq=False)
class _Mixture:
    """Gaussians with diagonal covariance, learnt by expectation-maximisation."""

    log_weights: Features
    means: Features
    variances: Features

    @classmethod
    def learn(cls, features: Features) -> "_Mixture":
        count = max(1, min(COMPONENTS, len(features) // 50))
        order = np.argsort(features[:, 0], kind="stable")  # the first cepstrum is loudness: parts of like loudness
        parts = np.array_split(features[order], count)
        overall = features.var(axis=0) + _VARIANCE_FLOOR
        mixture = cls(
            np.full(count, -np.log(count)),
            np.stack([part.mean(axis=0) for part in parts]),
            np.tile(overall, (count, 1)),
        )
        for _ in range(_EM_ROUNDS):
            mixture = mixture._improved(features)
        return mixture

    def log_likelihood(self, features: Features) -> Features:
        """Return it per frame, shape=(n_frames,)."""
        found = np.empty(len(features))
        for start in range(0, len(features), _BLOCK):
            joint = self._joint(features[start : start + _BLOCK])
            top = joint.max(axis=1)
            found[start : start + _BLOCK] = top + np.log(np.exp(joint - top[:, None]).sum(axis=1))
        return found

    def _joint(self, features: Features) -> Features:
        precisions = 1 / self.variances
        constant = self.log_weights - 0.5 * (np.log(2 * np.pi * self.variances) + self.means**2 * precisions).sum(
            axis=1
        )
        return np.asarray(constant + features @ (self.means * precisions).T - 0.5 * (features**2) @ precisions.T)

    def _improved(self, features: Features) -> "_Mixture":
        joint = self._joint(features)
        shares = np.exp(joint - joint.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        weights = shares.sum(axis=0) + 1e-6
        means = (shares.T @ features) / weights[:, None]
        variances = (shares.T @ features**2) / weights[:, None] - means**2
        return _Mixture(np.log(weights / weights.sum()), means, np.maximum(variances, 0) + _VARIANCE_FLOOR)


def _evenly(frames: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Take at most `MOST_FRAMES` of frames, evenly."""
    return frames[:: max(1, -(-len(frames) // MOST_FRAMES))]


def _first_labels(guess: npt.NDArray[np.bool_], spoken: npt.NDArray[np.bool_]) -> Labels:
    """Give speech that the guess leaves open to the voice that spoke last, and before any spoke to the first."""
    labels = np.where(guess.any(axis=1), guess.argmax(axis=1), -1)
    known = np.flatnonzero(labels >= 0)
    if known.size:
        before = np.searchsorted(known, np.arange(len(labels)), side="right") - 1
        labels = labels[known[np.maximum(before, 0)]]
    return np.where(spoken, np.maximum(labels, 0), -1)


def _mask(spans: Sequence[Span], frame_count: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(frame_count, dtype=bool)
    for span in spans:
        mask[round(span.start_s / FRAME_S) : round(span.end_s / FRAME_S)] = True
    return mask


def _spans(mask: npt.NDArray[np.bool_]) -> tuple[Span, ...]:
    edges = np.flatnonzero(np.diff(np.pad(mask.astype(np.int8), 1))).reshape(-1, 2)
    return tuple(rounded(start * FRAME_S, end * FRAME_S) for start, end in edges.tolist())
