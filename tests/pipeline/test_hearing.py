from dataclasses import replace

import numpy as np
import pytest

from pipeline.errors import ModelRunError, RecordingNotReadyError, SettingsError
from pipeline.hearing import hear, starts_mid_speech
from tests.pipeline.rig import VoicesByPlan, make_row, make_tools, write_call
from tests.sounds import babble, hiss, only, write
from tests.synth.tune import play


@pytest.fixture
def tools(tmp_path):
    return make_tools(tmp_path)


def spoken(call):
    return [(one.speaker, round(one.span.start_s), round(one.span.end_s)) for one in call.speech]


@pytest.mark.parametrize(
    ("agent_channel", "first", "has_roles"),
    [("left", "agent", True), ("right", "citizen", True), ("", "agent", False)],
)
def test_each_channel_is_a_party(tools, tmp_path, agent_channel, first, has_roles):
    call = hear(write_call(tmp_path, agent_channel=agent_channel), tools)

    second = "citizen" if first == "agent" else "agent"
    assert spoken(call) == [(first, 1, 4), (second, 5, 8)]
    assert call.has_roles is has_roles
    assert call.recording.agent_channel == (agent_channel or "left")


def test_speech_has_its_nuclei_counted(tools, tmp_path):
    call = hear(write_call(tmp_path), tools)

    assert all(one.nuclei_count is not None for one in call.speech)


def test_only_the_clips_sound_is_kept(tools, tmp_path):
    call = hear(write_call(tmp_path), tools)

    # 3 s of speech with 0.4 s around it; half a second between the parties' speech does not matter: two channels
    assert [clip.samples.size / 16_000 for clip in call.clips] == pytest.approx([3.8, 3.8], abs=0.15)
    assert all(clip.samples.base is None for clip in call.clips)  # no view holds the channel


def test_times_are_kept_per_stage(tools, tmp_path):
    assert set(hear(write_call(tmp_path), tools).watch.seconds()) == {"decode", "activity"}


def two_voices(first="low"):
    """Two voices that even a mixture of Gaussians tells apart, at 8 kHz: one speaks in [1, 4), one in [5, 8) s."""
    sound = hiss(10, level_db=-60)
    for seed, span, is_low in ((1, (1, 4), first == "low"), (2, (5, 8), first != "low")):
        voice = only(babble(10, seed=seed), span)
        low = np.convolve(voice, np.ones(6) / 6, mode="same")
        sound += low if is_low else voice - low
    return sound.astype(np.float32)


MONO = {"diarizer": VoicesByPlan([(1, 4)], [(5, 8)])}


def test_one_channel_is_divided_by_voices(tmp_path):
    row = make_row(write(tmp_path / "mono.wav", two_voices()))
    call = hear(row, make_tools(tmp_path, **MONO))

    assert spoken(call) == [("agent", 1, 4), ("citizen", 5, 8)]
    assert (call.recording.channel_count, call.recording.agent_channel, call.has_roles) == (1, "first", False)
    assert call.diarizer == "fake-diarizer"


def test_clips_of_voices_know_those_of_the_channel_they_share(tmp_path):
    row = make_row(write(tmp_path / "mono.wav", two_voices()), language="fy")
    first, second = hear(row, make_tools(tmp_path, **MONO)).clips

    assert first.mixed == second.mixed
    [mixed] = first.mixed  # from 1 to 8 s in one clip, with 0.4 s around it
    assert mixed.samples.size / 16_000 == pytest.approx(7.8, abs=0.15)
    assert (mixed.speaker, mixed.language, mixed.mixed) == ("other", "fy", ())


def test_channels_of_their_own_and_a_voice_alone_share_nothing(tools, tmp_path):
    alone = make_row(write(tmp_path / "mono.wav", two_voices()))
    calls = hear(write_call(tmp_path), tools), hear(alone, make_tools(tmp_path, diarizer=VoicesByPlan([(1, 8)])))

    assert [clip.mixed for call in calls for clip in call.clips if clip.mixed] == []


@pytest.mark.parametrize(
    ("columns", "first", "has_roles"),
    [
        ({"agent_channel": "second"}, "citizen", True),
        ({"agent_channel": "first", "direction": "outbound"}, "agent", True),
        ({"direction": "outbound"}, "citizen", False),  # who is called speaks first
        ({"agent_channel": "left"}, "agent", False),
    ],
)
def test_the_agent_is_the_voice_that_calls_csv_names(tmp_path, columns, first, has_roles):
    row = make_row(write(tmp_path / "mono.wav", two_voices()), **columns)
    call = hear(row, make_tools(tmp_path, **MONO))

    assert (call.speech[0].speaker, call.has_roles) == (first, has_roles)
    assert call.recording.agent_channel == ("first" if first == "agent" else "second")


def test_the_same_sound_twice_is_divided_by_voices(tmp_path):
    sound = two_voices()
    row = make_row(write(tmp_path / "twice.wav", sound, sound), agent_channel="left")
    call = hear(row, make_tools(tmp_path, **MONO))

    assert spoken(call) == [("agent", 1, 4), ("citizen", 5, 8)]
    assert "same_sound_on_both_channels" in call.recording.quality_reasons
    assert not call.has_roles  # the channel tells nothing where both hold the same


def test_one_voice_alone_is_one_party(tmp_path):
    row = make_row(write(tmp_path / "mono.wav", two_voices()))
    call = hear(row, make_tools(tmp_path, diarizer=VoicesByPlan([(1, 8)])))

    assert {one.speaker for one in call.speech} == {"agent"}


def test_without_speech_nobody_is_asked_for_voices(tmp_path):
    row = make_row(write(tmp_path / "line.wav", hiss(10, level_db=-65)))
    call = hear(row, make_tools(tmp_path, diarizer=VoicesByPlan(error=RuntimeError("asked"))))

    assert (call.speech, call.clips) == ((), ())


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (SettingsError("weights/resemblyzer/pretrained.pt: missing; fetch it"), "diarizer_unusable"),
        (RuntimeError("out of memory"), "diarizer_failed"),
    ],
)
def test_a_diarizer_that_breaks_off_costs_one_call_and_is_tried_again(tmp_path, error, reason):
    row = make_row(write(tmp_path / "mono.wav", two_voices()))

    with pytest.raises(ModelRunError, match=str(error)[:12]) as refusal:
        hear(row, make_tools(tmp_path, diarizer=VoicesByPlan(error=error)))
    assert refusal.value.reason == reason
    assert refusal.value.retryable


def test_a_dead_channel_leaves_one_party(tools, tmp_path):
    row = make_row(write(tmp_path / "dead.wav", only(babble(10, seed=1), (1, 4)), np.zeros(80_000)))
    call = hear(replace(row, call=replace(row.call, agent_channel="left")), tools)

    assert {one.speaker for one in call.speech} == {"agent"}
    assert "dead_channel" in call.recording.quality_reasons


def test_a_silent_recording_has_no_clips(tools, tmp_path):
    call = hear(make_row(write(tmp_path / "silent.wav", np.zeros(80_000), np.zeros(80_000))), tools)

    assert (call.recording.quality, call.speech, call.clips) == ("unusable", (), ())


@pytest.mark.parametrize("frame_count", [1, 100, 8_000])
def test_a_very_short_recording_is_unusable_and_no_fault(tools, tmp_path, frame_count):
    channels = np.zeros((2, frame_count), dtype=np.float32)
    call = hear(make_row(write(tmp_path / "short.wav", *channels)), tools)

    assert (call.recording.quality, call.clips) == ("unusable", ())


@pytest.mark.parametrize(("start_s", "is_cut"), [(0.0, True), (1.0, False)])
def test_speech_at_the_very_start_is_told(tools, tmp_path, start_s, is_cut):
    call = hear(write_call(tmp_path, left=((start_s, 4),)), tools)

    assert starts_mid_speech(call.recording) is is_cut


def test_a_stretch_without_any_sound_is_technical(tools, tmp_path):
    row = write_call(tmp_path, duration_s=14.0, right=((11, 13),))
    channels = [
        hiss(14, seed=seed, level_db=-60) + only(babble(14, seed=seed), *spans)
        for seed, spans in ((1, [(1, 4)]), (2, [(11, 13)]))
    ]
    for channel in channels:
        channel[6 * 8_000 : 9 * 8_000] = 0.0
    write(row.path, *channels)

    call = hear(make_row(row.path), tools)

    assert [(span.start_s, span.end_s) for span in call.technical] == [(6.0, 9.0)]


def test_a_file_that_grew_since_the_inbox_was_read_is_taken_later(tools, tmp_path):
    row = write_call(tmp_path)
    write(row.path, babble(12, seed=1), babble(12, seed=2))

    with pytest.raises(RecordingNotReadyError):
        hear(row, tools)


def test_a_ring_tone_is_told_apart_from_speech(tools, tmp_path):
    left = only(babble(20, seed=1), (8, 12)) + hiss(20)
    left[: 6 * 8000] += 0.2 * play("ring", 6, 8000).astype(np.float32)  # rings at 0 and 5 s, for a second each
    path = write(tmp_path / "ring.wav", left, only(babble(20, seed=2), (13, 17)) + hiss(20, seed=7))
    call = hear(make_row(path, agent_channel="left"), tools)

    assert [(one.kind, round(one.span.start_s), round(one.span.end_s)) for one in call.line_sounds] == [
        ("tone", 0, 1),
        ("tone", 5, 6),
    ]
    assert spoken(call)[-2:] == [("agent", 8, 12), ("citizen", 13, 17)]


@pytest.mark.parametrize(("hint", "expected"), [("fy", "fy"), ("nl", "nl"), ("", "nl")])
def test_every_clip_of_a_call_said_to_be_frisian_says_so(tmp_path, hint, expected):
    call = hear(write_call(tmp_path, language=hint), make_tools(tmp_path))

    assert {clip.language for clip in call.clips} == {expected}
