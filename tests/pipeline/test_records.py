import pytest

from pipeline.records import Span, Turn, Word
from tests.factories import make_turn


@pytest.mark.parametrize(
    ("start_s", "end_s"),
    [(-0.001, 1), (1, 1), (2, 1), (float("nan"), 1), (0, float("nan"))],
    ids=["before the recording", "empty", "backwards", "no start", "no end"],
)
def test_a_span_runs_forward_inside_the_recording(start_s, end_s):
    with pytest.raises(ValueError, match="bad span"):
        Span(start_s, end_s)


def test_spans_stand_in_order_of_their_start_then_end():
    assert sorted([Span(2, 3), Span(1, 5), Span(1, 4)]) == [Span(1, 4), Span(1, 5), Span(2, 3)]


def test_a_length_is_rounded_to_the_millisecond():
    assert Span(0.1, 0.3).duration_s == 0.2  # 0.3 - 0.1 is 0.19999999999999998


def test_a_turn_reads_as_its_words():
    assert make_turn("citizen", 1.0, "ik ha in fraach", language="fy").text == "ik ha in fraach"


def test_a_turn_without_words_has_no_text():
    assert Turn(Span(1, 2), "agent").text == ""


def test_a_mask_reads_as_its_kind():
    assert Turn(Span(1, 2), "citizen", words=(Word(Span(1, 2), "[bsn]", redaction="bsn"),)).text == "[bsn]"
