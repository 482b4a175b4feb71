"""When the citizen waits: from the agent's words and silence, and from music on the line.

A hold begins where the agent has said that the citizen is put on hold or asked to stay on the line, and then says
nothing for a while; it ends where the agent speaks again, or with the recording. Where music plays and the agent says
nothing, the citizen waits without having been told. What is said or played meanwhile is not listened to.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.intervals import gaps, merge, subtract
from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Hold, Span, Speaker, Turn

MIN_HOLD_S = 10.0
"""Shorter waits are searches: the agent is still there."""
LATEST_S = 10.0
"""An announcement longer ago than this was about something else."""
WORD_TIME_ERROR_S = 1.0
"""The last word of an announcement may seem to end this long after the speech it is in."""

_FEW = r"(?: [^ ]+){0,4} "
_DUTCH = (
    r"in (?:de |het )?wacht(?:zet(?:ten)?)?",  # recognisers write it as one word
    r"wachtstand",
    r"wacht (?:u )?(?:even|eventjes)",
    r"blijft? (?:(?:u|je|nog|even|maar) )*(?:aan de (?:lijn|telefoon)|hangen)",
    r"aan de (?:lijn|telefoon) (?:te )?(?:blijven|houden|hangen)",
    r"momentje|ogenblikje",
    r"(?<!op )een (?:klein )?(?:moment|ogenblik)(?! (?:dat|waarop|voor|in gedachten))",
    r"(?:moment|ogenblik) (?:alstublieft|alsjeblieft|geduld|graag|hoor)",
    r"u hoort (?:zo )?(?:even )?(?:een )?muziek(?:je)?",
    rf"ik (?:ga|zal|moet){_FEW}?(?:overleggen|navragen|doorverbinden)",
    r"ik (?:overleg|vraag)(?: [^ ]+){0,4} collega",
    r"(?:overleg|vraag) ik (?:[^ ]+ ){0,4}collega",
    r"verbind (?:ik )?u (?:[^ ]+ ){0,3}door",
)
_FRISIAN = (
    r"yn (?:de |'?e )?wacht",
    r"wachtsje (?:jo )?(?:efkes|eefkes|even)",
    r"bliuwe?t? (?:(?:jo|noch|efkes|mar) )*(?:oan (?:de |'?e )?(?:line|tillefoan)|hingjen)",
    r"oan (?:de |'?e )?(?:line|tillefoan) (?:te )?(?:bliuwen?|hald(?:e|en)|hingjen)",
    r"momintsje|eachwinkje",
    r"(?<!op )in (?:lyts )?(?:momint|eachblik)(?! (?:dat|werop|yn gedachten))",
    rf"ik (?:sil|moat){_FEW}?(?:oerlizze|neifreegje|trochferbine)",
    r"ik oerlis",
    r"oerlis ik",
    r"ferbyn (?:ik )?jo (?:[^ ]+ ){0,3}troch",
)
_HOLDING = re.compile("|".join(rf"\b(?:{phrase})\b" for phrase in _DUTCH + _FRISIAN))
"""What sends the citizen away from the line; *wie heb ik aan de lijn* and *op dit moment* do not."""
_BACK = re.compile(
    r"\b(?:bedankt|dank u(?: wel)?|dank je(?: wel)?|dankuwel|dankjewel|tige tank|tank)"
    r"(?: (?:voor|foar|met|mei|oan|het|uw|je|it|jo)){0,3} (?:wachten|geduld|wachtsjen|wachtsje)\b"
)
"""Thanks of somebody who comes back: they tell of a hold whose announcement was not recognised."""
RETURN_WITHIN_S = 6.0
"""It is said this soon after the silence."""


def find_holds(conversation: Conversation, *, are_roles_sure: bool = True) -> tuple[Hold, ...]:
    """Find the stretches in which the citizen waits.

    Args:
        conversation: with speech, line sounds and the agent's words, before anything is masked.
        are_roles_sure: otherwise either party may be the agent, and what either asks and leaves counts.

    Returns:
        Holds in time order, disjoint; not announced where only music or the return tells of one.
    """
    holders: tuple[Speaker, ...] = ("agent",) if are_roles_sure else ("agent", "citizen")
    found = [hold for holder in holders for hold in _holds_by(holder, conversation)]
    spans = merge(hold.span for hold in found)
    return tuple(
        Hold(span, is_announced=any(one.is_announced for one in found if span.start_s <= one.span.start_s < span.end_s))
        for span in spans
    )


def _holds_by(holder: Speaker, conversation: Conversation) -> Iterator[Hold]:
    own = merge(stretch.span for stretch in conversation.speech if stretch.speaker == holder)
    turns = [turn for turn in conversation.turns if turn.speaker == holder]
    said = [end_s for turn in turns for end_s in _holding_ends(turn)]
    after_all = Span(conversation.duration_s, conversation.duration_s + 1.0)  # nobody may return: it ends there
    quiet = gaps([*own, after_all]) if own else ()
    long = [span for span in quiet if span.duration_s >= MIN_HOLD_S]
    led = {span: any(_leads_to(span, end_s) for end_s in said) for span in long}
    told = [Hold(span, is_announced=led[span]) for span in long if led[span] or _ends_in_return(turns, span)]
    music = merge(sound.span for sound in conversation.line_sounds if sound.kind == "music")
    untold = (
        Hold(span, is_announced=False)
        for span in subtract(music, [*own, *(hold.span for hold in told)])
        if span.duration_s >= MIN_HOLD_S
    )
    yield from told
    yield from untold


def _leads_to(span: Span, said_s: float) -> bool:
    return span.start_s - LATEST_S <= said_s <= span.start_s + WORD_TIME_ERROR_S


def _ends_in_return(turns: Sequence[Turn], span: Span) -> bool:
    said = (
        token
        for turn in turns
        for word in turn.words
        if -WORD_TIME_ERROR_S <= word.span.start_s - span.end_s <= RETURN_WITHIN_S
        for token in tokens_of(word.text)
    )
    return _BACK.search(" ".join(said)) is not None


def _holding_ends(turn: Turn) -> list[float]:
    tokens = [(token, word.span.end_s) for word in turn.words for token in tokens_of(word.text)]
    said = " ".join(token for token, _ in tokens)
    return [tokens[said.count(" ", 0, found.end())][1] for found in _HOLDING.finditer(said)]
