import pytest

from tests.bench.measures.phrases import FINDERS, PHRASES, is_announced, is_thanked, phrase_figures, read_phrases
from tests.pipeline.measures.builders import make_call


def test_counts_what_is_found_and_what_is_taken_for_it(tmp_path):
    file = tmp_path / "phrases.tsv"
    lines = ["thanked\tnl\tyes\tBedankt voor het wachten.", "thanked\tnl\tyes\tFijn dat u er nog bent."]
    lines += ["thanked\tnl\tno\tBedankt voor het bellen.", "repeat\tfy\tno\tWat sizze jo?"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = {figure.name: (figure.value, figure.count) for figure in phrase_figures(file, ())}
    assert figures["thanked, nl: found"] == (100 * 1 / 2, 2)
    assert figures["thanked, nl: other talk taken for it"] == (0.0, 1)
    assert figures["repeat, fy: other talk taken for it"] == (100.0, 1)
    assert figures["repeat, fy: found"] == (None, 0)


@pytest.mark.parametrize("phrase", read_phrases(PHRASES), ids=lambda phrase: f"{phrase.kind}: {phrase.text}")
def test_own_phrases_are_taken_for_what_they_are(phrase):
    assert phrase.is_found == phrase.is_one


def test_own_phrases_have_each_kind_in_both_languages():
    given = {(phrase.kind, phrase.language, phrase.is_one) for phrase in read_phrases(PHRASES)}
    assert given == {
        (kind, language, is_one) for kind in FINDERS for language in ("nl", "fy") for is_one in (True, False)
    }


def test_a_wait_is_announced_and_thanked_for_around_it():
    # 1 to 9 s is silent, after the citizen's question.
    before = [(0.0, 1.0, "ik kijk even")]
    assert is_announced(make_call(agent=[*before, (9.0, 10.0, "ja")]))
    assert not is_announced(make_call(agent=[(0.0, 1.0, "ik denk na"), (9.0, 10.0, "ja")]))
    assert is_thanked(make_call(agent=[*before, (9.0, 10.0, "bedankt voor het wachten")]))
