from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from pipeline.call_rows import CallColumns
from pipeline.inbox import InboxRow
from pipeline.ports import Clip, HeardWord, Transcript
from pipeline.recording_file import FileStamp
from pipeline.records import Span
from tests.bench.worker import KeepingTranscriber


class OneWord:
    """Hears one word per clip, at its start."""

    def transcribe(self, clips):
        return [
            Transcript((HeardWord(Span(clip.span.start_s, clip.span.start_s + 0.1), f"w{number}", 1.0),), 0.0, 0.0, "m")
            for number, clip in enumerate(clips)
        ]


def clip(speaker, start_s):
    span = Span(start_s, start_s + 1)
    return Clip("call-1", speaker, span, np.zeros(1, dtype=np.float32), (span,))


def row(agent_channel):
    columns = CallColumns(
        call_id="call-1",
        started_at=datetime(2026, 3, 2, tzinfo=UTC),
        employee_id="mw-1",
        agent_channel=agent_channel,
    )
    return InboxRow(Path("a.wav"), "a.wav", "f" * 16, FileStamp(1, 1), columns)


@pytest.fixture
def keeping():
    keeping = KeepingTranscriber(OneWord())
    keeping.transcribe([clip("agent", 5.0), clip("citizen", 2.0), clip("agent", 1.0)])
    return keeping


def test_what_is_heard_is_passed_on():
    clips = [clip("agent", 1.0)]
    assert KeepingTranscriber(OneWord()).transcribe(clips) == OneWord().transcribe(clips)


@pytest.mark.parametrize(("agent_channel", "agent"), [("left", "left"), ("right", "right"), ("", "left")])
def test_words_are_kept_by_channel_in_order_of_time(keeping, agent_channel, agent):
    texts = keeping.texts(row(agent_channel))
    assert texts == {agent: "w2 w0", "right" if agent == "left" else "left": "w1"}


def test_all_words_of_a_call_stand_in_order_of_time(keeping):
    assert keeping.text(row("left")) == "w2 w1 w0"
