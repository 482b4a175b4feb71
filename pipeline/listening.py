"""Cut a piece of a call's sound for a person to hear; it lives in memory only.

Silent in it are masked words and all that is said or played while the citizen waits, as `spans_to_silence` finds them.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import numpy as np
import soundfile

from pipeline.audio import DecodedRecording, read_recording
from pipeline.errors import CallError, StoreError
from pipeline.ports import Samples
from pipeline.records import CallRecord, Span
from pipeline.records_store import RecordStore
from pipeline.redaction.silence import spans_to_silence
from pipeline.retention import is_sound_kept

MOST_PLAYED_S: Final = 3600.0
"""Longer pieces are cut here: a browser holds them in memory."""
_FADE_S: Final = 0.01
MEDIA_TYPE: Final = "audio/mpeg"

WhyUnheard = Literal["no_inbox", "no_record", "gone", "past_term", "other_sound", "unreadable", "not_agreed"]


class UnheardError(CallError):
    """The sound cannot be played; `reason` is one of `WhyUnheard`."""

    stage = "listening"


@dataclass(frozen=True, slots=True)
class SoundPlace:
    """Where the sound of calls lies.

    Attributes:
        store: folder of the records.
        inbox: folder of the recordings; None where none is set.
        keep_days: the term for sound: what is older is not played though it may still lie there.
    """

    store: Path
    inbox: Path | None
    keep_days: int


def cut_sound(place: SoundPlace, call_id: str, span: Span, *, now: datetime) -> bytes:
    """Return a stretch of a call as MP3, both parties mixed.

    Args:
        place: where records and recordings lie.
        call_id: the call.
        span: seconds of the recording; what lies outside it is left out.
        now: with zone, to hold the term.

    Raises:
        UnheardError: there is nothing to play; the reason says why.
    """
    record = _record_of(place, call_id)
    decoded = _decoded(place, record, now)
    sound = silenced(_mixed(decoded), decoded.rate_hz, spans_to_silence(record.conversation))
    first = round(span.start_s * decoded.rate_hz)
    last = round(min(span.end_s, span.start_s + MOST_PLAYED_S) * decoded.rate_hz)
    if first >= len(sound):
        raise UnheardError(call_id, "unreadable", "the span lies after the end of the recording")
    return _encoded(sound[first:last], decoded.rate_hz)


def silenced(sound: Samples, rate_hz: int, spans: tuple[Span, ...]) -> Samples:
    """Return the sound with spans at zero, faded over 10 ms outside them so that nothing clicks."""
    gain = np.ones(len(sound), dtype=np.float32)
    fade = max(1, round(_FADE_S * rate_hz))
    for span in spans:
        first, last = int(span.start_s * rate_hz), int(np.ceil(span.end_s * rate_hz))
        gain[first:last] = 0.0
        before, after = gain[max(first - fade, 0) : first], gain[last : last + fade]
        before *= np.linspace(1.0, 0.0, len(before), dtype=np.float32)
        after *= np.linspace(0.0, 1.0, len(after), dtype=np.float32)
    return np.multiply(sound, gain, dtype=np.float32)


def _record_of(place: SoundPlace, call_id: str) -> CallRecord:
    store = RecordStore(place.store)
    try:
        file = store.find_record(call_id)
        if file is None:
            raise UnheardError(call_id, "no_record", "there is no record of it")
        return store.read_record(file)
    except StoreError as error:
        raise UnheardError(call_id, "no_record", str(error)) from error


def _decoded(place: SoundPlace, record: CallRecord, now: datetime) -> DecodedRecording:
    call_id = record.info.call_id
    if place.inbox is None:
        raise UnheardError(call_id, "no_inbox", "no folder with recordings is set")
    if not is_sound_kept(record.info.started_at, place.keep_days, now):
        raise UnheardError(call_id, "past_term", f"sound is kept {place.keep_days} days")
    file = (place.inbox / record.recording.uri).resolve()
    if not file.is_relative_to(place.inbox.resolve()) or not file.is_file():
        raise UnheardError(call_id, "gone", "the recording is not in the inbox")
    try:
        decoded = read_recording(file, call_id=call_id, max_duration_s=record.recording.duration_s + 60)
    except CallError as error:
        raise UnheardError(call_id, "unreadable", error.detail) from error
    if decoded.sha256 != record.recording.sha256:
        raise UnheardError(call_id, "other_sound", "the recording is another than the one that was analysed")
    return decoded


def _mixed(decoded: DecodedRecording) -> Samples:
    """Return both parties in one channel, -1 to 1, loud enough to hear."""
    mixed: Samples = np.mean([channel.astype(np.float32) for channel in decoded.channels], axis=0, dtype=np.float32)
    peak = float(np.max(np.abs(mixed), initial=0.0))
    return np.multiply(mixed, 0.9 / peak, dtype=np.float32) if peak else mixed


def _encoded(sound: Samples, rate_hz: int) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, sound, rate_hz, format="MP3")
    return buffer.getvalue()
