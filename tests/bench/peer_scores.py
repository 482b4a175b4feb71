"""What other programs found, against the truth."""

from collections.abc import Mapping, Sequence
from typing import Final

from tests.bench.assess import PARTIES, mixed_word_errors, word_ratios
from tests.bench.diarization import diarization_ratios
from tests.bench.library import BenchCall
from tests.bench.outcome import MIX, PeerRun
from tests.bench.scores import Ratio, pool
from tests.bench.truth import TrueCall

NEAR_S: Final = 0.3
"""How far before or after a true overlap a moment may lie to be of it."""

_FOUND_AS: Final = {
    "interruption": "interruptions_found",
    "backchannel": "backchannels_taken_for_interruptions",
}
_OTHER: Final = "other_overlaps_taken_for_interruptions"


def peer_ratios(calls: Sequence[BenchCall], run: PeerRun) -> dict[str, list[Ratio]]:
    """Return word errors and diarization errors, one for each call, of what the peer does at all."""
    return pool(_ratios(call.true, run.texts.get(call.key), run.speech.get(call.key)) for call in calls)


def _ratios(
    true: TrueCall, texts: Mapping[str, str] | None, speech: Sequence[tuple[float, float, str]] | None
) -> dict[str, Ratio]:
    ratios: dict[str, Ratio] = {}
    if texts is not None and MIX in texts:
        ratios["wer_in_order"] = mixed_word_errors(true, texts[MIX])
    elif texts is not None:
        agent = true.agent_channel or "left"
        other = "right" if agent == "left" else "left"
        ratios["wer"] = word_ratios(true, dict(zip(PARTIES, (texts[agent], texts[other]), strict=True)))["wer"]
    if speech is not None:
        said = [(span.start_s, span.end_s, role) for role in true.speech for span in true.speech_of(role)]
        said += [(span.start_s, span.end_s, turn.role) for turn in true.held for span in turn.stretches()]
        ratios["der"] = diarization_ratios(said, speech, true.duration_s)["der"]
    return ratios


def interruption_figures(calls: Sequence[BenchCall], onsets: Mapping[str, Sequence[float]]) -> dict[str, int]:
    """Count moments that are called interruptions by what they truly are.

    Args:
        calls: with kinds of overlap.
        onsets: by recording, when an interruption is said to begin.

    Returns:
        `interruptions` and `backchannels` there are; of the moments, how many are `interruptions_found`,
        `backchannels_taken_for_interruptions`, `other_overlaps_taken_for_interruptions` and `without_overlap`.
    """
    figures = dict.fromkeys(("interruptions", "backchannels", *_FOUND_AS.values(), _OTHER, "without_overlap"), 0)
    for call in calls:
        left = list(call.true.true_overlaps())
        figures["interruptions"] += sum(one.kind == "interruption" for one in left)
        figures["backchannels"] += sum(one.kind == "backchannel" for one in left)
        for onset_s in onsets.get(call.key, ()):
            near = [one for one in left if one.start_s - NEAR_S <= onset_s <= one.end_s + NEAR_S]
            if not near:
                figures["without_overlap"] += 1
                continue
            closest = min(near, key=lambda one: abs(one.start_s - onset_s))
            left.remove(closest)
            figures[_FOUND_AS.get(closest.kind, _OTHER)] += 1
    return figures
