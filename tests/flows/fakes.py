"""An inbox of sound made by rule, and models that answer by rule, for tests of flow and command line."""

import csv
import os
import time
from dataclasses import replace

import numpy as np

from flows import scoring, wiring
from models.model_folders import ModelFolder
from pipeline.errors import ModelRunError
from pipeline.ports import CueResult, HeardWord, Transcript
from pipeline.records import Span
from pipeline.toolbox import LeidraadInUse
from tests.sounds import babble, hiss, only, write

COLUMNS = "call_id,file,started_at,employee_id,employee_name,team,queue,direction,agent_channel".split(",")
CHECKSUM = "c" * 64
A_WHILE_S = 3600
"""How long ago the calls were recorded: a night does not trust the age of a file that was just written."""


class LoudIsSpeech:
    """Calls a frame speech where it is louder than line noise."""

    def speech_probability(self, samples):
        frames = np.pad(samples, (0, -samples.size % 512)).reshape(-1, 512)
        return (np.sqrt(np.mean(frames**2, axis=1)) > 0.02).astype(np.float32)


class OneWordAClip:
    """Writes one word over the first second of each clip and hears no name; breaks off on the calls it is told to.

    Attributes:
        heard: call ids in the order they were recognised, once per clip.
        breaks_on: call ids, and what happens then.
    """

    def __init__(self):
        self.heard = []
        self.breaks_on = {}

    def transcribe(self, clips):
        for clip in clips:
            if error := self.breaks_on.get(clip.call_id):
                raise error
        self.heard += [clip.call_id for clip in clips]
        return [self._transcript(clip) for clip in clips]

    def ask(self, askings):
        return [(0.0,) * len(asking.phrases) for asking in askings]

    @staticmethod
    def _transcript(clip):
        start_s = clip.speech[0].start_s
        word = HeardWord(Span(start_s, round(start_s + 1, 3)), "goedemorgen", 0.9)
        return Transcript((word,), -0.2, 0.1, "fake")


class NoCues:
    """Finds nothing."""

    def find(self, conversation):  # noqa: ARG002 - a port's signature
        return CueResult((), ())


def out_of_memory(call_id):
    return ModelRunError(call_id, "recogniser_failed")


def use_fakes(monkeypatch):
    """Put fakes behind all ports and return the transcriber."""
    transcriber, real = OneWordAClip(), wiring.make_tools

    def make_tools(here, colleagues):
        tools = real(here, colleagues)
        return replace(tools, voice_activity=LoudIsSpeech(), transcriber=transcriber, cue_finder=NoCues())

    def leidraad_in_use(here, earlier=None):  # noqa: ARG001 - as the real one
        return LeidraadInUse(NoCues(), wiring.item_texts(here.leidraad, 0.0))

    monkeypatch.setattr(wiring, "checked_model", lambda wanted, weights: ModelFolder(weights / wanted.model, CHECKSUM))
    monkeypatch.setattr(wiring, "make_tools", make_tools)
    monkeypatch.setattr(scoring, "leidraad_in_use", leidraad_in_use)
    return transcriber


def make_inbox(folder, *call_ids, day="2026-03-09"):
    """Make an inbox: in each call the agent speaks from 1 to 4 s on the left, the citizen from 5 to 8 s."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, call_id in enumerate(call_ids):
        noise = hiss(10.0, seed=seed)
        agent = noise + only(babble(10.0, seed=seed + 1), (1.0, 4.0))
        citizen = hiss(10.0, seed=seed + 50) + only(babble(10.0, seed=seed + 2), (5.0, 8.0))
        write(folder / f"{call_id}.wav", agent, citizen)
        os.utime(folder / f"{call_id}.wav", (time.time() - A_WHILE_S,) * 2)
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for call_id in call_ids:
            when = f"{day}T09:00:00+01:00"
            table.writerow([call_id, f"{call_id}.wav", when, "mw-1", "Hinke Sânwâld", "balie", "", "inbound", "left"])
    return folder
