import numpy as np
import pytest

from pipeline.redaction.rows import KINDS, PLACES, TOPICS, rows_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk

ASKED, TURNS_AGO, TOLD, BEFORE, BEHIND, SPEAKER, SINCE, LEFT, _, RUN, _, CAPITAL, AMID, ENDED, WORD, NUMBER = range(
    len(PLACES)
)


def rows(*turns, kinds=None):
    return rows_of(tokens_of(talk(*turns)), kinds or {})


def test_each_turn_is_opened_by_its_speaker():
    found = rows(("agent", "uw bsn"), ("citizen", "een twee"))

    assert found.texts == ("<agent>", "uw", "bsn", "<citizen>", "een", "twee")
    assert found.tokens.tolist() == [1, 2, 4, 5]


def test_a_mask_about_to_be_given_stands_for_its_word():
    found = rows(("agent", "met Sjoukje"), kinds={1: "medewerker"})

    assert found.texts == ("<agent>", "met", "[medewerker]")


def test_a_row_knows_what_was_asked_and_how_long_ago():
    found = rows(("agent", "uw bsn graag"), ("citizen", "twee"))
    topic = 1 + TOPICS.index("bsn") * 6

    # rows: <agent> uw bsn graag <citizen> twee; three rows back is the second bucket, 2 to 4
    assert found.places[:, ASKED].tolist() == [0, 0, topic, topic, topic + 1, topic + 1]
    assert found.places[5, TURNS_AGO] == 1 + TOPICS.index("bsn") * 4 + 1
    assert found.places[1, TOLD] == 1 + TOPICS.index("bsn")


def test_a_row_knows_the_masks_around_it():
    found = rows(("citizen", "een twee drie"), kinds={0: "bsn", 2: "iban"})

    assert found.places[2, BEFORE] == 1 + KINDS.index("bsn") * 5
    assert found.places[2, BEHIND] == 1 + KINDS.index("iban") * 5


def test_a_row_knows_its_place_in_its_turn_and_who_speaks():
    found = rows(("citizen", "ja nee ja"), ("other", "nee"))

    assert found.places[1:4, SINCE].tolist() == [0, 1, 2]
    assert found.places[1:4, LEFT].tolist() == [2, 1, 0]
    assert found.places[:, SPEAKER].tolist() == [1, 1, 1, 1, 2, 2]


def test_the_digits_of_a_run_are_counted_over_one_other_word():
    found = rows(("citizen", "een eh 23 ja en dus 4"))

    # 1 and 2 digits make 3, the fourth of the buckets 0, 1, 2, 3; 4 stands alone: the second
    assert (found.places[1:, RUN] // 2).tolist() == [3, 3, 3, 0, 0, 0, 1]


def test_a_capital_that_grammar_asks_for_is_another():
    assert rows(("citizen", "Ja Sjoukje hier")).places[1:, CAPITAL].tolist() == [1, 2, 0]


def test_a_row_knows_what_is_masked_elsewhere_and_the_same():
    found = rows(
        ("citizen", "met Wietse 12 34"), ("agent", "dus wietse of Wietze 123"), kinds={1: "naam", 2: "bsn", 3: "bsn"}
    )
    name = 1 + KINDS.index("naam")

    # rows: <citizen> met [naam] [bsn] [bsn] <agent> dus wietse of Wietze 123
    assert found.places[:, WORD].tolist() == [0, 0, 0, 0, 0, 0, 0, name, 0, name + len(KINDS), 0]
    assert found.places[:, NUMBER].tolist() == [0] * 10 + [3]


def test_a_row_knows_whether_the_number_around_it_is_whole():
    kinds = {0: "bsn", 1: "bsn", 5: "bsn", 6: "bsn"}
    found = rows(("citizen", "123 45 ja wacht even 67 89 dus"), kinds=kinds)

    # rows: <citizen> [bsn] [bsn] ja wacht even [bsn] [bsn] dus; three words amid what goes on are the second of four
    # buckets; the number is not whole until its last part
    assert found.places[:, AMID].tolist() == [0, 0, 0, 2, 2, 2, 0, 0, 0]
    assert found.places[:, ENDED].tolist() == [0, 0, 1, 1, 2, 2, 3, 5, 5]


def test_words_between_two_masks_are_looked_at():
    found = rows(("citizen", "zeg maar alles wat je denkt dat"), kinds={0: "bsn", 6: "bsn"})

    assert [found.texts[at] for at in found.doubtful] == "maar alles wat je denkt".split()


def test_words_far_from_numbers_and_names_are_not_looked_at():
    found = rows(("citizen", "ik wil graag een paspoort want dat is er nog niet en dan is het om 9 uur"))

    # 9 and three words on either side; `een` is far from any number
    assert [found.texts[at] for at in found.doubtful] == "is het om 9 uur".split()


@pytest.mark.parametrize("turns", [(), (("citizen", ""),)])
def test_no_words_give_no_rows(turns):
    found = rows(*turns)

    assert (found.texts, len(found.tokens), len(found.doubtful)) == ((), 0, 0)


def test_every_place_has_a_value_of_its_table():
    found = rows(
        ("agent", "Uw bsn? 12 34 56"), ("citizen", "nul zes Jan Jansen " * 30), ("other", "ja"), kinds={2: "bsn"}
    )

    assert (found.places >= 0).all()
    assert (found.places < np.array(PLACES)).all()
