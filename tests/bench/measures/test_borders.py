from pathlib import Path

from pipeline.records import Span
from tests.bench.library import BenchCall
from tests.bench.measures.borders import border_scores
from tests.bench.scores import Ratio
from tests.bench.truth import TrueCall

# agent    |--------|        |-----|
# citizen         |---|  |-----|
AGENT, CITIZEN = [(0.0, 4.0), (8.0, 12.0)], [(3.0, 5.0), (6.0, 9.0)]


def call():
    true = TrueCall("a", 12.0, [], {"agent": AGENT, "citizen": CITIZEN}, [(5.0, 6.0)], [(3.0, 4.0), (8.0, 9.0)])
    return BenchCall("calls", "calls/a.wav", Path("a.wav"), {}, true)


def test_borders_that_are_found_count_on_both_sides():
    speech = [[Span(*pair) for pair in pairs] for pairs in (AGENT, CITIZEN)]

    assert border_scores(call(), speech) == (Ratio(2, 2), Ratio(4, 4))


def test_an_end_heard_a_fifth_of_a_second_early_misses_its_silence_and_its_overlap():
    # 5.0 heard as 4.8 spoils the silence; 4.0 heard as 3.8 spoils the first of two overlaps.
    speech = [[Span(0, 3.8), Span(8, 12)], [Span(3, 4.8), Span(6, 9)]]

    assert border_scores(call(), speech) == (Ratio(0, 2), Ratio(2, 4))
