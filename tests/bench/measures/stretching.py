"""Speech played faster or slower at the same pitch, still to be understood.

By pieces of the wave laid over each other where they fit (WSOLA, in FFmpeg's filter `atempo`). A phase vocoder with
librosa's window, 256 ms at 8 kHz, smears syllables into each other until nothing can be recognised.
"""

from fractions import Fraction

import av
import numpy as np
from av.filter import Graph

from pipeline.ports import Samples


def faster(samples: Samples, rate_hz: int, factor: float) -> Samples:
    """Return sound played so many times as fast.

    Args:
        samples: shape=(n_samples,), float32, -1 to 1.
        rate_hz: of the samples.
        factor: 0.5 to 2; below 1 is slower.

    Returns:
        n_samples / factor samples, so that channels stay of equal length; the filter may leave the last 0.1 s silent.
    """
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate_hz, format="flt", layout="mono", time_base=Fraction(1, rate_hz))
    graph.link_nodes(source, graph.add("atempo", str(factor)), graph.add("abuffersink")).configure()
    frame = av.AudioFrame.from_ndarray(samples[None].astype(np.float32), format="flt", layout="mono")
    frame.sample_rate, frame.pts = rate_hz, 0
    graph.push(frame)
    graph.push(None)
    pieces = []
    while True:
        try:
            pieces.append(graph.pull().to_ndarray()[0])
        except EOFError:
            break
    length = round(len(samples) / factor)
    return np.pad(np.concatenate(pieces)[:length], (0, max(0, length - sum(map(len, pieces)))))
