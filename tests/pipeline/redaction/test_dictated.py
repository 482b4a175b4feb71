import pytest

from pipeline.redaction.dictated import Stretch, Talk, is_other, read_stretch
from pipeline.redaction.symbols import symbols_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def stretch(text: str, kind: str, *, lead: int = 1, gap: int = 0) -> Stretch:
    tokens = tokens_of(talk(("citizen", text)))
    said = {at: symbol for symbol in symbols_of(tokens, ()) for at in range(symbol.start, symbol.end)}
    return read_stretch(Talk(tokens, said), (0, len(tokens)), kind, lead=lead, gap=gap)


@pytest.mark.parametrize(
    ("text", "kind", "items"),
    [
        pytest.param("dat is acht vier", "bsn", (2, 3), id="small talk before it"),
        pytest.param("rood acht vier", "bsn", (1, 2), id="one other word may lead"),
        pytest.param("rood groen acht vier", "bsn", (), id="two may not"),
        pytest.param("acht rood vier", "bsn", (0,), id="an other word ends it"),
        pytest.param("acht euro", "bsn", (), id="an amount"),
        pytest.param("acht mei", "bsn", (0,), id="a month is no digit"),
        pytest.param("acht mei", "geboortedatum", (0, 1), id="a month is part of a birth"),
        pytest.param("de zesde van de negende", "geboortedatum", (0, 1, 2, 3, 4), id="with what joins them"),
        pytest.param("ha es", "kenteken", (0, 1), id="letters by sound"),
        pytest.param("ha die", "kenteken", (), id="a sound alone is a word"),
        pytest.param("rabo", "iban", (0,), id="a bank"),
        pytest.param("een vier", "bsn", (1,), id="an article before the only figure"),
        pytest.param("", "bsn", (), id="nothing said"),
    ],
)
def test_reads_the_items_of_a_number(text, kind, items):
    assert stretch(text, kind).items == items


def test_counts_characters_so_that_a_whole_number_is_known():
    assert stretch("twaalf 34", "bsn").char_count == 2 + 2


def test_nothing_else_belongs_to_a_number_that_is_complete():
    assert stretch("123456782 hoor rood acht", "bsn", gap=1).items == (0,)


def test_small_talk_is_nothing_else():
    tokens = tokens_of(talk(("citizen", "ja dat is rood")))

    assert [is_other(token) for token in tokens] == [False, False, False, True]
