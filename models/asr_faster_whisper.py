"""Whisper by faster-whisper and CTranslate2: clips in, transcripts out.

Clips of one speaker are packed into windows, for the model hears 30 s at once and writes best when they are full. Each
worker is a model of its own with one owner thread: CTranslate2 loses memory where several threads share one.
"""

from __future__ import annotations

import math
import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from models.whisper_loading import load_whisper, windows_at_once
from models.whisper_probe import WhisperProbe
from models.whisper_window import WhisperWindow, WindowText
from pipeline.attribution import trimmed
from pipeline.errors import ModelRunError
from pipeline.guards import words_in_speech
from pipeline.intervals import total_s
from pipeline.packing import Window, on_the_call, pack, window_samples
from pipeline.ports import Asking, Clip, HeardWord, Transcript
from pipeline.records import Language
from pipeline.settings import WhisperSettings

_Job = TypeVar("_Job")


@dataclass(frozen=True, slots=True)
class _Worker:
    windows: WhisperWindow
    probe: WhisperProbe


class FasterWhisperTranscriber:
    """Cheap to make: the weights load on the first call."""

    def __init__(self, settings: WhisperSettings, model_dir: Path, language: Language = "nl") -> None:
        self._settings = settings
        self._model_dir = model_dir
        self._language: Language = language  # that it writes; Whisper itself is told Dutch, for it knows no Frisian
        self._setting = "asr.model" if language == "nl" else f"asr.models.{language}"

    @property
    def name(self) -> str:
        """The model's name, as stored with each turn."""
        return self._model_dir.name

    @cached_property
    def _workers(self) -> tuple[_Worker, ...]:
        models = [load_whisper(self._setting, self._model_dir, self._settings) for _ in range(self._settings.workers)]
        return tuple(_Worker(WhisperWindow(model, self._settings.beam_size), WhisperProbe(model)) for model in models)

    @cached_property
    def _batch_size(self) -> int:
        """Asked for when the weights are loaded: it goes by what memory they leave."""
        return windows_at_once(self._setting, self._model_dir, self._settings)

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """Recognise clips of many calls; one transcript per clip, in order.

        Raises:
            ModelRunError: if the model ran out of memory or broke off.
            SettingsError: if the folder holds no such model, or the device cannot compute so.
        """
        if not clips:
            return []
        windows = pack(clips)
        return self._unpack(windows, self._decode_all(windows, clips), clips)

    def ask(self, askings: Sequence[Asking]) -> list[tuple[float, ...]]:
        """Ask sounds of many calls for phrases; see `WhisperProbe`.

        Raises:
            ModelRunError: if the model ran out of memory or broke off.
            SettingsError: if the folder holds no such model, or the device cannot compute so.
        """
        if not askings:
            return []
        found: dict[int, tuple[float, ...]] = {}
        jobs: queue.SimpleQueue[int] = queue.SimpleQueue()
        for at in range(len(askings)):
            jobs.put(at)

        def work(worker: _Worker) -> None:
            for at in _until_empty(jobs):
                found[at] = worker.probe.evidence(askings[at].samples, askings[at].phrases)

        self._run(work, askings[0].call_id)
        return [found[at] for at in range(len(askings))]

    def _run(self, work: Callable[[_Worker], None], call_id: str) -> None:
        try:
            _in_threads(work, self._workers)
        except (RuntimeError, MemoryError) as error:
            raise ModelRunError(call_id, "recogniser_failed", f"the recogniser broke off: {error}") from error

    def _decode_all(self, windows: Sequence[Window], clips: Sequence[Clip]) -> dict[int, WindowText]:
        """Decode windows in batches of like length, each worker in a thread of its own."""
        order = sorted(range(len(windows)), key=lambda index: (-windows[index].length_s, -windows[index].duration_s))
        texts: dict[int, WindowText] = {}
        jobs: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
        workers = self._workers
        for _, alike in groupby(order, key=lambda index: windows[index].length_s):
            for batch in _even_batches(list(alike), self._batch_size, len(workers)):
                jobs.put(batch)

        def work(worker: _Worker) -> None:
            for batch in _until_empty(jobs):
                sounds = [window_samples(windows[index], clips) for index in batch]
                speech_s = [_speech_s(windows[index], clips) for index in batch]
                length_s = windows[batch[0]].length_s
                texts.update(zip(batch, worker.windows.decode(sounds, speech_s, length_s), strict=True))

        self._run(work, clips[0].call_id)
        return texts

    def _unpack(
        self, windows: Sequence[Window], texts: Mapping[int, WindowText], clips: Sequence[Clip]
    ) -> list[Transcript]:
        """Give every word back to the clip it was spoken in, on the call's clock."""
        words: list[list[HeardWord]] = [[] for _ in clips]
        text_of: dict[int, WindowText] = {}
        for index, window in enumerate(windows):
            text_of.update((placed.clip_index, texts[index]) for placed in window.placed)
            for word in texts[index].words:
                placed, span = on_the_call(window, clips, word.start_s, word.end_s)
                words[placed.clip_index].append(HeardWord(span, word.text, word.probability))
        return [self._transcript(clip, words[at], text_of[at]) for at, clip in enumerate(clips)]

    def _transcript(self, clip: Clip, heard: Sequence[HeardWord], text: WindowText) -> Transcript:
        kept = words_in_speech(heard, clip.speech, self._settings.pad_s)
        return Transcript(
            words=tuple(trimmed(word, clip.speech) for word in kept),
            avg_logprob=text.avg_logprob,
            no_speech_probability=text.no_speech_probability,
            asr_model=self.name,
            language=self._language,
            doubts=text.doubts,
        )


def _speech_s(window: Window, clips: Sequence[Clip]) -> float:
    return sum(total_s(clips[placed.clip_index].speech) for placed in window.placed)


def _even_batches(order: Sequence[int], largest: int, workers: int) -> list[list[int]]:
    """Cut into batches of at most `largest`, as many as keep all workers busy to the end."""
    rounds = math.ceil(len(order) / (largest * workers))
    size = math.ceil(len(order) / (rounds * workers))
    return [list(order[start : start + size]) for start in range(0, len(order), size)]


def _until_empty(jobs: queue.SimpleQueue[_Job]) -> Iterable[_Job]:
    while True:
        try:
            yield jobs.get_nowait()
        except queue.Empty:
            return


def _in_threads(work: Callable[[_Worker], None], workers: Sequence[_Worker]) -> None:
    """Run `work` once per worker, each in its own thread; raise the first error after all have ended."""
    errors: list[BaseException] = []

    def guarded(worker: _Worker) -> None:
        try:
            work(worker)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
