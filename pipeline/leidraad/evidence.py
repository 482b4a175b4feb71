"""Widens a place to words that can be read: who sees *van* alone cannot tell what was found there."""

from pipeline.leidraad.reading import Reading, spoken_words

FEWEST_WORDS = 3
REACH_WORDS = 4
"""Without marks a sentence has no end; so many words to either side tell what it was about."""


def widened(reading: Reading, first_word: int, end_word: int) -> tuple[int, int]:
    """Return a place of few words with those around it in its sentence, any other as it is.

    Names, numbers and masks are not taken in: a place must be the same before masking and after.

    Args:
        reading: the conversation.
        first_word: position of the first word.
        end_word: position after the last, > first_word, in the same turn.
    """
    if end_word - first_word >= FEWEST_WORDS:
        return first_word, end_word
    words = reading.word_range(reading.turn_of[first_word])
    spoken: list[bool] = []
    ends: list[bool] = []
    for _, tokens, is_end in spoken_words(reading, reading.turn_of[first_word]):
        spoken.append(bool(tokens))
        ends.append(is_end)
    first, end = first_word - words.start, end_word - words.start
    least, most = max(0, first - REACH_WORDS), min(len(spoken), end + REACH_WORDS)
    while first > least and spoken[first - 1] and not ends[first - 1]:
        first -= 1
    while end < most and spoken[end] and not ends[end - 1]:
        end += 1
    return words.start + first, words.start + end
