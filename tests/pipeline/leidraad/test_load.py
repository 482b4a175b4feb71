from pathlib import Path

import pytest
import yaml

from pipeline.errors import SettingsError
from pipeline.leidraad.lexicon import QuestionFile, TopicFile, WordFile
from pipeline.leidraad.load import LEIDRADEN, load_leidraad, read_as
from pipeline.leidraad.schema import Guide
from tests.pipeline.leidraad.talk import an_item, both, question_file, topic_file, word_file

KIND_OF = {"items": Guide, "lists": WordFile, "grammar": QuestionFile, "topics": TopicFile}
FILES = sorted(LEIDRADEN.glob("*.yaml"))

# The items of the design: tables, marts and pages rely on their ids.
IDS = (
    "name_on_answer organisation_named offer_help contact_before_content open_question follow_up_question summary "
    "check_understood hold_announced thanks_after_hold warm_transfer next_steps acknowledge_emotion boundary_set "
    "let_finish positive_reframe language_followed question_answered_check anything_else goodbye"
).split()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_that_comes_along_is_valid_and_named_by_id_and_version(file):
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    kind = next(kind for field, kind in KIND_OF.items() if field in values)
    content = read_as(kind, file)
    assert file.stem == f"{content.id}_v{content.version}"


def test_the_basic_guide_has_the_items_others_rely_on():
    leidraad = load_leidraad("basis_v1")
    assert [item.id for item in leidraad.items] == IDS
    assert (leidraad.id, leidraad.version, leidraad.focus) == ("basis", 1, None)


def test_the_basic_guide_has_sentences_in_both_languages_for_every_item():
    for item in load_leidraad("basis_v1").items:
        assert len(item.should_match) >= 1
        assert len(item.should_not_match) >= 2, item.id


@pytest.fixture
def folder(tmp_path):
    """A guide of one item with the files it uses, as files."""
    for content in (word_file(), question_file(), topic_file(afval="container")):
        write(tmp_path / f"{content.id}_v1.yaml", content.model_dump(mode="json", exclude_none=True))
    write(tmp_path / "proef_v1.yaml", guide())
    return tmp_path


def guide(**item_fields):
    item = an_item().model_dump(mode="json", exclude_unset=True) | item_fields
    return {
        "id": "proef",
        "version": 1,
        "name": {"nl": "Proef", "fy": "Proef"},
        "uses": {"words": "woorden_v1", "questions": "vragen_v1", "topics": "producten_v1"},
        "items": [item],
    }


def write(file: Path, values):
    file.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")


def refusal(folder, values):
    write(folder / "proef_v1.yaml", values)
    with pytest.raises(SettingsError) as refused:
        load_leidraad(folder / "proef_v1.yaml")
    return str(refused.value)


def test_a_guide_is_read_with_the_files_beside_it(folder):
    leidraad = load_leidraad(folder / "proef_v1.yaml", focus="wave")
    assert [item.id for item in leidraad.items] == ["wave"]
    assert leidraad.focus == "wave"
    assert [topic.id for topic in leidraad.topics.topics] == ["afval"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"coash": "x"}, "items[wave].coash: there is no such field; did you mean coach?"),
        ({"zzz": 1}, "items[wave].zzz: there is no such field; known are absence, absent"),
        ({"triggers": {"nl": ["dag"]}}, "items[wave].triggers.fy: the Frisian is missing"),
        ({"triggers": {"fy": ["dag"]}}, "items[wave].triggers.nl: the Dutch is missing"),
        ({"triggers": both("dag [")}, "items[wave].triggers.nl[0]: 'dag [' lacks a closing ']'"),
        (
            {"triggers": {"nl": [False], "fy": ["nee"]}},
            "items[wave].triggers.nl[0]: Input should be a valid string; put a",
        ),
        ({"window": {"from_s": 9, "to_s": 3}}, "items[wave].window: from_s 9 is not before to_s 3; swap them"),
        ({"should_match": []}, "items[wave].should_match: it is empty; give at least one"),
        ({"coach": ""}, "items[wave].coach: it is empty; write something here"),
        (
            {"negations": both("ik")},
            "items[wave]: triggers.nl: 'ik zwaai' can never match: the negation 'ik' lies inside it",
        ),
        ({"triggers": both("eh")}, "items[wave].triggers.nl: 'eh' can never match, it is all fillers; add a word"),
        ({"triggers": both("eh dag")}, "items[wave].triggers.nl: 'eh' is a filler and skipped; leave it off 'eh dag'"),
        (
            {"occasion": {"speaker": "citizen", "list": "anger", "turns": 1}},
            "items[wave].occasion.list: woorden has no list anger; known are greeting, transfer",
        ),
        (
            {"echo": {"words": 1, "weak_words": 1, "confirmations": "yes"}},
            "items[wave].echo.confirmations: woorden has no list yes",
        ),
        (
            {
                "parts": {
                    "within_s": 1,
                    "of": {"a": {"name": {"nl": "a", "fy": "a"}, "list": "x", "lacking": "uncertain"}},
                }
            },
            "items[wave].parts.of.a.list: woorden has no list x",
        ),
        ({"learned": {"name": "waving", "least": 0.5}}, "items[wave].learned: waving was never learned; known are"),
        (
            {"not_applicable": {"put_through": "waving"}},
            "items[wave].not_applicable.put_through: waving was never learned; known are",
        ),
    ],
)
def test_a_bad_guide_is_refused_with_the_place_and_the_mend(folder, fields, expected):
    assert expected in refusal(folder, guide(**fields))


def test_two_items_of_one_id_are_refused(folder):
    values = guide()
    values["items"] *= 2
    assert "items have the same id: wave; rename or join them" in refusal(folder, values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "expected fields such as `id:`, found nothing"),
        ("- dag", "expected fields such as `id:`, found list"),
        ("id: [", "not readable as YAML"),
        ("id: proef\nversion: nul", "version: it is no whole number; write one"),
    ],
)
def test_a_file_that_is_no_guide_is_refused(folder, text, expected):
    (folder / "proef_v1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"proef_v1\.yaml: ") as refused:
        load_leidraad(folder / "proef_v1.yaml")
    assert expected in str(refused.value)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(SettingsError, match=r"nergens_v9\.yaml: there is no such file"):
        load_leidraad("nergens_v9")


def test_a_file_of_bytes_that_are_no_text_is_refused(folder):
    (folder / "proef_v1.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not readable as text in UTF-8"):
        load_leidraad(folder / "proef_v1.yaml")


def test_a_focus_that_is_no_item_is_refused(folder):
    with pytest.raises(SettingsError, match="focus: there is no item shout; known are wave"):
        load_leidraad(folder / "proef_v1.yaml", focus="shout")


# a municipality's own file


def own(**fields):
    return {"id": "dorp", "version": 4, "over": "proef_v1"} | fields


def laid_over(folder, **fields):
    write(folder / "dorp.yaml", own(**fields))
    return load_leidraad(folder / "proef_v1.yaml", folder / "dorp.yaml")


def shout(**fields):
    return an_item(id="shout", triggers=both("ik roep")).model_dump(mode="json", exclude_unset=True) | fields


def test_an_empty_overlay_changes_nothing_but_the_version(folder):
    leidraad = laid_over(folder)
    assert (leidraad.id, leidraad.version) == ("proef+dorp", 4)
    assert leidraad.items == load_leidraad(folder / "proef_v1.yaml").items


def test_an_overlay_adds_items_last(folder):
    assert [item.id for item in laid_over(folder, add=[shout()], focus="shout").items] == ["wave", "shout"]


def test_an_overlay_switches_items_off(folder):
    assert [item.id for item in laid_over(folder, off=["wave"], add=[shout()]).items] == ["shout"]


def test_off_on_and_no_are_words_as_people_write_them(folder):
    topic = "{id: aan, name: {nl: Aan, fy: Oan}, words: {nl: [on, no], fy: [yes]}, should_match: [on]}"
    text = f"id: dorp\nversion: 1\nover: proef_v1\noff_topics: [afval]\nadd: []\noff: []\nadd_topics: [{topic}]\n"
    (folder / "dorp.yaml").write_text(text, encoding="utf-8")
    leidraad = load_leidraad(folder / "proef_v1.yaml", folder / "dorp.yaml")
    assert [(topic.words.nl, topic.words.fy) for topic in leidraad.topics.topics] == [(("on", "no"), ("yes",))]


def test_an_overlay_rewords_an_item(folder):
    change = {"coach": "Anders.", "triggers": both("hallo daar"), "window": {"phase": "opening"}}
    item = laid_over(folder, change={"wave": change}).items[0]
    assert (item.coach, item.triggers.nl, item.window.phase) == ("Anders.", ("hallo daar",), "opening")
    assert item.name.nl == "Zwaait"


def test_an_overlay_adds_phrases_and_sentences(folder):
    change = {
        "add_triggers": {"nl": ["hoi"]},
        "add_negations": both("hoi niet"),
        "add_match": ["hoi"],
        "add_no_match": ["niks"],
    }
    item = laid_over(folder, change={"wave": change}).items[0]
    assert item.triggers.nl == ("ik zwaai", "hoi")
    assert item.triggers.fy == ("ik zwaai",)
    assert item.negations.fy == ("hoi niet",)
    assert (item.should_match[-1], item.should_not_match[-1]) == ("hoi", "niks")


def test_what_is_forbidden_becomes_something_to_unlearn(folder):
    assert laid_over(folder, forbid=["wave"]).items[0].polarity == "goal"


def test_an_item_can_be_switched_off_for_some_queues_and_directions(folder):
    calls = {"queues": ["balie"], "directions": ["outbound"]}
    rule = laid_over(folder, exempt=[{"calls": calls, "off": ["wave"]}]).items[0].not_applicable
    assert [(kind.queues, kind.directions) for kind in rule.calls] == [(("balie",), ("outbound",))]


def test_an_overlay_adds_topics_and_takes_them_away(folder):
    topics = topic_file(haven="ligplaats").model_dump(mode="json")["topics"]
    leidraad = laid_over(folder, add_topics=topics, off_topics=["afval"])
    assert [topic.id for topic in leidraad.topics.topics] == ["haven"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"off_topics": ["haven"]}, "off_topics: there is no topic haven"),
        (
            {"add_topics": topic_file(afval="x").model_dump(mode="json")["topics"]},
            "add_topics: afval is a topic already",
        ),
        ({"over": "proef_v2"}, "over: proef_v2 is not proef_v1, the guide in use"),
        ({"off": ["waves"]}, "off: there is no item waves; did you mean wave? known are wave"),
        ({"off": ["wave"]}, "off: no item is left to look at; keep one or add one"),
        ({"off": "wave"}, "off: it is no list; write [one, another]"),
        ({"items": ["wave"]}, "items: there is no such field; known are add, add_topics, change"),
        (
            {"change": {"wave": {"trigers": both("dag")}}},
            "change.wave.trigers: there is no such field; did you mean trig",
        ),
        ({"change": {"wave": {"window": {"fase": "body"}}}}, "fase: there is no such field; did you mean phase? known"),
        (
            {"change": {"wave": {"window": {"from_s": "x"}}}},
            "change.wave.window.from_s: it is no number; write seconds",
        ),
        ({"change": {"wave": {"add_triggers": {"nl": ["eh"]}}}}, "change.wave.add_triggers.nl: 'eh' can never match"),
        (
            {"change": {"wave": {"add_triggers": {"nl": ["?!"]}}}},
            "'?!' can never match, there is no word in it; add one",
        ),
        ({"add": [shout(triggers=both("eh dag"))]}, "add[shout].triggers.nl: 'eh' is a filler and skipped"),
        ({"add": [shout(id="Luid-op")]}, "add[Luid-op].id: a name is of small letters, digits and _"),
        ({"forbid": ["nod"]}, "forbid: there is no item nod"),
        ({"change": {"nod": {"coach": "x"}}}, "change: there is no item nod"),
        ({"exempt": [{"calls": {"queues": ["a"]}, "off": ["nod"]}]}, "exempt: there is no item nod"),
        ({"focus": "nod"}, "focus: there is no item nod"),
        ({"off": ["wave"], "forbid": ["wave"]}, "wave stands in off and in forbid; take it out of one"),
        ({"off": ["wave"], "change": {"wave": {"coach": "x"}}}, "wave stands in off and in change"),
        ({"off": ["wave"], "focus": "wave"}, "wave stands in off and in focus"),
        ({"forbid": ["wave"], "focus": "wave"}, "wave stands in forbid and in focus"),
        ({"change": {"wave": {"polarity": "goal"}}, "wens": 1}, "wens: there is no such field"),
        ({"change": {"wave": {"triggers": {"nl": ["a b"]}}}}, "change.wave.triggers.fy: the Frisian is missing"),
        (
            {"change": {"wave": {"add_negations": both("zwaai")}}},
            "change.wave: triggers.nl: 'ik zwaai' can never match",
        ),
        ({"change": {"wave": {"add_hints": {"nl": ["dag hoor"]}}}}, "change.wave: hints.fy: the Frisian is missing"),
    ],
)
def test_a_contradicting_overlay_is_refused_with_the_place_and_the_mend(folder, fields, expected):
    with pytest.raises(SettingsError, match=r"dorp\.yaml: ") as refused:
        laid_over(folder, **fields)
    assert expected in str(refused.value)


def test_an_item_is_added_once(folder):
    with pytest.raises(SettingsError, match="add: wave is an item of the guide already; use change"):
        laid_over(folder, add=[shout(id="wave")])
    with pytest.raises(SettingsError, match="add: shout is added twice; keep one"):
        laid_over(folder, add=[shout(), shout()])


def test_what_is_to_be_unlearnt_already_cannot_be_forbidden(folder):
    write(folder / "proef_v1.yaml", guide(polarity="goal"))
    with pytest.raises(SettingsError, match="forbid: wave is something to unlearn already; take it out"):
        laid_over(folder, forbid=["wave"])
