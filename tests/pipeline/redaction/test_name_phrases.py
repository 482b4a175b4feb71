import pytest

from pipeline.redaction.name_page import page_of
from pipeline.redaction.name_parts import Reading
from pipeline.redaction.name_phrases import name_end
from pipeline.redaction.name_triggers import Promise
from pipeline.redaction.people import KnownPeople, roster_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def end_of(text: str, promise: Promise, *, is_title: bool = False) -> int | None:
    """Read the name that begins at the second word of `text`."""
    page = page_of(tokens_of(talk(("citizen", text))), frozenset(), roster_of(KnownPeople()))
    return name_end(page, 1, Reading(promise, is_title=is_title))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("Ja Jansen belt", 2, id="stops at an ordinary word"),
        pytest.param("Ja J.P. van der Meer belt", 5, id="initials and particles"),
        pytest.param("Ja Anna de Vries, morgen", 4, id="stops at a comma"),
        pytest.param("Ja Yusuf El Khattabi", 4, id="a name of elsewhere"),
        pytest.param("Ja Van 't Hof belt", 4, id="clitic inside"),
        pytest.param("Ja Hoekstra Leeuwarden", 2, id="a place is no second family name"),
        pytest.param("Ja morgen", None, id="no name at all"),
        pytest.param("Ja Prins Hendrikkade", None, id="a street"),
    ],
)
def test_reads_a_whole_name_and_no_more(text, end):
    assert end_of(text, Promise.ANY) == end


@pytest.mark.parametrize(
    ("promise", "end"),
    [(Promise.KNOWN_ONLY, None), (Promise.CAPITAL, 2), (Promise.ANY, 2)],
    ids=lambda p: getattr(p, "name", ""),
)
def test_an_unlisted_capital_needs_a_promise(promise, end):
    assert end_of("Ja Kattestaart", promise) == end


@pytest.mark.parametrize(
    ("promise", "end"),
    [(Promise.KNOWN_ONLY, None), (Promise.CAPITAL, None), (Promise.ANY, 2)],
    ids=lambda p: getattr(p, "name", ""),
)
def test_an_unlisted_word_without_capitals_needs_a_strong_one(promise, end):
    assert end_of("ja kattestaart", promise) == end


def test_a_title_is_followed_by_a_family_name():
    assert end_of("mevrouw wil", Promise.ANY, is_title=True) is None
    assert end_of("mevrouw bos", Promise.ANY, is_title=True) == 2


def test_a_name_does_not_run_into_what_is_blocked():
    tokens = tokens_of(talk(("citizen", "Ja Jansen Kattestaart")))
    page = page_of(tokens, frozenset({1}), roster_of(KnownPeople()))

    assert name_end(page, 1, Reading(Promise.ANY)) is None
