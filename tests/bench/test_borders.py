from pipeline.records import Conversation, Span, Turn, Word
from tests.bench.borders import border_ratio
from tests.bench.scores import Ratio


def conversation(*words, speaker="agent"):
    heard = tuple(Word(Span(*span), "ja", 0.9, 1) for span in words)
    turn = Turn(Span(words[0][0], words[-1][1]), speaker, "nl", heard)
    return Conversation("call-1", 20.0, turns=(turn,))


def test_a_turn_has_the_border_of_its_first_word_and_that_of_its_last():
    heard = conversation((1.05, 1.4), (1.5, 2.9))  # 50 ms late, 100 ms early
    assert border_ratio([("agent", Span(1.0, 3.0))], heard) == Ratio(1, 2)


def test_a_turn_without_words_and_one_of_another_speaker_have_no_borders():
    turns = [("citizen", Span(1.0, 3.0)), ("agent", Span(10.0, 11.0))]
    assert border_ratio(turns, conversation((1.0, 3.0))) == Ratio(0, 0)


def test_words_of_the_next_turn_are_no_border_of_this_one():
    heard = conversation((1.0, 3.0), (4.0, 5.0))
    assert border_ratio([("agent", Span(1.0, 3.0)), ("agent", Span(4.0, 5.5))], heard) == Ratio(3, 4)
