import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.attribution import nearest
from pipeline.intervals import merge, overlap_s
from pipeline.records import Span

# time_s    0    1    2    3    4    5    6    7    8
# speech    |---------|              |---------|
SPEECH = (Span(0, 2), Span(5, 7))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param(Span(0.5, 0.8), 0, id="inside"),
        pytest.param(Span(1.8, 2.4), 0, id="partly inside"),
        pytest.param(Span(4.2, 4.4), 1, id="in a pause, nearer to the later"),
        pytest.param(Span(2.1, 2.3), 0, id="in a pause, nearer to the earlier"),
        pytest.param(Span(3, 4), 0, id="just between: the earlier"),
        pytest.param(Span(1.9, 5.5), 1, id="touches both: where most of it is"),
        pytest.param(Span(90, 91), 1, id="far behind"),
    ],
)
def test_a_word_belongs_to_the_stretch_with_most_of_it_or_else_the_nearest(word, expected):
    assert nearest(word, SPEECH) == expected


def test_without_speech_a_word_belongs_nowhere():
    assert nearest(Span(0, 1), ()) is None


times = st.integers(0, 30_000)
spans = st.tuples(times, times).filter(lambda ms: ms[0] != ms[1]).map(lambda ms: Span(min(ms) / 1000, max(ms) / 1000))


@given(spans, st.lists(spans, min_size=1, max_size=12))
def test_no_other_stretch_has_more_of_the_word(word, stretches):
    speech = merge(stretches)
    chosen = nearest(word, speech)
    assert chosen is not None
    assert overlap_s(word, speech[chosen]) == max(overlap_s(word, stretch) for stretch in speech)
