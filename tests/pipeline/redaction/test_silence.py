from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.intervals import merge, total_s
from pipeline.records import Conversation, Hold, Span, Turn, Word
from pipeline.redaction import KnownPeople, redact, spans_to_silence
from tests.pipeline.redaction.strategies import conversations


def masked(*words: tuple[float, float, str | None]) -> Conversation:
    """Make a call of 20 s in which the citizen says the words, given as start, end and kind of mask."""
    said = tuple(Word(Span(start, end), f"[{kind}]", redaction=kind) for start, end, kind in words)
    return Conversation("c1", 20.0, turns=(Turn(Span(0, 20), "citizen", words=said),))


# a mask is widened by 0.2 s on both sides
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([(5.0, 5.5, "bsn")], (Span(4.8, 5.7),), id="one word"),
        pytest.param([(0.1, 0.5, "naam")], (Span(0.0, 0.7),), id="not before the recording"),
        pytest.param([(19.5, 19.9, "naam")], (Span(19.3, 20.0),), id="not after it"),
        pytest.param([(5.0, 5.5, "bsn"), (6.1, 6.5, "bsn")], (Span(4.8, 6.7),), id="0.2 s between them is bridged"),
        pytest.param([(5.0, 5.5, "bsn"), (6.2, 6.5, "bsn")], (Span(4.8, 5.7), Span(6.0, 6.7)), id="0.3 s is not"),
        pytest.param([(5.0, 5.5, "medewerker")], (), id="employees may be heard"),
        pytest.param([(5.0, 5.5, None)], (), id="kept words may be heard"),
        pytest.param([], (), id="nothing said"),
    ],
)
def test_silences_the_masked_words_of_citizens(words, expected):
    assert spans_to_silence(masked(*words)) == expected


def test_silences_the_hold():
    conversation = replace(masked((5.0, 5.5, "naam")), holds=(Hold(Span(5.5, 9.0), is_announced=True),))

    assert spans_to_silence(conversation) == (Span(4.8, 9.0),)


@given(conversations())
def test_silenced_spans_are_disjoint_and_inside_the_call(conversation):
    spans = spans_to_silence(redact(conversation, KnownPeople()))

    assert merge(spans) == spans
    assert total_s(spans) <= conversation.duration_s
