import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.soundalike import SOUND_DISCOUNT, Near, SoundIndex, likeness, sound_key, sound_likeness

words = st.text(alphabet="abcdefghijklmnoprstuvwyzûêâ'", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("frisian", "as_dutch"),
    [("jo", "jouw"), ("sprekke", "spreken"), ("mei", "mij"), ("wêrmei", "wermij"), ("helpe", "helpen"), ("dei", "dij")],
)
def test_frisian_words_sound_as_the_dutch_words_a_dutch_model_writes(frisian, as_dutch):
    assert sound_key(frisian) == sound_key(as_dutch)


@pytest.mark.parametrize(
    ("left", "right"), [("Wietse", "Wietze"), ("De Vries", "de Fries"), ("Jantsje", "Jantje"), ("Dirk", "Dirck")]
)
def test_spellings_of_one_name_sound_the_same(left, right):
    assert likeness(left, right) >= 0.9


@pytest.mark.parametrize(("left", "right"), [("Anneke", "Wietse"), ("gemeente", "wachten"), ("paspoort", "container")])
def test_other_words_are_far_apart(left, right):
    assert likeness(left, right) < 0.5


def test_the_same_sound_in_another_spelling_is_a_little_less_than_equal():
    assert likeness("Wietse", "wietse") == 1.0
    assert likeness("wietse", "wietze") == SOUND_DISCOUNT


def test_a_vowel_counts_half():
    # anike and aneke: 1 of 5 sounds differs, 4 / 5; with all vowels made one, none: (0.8 + 1) / 2
    assert sound_likeness("anike", "aneke") == pytest.approx((4 / 5 + 1) / 2)


def test_nothing_is_like_nothing():
    assert sound_likeness("", "") == 0.0
    assert sound_likeness("a", "") == 0.0


@given(words, words)
def test_likeness_is_a_share_and_does_not_depend_on_order(left, right):
    assert 0.0 <= likeness(left, right) <= 1.0
    assert likeness(left, right) == pytest.approx(likeness(right, left))


@given(words)
def test_a_word_is_wholly_like_itself(word):
    assert likeness(word, word) == 1.0


def test_the_index_finds_the_word_itself_first():
    assert SoundIndex(["wacht", "wachten"]).nearest("wachten") == Near("wachten", 1.0)


def test_the_index_finds_the_nearest_by_sound():
    near = SoundIndex(["sprekke", "helpe", "wacht"]).nearest("spreken")
    assert near is not None
    assert near.word == "sprekke"


@pytest.mark.parametrize("word", ["kat", "jaar", "fietsenstalling", "", "12"])
def test_the_index_leaves_strangers_alone(word):
    assert SoundIndex(["kin", "jo", "helpe", "wachtsje"]).nearest(word) is None


def test_short_words_must_sound_the_same():
    index = SoundIndex(["mei", "kin"])
    assert index.nearest("mij") == Near("mei", SOUND_DISCOUNT)
    assert index.nearest("kan") is None


def test_an_empty_index_knows_nothing():
    assert SoundIndex([]).nearest("wacht") is None
