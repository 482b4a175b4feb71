import pytest

from pipeline.guards import compression_ratio, doubts_of, has_loop, is_invention, words_in_speech
from pipeline.ports import HeardWord
from pipeline.records import Span

GOOD = "goedemorgen met de gemeente waarmee kan ik u helpen"


def doubts(text=GOOD, *, avg_logprob=-0.3, no_speech=0.1, speech_s=4.0):
    return doubts_of(text, avg_logprob, no_speech, speech_s)


def test_a_plain_sentence_is_believed():
    assert doubts() == ()


def test_no_text_is_no_reason_for_doubt():
    assert doubts("", speech_s=0.0) == ()


@pytest.mark.parametrize(
    ("avg_logprob", "no_speech", "expected"),
    [
        pytest.param(-1.0, 0.0, (), id="exactly the lowest probability"),
        pytest.param(-1.01, 0.0, ("low_probability",), id="below it"),
        pytest.param(-0.51, 0.61, ("no_speech",), id="hardly speech and not sure"),
        pytest.param(-0.5, 0.61, (), id="hardly speech but sure of its words"),
        pytest.param(-0.9, 0.6, (), id="exactly the share of no speech"),
        pytest.param(-1.2, 0.9, ("low_probability", "no_speech"), id="both, sorted"),
    ],
)
def test_words_the_recogniser_was_unsure_of_are_doubted(avg_logprob, no_speech, expected):
    assert doubts(avg_logprob=avg_logprob, no_speech=no_speech) == expected


# 26 letters are 10 syllables; 4 more than 11 a second fit: (10 - 4) / 11 = 0.545 s is the least
@pytest.mark.parametrize(("speech_s", "expected"), [(0.55, ()), (0.54, ("too_much_text",))])
def test_more_text_than_anyone_can_say_in_the_time_is_doubted(speech_s, expected):
    assert doubts("abcdefghijklm nopqrstuvwxyz", speech_s=speech_s) == expected


@pytest.mark.parametrize(
    ("text", "is_loop"),
    [
        pytest.param("ja ja ja ja ja", False, id="a word five times"),
        pytest.param("ja ja ja ja ja ja", True, id="a word six times"),
        pytest.param("dank u dank u", False, id="a phrase twice"),
        pytest.param("Dank u. dank u, dank U!", True, id="a phrase three times"),
        pytest.param(
            "een twee drie vier vijf zes een twee drie vier vijf zes een twee drie vier vijf zes", True, id="six"
        ),
        pytest.param(GOOD, False, id="a sentence"),
        pytest.param("goeie moarn goeie moarn mei de gemeente", False, id="a Frisian greeting said twice"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_three_times_the_same_is_a_loop(text, is_loop):
    assert has_loop(text.split()) is is_loop


def test_a_loop_is_a_repetition():
    assert doubts("de gemeente de gemeente de gemeente") == ("repetition",)


def test_text_that_shrinks_too_well_is_a_repetition():
    text = " ".join(f"regel {number % 2} van de lijst" for number in range(20))

    assert compression_ratio(text) > 2.4
    assert doubts(text, speech_s=60) == ("repetition",)


def test_no_text_does_not_shrink():
    assert compression_ratio("") == 0.0


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Ondertitels ingediend door de Amara.org gemeenschap", True),
        ("En dan nog. Ondertiteling NOS", True),
        ("Bedankt voor het kijken!", True),
        ("Fijn, bedankt voor het kijken in het systeem.", False),
        ("www.ondertitels.nl", True),
        ("Dat vindt u op www.noorderveld.nl bij verhuizen.", False),
        ("Hij zag het op TV Gelderland.", False),
    ],
)
def test_what_subtitlers_write_is_invented_and_what_people_say_is_not(text, is_so):
    assert is_invention(text) is is_so
    assert ("known_invention" in doubts(text)) is is_so


# speech 2 to 4 s; words may lie 0.4 s outside
@pytest.mark.parametrize(
    ("start_s", "end_s", "is_kept"),
    [(1.0, 1.6, False), (1.0, 1.7, True), (2.5, 3.0, True), (4.3, 5.0, True), (4.4, 5.0, False)],
)
def test_words_outside_speech_are_dropped(start_s, end_s, is_kept):
    word = HeardWord(Span(start_s, end_s), "ja", 0.9)

    assert words_in_speech([word], [Span(2, 4)], 0.4) == ((word,) if is_kept else ())


def test_without_speech_no_word_is_kept():
    assert words_in_speech([HeardWord(Span(1, 2), "ja", 0.9)], [], 0.4) == ()
