from io import StringIO

from rich.console import Console

from tests.bench.measures.figures import Figure, share, show


def test_a_share_is_in_percent_of_what_was_counted():
    # 3 of 4 hold.
    figure = share("part", "name", [True, True, False, True], "< 80 %")
    assert (figure.value, figure.unit, figure.count, figure.aim) == (100 * 3 / 4, "%", 4, "< 80 %")


def test_a_share_of_nothing_is_none():
    assert share("part", "name", []).value is None


def test_shows_a_table_per_part_and_a_dash_where_nothing_was_measured():
    console = Console(width=100, file=StringIO())
    console.print(show([Figure("tempo", "bias", None), Figure("floor", "median offset", 97.0, "ms", 3, "<= 50 ms")]))
    shown = console.file.getvalue()
    assert shown.index("tempo") < shown.index("floor")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown.splitlines() if line.startswith("│")]
    assert rows == [["bias", "-", "", ""], ["median offset", "97 ms", "3", "<= 50 ms"]]
