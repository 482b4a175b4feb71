import pytest

from models.ear_spacy import Ear
from models.hearing_spacy import Hearing
from pipeline.leidraad.places import gather, triggers_of
from pipeline.leidraad.reading import read
from pipeline.records import Conversation, Heard
from tests.pipeline.leidraad.talk import a_leidraad, an_item, both, talk, word_file

WORDS = word_file().model_copy(
    update={
        "fillers": type(word_file().fillers)(nl=("eh", "even"), fy=("eh", "efkes")),
        "same": type(word_file().same)(
            nl=(("kan", "kunt"), ("u", "je"), ("{number}", "twee", "drie")),
            fy=(("kin", "kan"), ("jo", "u"), ("helpe", "helpen")),
        ),
    }
)


def an_ear(leidraad, language="nl"):
    triggers = triggers_of(leidraad)
    return Ear(Hearing(language, triggers, WORDS), triggers, WORDS)


def found(text, *phrases, language="nl", heard=(), key="wave.triggers"):
    """Return the words in which the phrases were heard, with the likeness."""
    item = an_item(triggers={"nl": list(phrases), "fy": list(phrases)})
    leidraad = a_leidraad(item, words=WORDS)
    reading = read(talk(f"A {text}", heard=heard))
    places = gather(an_ear(leidraad, language).places(reading)).of(key)
    words = [word.text for word in reading.words]
    return [(" ".join(words[place.first_word : place.end_word]), place.likeness) for place in places]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        pytest.param("nou ik zwaai dan", "ik zwaai", "ik zwaai", id="word by word"),
        pytest.param("Nou, ik ZWAAI!", "ik zwaai", "ik ZWAAI!", id="marks and capitals aside"),
        pytest.param("ik eh zwaai", "ik zwaai", "ik eh zwaai", id="fillers in speech are skipped"),
        pytest.param("ik zwaai", "ik even zwaai", "ik zwaai", id="and so are those in phrases"),
        pytest.param("kunt je helpen", "kan u helpen", "kunt je helpen", id="synonyms stand for one another"),
        pytest.param("over 5 dagen", "over {number} dagen", "over 5 dagen", id="digits are a number"),
        pytest.param("over drie dagen", "over {number} dagen", "over drie dagen", id="and so are number words"),
        pytest.param("zo dag", "dag $", "dag", id="the end of a turn is no word"),
        pytest.param("ik ga je zo door zetten", "ik ... door", "ik ga je zo door", id="words between"),
    ],
)
def test_phrases_are_heard_word_by_word(text, phrase, expected):
    assert found(text, phrase) == [(expected, 1.0)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("ik zit", "ik zwaai"),
        ("dag mevrouw", "dag $"),
        ("nou dag", "^ dag"),
        ("ik a b c d e door", "ik ... door"),
        ("", "ik zwaai"),
        ("...", "ik zwaai"),
    ],
)
def test_what_was_not_said_is_not_heard(text, phrase):
    assert found(text, phrase) == []


def test_a_word_that_sounds_alike_is_heard_as_the_one_that_is_known():
    [(words, likeness)] = found("waarmei kan u helpen", "waarmee kan u helpen")
    assert words == "waarmei kan u helpen"
    assert 0.9 < likeness < 1.0


def test_frisian_written_in_dutch_words_is_heard_with_frisian_ears():
    text, phrase = "waarmij kan ik u helpen", "wêrmei kin ik jo helpe"
    assert found(text, phrase, language="nl") == []
    assert [words for words, _ in found(text, phrase, language="fy")] == [text]


def test_a_phrase_never_runs_over_two_turns():
    item = an_item(triggers=both("ik zwaai"))
    reading = read(talk("A nu ik", "A zwaai"))
    ear = an_ear(a_leidraad(item, words=WORDS))
    assert gather(ear.places(reading)).of("wave.triggers") == ()


def test_a_name_that_was_heard_is_its_slot_and_no_other_word():
    heard = (Heard("employee_name", 1, 3, 0.9),)
    assert found("met Hinke Bos hier", "met {name}", heard=heard) == [("met Hinke Bos", 1.0)]
    assert found("met Hinke Bos hier", "hinke bos", heard=heard) == []


def test_masked_or_not_the_same_phrases_are_heard():
    heard = (Heard("employee_name", 1, 2, 0.9),)
    assert (
        found("met [medewerker] hier", "met {name}", heard=heard)[0][1]
        == found("met Hinke hier", "met {name}", heard=heard)[0][1]
    )


def test_a_mask_is_no_known_word():
    assert found("met [naam] hier", "met naam") == []


LONG = "kan ik verder nog iets voor u doen"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kan ik verder nog wat voor u doen", id="one word is another"),
        pytest.param("kan ik verder nog ieds voor u doen", id="one word misheard"),
        pytest.param("kan ik verder nogie ts voor u doen", id="words cut otherwise"),
    ],
)
def test_a_long_phrase_is_heard_though_not_word_for_word(text):
    [(words, likeness)] = found(text, LONG)
    assert words == text
    assert 0.7 < likeness < 1.0


def test_a_denial_the_phrase_does_not_have_is_never_overheard():
    assert found("kan ik verder nog niets niet voor u doen", LONG) == []


def test_only_the_items_speaker_is_heard_loosely():
    item = an_item(triggers=both(LONG))
    ear = an_ear(a_leidraad(item, words=WORDS))
    loose = "kan ik verder nog wat voor u doen"
    assert gather(ear.places(read(talk(f"A {loose}")))).of("wave.triggers")
    assert not gather(ear.places(read(talk(f"B {loose}")))).of("wave.triggers")


def test_the_empty_call_is_heard_as_nothing():
    ear = an_ear(a_leidraad(an_item(), words=WORDS))
    assert list(ear.places(read(Conversation("c", 1.0)))) == []


def test_hearing_twice_hears_the_same():
    ear = an_ear(a_leidraad(an_item(triggers=both("ik ... door")), words=WORDS))
    reading = read(talk("A ik ga nu door"))
    assert list(ear.places(reading)) == list(ear.places(reading)) != []
