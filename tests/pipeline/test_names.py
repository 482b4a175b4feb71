import pytest

from pipeline.names import MAX_NAME_LENGTH, check_name, holds_number, is_name


@pytest.mark.parametrize("name", ["a", "call-1", "2026.03_02", "_x", "id@pbx+1=2", "x" * MAX_NAME_LENGTH])
def test_takes_ids_of_letters_digits_and_plain_signs(name):
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param(".hidden", id="leading dot"),
        pytest.param("..", id="folder above"),
        pytest.param("a/b", id="slash"),
        pytest.param("a\\b", id="backslash"),
        pytest.param("a\n", id="line end after the id"),
        pytest.param("a\0", id="null"),
        pytest.param("wêr", id="accent"),
        pytest.param("a b", id="space"),
        pytest.param("x" * (MAX_NAME_LENGTH + 1), id="one too long"),
    ],
)
def test_refuses_what_could_leave_its_folder_or_confuse_it(name):
    assert not is_name(name)
    with pytest.raises(ValueError, match="must be 1 to 120 letters"):
        check_name(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("call-123456", False), ("call-1234567", True), ("0612345678", True), ("12-34-56-78", False), ("", False)],
)
def test_seven_digits_in_a_row_may_be_a_telephone_number(text, expected):
    assert holds_number(text) is expected
