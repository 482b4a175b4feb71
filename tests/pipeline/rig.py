"""An installation with fakes behind all ports, and recordings made by rule, for tests of the stages."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.call_rows import CallColumns
from pipeline.errors import ModelRunError
from pipeline.failures import FailureStore
from pipeline.inbox import InboxRow
from pipeline.moments import ItemText
from pipeline.ports import CueResult, Diarization, HeardWord, Transcript
from pipeline.pseudonyms import Pseudonyms
from pipeline.recording_file import stamp_of
from pipeline.records import Span
from pipeline.records_store import RecordStore
from pipeline.settings import load_settings
from pipeline.stages import Stores
from pipeline.toolbox import Toolbox
from tests.factories import make_cue
from tests.pipeline.listening import LoudIsSpeech
from tests.sounds import babble, hiss, only, write

SETTINGS = load_settings(Path(__file__).parents[2] / "flows" / "settings.default.yaml")
NOW = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
NIGHT = "2026-03-02"
ITEMS = {"offer_help": ItemText("Hulp aanbieden", "Bied hulp aan.", "top")}


class SaysByClip:
    """Recognises the words it is told to, two a second from the start of the clip's speech; no phrase stands out.

    Attributes:
        texts: by (call_id, speaker), one per clip in order; nothing where none is left.
        fails_on: calls on which the model runs out of memory.
        groups: call ids of each run.
        asked: sounds that were asked for phrases.
    """

    def __init__(self, texts=None, *, fails_on=()):
        self._texts = {key: list(value) for key, value in (texts or {}).items()}
        self.fails_on = set(fails_on)
        self.groups = []
        self.asked = []

    def transcribe(self, clips):
        self.groups.append([clip.call_id for clip in clips])
        for clip in clips:
            if clip.call_id in self.fails_on:
                raise ModelRunError(clip.call_id, "out_of_memory")
        return [self._transcript(clip) for clip in clips]

    def _transcript(self, clip):
        left = self._texts.get((clip.call_id, clip.speaker), [])
        words = left.pop(0).split() if left else []
        start_s = clip.speech[0].start_s
        heard = tuple(
            HeardWord(Span(round(start_s + i / 2, 3), round(start_s + i / 2 + 0.4, 3)), word, 0.9)
            for i, word in enumerate(words)
        )
        return Transcript(heard, -0.3, 0.1, "fake-asr")

    def ask(self, askings):
        self.asked += askings
        return [(0.0,) * len(asking.phrases) for asking in askings]


class VoicesByPlan:
    """Finds the voices it is told to, or breaks off.

    Attributes:
        asked: for how many voices, each time.
    """

    def __init__(self, *voices, error=None):
        self._voices = tuple(tuple(Span(*pair) for pair in voice) for voice in voices)
        self._error = error
        self.asked = []

    def diarize(self, samples, *, voice_count):  # noqa: ARG002 - a port's signature
        self.asked.append(voice_count)
        if self._error:
            raise self._error
        return Diarization(self._voices[:voice_count], "fake-diarizer")


@dataclass
class CueFinder:
    """Finds the offer to help where the agent says *helpen*, and misses it elsewhere."""

    leidraad_version: int = 1
    seen: list = field(default_factory=list)

    def find(self, conversation):
        self.seen.append(conversation)
        said = any("helpen" in turn.text for turn in conversation.turns if turn.speaker == "agent")
        verdict = "said" if said else "not_said"
        return CueResult((make_cue(verdict, leidraad_version=self.leidraad_version),), (), "paspoort")


def make_tools(folder, *, transcriber=None, diarizer=None, cue_finder=None, colleagues=(), settings=SETTINGS):
    return Toolbox(
        settings=settings,
        voice_activity=LoudIsSpeech(),
        diarizer=diarizer or VoicesByPlan(),
        transcriber=transcriber or SaysByClip(),
        cue_finder=cue_finder or CueFinder(),
        pseudonyms=Pseudonyms(folder / "private"),
        colleagues=colleagues,
        asr_model="fake-asr",
        weights_checksum="a" * 64,
        items=ITEMS,
        now=lambda: NOW,
    )


def make_stores(folder):
    return Stores(RecordStore(folder / "store"), FailureStore(folder / "store"))


def make_row(path, **columns):
    """Return the inbox row of a file; its name is the call's."""
    call = CallColumns(**{"call_id": path.stem, "started_at": NOW, "employee_id": "mw-1", **columns})
    return InboxRow(path, path.name, f"file-{path.stem}", stamp_of(path, call_id=path.stem), call)


def write_call(folder, call_id="call-1", *, left=((1, 4),), right=((5, 8),), duration_s=10.0, **columns):
    """Write a call of two channels at 8 kHz, with speech in the given (start_s, end_s), and return its row."""
    channels = [
        only(babble(duration_s, seed=seed), *spans) + hiss(duration_s, seed=seed + 50, level_db=-65)
        for seed, spans in ((1, left), (2, right))
    ]
    return make_row(write(folder / f"{call_id}.wav", *channels), **{"agent_channel": "left", **columns})
