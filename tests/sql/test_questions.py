"""Runs the questions coaches ask on a whole call, its reviews, goals, audit and training."""

import re

import pytest

from tests.sql.given import HERE, make_warehouse

QUESTIONS = {file.stem: file for file in sorted((HERE.parents[1] / "sql" / "questions").glob("*.sql"))}
GIVEN = {
    "calls": [{"topic": "paspoort"}],
    "choices": [{}],
    "cue_items": [{"focus": True}, {"cue_id": "language_followed"}],
    "cue_ranges": [{}, {"cue_id": "language_followed"}],
    "moments": [{}],
    "reviews": [{}],
    "goals": [{}],
    "assessments": [{}],
    "events": [{}],
    "tempo": [{}],
    "speech": [{}, {"ipu_index": 1, "speaker": "citizen"}],
    "silences": [{"kind": "search", "start_s": 10.0, "end_s": 22.0}],
    "question_ranges": [{"first_word": 0, "end_word": 1, "response_words": 8}],
    "turn_words": [
        {"word": ["Waarom"]},
        {"turn_index": 1, "speaker": "citizen", "first_word": 1, "word": list("abcdefgh")},
    ],
}
FIRST = {
    "01_this_weeks_moments": {"employee_id": "ma", "item_nl": "Hulp aanbieden", "clip_start_s": 0.5},
    "02_focus_point": {"team": "balie", "is_too_small": True, "said_share": None},
    "03_calls_with_long_unannounced_silence": {"call_id": "c1", "unannounced_silence_s": 12.0},
    "04_did_the_training_help": {"employee_id": "ma", "rate_before": 5.0, "rate_after": None},  # 100 in 20 s
    "05_open_questions_and_their_answers": {"text": "Waarom", "response_words": 8},
    "06_frisian_callers": {"language": "nl", "call_count": 1, "followed": 1},
    "07_what_is_it_about": {"topic": "paspoort", "call_count": 1, "median_min": 2.0},  # 120 s
    "08_calls_to_assess": {"purpose": "audit", "call_id": "c1"},
    "09_goals_over_time": {"employee_id": "ma", "polarity": "top", "confirmed_count": 1},
    "10_can_i_believe_it": {"audited_calls": 1, "precision": 1.0, "kappa": None},
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_answers(name, tmp_path):
    with make_warehouse(GIVEN, tmp_path) as connection:
        found = connection.execute(QUESTIONS[name].read_text())
        columns = [column[0] for column in found.description]
        first = dict(zip(columns, found.fetchone(), strict=True))
    assert {column: first[column] for column in FIRST[name]} == pytest.approx(FIRST[name])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_begins_with_what_is_asked(name):
    assert re.match(r"-- [A-Z].+\?", QUESTIONS[name].read_text().splitlines()[0] + " ?")


def test_there_are_ten():
    assert QUESTIONS.keys() == FIRST.keys()
