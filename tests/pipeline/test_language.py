import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import is_common_word, language_of, language_of_words, weigh
from pipeline.records import Span, Word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Goedemorgen, u spreekt met de gemeente, waarmee kan ik u helpen?", "nl"),
        ("Goeiemoarn, jo sprekke mei de gemeente, wêrmei kin ik jo helpe?", "fy"),
        ("ik wol graach myn ferhuzing trochjaan", "fy"),
        ("ik wil graag mijn verhuizing doorgeven", "nl"),
        ("ik haw juster al belle mar der is noch nimmen west", "fy"),
        ("hello can you please help me with this", "other"),
        ("guten Tag ich möchte bitte einen Termin haben und zwar sehr bald", "other"),
        ("ja", "unknown"),
        ("hm hm oké", "unknown"),
        ("", "unknown"),
        ("12 34 56", "unknown"),
    ],
)
def test_tells_the_language_of_a_turn(text, expected):
    assert language_of(text) == expected


def test_frisian_without_its_diacritics_is_frisian_all_the_same():
    assert language_of("wer kin ik dat oanfreegje en hoe let kin ik der terjochte") == "fy"


def test_a_dutch_product_inside_a_frisian_sentence_leaves_it_frisian():
    assert language_of("ik wol graach in afspraak meitsje foar myn rijbewijs") == "fy"


def test_masked_words_do_not_count():
    masked = Word(Span(0, 1), "[naam]", redaction="naam")
    kept = Word(Span(1, 2), "hawwe")
    assert language_of_words([masked, kept]) == "fy"
    assert language_of_words([masked]) == "unknown"


def test_a_word_only_one_language_has_weighs_two():
    assert weigh("hawwe").fy == 2.0
    assert weigh("hebben").nl == 2.0


def test_a_tie_is_unknown():
    evidence = weigh("hebben hawwe")
    assert evidence.nl == evidence.fy
    assert evidence.language == "unknown"


@given(st.text(max_size=60))
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) in ("nl", "fy", "other", "unknown")


@given(st.lists(st.sampled_from(["hawwe", "hebben", "fan", "van", "ja"]), max_size=8), st.randoms())
def test_the_order_of_words_changes_nothing(words, random):
    shuffled = list(words)
    random.shuffle(shuffled)
    assert language_of(" ".join(words)) == language_of(" ".join(shuffled))


def test_common_words_are_hardly_names():
    assert is_common_word("wil")
    assert is_common_word("hawwe")
    assert not is_common_word("sjoerd")
