"""What a coach who edits a file reads where it is refused: the place, and a mend that mends it."""

import pytest

from pipeline.errors import SettingsError
from pipeline.leidraad.load import load_leidraad

HEAD = "id: dorp\nversion: 1\nover: basis_v1\n"


def refusal(folder, text, *, head=HEAD):
    file = folder / "dorp.yaml"
    file.write_text(head + text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_leidraad("basis_v1", file)
    return str(refused.value).removeprefix(f"{file}: ")


def test_of_a_list_with_a_bad_phrase_only_the_phrase_is_named(tmp_path):
    told = refusal(tmp_path, "change: {goodbye: {add_triggers: {nl: ['(dag']}}}")
    assert told == "change.goodbye.add_triggers.nl[0]: '(dag' lacks a closing ')'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("off: []\noff: []\n", "line 5, column 1: off stands here twice, and only one would count; join them"),
        ("change: {goodbye: {}, goodbye: {}}\n", "line 4, column 23: goodbye stands here twice"),
        ("off: [a\n", "line 5, column 1: not readable as YAML, did not find expected ',' or ']'; correct"),
    ],
)
def test_a_file_that_would_be_misread_is_refused_with_the_line(tmp_path, text, expected):
    assert refusal(tmp_path, text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("items: []", "items"),
        ("change: {goodbye: {trigers: {nl: [dag], fy: [dei]}}}", "change.goodbye.trigers"),
        ("change: {goodbye: {window: {fase: body}}}", "change.goodbye.window.fase"),
        ("add: [{id: digid, hint: {nl: [x], fy: [x]}}]", "add[digid].hint"),
        ("add: [{id: digid, parts: {of: {a: {lijst: emotion}}}}]", "add[digid].parts.of.a.lijst"),
        ("exempt: [{calls: {queue: [balie]}, off: [goodbye]}]", "exempt[0].calls.queue"),
    ],
)
def test_the_fields_named_as_known_may_stand_there(tmp_path, text, field):
    told = next(
        one for one in refusal(tmp_path, text).split("; ") if one.startswith(f"{field}: there is no such field")
    )
    known = refusal(tmp_path, text).split(told)[1].split("known are ")[1].split("; ")[0].split(", ")

    wrong = field.split(".")[-1]
    for name in known:
        again = refusal(tmp_path, text.replace(f"{wrong}:", f"{name}:"), head="nonsense: 1\n" + HEAD)
        assert f"{field.removesuffix(wrong)}{name}: there is no such field" not in again


def test_a_file_a_guide_uses_that_is_not_there_is_named_with_the_guide(tmp_path):
    file = tmp_path / "eigen_v1.yaml"
    file.write_text(
        "id: eigen\nversion: 1\nname: {nl: a, fy: a}\n"
        "uses: {words: woorden_v9, questions: vragen_v1, topics: producten_v1}\n"
        "items: [{id: wave, name: {nl: a, fy: a}, coach: c, speaker: agent, polarity: top, window: {phase: body},"
        " triggers: {nl: [dag dag], fy: [dei dei]}, should_match: [dag dag], should_not_match: [nee]}]\n",
        encoding="utf-8",
    )
    with pytest.raises(SettingsError, match=r"uses: there is no file woorden_v9; did you mean woorden_v1\?"):
        load_leidraad(file)
