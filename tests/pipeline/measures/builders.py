"""Small conversations for tests of measures: stretches of speech with what is said in them."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from pipeline.records import Conversation, Language, Span, Speaker, Speech, Turn, Word

Said = tuple[float, float] | tuple[float, float, str]
"""Start and end in seconds, and the words."""


def words_in(span: Span, text: str, *, syllable_count: int = 2, probability: float = 0.9) -> tuple[Word, ...]:
    """Spread words evenly over a span."""
    said = text.split()
    step_s = span.duration_s / max(len(said), 1)
    edges = [round(span.start_s + i * step_s, 3) for i in range(len(said) + 1)]
    return tuple(
        Word(Span(start_s, end_s), word, probability, syllable_count)
        for start_s, end_s, word in zip(edges, edges[1:], said, strict=False)
    )


def make_turn(speaker: Speaker, said: Said, *, language: Language = "nl", syllable_count: int = 2) -> Turn:
    span = Span(said[0], said[1])
    words = words_in(span, said[2], syllable_count=syllable_count) if len(said) > 2 else ()
    return Turn(span, speaker, language, words, 0.9 if words else None)


def make_call(agent: Sequence[Said] = (), citizen: Sequence[Said] = (), other: Sequence[Said] = ()) -> Conversation:
    """Each stretch is a turn of its own."""
    talk: list[tuple[Speaker, Said]] = [("agent", said) for said in agent]
    talk += [("citizen", said) for said in citizen]
    talk += [("other", said) for said in other]
    return Conversation(
        call_id="call-1",
        duration_s=max([60.0, *(said[1] for _, said in talk)]),
        speech=tuple(Speech(Span(said[0], said[1]), speaker) for speaker, said in talk),
        turns=tuple(sorted((make_turn(speaker, said) for speaker, said in talk), key=lambda turn: turn.span)),
    )


def shifted(conversation: Conversation, seconds: int) -> Conversation:
    """The same call, later."""

    def later(span: Span) -> Span:
        return Span(round(span.start_s + seconds, 3), round(span.end_s + seconds, 3))

    return replace(
        conversation,
        duration_s=conversation.duration_s + seconds,
        speech=tuple(replace(stretch, span=later(stretch.span)) for stretch in conversation.speech),
        turns=tuple(
            replace(
                turn,
                span=later(turn.span),
                words=tuple(replace(word, span=later(word.span)) for word in turn.words),
            )
            for turn in conversation.turns
        ),
    )


def swapped(conversation: Conversation) -> Conversation:
    """The same call with agent and citizen in each other's place."""
    other: dict[Speaker, Speaker] = {"agent": "citizen", "citizen": "agent", "other": "other"}
    return replace(
        conversation,
        speech=tuple(replace(stretch, speaker=other[stretch.speaker]) for stretch in conversation.speech),
        turns=tuple(replace(turn, speaker=other[turn.speaker]) for turn in conversation.turns),
    )


@st.composite
def _talk(draw: st.DrawFn) -> tuple[Said, ...]:
    """One speaker's stretches, in whole milliseconds, so that no rounding hides a fault."""
    steps_ms = draw(st.lists(st.tuples(st.integers(1, 4000), st.integers(60, 6000)), max_size=6))
    texts = st.sampled_from(["", "ja", "hm hm", "dat is goed.", "ik kijk even voor u", "wat is uw postcode?", "de"])
    talk: list[Said] = []
    now_ms = 0
    for pause_ms, speech_ms in steps_ms:
        start_ms, now_ms = now_ms + pause_ms, now_ms + pause_ms + speech_ms
        text = draw(texts)
        talk.append((start_ms / 1000, now_ms / 1000, text))
    return tuple(talk)


conversations = st.builds(make_call, _talk(), _talk())
