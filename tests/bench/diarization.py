"""Who spoke when: time missed, invented and given to the wrong speaker. pyannote.metrics does the sums."""

from collections.abc import Iterable

from tests.bench.scores import Ratio

Labelled = tuple[float, float, str]
"""Start, end, speaker."""


def diarization_ratios(true: Iterable[Labelled], found: Iterable[Labelled], duration_s: float) -> dict[str, Ratio]:
    """Return the diarization error and how well roles are told.

    Args:
        true: speech of every speaker, by role; overlaps count for each.
        found: the same as found, under any names.
        duration_s: of the recording; all of it is scored, without a collar.

    Returns:
        `der`: speech missed, invented and confused over speech, speakers paired in the best way; `role_accuracy`: of
        the speech that was found, the share under its own name, which makes sense where `found` names roles.

    Source:
        Bredin (2017), pyannote.metrics, Interspeech; collar 0, overlaps counted.
    """
    from pyannote.core import Segment, Timeline  # noqa: PLC0415 - a second to import
    from pyannote.metrics.diarization import DiarizationErrorRate  # noqa: PLC0415
    from pyannote.metrics.identification import IdentificationErrorRate  # noqa: PLC0415

    reference, hypothesis = _annotation(true), _annotation(found)
    everything = Timeline([Segment(0.0, duration_s)])
    paired = DiarizationErrorRate(collar=0.0, skip_overlap=False)(reference, hypothesis, uem=everything, detailed=True)
    named = IdentificationErrorRate(collar=0.0, skip_overlap=False)(
        reference, hypothesis, uem=everything, detailed=True
    )
    errors = paired["missed detection"] + paired["false alarm"] + paired["confusion"]
    return {
        "der": Ratio(errors, paired["total"]),
        "role_accuracy": Ratio(named["correct"], named["correct"] + named["confusion"]),
    }


def _annotation(stretches: Iterable[Labelled]) -> object:
    from pyannote.core import Annotation, Segment  # noqa: PLC0415

    annotation = Annotation()
    for number, (start_s, end_s, speaker) in enumerate(stretches):
        annotation[Segment(start_s, end_s), number] = speaker
    return annotation
