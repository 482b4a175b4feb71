"""Signs that a recogniser wrote what nobody said."""

import zlib
from collections.abc import Sequence

from pipeline.ports import HeardWord
from pipeline.records import Span

MAX_COMPRESSION = 2.4
"""Text that shrinks more than this repeats itself (the threshold of Whisper's own decoding)."""
MIN_LOGPROB = -1.0
"""Mean log-probability of the tokens below which a decoding is not believed (Whisper's own)."""
MAX_NO_SPEECH = 0.6
MAX_SYLLABLES_PER_S = 11.0
"""Nobody speaks faster; 5 is normal in Dutch. Counted in letters, 2.6 a syllable."""
LETTERS_PER_SYLLABLE = 2.6
MIN_LOOP_WORDS = 6

INVENTIONS = (
    "ondertitels ingediend door de amara.org gemeenschap",
    "ondertiteld door de amara.org gemeenschap",
    "ondertiteling door de amara.org gemeenschap",
    "ondertiteling nos",
    "vergeet niet te abonneren",
)
"""What Whisper writes in Dutch over silence and music, learnt from subtitles; no one says it on the telephone."""
LONE_INVENTIONS = frozenset({"bedankt voor het kijken", "tot de volgende keer", "tv gelderland", "muziek", "applaus"})
"""The same, but people do say it: an invention only where nothing else is written. Line noise becomes "MUZIEK."."""


def doubts_of(text: str, avg_logprob: float, no_speech: float, speech_s: float) -> tuple[str, ...]:
    """Return reason codes why a decoding may be wrong, sorted; empty for one that is believed.

    Args:
        text: what was written.
        avg_logprob: mean log-probability of its tokens.
        no_speech: probability that the sound holds no speech, 0 to 1.
        speech_s: seconds of speech in the sound, by voice activity.
    """
    letters = sum(character.isalnum() for character in text)
    found = {
        "repetition": compression_ratio(text) > MAX_COMPRESSION or has_loop(text.split()),
        "low_probability": avg_logprob < MIN_LOGPROB,
        "no_speech": no_speech > MAX_NO_SPEECH and avg_logprob < MIN_LOGPROB / 2,
        "too_much_text": letters / LETTERS_PER_SYLLABLE > MAX_SYLLABLES_PER_S * speech_s + 4,
        "known_invention": is_invention(text),
    }
    return tuple(sorted(code for code, is_so in found.items() if is_so))


def is_invention(text: str) -> bool:
    """Tell whether a text is, or holds, a subtitler's phrase; a lone web address is one too."""
    written = text.lower().strip(" .,?!")
    is_address = written.startswith("www.") and " " not in written
    return is_address or written in LONE_INVENTIONS or any(phrase in written for phrase in INVENTIONS)


def compression_ratio(text: str) -> float:
    """Return how many times smaller zlib makes the text; 0 for none."""
    raw = text.encode("utf-8")
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def has_loop(words: Sequence[str]) -> bool:
    """Tell whether a phrase of one to six words stands three times in a row, over at least six words."""
    bare = [word.lower().strip(".,?!") for word in words]
    for size in range(1, 7):
        for start in range(len(bare) - 3 * size + 1):
            phrase = bare[start : start + size]
            count = 1
            while bare[start + count * size : start + (count + 1) * size] == phrase:
                count += 1
            if count >= 3 and count * size >= MIN_LOOP_WORDS:
                return True
    return False


def words_in_speech(words: Sequence[HeardWord], speech: Sequence[Span], reach_s: float) -> tuple[HeardWord, ...]:
    """Keep the words that lie within `reach_s` seconds of speech: the rest was written over other sound."""
    return tuple(
        word
        for word in words
        if any(word.span.start_s < span.end_s + reach_s and span.start_s - reach_s < word.span.end_s for span in speech)
    )
