"""Syllables counted by rule against syllables counted by hand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.records import Language
from pipeline.syllables import count_syllables
from tests.bench.measures.figures import Figure, share

BLIND = Path(__file__).parents[2] / "corpus" / "blind" / "syllables"
_LANGUAGES: tuple[Language, ...] = ("nl", "fy")


def syllable_figures(folder: Path = BLIND) -> Iterator[Figure]:
    """Yield the errors on words, and on what is written otherwise than it is said."""
    for language in _LANGUAGES:
        words = [(word, int(count)) for word, count in _rows(folder / f"{language}.tsv")]
        wrong = (count_syllables(word, language) != count for word, count in words)
        yield share("syllables", f"{language}: words counted wrong", wrong, "< 2 %")
    for language in _LANGUAGES:
        written = [(text, int(count)) for text, _, count in _rows(folder / f"spoken_{language}.tsv")]
        errors = [count_syllables(text, language) - count for text, count in written]
        part = "syllables of what is written otherwise than said (one reading chosen where several are usual)"
        yield share(part, f"{language}: counted otherwise", (error != 0 for error in errors))
        total = sum(count for _, count in written)
        yield Figure(part, f"{language}: all of them together", 100 * sum(errors) / total, "% off", total)


def _rows(file: Path) -> list[Sequence[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
