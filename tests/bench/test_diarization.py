import pytest

from tests.bench.diarization import diarization_ratios
from tests.bench.scores import Ratio

TRUE = [(0.0, 4.0, "agent"), (3.0, 6.0, "citizen")]


def test_speakers_may_have_any_name():
    ratios = diarization_ratios(TRUE, [(0.0, 4.0, "A"), (3.0, 6.0, "B")], 10.0)
    assert ratios["der"] == Ratio(0.0, 4.0 + 3.0)


def test_speech_missed_invented_and_confused_are_errors_and_overlap_counts_twice():
    # 3.5-4 of the agent missed (0.5), 7-8 invented (1), 5-6 of the citizen given to the agent (1); 7 s of speech
    found = [(0.0, 3.5, "A"), (5.0, 6.0, "A"), (3.0, 5.0, "B"), (7.0, 8.0, "B")]
    assert diarization_ratios(TRUE, found, 10.0)["der"].part == pytest.approx(2.5)


def test_roles_exchanged_cost_no_diarization_error_but_the_roles():
    # where both speak, 3-4, both names are there: 2 s of 7 s are right
    ratios = diarization_ratios(TRUE, [(0.0, 4.0, "citizen"), (3.0, 6.0, "agent")], 10.0)
    assert (ratios["der"].part, ratios["role_accuracy"]) == (0.0, Ratio(2.0, 7.0))


def test_nobody_found_is_all_missed():
    ratios = diarization_ratios(TRUE, [], 10.0)
    assert (ratios["der"], ratios["role_accuracy"].value) == (Ratio(7.0, 7.0), None)
