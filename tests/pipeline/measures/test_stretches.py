from pipeline.measures.stretches import spoken_stretches
from tests.pipeline.measures.builders import make_call


def test_filled_pauses_are_neither_syllables_nor_time():
    # Four words of 0.5 s and two syllables in 2 s; the filled pause takes one of them.
    (stretch,) = spoken_stretches(make_call(agent=[(0, 2, "dan eh kijk ik")]))
    assert (stretch.syllable_count, stretch.phonation_s) == (3 * 2, 2 - 0.5)
    assert stretch.rate == 6 / 1.5


def test_a_stretch_of_nothing_else_has_no_rate():
    (stretch,) = spoken_stretches(make_call(agent=[(0, 1, "eh")]))
    assert stretch.rate is None


def test_stretches_without_words_have_no_rate():
    (stretch,) = spoken_stretches(make_call(citizen=[(0, 1)]))
    assert (stretch.syllable_count, stretch.rate) == (0, None)
