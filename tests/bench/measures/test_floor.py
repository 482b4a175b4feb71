from tests.bench.measures.floor import floor_figures

# time_s    0    1    2    3    4    5    6    7
# 1         |---------|         3.9|---------|
# 2                    2.2|-------4.0|  ja   6.3|---|
# Ours: 2.2 - 2.0 = 0.2, 3.9 - 4.0 = -0.1, 6.3 - 6.0 = 0.3; the "ja" at 4.5 passes nothing.
DIALOGUE = """\
begin,end,speaker,nature,utterance_raw,utterance_stripped,nwords,overlap,overlapped,priorby,FTO
0.0,2000.0,spreker1,talk,een twee drie,een twee drie,3.0,,,,
2000.0,2100.0,spreker1,laugh,ggg,,,,,self,
2200.0,4000.0,spreker2,talk,dat denk ik ook,dat denk ik ook,4.0,,,other,260.0
3900.0,6000.0,spreker1,talk,nou dat weet ik,nou dat weet ik,4.0,,,other,-150.0
4500.0,4800.0,spreker2,talk,ja,ja,1.0,,,other,-1500.0
6300.0,7000.0,spreker2,talk,goed dan gaan we,goed dan gaan we,4.0,,,other,300.0
"""


def figures_of(tmp_path):
    (tmp_path / "DVA1.csv").write_text(DIALOGUE, encoding="utf-8")
    return {figure.name: (round(figure.value, 6), figure.count) for figure in floor_figures(tmp_path)}


def test_compares_offsets_with_the_corpus_transfer_by_transfer(tmp_path):
    figures = figures_of(tmp_path)
    assert figures["median offset, ours"] == (200.0, 3)
    # Between -150 and 260 of -1500, -150, 260, 300.
    assert figures["median offset, the corpus's own (backchannels too)"] == (110 / 2, 4)
    # 260 - 200 = 60, 150 - 100 = 50, 300 - 300 = 0.
    assert figures["median difference, transfer by transfer"] == (50.0, 3)
    assert figures["of our transfers the corpus has"] == (100.0, 3)


def test_counts_what_overlaps_and_what_only_listens(tmp_path):
    figures = figures_of(tmp_path)
    assert figures["overlapped"] == (round(100 * 1 / 3, 6), 3)
    # One "ja" among five stretches of talk; laughter is none.
    assert figures["contributions that only listen"] == (100 * 1 / 5, 5)
