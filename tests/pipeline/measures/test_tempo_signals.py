import pytest

from pipeline.measures.tempo_signals import measure_tempo_signals
from pipeline.records import Span
from tests.pipeline.measures.builders import make_call

# Each word has two syllables: eight words are 16, in 2 s 8.0 and in 4 s 4.0 a second.
WORDS = "een twee drie vier vijf zes zeven acht"


def call_with(citizen, *, agent_s=2.0, after_s=1.0):
    start_s = agent_s + after_s
    return make_call(agent=[(0, agent_s, WORDS)], citizen=[(start_s, start_s + 2, citizen)])


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("wat zegt u?", "repeat"),
        ("sorry, kunt u dat herhalen?", "repeat"),
        ("wat sizze jo?", "repeat"),
        ("kinne jo it nochris sizze?", "repeat"),
        ("ho, dat ging te snel", "too_fast"),
        ("kan het iets langzamer", "too_fast"),
        ("dat giet my te hurd", "too_fast"),
    ],
)
def test_after_a_fast_stretch_a_sign_counts(said, kind):
    (found,) = measure_tempo_signals(call_with(said))
    assert (found.kind, found.fast, found.fast_rate) == (kind, Span(0, 2), 16 / 2)


@pytest.mark.parametrize("said", ["dat is goed", "er wordt hier te hard gereden", "wat kost dat", "ik zeg u dat"])
def test_other_words_are_no_sign(said):
    assert measure_tempo_signals(call_with(said)) == ()


def test_after_slow_speech_it_is_about_something_else():
    assert measure_tempo_signals(call_with("wat zegt u?", agent_s=4.0)) == ()


@pytest.mark.parametrize(("after_s", "count"), [(10.0, 1), (10.001, 0)])
def test_ten_seconds_later_it_is_about_something_else(after_s, count):
    assert len(measure_tempo_signals(call_with("wat zegt u?", after_s=after_s))) == count


def test_what_is_fast_depends_on_the_citizen():
    # 16 syllables in 2.9 s are 5.5 a second: below 6, but more than 1.2 times the citizen's 3 words in 2 s, 6 / 2 = 3.
    assert len(measure_tempo_signals(call_with("wat zegt u?", agent_s=2.9))) == 1
    # A citizen who speaks 10 syllables in 2 s, 5 a second, sets the bound at 1.2 x 5 = 6.
    assert measure_tempo_signals(call_with("wat zegt u daar nou?", agent_s=2.9)) == ()


def test_a_word_or_two_are_fast_by_chance():
    call = make_call(agent=[(0, 0.5, "een twee drie")], citizen=[(1, 2, "wat zegt u?")])
    assert measure_tempo_signals(call) == ()


def test_an_empty_call_has_none():
    assert measure_tempo_signals(make_call()) == ()
