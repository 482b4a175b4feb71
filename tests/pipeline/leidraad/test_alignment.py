import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.leidraad.alignment import (
    ALIGNED_DISCOUNT,
    MIN_RATIO,
    SHORT_RATIO,
    Aligned,
    align_sound,
    align_words,
    is_in_reach,
    needed_ratio,
    sounds_of,
)
from pipeline.leidraad.notation import GAP


def key(text):
    return sounds_of(text.split()).key


def test_words_run_together_and_their_borders_are_kept():
    sounds = sounds_of(["waar", "", "mee"])
    assert sounds.key == "warme"
    assert sounds.starts == (0, 3, 3, 5)


def test_words_cut_otherwise_sound_the_same():
    turn = sounds_of("goedendag waar mee kan ik u helpen vandaag".split())
    assert align_sound(key("waarmee kan ik u helpen"), turn) == Aligned(1, 7, ALIGNED_DISCOUNT)


def test_a_long_phrase_survives_a_wrong_word():
    aligned = align_sound(key("waarmee kan ik u helpen"), sounds_of("waarmee kan ik jullie helpen".split()))
    assert aligned is None or aligned.likeness >= MIN_RATIO / 100 * ALIGNED_DISCOUNT


@pytest.mark.parametrize("text", ["", "ja", "dat staat in de brief van vorige week", "waar woont u eigenlijk"])
def test_what_sounds_otherwise_is_not_found(text):
    assert align_sound(key("waarmee kan ik u helpen"), sounds_of(text.split())) is None


def test_short_phrases_sound_like_too_much_else():
    assert align_sound(key("een dag"), sounds_of(["een", "dag"])) is None


def test_a_turn_shorter_than_the_phrase_must_nearly_be_it():
    assert align_sound(key("waarmee kan ik u helpen"), sounds_of("kan ik u helpen".split())) is None


@pytest.mark.parametrize(
    ("letters", "expected"),
    # 95 at 10 letters, 82 at 22; at 16, half-way: (95 + 82) / 2
    [(10, SHORT_RATIO), (16, (95 + 82) / 2), (22, MIN_RATIO), (40, MIN_RATIO), (3, SHORT_RATIO)],
)
def test_the_shorter_the_phrase_the_more_alike_it_must_be(letters, expected):
    assert needed_ratio(letters) == pytest.approx(expected)


PHRASE = "kan ik verder nog iets voor u doen".split()  # 8 words, 27 letters


@pytest.mark.parametrize(
    ("turn", "missing"),
    [
        pytest.param("nou kan ik verder nog niks voor u doen hoor", 4, id="another word"),
        pytest.param("nou kan ik verder nog voor u doen hoor", 4, id="a word left out"),
        pytest.param("kan ik verder nog iets even voor u doen", 0, id="a word too many"),
    ],
)
def test_a_phrase_is_found_by_what_is_left_of_its_words(turn, missing):
    words = turn.split()
    aligned = align_words(PHRASE, words)
    assert aligned is not None
    assert words[aligned.first] == "kan"
    assert words[aligned.end - 1] == "doen"
    assert aligned.likeness == pytest.approx((27 - missing) / 27 * ALIGNED_DISCOUNT, abs=0.001)


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param("kan ik dat doen", id="too little is left"),
        pytest.param("doen u voor iets nog verder ik kan", id="in another order"),
        pytest.param("kan ik verder a b c d nog iets voor u doen", id="torn apart"),
        pytest.param("", id="nothing"),
    ],
)
def test_too_little_of_a_phrase_is_not_the_phrase(turn):
    assert align_words(PHRASE, turn.split()) is None


@pytest.mark.parametrize("phrase", ["dag mevrouw vandaag", "ik ga het na", "a b c d e f g"])
def test_a_phrase_with_no_words_or_letters_to_spare_is_not_looked_for(phrase):
    assert align_words(phrase.split(), phrase.split()) is None


@given(st.lists(st.sampled_from([*PHRASE, "nou", "hoor"]), max_size=14))
def test_an_alignment_lies_inside_the_turn(turn):
    for aligned in (align_words(PHRASE, turn), align_sound(key(" ".join(PHRASE)), sounds_of(turn))):
        if aligned is not None:
            assert 0 <= aligned.first < aligned.end <= len(turn)
            assert 0.5 < aligned.likeness <= ALIGNED_DISCOUNT


# a gap is up to four words
@pytest.mark.parametrize(
    ("turn", "is_in_reach_of_it"),
    [
        ("ik bel u morgen terug", True),
        ("ik bel een twee drie vier terug", True),
        ("ik bel een twee drie vier vijf terug", False),
        ("terug ik bel u", False),
        ("ik heb bel u terug", False),
        ("ik bel nu en dan nooit meer ik bel terug", True),
    ],
)
def test_a_sequence_with_a_gap_is_looked_for_only_where_its_words_come_in_order_and_near(turn, is_in_reach_of_it):
    places = {}
    for index, word in enumerate(turn.split()):
        places.setdefault(word, []).append(index)
    assert is_in_reach(("ik", "bel", GAP, "terug"), places) is is_in_reach_of_it
