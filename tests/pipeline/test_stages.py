import logging
import threading
from dataclasses import replace

import numpy as np
import pytest

from pipeline import hearing
from pipeline.errors import ModelRunError, SettingsError
from pipeline.hearing import hear
from pipeline.ports import MODEL_RATE_HZ
from pipeline.stages import BatchCounts, _clip_s, process_calls, recognise
from tests.factories import make_failure
from tests.pipeline.rig import (
    NIGHT,
    SETTINGS,
    CueFinder,
    SaysByClip,
    VoicesByPlan,
    make_row,
    make_stores,
    make_tools,
    write_call,
)
from tests.sounds import babble, hiss, only, write

GREETING = "goeiemorgen waarmee kan ik u helpen"
SAID = "geheimwoord"


def texts_of(*call_ids):
    return {
        key: [text]
        for call_id in call_ids
        for key, text in {(call_id, "agent"): GREETING, (call_id, "citizen"): SAID}.items()
    }


@pytest.fixture
def stores(tmp_path):
    return make_stores(tmp_path)


@pytest.fixture
def run(tmp_path, stores):
    """Process rows with fakes behind all ports."""

    def process(rows, **parts):
        return process_calls(rows, make_tools(tmp_path, **parts), stores, NIGHT)

    return process


def broken_row(folder, call_id="broken"):
    (folder / f"{call_id}.wav").write_bytes(b"RIFF and nothing more")
    return make_row(folder / f"{call_id}.wav")


def stored(stores):
    return sorted(file.name.removesuffix(".json.gz") for file in stores.records.record_files())


def findings_of(stores, call_id):
    return stores.records.read_findings(stores.records.findings_file(stores.records.find_record(call_id)))


def reasons(stores):
    return [(failure.file_id, failure.stage, failure.reason) for failure in stores.failures.failures()]


def test_a_call_becomes_a_record_with_findings(run, stores, tmp_path):
    counts = run([write_call(tmp_path)], transcriber=SaysByClip(texts_of("call-1")))

    assert (counts.done, counts.refused, counts.audio_s) == (1, 0, 10.0)
    assert stored(stores) == ["call-1"]
    assert [cue.verdict for cue in findings_of(stores, "call-1").cues] == ["said"]
    assert {name for name, _ in counts.stage_s} == {"decode", "activity", "recognition", "understand", "derive"}
    stages_s = sum(seconds for _, seconds in counts.stage_s)
    assert 0 <= counts.model_s <= stages_s <= counts.wall_s + 0.003  # five stages, each rounded to the millisecond


def test_one_bad_file_costs_one_failure(run, stores, tmp_path):
    rows = [write_call(tmp_path, "call-1"), broken_row(tmp_path), write_call(tmp_path, "call-2")]
    counts = run(rows)

    assert (counts.done, counts.refused) == (2, 1)
    assert stored(stores) == ["call-1", "call-2"]
    [failure] = stores.failures.failures()
    assert (failure.file_id, failure.stage, failure.retryable) == ("file-broken", "audio", False)
    assert (failure.night, len(failure.recording_sha256)) == (NIGHT, 64)


def test_calls_of_a_group_are_recognised_together(run, tmp_path):
    transcriber = SaysByClip()
    run([write_call(tmp_path, "call-1"), write_call(tmp_path, "call-2")], transcriber=transcriber)

    assert transcriber.groups == [["call-1", "call-1", "call-2", "call-2"]]


def test_a_group_is_recognised_as_soon_as_it_is_large_enough(run, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.stages.RECOGNISE_S", 5.0)  # a call has two clips of about 3.8 s
    transcriber = SaysByClip()
    run([write_call(tmp_path, f"call-{number}") for number in (1, 2)], transcriber=transcriber)

    assert transcriber.groups == [["call-1"] * 2, ["call-2"] * 2]


def test_the_next_calls_are_heard_while_these_are_recognised(run, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.stages.RECOGNISE_S", 5.0)  # a call has two clips of about 3.8 s
    rows = [write_call(tmp_path, f"call-{number}") for number in (1, 2)]
    second_read = threading.Event()
    real = hearing.read_recording

    def reading(path, **options):
        decoded = real(path, **options)
        if path.stem == "call-2":
            second_read.set()
        return decoded

    class WaitsForTheSecond(SaysByClip):
        def transcribe(self, clips):
            assert second_read.wait(timeout=20), "the second call was not read while the first was recognised"
            return super().transcribe(clips)

    monkeypatch.setattr(hearing, "read_recording", reading)
    assert run(rows, transcriber=WaitsForTheSecond()).done == 2


def test_what_is_held_ahead_is_bounded(run, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.stages.RECOGNISE_S", 5.0)
    monkeypatch.setattr("pipeline.stages.AHEAD_S", 10.0)  # one call in work, one ready
    begun, at_work = [], []
    real = hearing.read_recording
    monkeypatch.setattr(hearing, "read_recording", lambda path, **options: begun.append(path) or real(path, **options))

    class Counts(SaysByClip):
        def transcribe(self, clips):
            at_work.append(len(begun))
            return super().transcribe(clips)

    run([write_call(tmp_path, f"call-{number}") for number in range(6)], transcriber=Counts())
    assert all(count <= done + 2 for done, count in enumerate(at_work))


def test_where_a_group_fails_only_the_call_to_blame_is_refused(run, stores, tmp_path):
    rows = [write_call(tmp_path, f"call-{number}") for number in (1, 2, 3)]
    counts = run(rows, transcriber=SaysByClip(fails_on={"call-2"}))

    assert (counts.done, counts.refused) == (2, 1)
    assert reasons(stores) == [("file-call-2", "recognition", "out_of_memory")]
    assert stored(stores) == ["call-1", "call-3"]


class ForgetsHow:
    """A recogniser that breaks off on one call in a way nobody foresaw, its words in the error."""

    def transcribe(self, clips):
        if any(clip.call_id == "call-1" for clip in clips):
            raise KeyError(SAID)
        return SaysByClip().transcribe(clips)


def test_an_unforeseen_fault_of_the_recogniser_costs_one_call(run, stores, tmp_path):
    counts = run([write_call(tmp_path, "call-1"), write_call(tmp_path, "call-2")], transcriber=ForgetsHow())

    assert (counts.done, counts.refused) == (1, 1)
    assert [failure.reason for failure in stores.failures.failures()] == ["unforeseen_error"]
    assert SAID not in str(stores.failures.failures())


class NoWeights:
    def transcribe(self, clips):  # noqa: ARG002 - a port's signature
        raise SettingsError("asr.model: there are no weights")


def test_what_no_call_can_do_without_ends_the_run(run, tmp_path):
    with pytest.raises(SettingsError, match="no weights"):
        run([write_call(tmp_path)], transcriber=NoWeights())


def test_a_failure_is_forgotten_once_the_call_is_done(run, stores, tmp_path):
    row = write_call(tmp_path)
    stores.failures.write_failure(make_failure(row.file_id))
    run([row])

    assert stores.failures.failures() == []


def test_a_call_done_twice_has_the_same_record_and_findings(run, stores, tmp_path):
    row = write_call(tmp_path)
    run([row], transcriber=SaysByClip(texts_of("call-1")))
    first = findings_of(stores, "call-1")
    run([row], transcriber=SaysByClip(texts_of("call-1")))

    assert stored(stores) == ["call-1"]
    assert findings_of(stores, "call-1").cues == first.cues


class LosesItsWay(CueFinder):
    def find(self, conversation):
        raise IndexError(conversation.turns[0].text)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({}, id="a call that is done"),
        pytest.param({"transcriber": SaysByClip(texts_of("call-1"), fails_on={"call-1"})}, id="a model that fails"),
        pytest.param({"cue_finder": LosesItsWay()}, id="a fault with words in it"),
    ],
)
def test_no_word_a_citizen_said_is_in_a_log_or_a_failure(run, stores, tmp_path, caplog, parts):
    caplog.set_level(logging.DEBUG)
    rows = [write_call(tmp_path), broken_row(tmp_path)]
    run(rows, **{"transcriber": SaysByClip(texts_of("call-1")), **parts})

    told = caplog.text + str(stores.failures.failures())
    assert SAID not in told
    assert GREETING not in told


def test_a_number_that_is_a_call_id_is_in_no_log_and_no_failure(run, stores, tmp_path, caplog):
    row = broken_row(tmp_path, "0612345678")
    run([type(row)(row.path, row.file, "file-9", row.stamp, row.call)])

    assert "0612345678" not in caplog.text + str(stores.failures.failures())


def test_a_recording_that_is_gone_has_no_checksum(run, stores, tmp_path):
    row = write_call(tmp_path)
    row.path.unlink()
    run([row])

    assert reasons(stores) == [("file-call-1", "audio", "missing")]
    assert stores.failures.failures()[0].recording_sha256 is None


def test_a_silent_call_needs_no_recogniser(run, stores, tmp_path):
    transcriber = SaysByClip()
    counts = run([write_call(tmp_path, left=(), right=())], transcriber=transcriber)

    assert (counts.done, transcriber.groups) == (1, [])
    assert stored(stores) == ["call-1"]


def test_an_empty_batch_does_nothing(run):
    assert run([]) == BatchCounts()


def test_the_time_of_a_group_is_shared_by_length_of_clips(tmp_path, monkeypatch):
    short = write_call(tmp_path, "short", left=((1, 4),), right=())
    long = write_call(tmp_path, "long", left=((1, 13),), right=(), duration_s=16.0)
    tools = make_tools(tmp_path)
    group = [hear(row, tools) for row in (short, long)]
    looks = iter([0.0, 0.0, 10.0, 10.0])  # the stage begins, the model, and both end
    monkeypatch.setattr("pipeline.stopwatch.time.perf_counter", lambda: next(looks))
    recognise(group, tools)

    sizes = [sum(clip.samples.size for clip in call.clips) for call in group]
    spent_s = [call.watch.seconds()["recognition"] for call in group]
    assert spent_s == pytest.approx([10 * size / sum(sizes) for size in sizes], abs=0.001)
    assert sum(spent_s) == pytest.approx(10.0, abs=0.002)


def test_what_the_clips_of_a_channel_share_is_held_in_memory_once(tmp_path):
    call = hear(write_call(tmp_path, left=((1, 4), (7, 9))), make_tools(tmp_path))
    mixed = (replace(call.clips[0], samples=np.zeros(3 * MODEL_RATE_HZ, np.float32)),)
    shared = replace(call, clips=tuple(replace(clip, mixed=mixed) for clip in call.clips))

    assert len(call.clips) > 1
    assert _clip_s(shared) == pytest.approx(_clip_s(call) + 3.0)


def test_a_call_alone_that_fails_gives_its_error(tmp_path):
    tools = make_tools(tmp_path, transcriber=SaysByClip(fails_on={"call-1"}))
    [error] = recognise([hear(write_call(tmp_path), tools)], tools)

    assert isinstance(error, ModelRunError)


def test_counts_add_up_stage_by_stage():
    left = BatchCounts(1, 2, 3.0, (("decode", 1.5), ("derive", 0.25)))
    right = BatchCounts(4, 0, 1.0, (("derive", 0.5), ("understand", 2.0)))

    assert left + right == BatchCounts(5, 2, 4.0, (("decode", 1.5), ("derive", 0.75), ("understand", 2.0)))
    assert left + BatchCounts() == left


def test_seconds_on_the_clock_and_in_models_add_up():
    total = BatchCounts(wall_s=2.0, model_s=1.5) + BatchCounts(wall_s=3.0, model_s=0.25)

    assert (total.wall_s, total.model_s) == (5.0, 1.75)


# time_s       0    5   10   15   20
# agent         |--|         |---|
# citizen           |--|
# colleague             |-|
VOICES = ([(1, 4), (13, 17)], [(5, 8)], [(9, 11)])
CONSULT = "hoi ik heb hier iemand aan de lijn kun je helpen"


def write_mono(folder):
    sound = hiss(20, level_db=-60)
    for seed, spans in enumerate(VOICES):
        sound += only(babble(20, seed=seed), *spans)
    return make_row(write(folder / "mono.wav", sound))


@pytest.mark.parametrize(
    ("second", "voice_count", "asked"),
    [
        pytest.param(CONSULT, 2, [2, 3], id="a consult"),
        pytest.param("u krijgt het thuis", 2, [2], id="none"),
        pytest.param(CONSULT, 3, [3], id="three already"),
    ],
)
def test_one_sound_in_which_a_colleague_is_consulted_is_heard_again_as_three_voices(
    run, stores, tmp_path, second, voice_count, asked
):
    diarizer = VoicesByPlan(*VOICES)
    texts = {("mono", "agent"): [GREETING, second] * 2, ("mono", "citizen"): ["hallo"] * 2}
    diarization = SETTINGS.diarization.model_copy(update={"voice_count": voice_count})
    counts = run(
        [write_mono(tmp_path)],
        diarizer=diarizer,
        transcriber=SaysByClip(texts),
        settings=SETTINGS.model_copy(update={"diarization": diarization}),
    )

    assert (counts.done, diarizer.asked) == (1, asked)
    record = stores.records.read_record(stores.records.find_record("mono"))
    assert ("other" in {one.speaker for one in record.conversation.speech}) is (second == CONSULT)


def test_a_third_hearing_that_fails_costs_the_call_only(run, stores, tmp_path):
    class FailsOnThree(VoicesByPlan):
        def diarize(self, samples, *, voice_count):
            if voice_count == 3:
                raise RuntimeError("out of memory")
            return super().diarize(samples, voice_count=voice_count)

    texts = {("mono", "agent"): [GREETING, CONSULT], ("mono", "citizen"): ["hallo"]}
    run([write_mono(tmp_path), write_call(tmp_path)], diarizer=FailsOnThree(*VOICES), transcriber=SaysByClip(texts))

    assert stored(stores) == ["call-1"]
    assert reasons(stores) == [("file-mono", "recognition", "diarizer_failed")]
