"""What a subprocess hands back, in a private folder that is gone when the bench ends: it holds words of calls."""

from collections.abc import Mapping

import msgspec

from pipeline.findings import Findings
from pipeline.records import Conversation

MIX = "mix"
"""Stands for the channel of a recording that has one only."""


class CallOutcome(msgspec.Struct):
    """A call as the program heard it.

    Attributes:
        key: the recording's name in the inbox.
        call_id: as the record has it, fit to be shown.
        channel_count: of the recording.
        texts: what was recognised on each channel, before anything was masked; of one channel, of each speaker, the
            one taken for the agent at first as `left`.
        text: all that was recognised, in order of time.
        agent_channel: whose channel the program takes for the agent's.
        kept_word_count: words in the record, masked ones included.
    """

    key: str
    call_id: str
    channel_count: int
    texts: dict[str, str]
    text: str
    agent_channel: str
    quality: str
    quality_reasons: list[str]
    conversation: Conversation
    findings: Findings
    recognised_word_count: int
    kept_word_count: int

    def text_of(self, role: str, agent_channel: str | None) -> str:
        """Return what was recognised of a party, given which channel is truly the agent's."""
        agent = agent_channel or "left"
        other = "right" if agent == "left" else "left"
        return self.texts.get(agent if role == "agent" else other, "")


class Refused(msgspec.Struct):
    """A recording that was not done, and why."""

    key: str
    reason: str


class Work(msgspec.Struct):
    """What it took.

    Attributes:
        load_s: seconds to load the models, once a process.
        wall_s: seconds for all calls, models loaded.
        stage_s: seconds per stage, in the order of the work.
        model_s: of them, seconds inside models.
        peak_mib: largest resident memory of the process.
    """

    audio_s: float
    load_s: float
    wall_s: float
    stage_s: dict[str, float]
    peak_mib: float
    model_s: float = 0.0


class PipelineRun(msgspec.Struct):
    """The program on a folder of calls."""

    work: Work
    calls: list[CallOutcome]
    refused: list[Refused]
    model: str
    config_hash: str


class PeerRun(msgspec.Struct):
    """Another program on the same calls.

    Attributes:
        texts: by recording and channel; empty for one that does not recognise.
        speech: by recording: start, end and voice; empty for one that does not tell who speaks.
    """

    work: Work
    texts: dict[str, dict[str, str]] = {}
    speech: dict[str, list[tuple[float, float, str]]] = {}


class InterruptionsRun(msgspec.Struct):
    """When another program says that somebody interrupts, in seconds, by recording."""

    onsets: dict[str, list[float]]


class GreetingsRun(msgspec.Struct):
    """Greetings asked for names: verdicts on `name_on_answer` by recording and name; and the seconds that took."""

    verdicts: dict[str, dict[str, str]]
    wall_s: float


class Plan(msgspec.Struct):
    """What a subprocess is asked to do.

    Attributes:
        folder: its inbox.
        warehouse: where the program may write.
        settings: the settings file.
        recordings: for another program: path by key.
        threads: for another program: as many as the program's own recognition has.
        weights, compute_type: for one in an environment of its own: the model's folder and how it computes.
    """

    folder: str
    warehouse: str
    settings: str
    recordings: Mapping[str, str] = {}
    threads: int = 0
    weights: str = ""
    compute_type: str = ""
