import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.redaction.contexts import contexts_of
from pipeline.redaction.runs import Run, passes_eleven_test, runs_of
from pipeline.redaction.symbols import symbols_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def runs(*turns) -> list[str]:
    tokens = tokens_of(talk(*turns))
    contexts = contexts_of(tokens)
    found: tuple[Run, ...] = runs_of(tokens, symbols_of(tokens, frozenset()), contexts)
    return [run.chars for run in found]


def test_hesitation_and_correction_do_not_break_a_run():
    assert runs(("citizen", "1 2 uh 3 nee sorry 4 en dan 5")) == ["12345"]


def test_other_words_break_a_run():
    assert runs(("citizen", "1 2 paspoorten 3 4")) == ["12", "34"]


def test_a_run_goes_on_over_the_others_assent():
    assert runs(("citizen", "1 2 3"), ("agent", "ja"), ("citizen", "4 5 6")) == ["123456"]


def test_a_run_takes_in_the_others_repetition():
    assert runs(("citizen", "1 2 3"), ("agent", "1 2 3"), ("citizen", "4 5 6")) == ["123123456"]


def test_four_turns_apart_is_another_run():
    silent = [("agent", "ja"), ("citizen", "ja"), ("agent", "ja")]

    assert runs(("citizen", "1 2 3"), *silent, ("citizen", "4 5 6")) == ["123", "456"]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        pytest.param("ik typ het even voor u in zegt u maar verder", ["1234", "56782"], id="not asked for"),
        pytest.param("", ["123456782"], id="nothing between"),
    ],
)
def test_talk_in_between_breaks_what_was_not_asked_for(between, expected):
    assert runs(("citizen", f"1234 {between} 56782")) == expected


def test_an_aside_is_allowed_until_the_number_asked_for_is_complete():
    assert runs(("agent", "uw bsn"), ("citizen", "1234 even mijn bril pakken hoor 56782")) == ["123456782"]


def test_a_complete_number_does_not_swallow_the_next():
    assert runs(("citizen", "mijn bsn is 123456782 en 2 paspoorten")) == ["123456782", "2"]


def test_a_complete_number_takes_in_its_correction():
    assert runs(("citizen", "123456782 nee 5")) == ["1234567825"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("een twee drie", ["123"], id="among number words"),
        pytest.param("een 06 12", ["0612"], id="before figures"),
        pytest.param("een paspoort", [], id="alone"),
        pytest.param("12 34 een", ["12341"], id="last word of the turn"),
    ],
)
def test_een_is_a_digit_only_among_number_words(text, expected):
    assert runs(("citizen", text)) == expected


def test_a_mask_ends_a_run():
    tokens = tokens_of(talk(("citizen", "1 2 x 3 4")))
    masked = [*tokens[:2], type(tokens[2])("[naam]", tokens[2].shape, 0, "citizen", is_proper=False, is_masked=True)]

    found = runs_of([*masked, *tokens[3:]], symbols_of([*masked, *tokens[3:]], frozenset()), contexts_of(tokens))

    assert [run.digits for run in found] == ["12", "34"]


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        # 9+16+21+24+25+24+21+16-2 = 154 = 14 * 11
        pytest.param("123456782", True, id="a multiple of eleven"),
        pytest.param("123456783", False, id="one off"),
        pytest.param("000000000", False, id="nought"),
        pytest.param("12345678", False, id="eight digits"),
    ],
)
def test_eleven_test(digits, expected):
    assert passes_eleven_test(digits) is expected


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_no_valid_number_stays_valid_with_one_digit_changed(digits, place, shift):
    changed = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]

    assert not (passes_eleven_test(digits) and passes_eleven_test(changed))
