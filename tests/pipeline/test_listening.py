import io
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
import soundfile

from pipeline.file_hash import sha256_of
from pipeline.listening import SoundPlace, UnheardError, cut_sound, silenced
from pipeline.records import Hold, Span
from pipeline.records_store import RecordStore
from tests.factories import STARTED_AT, make_conversation, make_record, make_turn

RATE_HZ = 8000
NEXT_DAY = STARTED_AT + timedelta(days=1)


def tone(seconds, hz=440.0):
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)


@pytest.fixture
def place(tmp_path):
    """A recording of 20 s that sounds all the time; the citizen waits from 10 to 14 s and a name is masked at 7 s."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    soundfile.write(inbox / "call-1.wav", np.stack([tone(20), tone(20, 300.0)], axis=1), RATE_HZ, subtype="PCM_16")
    turns = (make_turn("agent", 1.0, "goedemorgen met [medewerker]"), make_turn("citizen", 6.0, "dag met [naam] hoor"))
    conversation = replace(make_conversation(), turns=turns, holds=(Hold(Span(10.0, 14.0), is_announced=True),))
    record = make_record(conversation=conversation)
    sound = replace(record.recording, sha256=sha256_of(inbox / "call-1.wav"))
    RecordStore(tmp_path / "store").write_record(replace(record, recording=sound))
    return SoundPlace(tmp_path / "store", inbox, keep_days=42)


def loudness(mp3, start_s, end_s):
    sound, rate_hz = soundfile.read(io.BytesIO(mp3))
    return float(np.sqrt(np.mean(sound[round(start_s * rate_hz) : round(end_s * rate_hz)] ** 2)))


def test_a_piece_lasts_as_long_as_was_asked(place):
    sound, rate_hz = soundfile.read(io.BytesIO(cut_sound(place, "call-1", Span(2.0, 5.0), now=NEXT_DAY)))
    assert len(sound) / rate_hz == pytest.approx(3.0, abs=0.2)


def test_masked_words_of_citizens_and_the_hold_are_silent_and_the_rest_is_heard(place):
    whole = cut_sound(place, "call-1", Span(0.0, 20.0), now=NEXT_DAY)
    assert loudness(whole, 10.2, 13.8) < 0.001  # the hold
    assert loudness(whole, 7.1, 7.3) < 0.001  # [naam], the third word of the turn from 6 s: 7.0 to 7.4 s
    assert loudness(whole, 2.1, 2.3) > 0.1  # [medewerker] may be heard
    assert loudness(whole, 16.0, 18.0) > 0.1


def test_a_piece_that_begins_inside_a_silent_span_begins_silent(place):
    assert loudness(cut_sound(place, "call-1", Span(12.0, 13.5), now=NEXT_DAY), 0.3, 1.3) < 0.001


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        pytest.param(lambda place: (place.inbox / "call-1.wav").unlink(), "gone", id="removed"),
        pytest.param(lambda place: (place.inbox / "call-1.wav").write_bytes(b"RIFF"), "unreadable", id="damaged"),
        pytest.param(
            lambda place: soundfile.write(place.inbox / "call-1.wav", np.zeros((8000, 2)), RATE_HZ),
            "other_sound",
            id="other",
        ),
    ],
)
def test_what_cannot_be_played_says_why(place, spoil, reason):
    spoil(place)
    with pytest.raises(UnheardError) as found:
        cut_sound(place, "call-1", Span(0.0, 2.0), now=NEXT_DAY)
    assert found.value.reason == reason


def test_sound_past_its_term_is_not_played_though_it_lies_there(place):
    last = STARTED_AT + timedelta(days=42)
    assert cut_sound(place, "call-1", Span(0.0, 1.0), now=last)
    with pytest.raises(UnheardError, match="42 days"):  # terms are counted in days, as `retain` does
        cut_sound(place, "call-1", Span(0.0, 1.0), now=last + timedelta(days=1))


def test_a_call_without_record_and_a_desk_without_inbox_have_nothing_to_play(place):
    with pytest.raises(UnheardError, match="no record"):
        cut_sound(place, "call-2", Span(0.0, 1.0), now=NEXT_DAY)
    with pytest.raises(UnheardError, match="no folder with recordings"):
        cut_sound(replace(place, inbox=None), "call-1", Span(0.0, 1.0), now=NEXT_DAY)


def test_a_name_in_a_record_never_leads_out_of_the_inbox(place, tmp_path):
    store = RecordStore(tmp_path / "store")
    record = store.read_record(store.find_record("call-1"))
    (tmp_path / "elsewhere.wav").write_bytes((place.inbox / "call-1.wav").read_bytes())
    store.write_record(replace(record, recording=replace(record.recording, uri="../elsewhere.wav")))
    with pytest.raises(UnheardError, match="not in the inbox"):
        cut_sound(place, "call-1", Span(0.0, 1.0), now=NEXT_DAY)


def test_silence_is_exact_inside_and_fades_outside():
    quiet = silenced(np.ones(800, dtype=np.float32), 1000, (Span(0.2, 0.3),))
    assert not quiet[200:300].any()
    assert quiet[180] == 1.0
    assert 0 < quiet[195] < 1
    assert quiet[320] == 1.0
