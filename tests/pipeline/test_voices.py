import pytest

from pipeline.activity import ChannelActivity
from pipeline.intervals import intersect, merge, overlap_s, total_s
from pipeline.ports import Diarization
from pipeline.records import Span
from pipeline.voices import split_voices
from tests.pipeline.listening import ACTIVITY
from tests.pipeline.test_telling_apart import HIGH, LOW, SOUND, SPEECH


def heard(speech=SPEECH):
    return ChannelActivity(SOUND, tuple(speech), -70.0, -20.0, None)


def split(*voices, speech=SPEECH):
    return split_voices(heard(speech), Diarization(tuple(map(tuple, voices)), "fake"), ACTIVITY)


def test_each_voice_has_its_speech():
    low, high = split(LOW, HIGH)

    for channel, own in ((low, LOW), (high, HIGH)):
        found = sum(overlap_s(one, other) for one in channel.speech for other in own)
        assert found == pytest.approx(8, abs=0.3)


def test_a_voice_is_muted_where_only_another_speaks():
    low, high = split(LOW, HIGH)

    assert intersect(low.muted, high.muted) == ()
    assert merge([*low.muted, *high.muted]) == SPEECH
    assert total_s(intersect(low.muted, LOW)) == pytest.approx(0, abs=0.3)


def test_voices_share_one_sound_in_memory():
    assert all(channel.samples is SOUND for channel in split(LOW, HIGH))


def test_voices_come_in_the_order_in_which_they_first_speak():
    first, second = split(HIGH, LOW)

    assert first.speech[0].start_s == 0
    assert second.speech[0].start_s == pytest.approx(2, abs=0.1)


def test_where_two_speak_at_once_both_have_speech_and_one_has_the_sound():
    both = Span(4, 5)
    low, high = split((*LOW[:1], Span(4, 8), LOW[2]), HIGH)

    assert all(any(overlap_s(span, both) > 0.9 for span in channel.speech) for channel in (low, high))
    assert [bool(intersect(channel.muted, [Span(4.1, 4.9)])) for channel in (low, high)] == [True, False]


def test_a_moment_of_two_voices_is_the_edge_of_a_change():
    low, high = split((Span(0, 2.1), *LOW[1:]), HIGH)

    assert low.speech[0].end_s <= high.speech[0].start_s


def test_one_voice_has_all_the_speech():
    (only,) = split(LOW)

    assert only.speech == SPEECH
    assert only.samples is SOUND


@pytest.mark.parametrize("voices", [(), (LOW, HIGH)])
def test_without_speech_there_is_no_voice(voices):
    assert split(*voices, speech=()) == ()
