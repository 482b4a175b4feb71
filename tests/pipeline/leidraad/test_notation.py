from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.leidraad.notation import MAX_VARIANTS, NotationError, unfold


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("zegt u het maar", ["zegt u het maar"], id="plain words"),
        pytest.param("waar|waarmee kan ik", ["waar kan ik", "waarmee kan ik"], id="alternatives of one word"),
        pytest.param("kan ik (nog) helpen", ["kan ik nog helpen", "kan ik helpen"], id="left out"),
        pytest.param("[dank u wel|bedankt] hoor", ["dank u wel hoor", "bedankt hoor"], id="alternatives of groups"),
        pytest.param(
            "(zo|heel goed) klaar", ["zo klaar", "heel goed klaar", "klaar"], id="groups that may be left out"
        ),
        pytest.param("u spreekt met {name}", ["u spreekt met {name}"], id="a slot"),
        pytest.param("ik verbind u ... door", ["ik verbind u ... door"], id="a gap"),
        pytest.param("^ dag $", ["^ dag $"], id="the borders of a turn"),
        pytest.param("Wêrmei KIN ik", ["wermei kin ik"], id="folded"),
        pytest.param("dag|dag nog", ["dag nog"], id="each variant once"),
    ],
)
def test_a_phrase_unfolds_into_its_sequences(phrase, expected):
    assert [" ".join(variant) for variant in unfold(phrase)] == expected


def test_brackets_nest():
    assert [" ".join(variant) for variant in unfold("a (b [c|d e]) f")] == ["a b c f", "a b d e f", "a f"]


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "can be empty"),
        ("(dag)", "can be empty"),
        ("^", "can be empty"),
        ("dag (nog", "lacks a closing"),
        ("dag [nog", "lacks a closing"),
        ("dag nog)", "closes a bracket that was not opened"),
        ("dag||hoi", "empty alternative"),
        ("|dag", "closes a bracket"),
        ("[dag|(nog)] hoi", "empty alternative between brackets"),
        ("met {naam}", "unknown slot {naam}; known are name, colleague, organisation, number"),
        ("met {", "loose brace"),
        ("... dag", "begins or ends with '...'"),
        ("dag ...", "begins or ends with '...'"),
        ("dag ^ hoi", "can never match: '\\^' is the beginning"),
        ("dag $ hoi", "can never match: '\\$' is the end"),
    ],
)
def test_a_phrase_not_well_written_is_refused_with_the_mend(phrase, message):
    with pytest.raises(NotationError, match=message):
        unfold(phrase)


def test_a_phrase_may_stand_for_no_more_than_the_limit():
    many = "|".join(f"w{chr(97 + n % 26)}{n}" for n in range(MAX_VARIANTS))
    assert len(unfold(many)) == MAX_VARIANTS
    with pytest.raises(NotationError, match="split it"):
        unfold(f"{many}|nog")


def test_a_phrase_that_explodes_is_refused_before_it_is_unfolded():
    with pytest.raises(NotationError, match="too many sequences"):
        unfold(" ".join(["(a)"] * 30))


def test_a_phrase_of_endless_words_is_refused():
    with pytest.raises(NotationError, match="too long"):
        unfold(" ".join(["a"] * 41))


words = st.lists(st.sampled_from(["ik", "u", "help", "graag"]), min_size=1, max_size=6)


@given(words)
def test_plain_words_stand_for_themselves(plain):
    assert unfold(" ".join(plain)) == (tuple(plain),)


@given(words, words)
def test_two_groups_stand_for_one_sequence_each(left, right):
    assert set(unfold(f"[{' '.join(left)}|{' '.join(right)}] nu")) == {(*left, "nu"), (*right, "nu")}


@given(st.text(alphabet="ab()[]|^$.{} ", max_size=14))
def test_any_text_unfolds_or_is_refused(text):
    with suppress(NotationError):
        variants = unfold(text)
        assert variants
        assert all(variants)
