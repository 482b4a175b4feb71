from collections import Counter

import pytest

from pipeline.findings import Question
from pipeline.leidraad.reading import read
from pipeline.records import Span
from tests.bench.cues.corpora import TrueQuestion
from tests.bench.cues.counting import (
    Judged,
    judged_cues,
    kind_scores,
    macro_f1,
    per_item,
    question_pairs,
    reliability,
    scores,
    sureness,
)
from tests.factories import make_cue
from tests.pipeline.leidraad.talk import talk


def judged(true, given, confidence=0.9, item="greet", language="nl"):
    return Judged(item, language, true, given, confidence)


def test_a_verdict_left_open_misses_what_was_said_and_invents_nothing():
    found = scores([judged("said", "said"), judged("said", "uncertain"), judged("not_said", "uncertain")])
    # 1 hit, 0 extra, 1 missed: F1 = 2 / (2 + 1)
    assert found == {"said": 2, "precision": 1.0, "recall": 0.5, "f1": round(2 / 3, 4)}


def test_said_where_it_did_not_apply_is_one_too_many():
    assert scores([judged("said", "said"), judged("not_applicable", "said")])["precision"] == 0.5


def test_nothing_said_has_no_score():
    assert scores([judged("not_said", "not_said")]) == {"said": 0, "precision": None, "recall": None, "f1": None}


def test_items_that_were_never_said_stay_out_of_the_mean():
    items = per_item(
        [judged("said", "said"), judged("not_said", "said", item="bye"), judged("said", "said", item="hold")]
    )
    assert macro_f1(items, "all") == 1.0


def test_languages_count_apart():
    items = per_item([judged("said", "said"), judged("said", "not_said", language="fy")])
    assert (items["greet"]["nl"]["f1"], items["greet"]["fy"]["f1"]) == (1.0, 0.0)


def test_what_its_author_left_open_is_left_out():
    assert judged_cues([make_cue("said")], {"offer_help": "uncertain"}, "nl") == []
    assert [one.given for one in judged_cues([make_cue("said")], {"offer_help": "said"}, "nl")] == ["said"]


def test_a_bin_tells_how_many_of_its_verdicts_are_right():
    rows = reliability(
        [judged("said", "said", 0.85), judged("not_said", "said", 0.85), judged("said", "uncertain", 0.85)]
    )
    assert [(row["count"], row["right"]) for row in rows if row["count"]] == [(2, 0.5)]


def test_not_said_is_right_where_the_item_did_not_apply():
    found = sureness([judged("not_applicable", "not_said"), judged("said", "not_said"), judged("said", "said", 0.7)])
    assert (found["sure"], found["right"], found["strictly_right"]) == (2, 0.5, 0.0)


def test_the_uncertain_share_is_of_what_applied():
    found = sureness(
        [judged("said", "uncertain"), judged("not_said", "not_said"), judged("not_applicable", "uncertain")]
    )
    assert found["uncertain"] == 0.5


READING = read(talk("A wat is uw vraag en wat is het probleem", "B stuk"))


def question(kind, first_word, end_word):
    return Question(
        turn_index=0,
        first_word=first_word,
        end_word=end_word,
        span=Span(1.0, 2.0),
        speaker="agent",
        kind=kind,
        response_s=None,
        response_words=None,
    )


def test_questions_are_paired_by_their_words():
    true = [TrueQuestion(0, ("wat", "is", "het", "probleem"), "open")]
    found = [question("factual", 0, 4), question("open", 5, 9)]
    assert question_pairs(true, found, READING) == Counter({("open", "open"): 1, ("none", "factual"): 1})


@pytest.mark.parametrize(("first_word", "expected"), [(0, "none"), (5, "open")])
def test_a_question_with_few_words_in_common_is_another(first_word, expected):
    true = [TrueQuestion(0, ("het", "probleem"), "open")]
    counts = question_pairs(true, [question("open", first_word, first_word + 4)], READING)
    assert counts["open", expected] == 1


def test_kinds_are_scored_each_and_found_at_all():
    scored = kind_scores(Counter({("open", "open"): 1, ("open", "closed"): 1, ("none", "open"): 1}))
    # open: 1 hit, 2 true, 2 found; any: 2 hits, 2 true, 3 found
    assert (scored["open"]["f1"], scored["any"]["f1"]) == (2 / 4, round(4 / 5, 4))
