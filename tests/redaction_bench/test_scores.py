import pytest

from tests.redaction_bench.items import Item, TurnText
from tests.redaction_bench.maskers import ours
from tests.redaction_bench.scores import Ratio, figures, interval, mark_recall, precision, total, untouched, word_recall

# words    0    1     2    3    4    5      6
# wanted   -    bsn   bsn  -    name name   -
ITEM = Item(
    "one",
    "nl",
    "",
    (TurnText("citizen", "is 123 45 van Jan Jansen ja", (None, "bsn", "bsn", None, "name", "name", None)),),
    (("bsn", (1, 2)), ("name", (4, 5))),
)
MASKED = [None, "bsn", None, "naam", "naam", "naam", None]


def test_recall_counts_words_and_whole_marks_of_a_kind():
    numbers, names = frozenset(("bsn",)), frozenset(("name",))
    assert word_recall(numbers)(ITEM, MASKED) == Ratio(1, 2)
    assert word_recall(names)(ITEM, MASKED) == Ratio(2, 2)
    assert (mark_recall(numbers)(ITEM, MASKED), mark_recall(names)(ITEM, MASKED)) == (Ratio(0, 1), Ratio(1, 1))


def test_precision_is_of_the_masked_words():
    assert precision(ITEM, MASKED) == Ratio(3, 4)  # 1, 4 and 5 rightly; 3 not


def test_only_items_with_nothing_to_mask_can_be_left_whole():
    bare = Item("two", "nl", "", (TurnText("agent", "goed zo", (None, None)),), ())
    assert [untouched(ITEM, MASKED), untouched(bare, [None, None]), untouched(bare, [None, "naam"])] == [
        Ratio(0, 0),
        Ratio(1, 1),
        Ratio(0, 1),
    ]


def test_right_kind_names_the_programs_own_kinds():
    assert figures([ITEM])["right kind"](ITEM, MASKED) == Ratio(3, 3)
    assert figures([ITEM])["right kind"](ITEM, [None, "iban", *MASKED[2:]]) == Ratio(2, 3)


def test_ratios_are_pooled_and_nothing_over_nothing_is_none():
    assert total([Ratio(1, 2), Ratio(2, 2), Ratio(0, 0)]) == Ratio(3, 4)
    assert Ratio(0, 0).value is None
    assert interval([Ratio(0, 0)]) is None


def test_the_interval_holds_the_value():
    low, high = interval([Ratio(1, 2)] * 50 + [Ratio(2, 2)] * 50)
    assert low < 0.75 < high


@pytest.mark.parametrize("index", range(7))
def test_the_program_answers_word_by_word(index):
    masked = ours(ITEM)
    assert len(masked) == 7
    assert (masked[index] == "naam") == (index in (4, 5))
