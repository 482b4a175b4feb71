import pytest

from pipeline.redaction.lexicon_common import COMMON
from pipeline.redaction.lexicon_family import AMBIGUOUS_FAMILY, FAMILY
from pipeline.redaction.lexicon_given import AMBIGUOUS_GIVEN, GIVEN
from pipeline.redaction.lexicon_places import PLACES
from pipeline.redaction.name_words import name_word
from pipeline.redaction.tokens import fold


@pytest.mark.parametrize("word", ["sjoukje", "mohammed", "femke", "anne-marie"])
def test_listed_first_names(word):
    assert name_word(word).is_given


@pytest.mark.parametrize("word", ["jansen", "yilmaz", "zwaagstra", "roukema", "hoitinga", "hoekstra-dijkstra"])
def test_family_names_by_list_or_ending(word):
    assert name_word(word).is_family


@pytest.mark.parametrize("word", ["extra", "schema", "thema", "programma", "charisma", "komma", "makkinga"])
def test_words_that_end_like_family_names_are_none(word):
    assert not name_word(word).is_family


@pytest.mark.parametrize("word", ["wil", "roos", "storm", "bloem", "jan", "mark"])
def test_names_that_are_words_are_only_possible(word):
    found = name_word(word)

    assert not found.is_known
    assert found.maybe_given or found.maybe_family


@pytest.mark.parametrize("word", ["paspoort", "digid", "mei", "ferhuzing", "14"])
def test_ordinary_words_are_no_unknown_names(word):
    assert not name_word(word).is_unknown


def test_a_word_on_no_list_is_unknown():
    assert name_word("kattestaart").is_unknown


def test_a_first_name_with_s_may_be_either():
    found = name_word("douwes")

    assert (found.maybe_given, found.maybe_family, found.is_unknown) == (True, True, False)


@pytest.mark.parametrize("words", [GIVEN, AMBIGUOUS_GIVEN, FAMILY, AMBIGUOUS_FAMILY, COMMON, PLACES], ids=len)
def test_lists_are_written_as_they_are_looked_up(words):
    assert [word for word in words if word != fold(word)] == []


def test_sure_names_stand_on_no_other_list():
    assert frozenset() == (GIVEN | FAMILY) & (AMBIGUOUS_GIVEN | COMMON)
    assert GIVEN.isdisjoint(FAMILY)


def test_the_lists_hold_some_hundreds_of_names():
    assert min(len(GIVEN), len(FAMILY)) > 1000
