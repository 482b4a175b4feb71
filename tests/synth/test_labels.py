"""A label needs an interval, an interval a label, and the timing must allow it."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.synth.activity import Interval, bridge
from tests.synth.labels import label_overlaps, label_silences
from tests.synth.render import Piece
from tests.synth.script import Speaker, TurnScript
from tests.synth.timeline import PlacedTurn, Timeline

SPEAKERS = {"agent": Speaker(role="agent", voice="nl2"), "citizen": Speaker(role="citizen", voice="nl3")}


def turn(who: str, *speech: Interval, **fields: object) -> PlacedTurn:
    script = TurnScript.model_validate({"who": who, "text": "Woorden.", **fields})
    spans = tuple(bridge(speech))
    return PlacedTurn(script, SPEAKERS[who], "nl", spans[0][0], np.zeros(1), (Piece("Woorden.", 0.0, spans),), spans, 2)


def timeline(turns: Sequence[PlacedTurn]) -> Timeline:
    return Timeline(tuple(turns), (), duration_s=20.0)


@pytest.mark.parametrize(
    ("kind", "floor", "onset"),
    [
        pytest.param("backchannel", (0.0, 5.0), (2.0, 2.6), id="short, and the other goes on"),
        pytest.param("terminal_overlap", (0.0, 5.0), (4.7, 8.0), id="just before the end"),
        pytest.param("interruption", (0.0, 5.0), (4.2, 8.0), id="the other stops within two seconds"),
        pytest.param("interruption_attempt", (0.0, 5.0), (2.0, 3.0), id="the newcomer stops"),
        pytest.param("dual_start", (0.0, 5.0), (0.3, 0.8), id="both just started"),
    ],
)
def test_a_label_whose_timing_fits_is_kept(kind: str, floor: Interval, onset: Interval) -> None:
    call = timeline([turn("agent", floor), turn("citizen", onset, overlap=[kind])])
    assert [found.kind for found in label_overlaps(call)] == [kind]


@pytest.mark.parametrize(
    ("kind", "floor", "onset"),
    [
        pytest.param("backchannel", (0.0, 5.0), (2.0, 3.5), id="too long for a backchannel"),
        pytest.param("backchannel", (0.0, 5.0), (4.6, 5.4), id="the other does not go on"),
        pytest.param("interruption", (0.0, 5.0), (2.0, 8.0), id="the other goes on for three seconds"),
        pytest.param("interruption", (0.0, 5.0), (4.2, 5.5), id="the newcomer does not hold the floor"),
        pytest.param("dual_start", (0.0, 5.0), (1.0, 1.5), id="the other spoke already"),
    ],
)
def test_a_label_whose_timing_cannot_be_is_refused(kind: str, floor: Interval, onset: Interval) -> None:
    call = timeline([turn("agent", floor), turn("citizen", onset, overlap=[kind])])
    with pytest.raises(ValueError, match=f"cannot be {kind}"):
        label_overlaps(call)


def test_an_overlap_without_a_label_is_refused() -> None:
    with pytest.raises(ValueError, match="without a label"):
        label_overlaps(timeline([turn("agent", (0.0, 5.0)), turn("citizen", (4.0, 6.0))]))


def test_a_label_without_an_overlap_is_refused() -> None:
    call = timeline([turn("agent", (0.0, 5.0)), turn("citizen", (6.0, 7.0), overlap=["backchannel"])])
    with pytest.raises(ValueError, match="no overlap for"):
        label_overlaps(call)


def test_a_silence_is_a_gap_between_speakers_and_a_pause_within_one() -> None:
    call = timeline([turn("agent", (0.0, 1.0), (1.5, 2.0)), turn("citizen", (3.0, 4.0))])
    assert [(found.span, found.kind) for found in label_silences(call)] == [((1.0, 1.5), "pause"), ((2.0, 3.0), "gap")]


def test_a_written_silence_keeps_its_kind_and_its_announcement() -> None:
    call = timeline([turn("agent", (0.0, 1.0)), turn("agent", (7.0, 8.0), silence="search", announced=True)])
    (found,) = label_silences(call)
    assert (found.span, found.kind, found.is_announced) == ((1.0, 7.0), "search", True)


def test_a_written_silence_that_is_not_there_is_refused() -> None:
    call = timeline([turn("agent", (0.0, 1.0)), turn("citizen", (1.1, 2.0), silence="search")])
    with pytest.raises(ValueError, match="no silence before"):
        label_silences(call)


def test_held_speech_is_no_speech_of_the_call() -> None:
    call = timeline([turn("agent", (0.0, 1.0)), turn("citizen", (3.0, 4.0), in_hold_s=2.0), turn("agent", (9.0, 9.5))])
    assert call.speech() == {"agent": [(0.0, 1.0), (9.0, 9.5)], "citizen": []}
