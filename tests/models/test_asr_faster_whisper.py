import threading
from dataclasses import replace

import numpy as np
import pytest

from models.asr_faster_whisper import FasterWhisperTranscriber, _even_batches
from models.whisper_window import WindowText, WindowWord
from pipeline.errors import ModelRunError, SettingsError
from pipeline.ports import MODEL_RATE_HZ, Asking, Clip
from pipeline.records import Span
from pipeline.settings import WhisperSettings


class FakeWorker:
    """Stands for a model: writes one word over the first second of each window, and remembers who asked what."""

    def __init__(self, doubts=()):
        self.windows = self.probe = self
        self.batches, self.threads, self.asked, self.lengths = [], set(), [], []
        self.doubts = doubts

    def decode(self, sounds, speech_s, length_s):
        self.lengths.append(length_s)
        self.threads.add(threading.get_ident())
        self.batches.append([sound.size / MODEL_RATE_HZ for sound in sounds])
        word = WindowWord(0.0, 1.0, "dag", 0.9)
        return [WindowText(() if self.doubts else (word,), -0.3, 0.1, self.doubts) for _ in speech_s]

    def evidence(self, sound, phrases):  # noqa: ARG002 - a worker's signature
        self.asked.append(phrases)
        return tuple(float(len(phrase)) for phrase in phrases)


class BrokenWorker(FakeWorker):
    def __init__(self, error):
        super().__init__()
        self.error = error

    def decode(self, sounds, speech_s, length_s):  # noqa: ARG002 - a worker's signature
        raise self.error

    def evidence(self, sound, phrases):  # noqa: ARG002 - a worker's signature
        raise self.error


def make_settings(**changed):
    given = {"model": "m", "models": {}, "device": "cpu", "compute_type": "int8", "workers": 1}
    sizes = {"threads_per_worker": 1, "batch_size": 4, "beam_size": 5, "pad_s": 0.4, "window_s": 15.0}
    return WhisperSettings.model_validate(given | sizes | changed)


def make_transcriber(tmp_path, *workers, **changed):
    transcriber = FasterWhisperTranscriber(make_settings(workers=len(workers), **changed), tmp_path / "whisper-fake")
    transcriber.__dict__["_workers"] = workers  # in place of the loaded models
    return transcriber


def make_clip(start_s, duration_s, *, call_id="call-1", speaker="agent"):
    span = Span(start_s, start_s + duration_s)
    return Clip(call_id, speaker, span, np.zeros(round(duration_s * MODEL_RATE_HZ), np.float32), (span,))


def test_no_clips_need_no_model(tmp_path):
    transcriber = FasterWhisperTranscriber(make_settings(), tmp_path / "none")
    assert transcriber.transcribe([]) == []


def test_is_named_after_its_folder(tmp_path):
    assert make_transcriber(tmp_path, FakeWorker()).name == "whisper-fake"


def test_answers_every_clip_in_order_on_the_clock_of_its_call(tmp_path):
    clips = [make_clip(10.0, 20.0), make_clip(3.0, 20.0, call_id="call-2"), make_clip(40.0, 20.0)]
    transcripts = make_transcriber(tmp_path, FakeWorker()).transcribe(clips)
    assert [one.words[0].span for one in transcripts] == [Span(10.0, 11.0), Span(3.0, 4.0), Span(40.0, 41.0)]
    assert {one.asr_model for one in transcripts} == {"whisper-fake"}


def test_a_word_that_reaches_into_the_edges_of_its_clip_is_cut_to_the_speech(tmp_path):
    clip = replace(make_clip(10.0, 5.0), speech=(Span(10.4, 14.6),))
    [transcript] = make_transcriber(tmp_path, FakeWorker()).transcribe([clip])
    assert transcript.words[0].span == Span(10.4, 11.0)  # written from 10.0 to 11.0


def test_a_word_beside_the_speech_is_kept_as_it_was_written(tmp_path):
    clip = replace(make_clip(10.0, 5.0), speech=(Span(11.2, 14.6),))
    [transcript] = make_transcriber(tmp_path, FakeWorker()).transcribe([clip])
    assert transcript.words[0].span == Span(10.0, 11.0)  # 0.2 s before the speech, within the 0.4 s of `pad_s`


def test_clips_of_one_speaker_share_a_window(tmp_path):
    worker = FakeWorker()
    transcripts = make_transcriber(tmp_path, worker).transcribe([make_clip(10.0, 4.0), make_clip(20.0, 5.0)])
    assert worker.batches == [[9.0]]  # 4 + 5 s, below 29.7
    assert [len(one.words) for one in transcripts] == [1, 0]  # the word lies in the first clip


def test_windows_of_unlike_length_are_never_decoded_together(tmp_path):
    worker = FakeWorker()
    clips = [make_clip(0.0, 13.0), make_clip(0.0, 5.0, call_id="call-2"), make_clip(0.0, 6.0, call_id="call-3")]
    make_transcriber(tmp_path, worker).transcribe(clips)
    assert (worker.batches, worker.lengths) == ([[13.0], [6.0, 5.0]], [16.0, 12.0])  # sound and 2 s, in steps of 2 s


def test_the_longest_windows_go_first_and_batches_are_even(tmp_path):
    worker = FakeWorker()
    clips = [make_clip(0.0, 12.0 + length, call_id=f"call-{length}") for length in (0.25, 0.5, 0.75, 1.0, 1.25, 1.5)]
    make_transcriber(tmp_path, worker).transcribe([*clips, make_clip(0.0, 2.0)])
    # 6 windows of 16 s, at most 4 a batch: 3 and 3; then one of 4 s
    assert worker.batches == [[13.5, 13.25, 13.0], [12.75, 12.5, 12.25], [2.0]]


@pytest.mark.parametrize(
    ("count", "largest", "workers", "expected"),
    [(1, 8, 2, [1]), (2, 8, 2, [1, 1]), (9, 4, 2, [3, 3, 3]), (16, 8, 2, [8, 8]), (17, 8, 2, [5, 5, 5, 2])],
)
def test_batches_keep_all_workers_busy(count, largest, workers, expected):
    batches = _even_batches(range(count), largest, workers)
    assert [len(batch) for batch in batches] == expected
    assert [index for batch in batches for index in batch] == list(range(count))


def test_each_worker_is_asked_by_one_thread(tmp_path):
    workers = FakeWorker(), FakeWorker()
    clips = [make_clip(0.0, 20.0, call_id=f"call-{number}") for number in range(20)]
    make_transcriber(tmp_path, *workers).transcribe(clips)
    assert all(len(worker.threads) <= 1 for worker in workers)
    assert sum(len(batch) for worker in workers for batch in worker.batches) == 20


def asking(*phrases):
    return Asking("call-1", np.zeros(MODEL_RATE_HZ, np.float32), phrases)


def test_each_sound_is_asked_for_its_own_phrases_in_order(tmp_path):
    workers = FakeWorker(), FakeWorker()
    askings = [asking("met|Jan", "met|Piet"), asking("met|Bo")]

    assert make_transcriber(tmp_path, *workers).ask(askings) == [(7.0, 8.0), (6.0,)]
    assert sorted(workers[0].asked + workers[1].asked) == [("met|Bo",), ("met|Jan", "met|Piet")]


def test_nothing_to_ask_needs_no_model(tmp_path):
    assert FasterWhisperTranscriber(make_settings(), tmp_path / "none").ask([]) == []


@pytest.mark.parametrize("error", [RuntimeError("CUDA out of memory"), MemoryError()])
def test_a_model_that_breaks_off_when_asked_names_the_call(tmp_path, error):
    worker = BrokenWorker(error)
    with pytest.raises(ModelRunError) as raised:
        make_transcriber(tmp_path, worker).ask([asking("met|Jan")])
    assert (raised.value.call_id, raised.value.reason) == ("call-1", "recogniser_failed")


def test_doubts_come_along_without_words(tmp_path):
    [transcript] = make_transcriber(tmp_path, FakeWorker(("repetition",))).transcribe([make_clip(0.0, 5.0)])
    assert (transcript.words, transcript.doubts) == ((), ("repetition",))


@pytest.mark.parametrize("error", [RuntimeError("out of memory"), MemoryError()])
def test_a_model_that_breaks_off_is_worth_another_try(tmp_path, error):
    workers = BrokenWorker(error), BrokenWorker(error)
    clips = [make_clip(0.0, 20.0, call_id=f"call-{number}") for number in range(40)]
    with pytest.raises(ModelRunError, match="call call-0: the recogniser broke off") as raised:
        make_transcriber(tmp_path, *workers).transcribe(clips)
    assert raised.value.retryable
    assert raised.value.reason == "recogniser_failed"


def test_an_error_in_our_own_code_is_not_taken_for_the_models(tmp_path):
    with pytest.raises(KeyError):
        make_transcriber(tmp_path, BrokenWorker(KeyError("bug"))).transcribe([make_clip(0.0, 5.0)])


def test_a_folder_without_a_model_is_a_fault_of_the_settings(tmp_path):
    transcriber = FasterWhisperTranscriber(make_settings(), tmp_path)
    with pytest.raises(SettingsError, match=r"asr\.model: .* holds no model\.bin"):
        transcriber.transcribe([make_clip(0.0, 5.0)])
