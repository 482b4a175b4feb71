import pytest

from pipeline.measures.overlaps import measure_overlaps
from tests.bench.measures.speed import make_call


def test_the_call_is_full_of_turns_and_listening():
    call = make_call(2)
    # 120 s in steps of 4 s: 30 turns of 3 s, each with a "ja" of 0.4 s inside.
    assert len(call.turns) == 30 * 2
    assert sum(stretch.span.duration_s for stretch in call.speech) == pytest.approx(30 * 3 + 30 * 0.4)
    assert [found.kind for found in measure_overlaps(call)] == ["backchannel"] * 30
