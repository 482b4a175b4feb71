import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.attribution import nearest, trimmed, voices_of
from pipeline.intervals import merge, overlap_s
from pipeline.ports import HeardWord
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


def said(*words):
    return [HeardWord(Span(start_s, end_s), text, 0.9) for start_s, end_s, text in words]


# time_s    0    1    2    3    4    5    6
# first     |---------|         |---------|
# second              |---------|
VOICES = ((Span(0, 2), Span(4, 6)), (Span(2, 4),))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([(0, 1, "ik"), (2.5, 3, "u"), (5, 6, "wij")], [0, 1, 0], id="after pauses, where each lies"),
        # of the last two words 0.2 + 0.1 s are the other voice's: less than the 0.4 s that a change in a phrase costs
        pytest.param([(0.5, 1.8, "goed"), (1.9, 2.2, "zo"), (2.2, 2.3, "hoor")], [0, 0, 0], id="a phrase stays whole"),
        pytest.param([(0.5, 1.8, "goed"), (1.9, 2.3, "zo"), (2.3, 2.6, "hoor")], [0, 1, 1], id="0.6 s are worth it"),
        pytest.param(
            [(0.5, 1.8, "goed"), (1.8, 2.1, "zo"), (2.35, 2.45, "ja")], [0, 0, 1], id="too far from the first"
        ),
        pytest.param([(0.5, 1.8, "goed."), (1.8, 2.4, "Zo"), (2.4, 2.9, "ja")], [0, 1, 1], id="a sentence ends there"),
        pytest.param([(1, 2, "een"), (2, 3.9, "heel"), (3.9, 4, "lang")], [0, 1, 1], id="too much to be one phrase"),
        pytest.param([(2.5, 3, "dag"), (6.1, 6.2, "hoor")], [1, 0], id="where nobody speaks, but one voice just did"),
        pytest.param([(2.5, 3, "dag"), (6.5, 6.9, "hoor")], [1, 0], id="far from all speech, the nearest"),
    ],
)
def test_a_phrase_belongs_to_one_voice(words, expected):
    assert voices_of(said(*words), VOICES) == expected


def test_of_no_words_no_voice_is_told():
    assert voices_of([], VOICES) == []


def test_one_voice_says_all():
    assert voices_of(said((0, 1, "ja"), (9, 10, "nee")), (VOICES[0],)) == [0, 0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param((1.8, 2.3), Span(1.8, 2), id="cut to the speech"),
        pytest.param((2.5, 3.0), Span(2.5, 3.0), id="beside it, left alone"),
    ],
)
def test_edges_around_speech_are_taken_off_a_word(word, expected):
    [heard] = said((*word, "dag"))
    assert trimmed(heard, SPEECH).span == expected
