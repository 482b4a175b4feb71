import pytest

from tests.bench.measures.syllables import BLIND, syllable_figures


def write(folder, **files):
    for name in ("nl", "fy", "spoken_nl", "spoken_fy"):
        (folder / f"{name}.tsv").write_text("\n".join(files[name]) + "\n", encoding="utf-8")


def test_counts_words_and_written_forms_that_come_out_otherwise(tmp_path):
    # ge-meen-te is 3 and not 4, hûs is 1; "14" is veer-tien, 2.
    write(
        tmp_path,
        nl=["gemeente\t4", "huis\t1"],
        fy=["hûs\t1"],
        spoken_nl=["14\tveertien\t2", "huis\thuis\t2"],
        spoken_fy=["hûs\thûs\t1"],
    )
    words_nl, words_fy, written_nl, all_nl, written_fy, all_fy = syllable_figures(tmp_path)
    assert (words_nl.value, words_nl.count) == (100 * 1 / 2, 2)
    assert words_fy.value == 0.0
    assert (written_nl.value, written_nl.count) == (100 * 1 / 2, 2)
    # 2 and 1 counted for 2 and 2: one of four too few.
    assert (all_nl.value, all_nl.count) == (100 * -1 / 4, 4)
    assert (written_fy.value, all_fy.value) == (0.0, 0.0)


@pytest.mark.parametrize("language", ["nl", "fy"])
def test_under_two_percent_of_the_words_counted_by_someone_who_had_not_seen_the_rules_are_wrong(language):
    (figure,) = [figure for figure in syllable_figures(BLIND) if figure.name == f"{language}: words counted wrong"]
    assert figure.count >= 400
    assert figure.value < 2
