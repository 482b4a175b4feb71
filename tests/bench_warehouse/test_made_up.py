"""The made-up warehouse follows the schema: a small one is made, and each question that is timed has an answer."""

import pytest

from pipeline.warehouse import open_readonly
from tests.bench_warehouse.__main__ import QUESTIONS, SEARCH, make

CALLS = 20_000


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made_up")
    make(folder / "made_up.duckdb", CALLS, folder)
    with open_readonly(folder / "made_up.duckdb") as connection:
        yield connection


def test_as_many_calls_are_made_up_as_were_asked_for(warehouse):
    assert warehouse.execute("select count(*) from calls").fetchone() == (CALLS,)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_mart_that_is_timed_has_rows_for_what_is_asked(warehouse, question):
    where, values = QUESTIONS[question]
    text = f"select * from {question.partition(',')[0]} where {where}"  # noqa: S608 - ours
    assert warehouse.execute(text, values).fetchone() is not None


def test_the_search_finds_words_that_were_made_up(warehouse):
    assert warehouse.execute(SEARCH, ["paspoort verlengen"]).fetchone() is not None
