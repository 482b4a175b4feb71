import random

from pipeline.redaction.rows import KINDS
from tests.bench.cues.confusions import read_confusions
from tests.bench.cues.measuring import TABLE
from tests.redaction_bench.examples import PENS, SPENT, Example, Said, examples_of, ordinary_examples, set_file
from tests.redaction_bench.rewriting import echoed, interposed, interrupted, other_talk, rewritten, torn


def drawn(seed):
    return random.Random(seed)  # noqa: S311 - no secret


CONFUSIONS = read_confusions(TABLE)


def test_every_set_is_read_with_the_kinds_of_the_program():
    words = [word for name in (*SPENT, *PENS, "own") for example in examples_of(name) for word in example.words]

    assert {word.kind for word in words if word.kind} == set(KINDS)
    assert len(words) > 30_000


def test_the_set_for_the_final_figure_is_not_learned_from():
    assert not any("blind10" in str(set_file(name)) for name in (*SPENT, *PENS))


def test_words_between_two_parts_teach_nothing_where_authors_differ():
    words = [word for example in examples_of("blind") for word in example.words if not word.counts]

    assert words
    assert {word.kind for word in words} == {None}


def test_in_ordinary_calls_the_rules_are_right_where_they_mask():
    words = [word for example in ordinary_examples() for word in example.words]

    assert all(word.kind == word.ruled and word.counts for word in words if word.ruled)
    assert any(not word.counts for word in words)


EXAMPLE = Example(
    "nl",
    (
        ("agent", (Said("Bsn?", None, None),)),
        ("citizen", (Said("06", "telefoon", None), Said("drie,", "telefoon", None), Said("Hendrik", "naam", "naam"))),
    ),
)


def test_numbers_and_names_are_written_anew_and_keep_their_labels():
    versions = [rewritten(EXAMPLE, drawn(seed), CONFUSIONS) for seed in range(40)]
    whole = [version for version in versions if len(version.words) == 4]

    assert {tuple(word.kind for word in version.words) for version in whole} == {(None, "telefoon", "telefoon", "naam")}
    assert len({version.words[2].text for version in whole}) > 5
    assert len({version.words[3].text for version in whole}) > 5
    assert any(version.words[1].text == "06" for version in whole)


def test_the_same_draw_writes_the_same():
    assert rewritten(EXAMPLE, drawn(3), CONFUSIONS) == rewritten(EXAMPLE, drawn(3), CONFUSIONS)


def test_what_is_masked_is_repeated_by_the_other_party_with_its_kind():
    example = Example("nl", (("citizen", (Said("negen", "bsn", "bsn"), Said("vier", "bsn", "bsn"))),))
    versions = [echoed(example, drawn(seed)) for seed in range(40)]

    assert {speaker for version in versions for speaker, _ in version.turns[1:]} == {"agent"}
    said = [word for version in versions for word in version.turns[1][1] if word.kind]
    assert {word.text for word in said} == {"negen", "vier", "94", "9", "4"}
    assert {(word.kind, word.ruled) for word in said} == {("bsn", None)}


def test_where_nothing_is_masked_nothing_is_repeated():
    example = Example("nl", (("citizen", (Said("ja", None, None),)),))

    assert echoed(example, drawn(0)) is example


def test_masked_words_are_cut_joined_and_interrupted_and_stay_masked():
    words = (Said("graag", None, None), *(Said(text, "kenteken", None) for text in ("zeven", "kilo", "victor")))
    made = [torn(words, drawn(seed), "nl") for seed in range(1000)]

    assert all(version[0] == words[0] and {word.kind for word in version[1:]} == {"kenteken"} for version in made)
    texts = {" ".join(word.text for word in version) for version in made}
    assert "graag ze ven kilo victor" in texts
    assert "graag zevenkilo victor" in texts
    assert "graag zeven kilo eh victor" in texts


def test_an_ordinary_word_alone_is_no_name():
    versions = [interposed(EXAMPLE, drawn(seed), ["wasmand"]) for seed in range(100)]
    added = [words for version in versions if len(version.turns) == 3 for _, words in version.turns]

    assert added
    assert all(word.kind is None for words in added for word in words if word.text == "wasmand")


def test_a_number_is_interrupted_and_goes_on_in_the_same_turn():
    said = tuple(Said(text, "bsn", "bsn") for text in ("negen", "vier", "acht"))
    example = Example("nl", (("citizen", (Said("dus", None, None), *said)),))
    made = [interrupted(example, drawn(seed), ["wat een weer"]) for seed in range(2000)]

    longer = [version.words for version in made if version is not example]
    assert 70 < len(longer) < 130  # one in twenty of 2,000
    for words in longer:
        assert (words[0], words[-1]) == (Said("dus", None, None), said[-1])
        assert {word.kind for word in words[1:]} == {"bsn"}
        assert {word.ruled for word in words if word not in (*said, words[0])} == {None}
    assert any("wat een weer" in " ".join(word.text for word in words) for words in longer)


def test_names_and_short_numbers_are_not_interrupted():
    words = (Said("Jan", "naam", None), Said("acht", "bsn", None), Said("vier", "bsn", None))
    example = Example("nl", (("citizen", words),))

    assert all(interrupted(example, drawn(seed), []) is example for seed in range(50))


def test_other_talk_is_short_and_has_neither_masks_nor_figures():
    turns = ("ja dat klopt", "op nummer vier", "met Jan", "ja", "een twee drie vier vijf zes zeven acht negen")
    kinds = {"Jan": "naam"}
    talk = [("agent", tuple(Said(word, kinds.get(word), None) for word in turn.split())) for turn in turns]

    assert other_talk([Example("nl", tuple(talk))]) == ["ja dat klopt"]
