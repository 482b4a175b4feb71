"""What the phrase lists find: of phrases one by one, and around the waits of whole labelled calls."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.measures import holding_manners
from pipeline.measures.announcing import announces
from pipeline.measures.silences import measure_silences
from pipeline.measures.tempo_signals import sign_in
from pipeline.normalise import tokens_of
from pipeline.records import Conversation
from tests.bench.cues.corpora import LabelledCall, conversation_of, corpus
from tests.bench.measures.figures import Figure, share

PHRASES = Path(__file__).parents[2] / "corpus" / "own_phrases" / "phrases.tsv"
CORPORA = ("own", "blind", "blind2")
MIN_WAIT_S = 3.0


def _kind_of_sign(text: str) -> str:
    sign = sign_in(" ".join(tokens_of(text)))
    return sign[0] if sign else ""


FINDERS: Mapping[str, Callable[[str], bool]] = {
    "announces": announces,
    "asked": holding_manners.is_asked,
    "reason": holding_manners.has_reason,
    "duration": holding_manners.has_duration,
    "thanked": holding_manners.is_thanked,
    "too_fast": lambda text: _kind_of_sign(text) == "too_fast",
    "repeat": lambda text: _kind_of_sign(text) == "repeat",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, what it should be found to be, and whether it is."""

    kind: str
    language: str
    is_one: bool
    text: str

    @property
    def is_found(self) -> bool:
        """The program takes it for one."""
        return FINDERS[self.kind](self.text)


def phrase_figures(file: Path = PHRASES, corpora: Sequence[str] = CORPORA) -> Iterator[Figure]:
    """Yield what is found of single phrases, and of announcements and thanks in labelled calls."""
    phrases = read_phrases(file)
    part = "phrases one by one (written by us, who know the rules)"
    for kind in FINDERS:
        for language in ("nl", "fy"):
            own = [phrase for phrase in phrases if (phrase.kind, phrase.language) == (kind, language)]
            yield share(part, f"{kind}, {language}: found", (one.is_found for one in own if one.is_one))
            yield share(part, f"{kind}, {language}: other talk taken for it", (o.is_found for o in own if not o.is_one))
    for name in corpora:
        yield from _call_figures(name, corpus(name))


def read_phrases(file: Path) -> list[Phrase]:
    """Read phrases, a line each: kind, language, yes or no, text."""
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [Phrase(kind, language, verdict == "yes", text) for kind, language, verdict, text in rows]


def _call_figures(name: str, calls: Sequence[LabelledCall]) -> Iterator[Figure]:
    part = f"calls with a wait of {MIN_WAIT_S:.0f} s, corpus {name}"
    waits: tuple[tuple[str, str, Callable[[Conversation], bool]], ...] = (
        ("announced", "hold_announced", is_announced),
        ("thanked for", "thanks_after_hold", is_thanked),
    )
    for told, cue, finds in waits:
        found = [(call.expected.get(cue), finds(conversation_of(call.given))) for call in calls]
        yield share(part, f"{told}: found", (is_found for true, is_found in found if true == "said"))
        no = (is_found for true, is_found in found if true == "not_said")
        yield share(part, f"{told}: found where it was not", no)


def is_announced(conversation: Conversation) -> bool:
    """Tell whether any wait of a call was announced."""
    return any(
        silence.is_announced
        for silence in measure_silences(conversation)
        if silence.kind in ("search", "hold") and silence.span.duration_s >= MIN_WAIT_S
    )


def is_thanked(conversation: Conversation) -> bool:
    """Tell whether the citizen was thanked for any wait of a call."""
    return any(silence.is_thanked for silence in measure_silences(conversation))
