"""Conversations for the laws of masking: talk, names and dictation in any order, over turns of both speakers."""

from hypothesis import strategies as st

from pipeline.records import Conversation, Speaker
from tests.pipeline.redaction.tuning import talk

UNITS = {
    "nl": ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    "fy": ("nul", "ien", "twa", "trije", "fjouwer", "fiif", "seis", "sân", "acht", "njoggen"),
}
TALK = """
    ja nee goed de het een en van in met mei ik u jo mijn myn is dat dus uw wil graag paspoort vergunning afval morgen
    mevrouw meneer naam namme heet hjit collega spreekt sprekke geboren op naam van der Wil Roos Mark jan storm bakker
    Leeuwarden euro uur jaar mei juni nummer BSN telefoonnummer postcode kenteken huisnummer rekeningnummer Kerkstraat
    apenstaartje punt nl gmail.com A B van Bernard dubbel keer honderd Hoekstra sjoukje J. De Vries wat? klopt. oké, uh
""".split()
FIGURES = ("1", "06", "12", "345", "8911", "AB", "3e", "drie", "twaalf", "fjouwer", "vierendertig", "58", "0612345678")

spoken: st.SearchStrategy[Speaker] = st.sampled_from(["agent", "citizen", "other"])
turns = st.tuples(spoken, st.lists(st.sampled_from([*TALK, *FIGURES]), max_size=12).map(" ".join))


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    """Draw a conversation of up to eight turns, some without words."""
    return talk(*draw(st.lists(turns, max_size=8)))


def say_digits(draw: st.DrawFn, digits: str) -> list[str]:
    """Write digits as a recogniser might: one by one, in groups, as words of either language."""
    words: list[str] = []
    at = 0
    while at < len(digits):
        size = draw(st.integers(1, 3))
        group = digits[at : at + size]
        language = draw(st.sampled_from(["figures", "nl", "fy"]))
        words += [group] if language == "figures" else [UNITS[language][int(digit)] for digit in group]
        at += size
    return words


@st.composite
def dictations(draw: st.DrawFn) -> tuple[Conversation, tuple[str, ...]]:
    """Draw a number of 7 to 12 digits, dictated by the citizen with assents of the agent; give its words too.

    The words lie at known places: all words of the citizen that are not in the sentence before or behind.
    """
    digits = "".join(draw(st.lists(st.sampled_from("23456789"), min_size=7, max_size=12)))
    words = say_digits(draw, digits)
    cuts = sorted(draw(st.lists(st.integers(1, max(len(words) - 1, 1)), max_size=2, unique=True)))
    parts = [words[start:end] for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    said: list[tuple[Speaker, str]] = []
    for part in parts:
        said += [("citizen", " ".join(part)), ("agent", draw(st.sampled_from(["ja", "oké", "hm hm", "krekt"])))]
    return talk(*said), tuple(words)
