"""The program's own ears, without the rest of the night: speech, words and tempo of sound in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import soundfile
import soxr
from faster_whisper.audio import decode_audio

from flows.wiring import DEFAULT_SETTINGS
from models.activity_silero import SileroVoiceActivity
from models.asr_faster_whisper import FasterWhisperTranscriber
from models.model_folders import Wanted, checked_model
from pipeline.activity import ChannelActivity, find_activity
from pipeline.language import language_of
from pipeline.measures.nuclei import count_nuclei
from pipeline.packing import ClipLimits, cut_clips
from pipeline.ports import MODEL_RATE_HZ, Clip, Samples
from pipeline.records import Conversation, Speaker, Speech
from pipeline.settings import Settings, load_settings
from pipeline.turn_building import SpokenWord, build_turns
from tests.synth.band import telephone_band

LINE_HZ = 8_000
SPEAKERS: tuple[Speaker, Speaker] = ("agent", "citizen")


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A recording with the speech found in it and the clips to recognise; one channel is the agent's."""

    call_id: str
    activity: tuple[ChannelActivity, ...]
    clips: tuple[Clip, ...]


class Ear:
    """Listens with the bundled models."""

    def __init__(self, weights: Path) -> None:
        self._settings: Settings = load_settings(DEFAULT_SETTINGS, None)
        folder = checked_model(Wanted("asr.model", self._settings.asr.model), weights).folder
        self._activity = SileroVoiceActivity()
        self._transcriber = FasterWhisperTranscriber(self._settings.asr, folder)

    def hear(self, call_id: str, channels: Sequence[Samples]) -> Heard:
        """Find the speech of each channel."""
        activity = find_activity(channels, self._activity, self._settings.activity)
        limits = ClipLimits.within(self._settings.asr.window_s, pad_s=self._settings.asr.pad_s)
        clips = [
            clip
            for speaker, channel in zip(SPEAKERS, activity, strict=False)
            for clip in cut_clips(call_id, speaker, channel.samples, channel.speech, limits)
        ]
        return Heard(call_id, activity, tuple(clips))

    def understand(self, recordings: Sequence[Heard]) -> list[Conversation]:
        """Recognise the words of recordings, all together, and make conversations of them."""
        clips = [clip for heard in recordings for clip in heard.clips]
        words: dict[str, list[SpokenWord]] = {heard.call_id: [] for heard in recordings}
        for clip, transcript in zip(clips, self._transcriber.transcribe(clips), strict=True):
            words[clip.call_id] += [
                SpokenWord(word.span, word.text, word.probability, clip.speaker) for word in transcript.words
            ]
        return [_conversation(heard, words[heard.call_id]) for heard in recordings]


def _conversation(heard: Heard, words: Sequence[SpokenWord]) -> Conversation:
    speech = [
        Speech(span, speaker, count)
        for speaker, channel in zip(SPEAKERS, heard.activity, strict=False)
        for span, count in zip(
            channel.speech, count_nuclei(channel.samples, MODEL_RATE_HZ, channel.speech), strict=True
        )
    ]
    speech.sort(key=lambda stretch: (stretch.span, stretch.speaker))
    turns = build_turns(speech, words, language_of=language_of)
    duration_s = max((channel.samples.size / MODEL_RATE_HZ for channel in heard.activity), default=1.0)
    return Conversation(heard.call_id, duration_s, speech=tuple(speech), turns=turns)


def read_sound(file: Path) -> Samples:
    """Return a recording's one channel at the models' rate."""
    return np.asarray(decode_audio(str(file), MODEL_RATE_HZ), dtype=np.float32)


def by_telephone(samples: Samples) -> Samples:
    """Return what is left of sound over a telephone line: 300 to 3400 Hz, 8 kHz, A-law."""
    band = telephone_band(np.asarray(soxr.resample(samples, MODEL_RATE_HZ, LINE_HZ), dtype=np.float64), LINE_HZ)
    line = BytesIO()
    soundfile.write(line, np.clip(band, -1, 1), LINE_HZ, format="WAV", subtype="ALAW")
    line.seek(0)
    coded, _ = soundfile.read(line, dtype="float32")
    return np.asarray(soxr.resample(coded, LINE_HZ, MODEL_RATE_HZ), dtype=np.float32)
