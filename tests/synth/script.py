"""A call on paper: who says what, when, and what a listener should find in it."""

from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Role = Literal["agent", "citizen", "other"]
Language = Literal["nl", "fy"]
Verdict = Literal["said", "not_said", "uncertain", "not_applicable"]
OverlapKind = Literal["backchannel", "terminal_overlap", "dual_start", "interruption", "interruption_attempt", "other"]
SilenceKind = Literal["pause", "gap", "search", "hold", "technical"]
QuestionKind = Literal[
    "open", "follow_up", "factual", "closed", "choice", "leading", "check", "repair", "offer", "procedural"
]
LegKind = Literal["answer", "consult", "transfer", "prompt"]
Sound = Literal["music", "ring", "silence", "dropout"]
Codec = Literal["wav-alaw", "wav-mulaw", "wav-pcm16", "wav-gsm", "mp3", "opus", "m4a"]

CUE_IDS = (
    "name_on_answer organisation_named offer_help contact_before_content open_question follow_up_question summary "
    "check_understood hold_announced thanks_after_hold warm_transfer next_steps acknowledge_emotion boundary_set "
    "let_finish positive_reframe language_followed question_answered_check anything_else goodbye"
).split()


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Speaker(_Part):
    """A voice: one of the two MBROLA voices, bent a little so that two people do not sound alike.

    Attributes:
        shift: above 1 makes the throat smaller: pitch and formants rise by this factor.
        speed: words per minute as espeak-ng counts them.
        sentence_pause_s: mean silence between two sentences of one turn.
        side: the line on which a third party is heard.
    """

    role: Role
    name: str | None = None
    voice: Literal["nl2", "nl3"]
    pitch: int = Field(50, ge=0, le=99)
    speed: int = Field(150, ge=80, le=300)
    shift: float = Field(1.0, ge=0.85, le=1.18)
    level_db: float = 0.0
    sentence_pause_s: float = Field(0.35, ge=0.05)
    side: Literal["agent", "citizen"] | None = None

    def channel(self) -> Literal["agent", "citizen"]:
        """Return whose line this speaker is heard on; a third party is on the far side."""
        return self.side or ("agent" if self.role == "agent" else "citizen")


class Question(_Part):
    """A question inside a turn; `text` is one or more whole pieces of the turn."""

    text: str
    kind: QuestionKind


class Mention(_Part):
    """Something a listener must recognise or hide: a name, or a personal detail as it is spoken."""

    text: str
    kind: Literal["employee", "colleague", "citizen", "bsn", "phone", "postcode", "iban", "email", "birth_date"]


class TurnScript(_Part):
    """One turn.

    Attributes:
        text: what is said, in proper spelling; `[0.6]` is a pause in seconds.
        say: the same in a spelling that makes a Dutch voice say it well; same sentences, same pauses.
        gap_s: after the end of all that was said before; negative is an overlap.
        after_piece: counts `gap_s` from the end of this sentence (1 is the first) of the last turn by another speaker.
        after_start_s: seconds after the start of the last turn by another speaker.
        in_hold_s: seconds after the start of the hold; such a turn is held speech and does not move the clock.
        overlap: kinds of the overlapping onsets of this turn, in time order.
        silence: kind of the joint silence that ends where this turn starts.
    """

    who: str
    text: str
    say: str | None = None
    lang: Language | None = None
    speed: int | None = None
    level_db: float = 0.0
    gap_s: float = 0.3
    after_piece: int | None = Field(None, ge=1)
    after_start_s: float | None = None
    at_s: float | None = None
    in_hold_s: float | None = None
    overlap: tuple[OverlapKind, ...] = ()
    silence: SilenceKind | None = None
    announced: bool = False
    questions: tuple[Question, ...] = ()
    cues: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    leg: LegKind | None = None


class SoundScript(_Part):
    """A sound that is no speech; the clock moves on by `seconds`.

    Attributes:
        channel: whose line it is heard on.
        hold: the citizen is on hold meanwhile.
    """

    play: Sound
    seconds: float = Field(gt=0)
    gap_s: float = 0.3
    channel: Literal["agent", "citizen", "both"] = "agent"
    hold: bool = False
    level_db: float = -30.0


class Row(_Part):
    """What `calls.csv` says of the call, apart from what follows from the rest."""

    started_at: str
    employee_id: str
    team: str
    queue: str
    trunk: str = ""
    interaction_id: str = ""
    language: Literal["nl", "fy", ""] = ""
    direction: Literal["inbound", "outbound"] = "inbound"


class Line(_Part):
    """The telephone line and the recorder.

    Attributes:
        noise_db: level of the line noise, relative to full scale.
        crosstalk_db: level at which each channel is heard on the other one; None for none.
        cut_start_s: the recording starts this much too late.
        keep_share: the file ends after this share of its bytes: a recording that broke off.
    """

    codec: Codec = "wav-alaw"
    channels: Literal["stereo", "mono"] = "stereo"
    agent_channel: Literal["left", "right", ""] = "left"
    noise_db: float = -58.0
    crosstalk_db: float | None = None
    cut_start_s: float = 0.0
    tail_s: float = 0.6
    keep_share: float = Field(1.0, gt=0, le=1)


class Script(_Part):
    """A whole call.

    Attributes:
        about: what the call is there for, one sentence.
        heard: whether a night should analyse the recording, refuse it, or find nobody speaking in it.
        cues: verdicts that no turn carries; a cue that a turn carries counts as said.
    """

    about: str
    organisation: str
    topic: str
    language: Language = "nl"
    heard: Literal["analysed", "refused", "empty"] = "analysed"
    row: Row
    line: Line = Line()
    speakers: dict[str, Speaker]
    events: tuple[Annotated[TurnScript | SoundScript, Field(union_mode="smart")], ...]
    cues: dict[str, Verdict] = {}

    @model_validator(mode="after")
    def _names_only_what_exists(self) -> Self:
        turns = [event for event in self.events if isinstance(event, TurnScript)]
        if strangers := sorted({turn.who for turn in turns} - set(self.speakers)):
            raise ValueError(f"turns by {strangers}, who are not among the speakers")
        said = {cue for turn in turns for cue in turn.cues}
        if wrong := sorted((said | set(self.cues)) - set(CUE_IDS)):
            raise ValueError(f"no such cues: {wrong}")
        if twice := sorted(said & set(self.cues)):
            raise ValueError(f"cues both on a turn and in the list of verdicts: {twice}")
        if missing := sorted(set(CUE_IDS) - said - set(self.cues)):
            raise ValueError(f"cues without a verdict: {missing}")
        return self

    def agent_name(self) -> str | None:
        """Return the name of the employee whose recording this is: the first agent of the cast."""
        return next((speaker.name for speaker in self.speakers.values() if speaker.role == "agent"), None)


def load_script(path: Path) -> Script:
    """Read and check one script.

    Raises:
        ValueError: naming the file and the field that is wrong.
    """
    try:
        return Script.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValueError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name}: {error}") from error
