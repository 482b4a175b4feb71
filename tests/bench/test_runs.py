import pytest

from tests.bench.outcome import Work
from tests.bench.runs import paired_ratio, work_figures


def make_work(wall_s, audio_s=100.0, *, peak_mib=500.0, model_s=0.0, **stage_s):
    return Work(audio_s, 2.0, wall_s, stage_s, peak_mib, model_s)


def test_work_is_given_per_second_of_call_with_what_no_stage_explains():
    # 10 s of work on 100 s of call, 8 s of them in stages
    figures = work_figures([make_work(10.0, recognition=7.0, decode=1.0)])
    assert figures["total"] == 10 / 100
    assert (figures["decode"], figures["recognition"]) == (1 / 100, 7 / 100)
    assert figures["unexplained"] == pytest.approx(2 / 10)
    assert figures["times_faster_than_real"] == 100 / 10


def test_time_inside_models_is_told_from_other_time():
    # 10 s of work on 100 s of call, 7 s of it in models
    figures = work_figures([make_work(10.0, model_s=7.0, recognition=8.0)])
    assert (figures["in_models"], figures["outside_models"]) == (7 / 100, 3 / 100)


def test_stages_stand_in_the_order_of_the_work():
    figures = work_figures([make_work(10.0, publish=1.0, recognition=7.0, decode=1.0, novelty=0.5)])
    assert list(figures)[1:5] == ["decode", "recognition", "publish", "novelty"]


def test_of_more_runs_the_median_counts_and_the_largest_memory():
    figures = work_figures([make_work(10.0, peak_mib=600.0), make_work(30.0), make_work(12.0)])
    assert (figures["total"], figures["peak_mib"]) == (12 / 100, 600.0)


def test_without_stages_nothing_is_unexplained():
    assert "unexplained" not in work_figures([make_work(10.0)])


def test_runs_are_compared_pair_by_pair():
    # a busy machine slowed the second pair: 10/20 = 0.5, 30/40 = 0.75, 8/20 = 0.4; the median is 0.5
    own = [make_work(10.0), make_work(30.0), make_work(8.0)]
    other = [make_work(20.0), make_work(40.0), make_work(20.0)]
    assert paired_ratio(own, other) == 0.5


def test_a_pair_over_other_amounts_of_sound_is_compared_per_second():
    # 10 s on 100 s against 10 s on 200 s
    assert paired_ratio([make_work(10.0)], [make_work(10.0, 200.0)]) == (10 / 100) / (10 / 200)
