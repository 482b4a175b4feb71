from pipeline.redaction.repeated import repeated_numbers, repeated_words
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk

TOKENS = tokens_of(talk(("citizen", "Wietse 1234 xb"), ("agent", "Wietze of wietse 23 ja 24 x")))
MASKS = {0: 3, 1: 1, 2: 1}


def test_a_word_is_known_again_by_its_letters_or_its_sound():
    # of five kinds the name is the fourth: 1 + 3 for the same word, 5 more for one that sounds the same
    assert repeated_words(TOKENS, MASKS, 5).tolist() == [0, 0, 0, 9, 0, 4, 0, 0, 0, 0]


def test_a_part_of_a_number_is_known_again_by_its_characters():
    # 1234xb holds 23 and x, not 24x
    assert repeated_numbers(TOKENS, MASKS, [1, 2, 6, 8, 9]).tolist() == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0]


def test_without_masks_nothing_is_repeated():
    assert not repeated_words(TOKENS, {}, 5).any()
    assert not repeated_numbers(TOKENS, {}, [1, 2]).any()
