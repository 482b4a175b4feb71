"""Masking of words before they are written, and the guard over what is said on hold."""

from pipeline.redaction.held import drop_held_words
from pipeline.redaction.mask import REDACTION_VERSION, redact
from pipeline.redaction.people import KnownPeople
from pipeline.redaction.silence import spans_to_silence

__all__ = ["REDACTION_VERSION", "KnownPeople", "drop_held_words", "redact", "spans_to_silence"]
