from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import overlap_s
from pipeline.packing import ClipLimits, cut_clips, on_the_call, pack, window_samples
from pipeline.ports import MODEL_RATE_HZ, Clip
from pipeline.records import Span

LIMITS = ClipLimits(pad_s=0.4, max_s=25.0)


@cache
def ramp(duration_s):
    """Return a channel whose samples are their own place in seconds."""
    return (np.arange(round(duration_s * MODEL_RATE_HZ)) / MODEL_RATE_HZ).astype(np.float32)


def cut(*speech, duration_s=60.0, limits=LIMITS, muted=()):
    spans, silent = ([Span(*span) for span in spans] for spans in (speech, muted))
    return cut_clips("call-1", "agent", ramp(duration_s), spans, limits, muted=silent)


def clip_of(duration_s, *, call_id="call-1", speaker="agent", start_s=0.0, language="nl", fill=0.0):
    samples = np.full(round(duration_s * MODEL_RATE_HZ), fill, dtype=np.float32)
    span = Span(start_s, round(start_s + duration_s, 3))
    return Clip(call_id, speaker, span, samples, (span,), language=language)


def test_a_clip_has_generous_edges():
    [clip] = cut((2, 4))

    assert (clip.span, clip.speech) == (Span(1.6, 4.4), (Span(2, 4),))
    assert clip.samples[0] == pytest.approx(1.6, abs=1e-3)
    assert clip.samples.size == round(2.8 * MODEL_RATE_HZ)


def silent_s(clip):
    """Return the first and the last second of a clip that are silent, on the call's clock."""
    at = np.flatnonzero(clip.samples == 0) / MODEL_RATE_HZ + clip.span.start_s
    return (pytest.approx(at[0], abs=1e-3), pytest.approx(at[-1], abs=1e-3)) if at.size else None


def test_where_another_voice_speaks_a_clip_is_silent():
    [clip] = cut((2, 4), (4.9, 6), muted=[(4.0, 4.9)])
    assert silent_s(clip) == (4.0, 4.9)


def test_where_two_speak_at_once_the_muted_one_is_silent_though_it_is_its_own_speech():
    [clip] = cut((2, 4), muted=[(3, 5)])
    assert silent_s(clip) == (3.0, 4.4)  # to the end of the clip


def test_clips_are_cut_for_the_window_they_will_be_heard_in():
    clips = cut((2, 10), (10.5, 20), limits=ClipLimits.within(15.0, pad_s=0.4))  # 18 s: more than 5/6 of 15 s

    assert [clip.speech for clip in clips] == [(Span(2, 10),), (Span(10.5, 20),)]
    assert [clip.window_s for clip in clips] == [15.0, 15.0]
    assert len(pack(clips)) == 2  # 8.65 and 10.15 s of sound: more than 14.7 s


def test_edges_stay_inside_the_recording():
    assert [clip.span for clip in cut((0.1, 1), (58, 59.9))] == [Span(0.0, 1.4), Span(57.6, 60.0)]


def test_edges_meet_in_the_middle_of_a_short_pause():
    limits = ClipLimits(pad_s=0.8, max_s=5.0)

    # together they are longer than a clip may be, so they part in the middle of the pause from 4 to 5 s
    assert [clip.span for clip in cut((2, 4), (5, 7), limits=limits)] == [Span(1.2, 4.5), Span(4.5, 7.8)]


@pytest.mark.parametrize(("start_s", "count"), [(4.999, 1), (5.0, 2)])
def test_speech_less_than_a_second_apart_stays_together(start_s, count):
    assert len(cut((2, 4), (start_s, 6))) == count


@pytest.mark.parametrize(("end_s", "count"), [(26.2, 1), (26.201, 2)])
def test_a_clip_with_its_edges_is_never_longer_than_it_may(end_s, count):
    clips = cut((2, 15), (15.5, end_s))  # 24.2 s of speech and twice 0.4 s are 25 s

    assert len(clips) == count


def test_speech_longer_than_a_clip_is_cut_in_equal_parts():
    clips = cut((0, 60))

    # 60 s in parts of at most 24.2 s: three of 20 s
    assert [clip.speech for clip in clips] == [(Span(0, 20),), (Span(20, 40),), (Span(40, 60),)]


def test_no_speech_gives_no_clips():
    assert cut() == []


def test_speech_beyond_the_sound_gives_no_clip():
    assert [clip.speech for clip in cut((2, 4), (70, 71))] == [(Span(2, 4),)]


def test_a_clip_keeps_no_hold_of_the_channel():
    assert cut((2, 4))[0].samples.base is None


@st.composite
def speeches(draw):
    """Stretches of speech in whole milliseconds, at least 0.25 s apart, inside 200 s."""
    now_ms, spans = 0, []
    for gap_ms, length_ms in draw(st.lists(st.tuples(st.integers(250, 3_000), st.integers(100, 60_000)), max_size=6)):
        if now_ms + gap_ms + length_ms > 200_000:
            break
        spans.append(((now_ms + gap_ms) / 1000, (now_ms + gap_ms + length_ms) / 1000))
        now_ms += gap_ms + length_ms
    return spans


@given(speeches())
def test_clips_are_disjoint_short_enough_and_hold_all_speech(speech):
    clips = cut(*speech, duration_s=200.0)

    assert all(left.span.end_s <= right.span.start_s for left, right in pairwise(clips))
    assert all(clip.span.duration_s <= LIMITS.max_s for clip in clips)
    assert all(clip.span.start_s <= own.start_s < own.end_s <= clip.span.end_s for clip in clips for own in clip.speech)
    spoken_s = sum(end_s - start_s for start_s, end_s in speech)
    assert sum(own.duration_s for clip in clips for own in clip.speech) == pytest.approx(spoken_s, abs=0.01)


durations = st.integers(50, 25_000).map(lambda ms: ms / 1000)
parties = st.tuples(
    st.sampled_from(["call-1", "call-2"]), st.sampled_from(["agent", "citizen"]), st.sampled_from(["nl", "fy"])
)
clip_lists = st.lists(
    st.builds(
        lambda party, length_s: clip_of(length_s, call_id=party[0], speaker=party[1], language=party[2]),
        parties,
        durations,
    ),
    max_size=8,
)


@given(clip_lists)
def test_every_clip_lies_in_exactly_one_window(clips):
    packed = [placed.clip_index for window in pack(clips) for placed in window.placed]

    assert sorted(packed) == list(range(len(clips)))


@given(clip_lists)
def test_a_window_holds_one_speaker_of_one_call_in_one_language_and_no_more_than_fits(clips):
    for window in pack(clips):
        held = [clips[placed.clip_index] for placed in window.placed]
        assert len({(clip.call_id, clip.speaker, clip.language) for clip in held}) == 1
        assert window.duration_s <= window.length_s - 0.3
        assert window_samples(window, clips).size == sum(clip.samples.size for clip in held)


@given(clip_lists, st.data())
def test_a_time_in_a_window_maps_back_to_its_clip(clips, data):
    for window in pack(clips):
        for placed in window.placed:
            own = clips[placed.clip_index].span
            at_ms = data.draw(st.integers(0, round(own.duration_s * 1000) - 20))
            start_s = placed.offset_s + at_ms / 1000
            found, span = on_the_call(window, clips, start_s, start_s + 0.02)
            assert (found, span.start_s) == (placed, pytest.approx(own.start_s + at_ms / 1000, abs=0.001))
            assert span.duration_s == pytest.approx(0.02, abs=0.001)


TWO = [clip_of(4, start_s=10, fill=1), clip_of(6, start_s=30, fill=2)]


def test_clips_lie_one_after_the_other():
    [window] = pack(TWO)

    assert [placed.offset_s for placed in window.placed] == [0.0, 4.0]
    assert window_samples(window, TWO)[[0, 63_999, 64_000]].tolist() == [1, 1, 2]


@pytest.mark.parametrize(("window_s", "count"), [(10.31, 1), (10.29, 2)])
def test_a_window_is_filled_but_for_its_tail(window_s, count):
    assert len(pack([replace(clip, window_s=window_s) for clip in TWO])) == count  # 10 s of sound and 0.3 s


@pytest.mark.parametrize(
    ("sound_s", "longest_s", "length_s"),
    [(10, 20, 12), (10.1, 20, 14), (16, 20, 18), (16.1, 20, 20), (19, 20, 20), (25, 30, 28)],
)
def test_a_window_ends_two_seconds_after_its_sound_in_steps_of_two(sound_s, longest_s, length_s):
    [window] = pack([replace(clip_of(sound_s), window_s=longest_s)])
    assert window.length_s == length_s


@pytest.mark.parametrize(("sound_s", "longest_s", "length_s"), [(1, 20, 12), (9, 20, 12), (1, 10, 10)])
def test_a_window_is_never_shorter_than_twelve_seconds_unless_the_settings_say_so(sound_s, longest_s, length_s):
    [window] = pack([replace(clip_of(sound_s), window_s=longest_s)])
    assert window.length_s == length_s


# the seam lies at 4 s: call times 10 to 14, then 30 to 36
@pytest.mark.parametrize(
    ("start_s", "end_s", "clip_index", "span"),
    [
        pytest.param(1.0, 2.0, 0, Span(11, 12), id="in the first"),
        pytest.param(5.0, 6.0, 1, Span(31, 32), id="in the second"),
        pytest.param(3.0, 4.5, 0, Span(13, 14), id="over the seam, mostly in the first"),
        pytest.param(3.8, 5.0, 1, Span(30, 31), id="over the seam, mostly in the second"),
        pytest.param(9.0, 12.0, 1, Span(35, 36), id="beyond the end"),
        pytest.param(10.5, 12.0, 1, Span(35.999, 36), id="all beyond the end"),
        pytest.param(2.0, 2.0, 0, Span(12, 12.001), id="no length at all"),
    ],
)
def test_words_go_back_to_the_clip_that_holds_their_middle(start_s, end_s, clip_index, span):
    [window] = pack(TWO)
    placed, found = on_the_call(window, TWO, start_s, end_s)

    assert (placed.clip_index, found) == (clip_index, span)
    assert overlap_s(found, TWO[clip_index].span) == pytest.approx(found.duration_s)


def test_nothing_to_pack_gives_no_windows():
    assert pack([]) == []
