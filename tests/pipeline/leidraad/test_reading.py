import pytest

from pipeline.leidraad.reading import content_words, echoed, read
from pipeline.records import Conversation, Heard, Span, Word
from tests.pipeline.leidraad.talk import talk


def words_of(text):
    return [Word(Span(n, n + 1), written) for n, written in enumerate(text.split())]


def test_words_are_counted_through_all_turns():
    reading = read(talk("A hallo daar", "B dag", "A tot ziens dan"))
    assert [word.text for word in reading.words] == ["hallo", "daar", "dag", "tot", "ziens", "dan"]
    assert reading.turn_of == (0, 0, 1, 2, 2, 2)
    assert reading.word_range(1) == range(2, 3)
    assert reading.speaker_of(2) == "citizen"


def test_the_empty_call_reads_as_nothing():
    reading = read(Conversation("c", 1.0))
    assert reading.words == ()
    assert reading.first_words == (0,)


def test_a_span_runs_from_the_first_word_to_the_last():
    reading = read(talk("A een twee drie"))
    # the second word begins at 1.0 + 0.4, the third ends at 1.0 + 3 x 0.4
    assert reading.span_of(1, 3) == Span(1.4, 2.2)


def test_what_was_heard_is_found_by_its_first_word():
    heard = Heard("employee_name", 1, 2, 1.0)
    assert read(talk("A met Hinke", heard=(heard,))).heard_by_word() == {1: heard}


def test_what_was_heard_beyond_the_words_is_left_out():
    assert read(talk("A met", heard=(Heard("employee_name", 1, 2, 1.0),))).heard_by_word() == {}


def test_content_words_are_long_and_no_function_words():
    function_words = frozenset({"graag", "nieuwe"})
    assert content_words(words_of("Ik wil graag een nieuwe container, bij ons."), function_words) == ("container",)


def test_what_masking_takes_is_no_content():
    words = [*words_of("Hier woont Jansen op 12345 nu"), Word(Span(9, 10), "[naam]", redaction="naam")]
    assert content_words(words, frozenset({"hier", "woont"})) == ()


def test_a_capital_that_begins_a_sentence_is_no_name():
    assert content_words(words_of("Mooi. Containers genoeg."), frozenset()) == ("mooi", "containers", "genoeg")


@pytest.mark.parametrize(
    ("said", "heard", "expected"),
    [
        pytest.param(["verhuizen"], ["verhuizen"], {"verhuizen"}, id="the same word"),
        pytest.param(["containers"], ["container"], {"container"}, id="inflected"),
        pytest.param(["verhuizen"], ["ferhuze"], {"ferhuze"}, id="in the other language"),
        pytest.param(["paspoort"], ["container"], set(), id="another word"),
        pytest.param([], ["container"], set(), id="nothing said"),
        pytest.param(["container"], [], set(), id="nothing heard"),
    ],
)
def test_an_echo_is_a_word_that_comes_back(said, heard, expected):
    assert echoed(said, heard) == expected
