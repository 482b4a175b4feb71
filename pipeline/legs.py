"""The legs of a call: prompts before the greeting, each employee's part, and colleagues among themselves.

Found in what the agent's channel says before anything is masked, for who consults and who greets says names. A leg
begins where its first words do, so that a greeting is judged against the leg it belongs to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.normalise import tokens_of
from pipeline.records import Conversation, Leg, LegKind, Span, Turn

AWAY_S = 4.0
"""Ringing, dialling, or music: the agent is away for at least this long between legs."""
WORDS_OF_OPENING = 14
"""A greeting, a consult and a return say what they are among their first words."""
LATEST_GREETING_S = 90.0
"""A prompt that goes on longer than this is no prompt, once an agent has spoken."""
PROMPTS_OF_QUEUE = 2
"""Prompts in a queue that is recorded from its middle: a caller who comes in mid-speech may tell of one."""

_PUTS_THROUGH = re.compile(
    r"\b(?:verbind(?:en)?|doorverbind(?:en)?|zet u (?:even )?door|schakel u|ferbyn(?:e)?|trochferbine|set jo troch|"
    r"overleg(?:gen)?|oerlis|oerlizze|navragen|neifreegje)\b"
)
_GREETS = re.compile(
    r"\b(?:(?P<day>goede ?(?:morgen|middag|avond)|goeie ?(?:moarn|middei|jun)|goemoarn|goeiemorgen)|"
    r"(?P<name>(?:be)?spre+kt (?:met|mei|net)|sprekke mei)|"
    r"(?P<offer>waar(?:mee|aan)? kan ik|kan ik (?:[^ ]+ ){0,2}helpen|wermei kin ik|zegt u het maar))\b"
)
_CONSULTS = re.compile(
    r"\b(?:(?P<hello>^hoi|(?:hoi|hallo|hee|dag) (?:[^ ]+ ){0,2}(?:met|mei))|"
    r"(?P<has>ik h(?:eb|a) hjir|ik h(?:eb|a) hier|aan de lijn|oan 'e line)|"
    r"(?P<asks>kun (?:jij|je)|kinsto|mag ik (?:je|dy)|h(?:eb|ast) (?:jij|je)))\b"
)
SURE = 2
"""Kinds of such words in one opening: so many tell a greeting or a consult where being put through was not heard."""
_RETURNS = re.compile(
    r"\b(?:(?:bedankt|dank u|tank) (?:wel )?(?:voor|foar) (?:[^ ]+ ){0,2}t?wach[a-z]+|daar ben ik weer|der bin ik wer|"
    r"(?:bent u|binne jo) (?:er )?noch|bent u (?:er )?nog|ik heb (?:meneer|mevrouw|mijn collega)[^.]{0,30} voor u)\b"
)
_PROMPTS = re.compile(
    r"\b(?:u bent verbonden met|jo binne ferbûn|wordt opgenomen|worden opgenomen|opgenomen voor|"
    r"(?:onze|alle) medewerkers|in gesprek|toets (?:een|1|twee|2)|keuzemenu|wachtenden|welkom bij|"
    r"een ogenblik geduld|openingstijden)\b"
)

_TELLS = re.compile(
    r"\b(?:ik (?:hoor|had|heb|ben|was|zat|sta|stond|bel|wil|wacht|kr[ei]|ha|bin|wie|siet|belj|w[oa]l)|mijn|myn)"
)
"""Who speaks of oneself tells of a prompt."""


def with_legs(conversation: Conversation, employee_id: str) -> Conversation:
    """Return the conversation with its legs, and who has no part in it as `other`.

    A prompt speaks before the first greeting. A leg of another employee begins where, after somebody was put through
    and nobody of the organisation spoke for a while, a greeting follows. A consult begins where a colleague is spoken
    to instead, and ends where the agent is back with the citizen. Being put through may go unheard where the opening
    itself leaves no doubt.

    Args:
        conversation: turns with words as recognised; no legs yet.
        employee_id: pseudonym of who takes the call.

    Returns:
        Legs tile the call in time order. The other party in a consult is `other`, as is who reads a prompt. Speech
        moves with its turns.
    """
    starts = [(0.0, "main", employee_id), *_changes(conversation, employee_id)]
    if (prompt_end_s := _prompt_end(conversation)) is not None:
        starts = [(0.0, "prompt", ""), (prompt_end_s, "main", employee_id), *starts[1:]]
    ends = [*(start_s for start_s, _, _ in starts[1:]), conversation.duration_s]
    legs = tuple(
        Leg(Span(start_s, end_s), who, kind)
        for (start_s, kind, who), end_s in zip(starts, ends, strict=True)
        if start_s < end_s
    )
    return _without_part(replace(conversation, legs=legs))


def has_colleague(conversation: Conversation) -> bool:
    """Tell whether a second employee speaks in a call of two voices whose legs were found.

    One is consulted or put through to; or somebody greets in the middle of the call, after nobody spoke for a while: of
    two voices the second employee may have become either.
    """
    if any(leg.kind in ("consult", "transfer") for leg in conversation.legs):
        return True
    spoken = [turn for turn in conversation.turns if turn.words]
    both = max((_first_s(spoken, speaker) for speaker in ("agent", "citizen")), default=0.0)
    return any(
        turn.span.start_s > both
        and _greets(_text(turn, WORDS_OF_OPENING))
        and turn.span.start_s - _last_end_s(conversation, turn) >= AWAY_S
        for turn in spoken
    )


def with_successor(conversation: Conversation) -> Conversation:
    """Return the conversation with a third voice as the agent's where it takes the call over.

    It greets, and who was the agent says nothing after that: the end after a hand-over. A colleague who is consulted is
    spoken to by the agent again.

    Args:
        conversation: of three voices, turns with words; no legs yet.
    """
    others = [turn for turn in conversation.turns if turn.speaker == "other" and turn.words]
    agents = [turn for turn in conversation.turns if turn.speaker == "agent" and turn.words]
    first_s = next((turn.span.start_s for turn in others if _greets(_text(turn, WORDS_OF_OPENING))), None)
    if first_s is None or any(turn.span.start_s > first_s for turn in agents):
        return conversation
    return replace(
        conversation,
        speech=tuple(replace(one, speaker="agent") if one.speaker == "other" else one for one in conversation.speech),
        turns=tuple(replace(one, speaker="agent") if one.speaker == "other" else one for one in conversation.turns),
    )


def _first_s(turns: Sequence[Turn], speaker: str) -> float:
    return next((turn.span.start_s for turn in turns if turn.speaker == speaker), float("inf"))


def _last_end_s(conversation: Conversation, turn: Turn) -> float:
    """Return when anybody spoke last before a turn."""
    before = [one.span.end_s for one in conversation.speech if one.span.start_s < turn.span.start_s]
    return max(before, default=0.0)


def _changes(conversation: Conversation, employee_id: str) -> Iterator[tuple[float, LegKind, str]]:
    own = [turn for turn in conversation.turns if turn.speaker == "agent" and turn.words]
    last: Turn | None = None
    is_put_through = in_consult = False
    for turn in own:
        said = _text(turn, None)
        opening = _text(turn, WORDS_OF_OPENING)
        away_s = turn.span.start_s - last.span.end_s if last is not None else 0.0
        if in_consult and _RETURNS.search(opening):
            in_consult = False
            yield turn.span.start_s, "main", employee_id
        elif away_s >= AWAY_S and not _RETURNS.search(opening):
            greeting = _kinds(_GREETS, opening)
            if (is_put_through and not greeting and _CONSULTS.search(opening)) or _kinds(_CONSULTS, said) >= SURE:
                in_consult = True
                yield _begin(conversation.turns, last, turn), "consult", ""
            elif greeting >= (1 if is_put_through else SURE):
                yield turn.span.start_s, "transfer", ""
            is_put_through = False
        is_put_through = bool(_PUTS_THROUGH.search(said)) or (is_put_through and away_s < AWAY_S)
        last = turn


def _begin(turns: Sequence[Turn], last: Turn | None, turn: Turn) -> float:
    """Return where a consult begins: a colleague may answer just before the agent speaks."""
    answers = [
        other.span.start_s
        for other in turns
        if other.speaker != "agent"
        and last is not None
        and last.span.end_s < other.span.start_s <= turn.span.start_s
        and turn.span.start_s - other.span.end_s < AWAY_S / 2
    ]
    return min(answers, default=turn.span.start_s)


def _prompt_end(conversation: Conversation) -> float | None:
    """Return where the conversation begins after prompts, at the end where it never does; None without prompts.

    That is the first turn that is no prompt. Where nobody of the organisation has spoken by then, the caller still
    waits: however badly the rest of the prompts is recognised, nobody is there to be spoken to.
    """
    turns = [turn for turn in conversation.turns if turn.words]
    leading = list(takewhile(_is_early_prompt, turns))
    end_s = max((turn.span.end_s for turn in leading), default=0.0)
    own = [one.span.start_s for one in conversation.speech if one.speaker == "agent" and one.span.end_s > end_s]
    answered_s = min(own, default=conversation.duration_s)
    waiting = [turn for turn in turns if turn.span.end_s > end_s and turn.span.start_s < answered_s]
    if waiting and (leading or sum(map(_is_prompt, waiting)) >= PROMPTS_OF_QUEUE):
        return answered_s
    if not leading:
        return None
    return next((turn.span.start_s for turn in turns if turn.span.start_s >= end_s), conversation.duration_s)


def _is_early_prompt(turn: Turn) -> bool:
    return turn.span.start_s <= LATEST_GREETING_S and _is_prompt(turn)


def _is_prompt(turn: Turn) -> bool:
    said = _text(turn, None)
    return _PROMPTS.search(said) is not None and _TELLS.search(said) is None


def _without_part(conversation: Conversation) -> Conversation:
    """Give the speech of prompts, and of the other party in consults, to `other`."""
    prompts = [leg.span for leg in conversation.legs if leg.kind == "prompt"]
    consults = [leg.span for leg in conversation.legs if leg.kind == "consult"]
    if not prompts and not consults:
        return conversation

    def is_other(start_s: float, speaker: str) -> bool:
        in_consult = any(span.start_s <= start_s < span.end_s for span in consults)
        in_prompt = any(span.start_s <= start_s < span.end_s for span in prompts)
        return in_prompt or (in_consult and speaker == "citizen")

    return replace(
        conversation,
        speech=tuple(
            replace(one, speaker="other") if is_other(one.span.start_s, one.speaker) else one
            for one in conversation.speech
        ),
        turns=tuple(
            replace(one, speaker="other") if is_other(one.span.start_s, one.speaker) else one
            for one in conversation.turns
        ),
    )


def _kinds(pattern: re.Pattern[str], opening: str) -> int:
    """Return how many kinds of such words are in an opening."""
    return len({found.lastgroup for found in pattern.finditer(opening)})


def _greets(opening: str) -> bool:
    return _GREETS.search(opening) is not None


def _text(turn: Turn, most: int | None) -> str:
    return " ".join([token for word in turn.words for token in tokens_of(word.text)][:most])
