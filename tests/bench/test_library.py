import csv
import json

import pytest
import yaml

from tests.bench.library import build_inbox, collect, write_settings, write_table


def add_call(folder, name, **truth):
    plain = {"id": name, "duration_s": 2.0, "turns": [], "speech": {}}
    (folder / f"{name}.wav").write_bytes(b"RIFF")
    (folder / f"{name}.truth.json").write_text(json.dumps(plain | truth))


def table(folder):
    with (folder / "calls.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_calls_with_truth_are_taken_and_named_after_their_set(tmp_path):
    add_call(tmp_path, "a", organisation="Dantumadiel", employee_name="Rixt Bouma")
    library = collect([("own", tmp_path)])
    assert [call.key for call in library.calls] == ["own/a.wav"]
    assert (library.organisations, library.colleagues) == (["Dantumadiel"], ["Rixt Bouma"])
    assert library.skipped == ()


def test_recordings_without_truth_are_left_out_in_one_sentence(tmp_path):
    for name in ("a.wav", "b.mp3"):
        (tmp_path / name).write_bytes(b"RIFF")
    assert collect([("own", tmp_path)]).skipped == ("own: 2 recording(s) have no truth beside them",)


def test_a_truth_that_cannot_be_read_leaves_its_call_out(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    (tmp_path / "a.truth.json").write_text("{")
    library = collect([("own", tmp_path)])
    assert library.calls == ()
    assert "a.truth.json" in library.skipped[0]


def test_an_empty_folder_has_no_calls_and_nothing_to_say(tmp_path):
    library = collect([("own", tmp_path)])
    assert (library.calls, library.skipped) == ((), ())


def test_a_table_of_the_folder_goes_before_the_truth(tmp_path):
    add_call(tmp_path, "a", agent_channel="right")
    row = {"call_id": "x1", "file": "a.wav", "started_at": "2026-03-02T09:00:00+01:00", "employee_id": "mw-1"}
    write_table([row], tmp_path)
    given = collect([("own", tmp_path)]).calls[0].row
    assert (given["call_id"], given["agent_channel"], given["file"]) == ("x1", "", "own/a.wav")


def test_without_a_table_the_truth_tells_whose_channel_it_is(tmp_path):
    add_call(tmp_path, "a", agent_channel="right")
    add_call(tmp_path, "b")
    assert [call.row["agent_channel"] for call in collect([("own", tmp_path)]).calls] == ["right", "left"]


def test_the_inbox_holds_all_sets_under_one_table(tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        add_call(folder, "a")
    library = collect([(folder.name, folder) for folder in folders])
    build_inbox(library.calls, tmp_path / "inbox")
    rows = table(tmp_path / "inbox")
    assert [(row["file"], row["call_id"]) for row in rows] == [("one/a.wav", "a"), ("two/a.wav", "a-2")]
    assert (tmp_path / "inbox" / "two" / "a.wav").read_bytes() == b"RIFF"


def test_an_id_of_the_truth_that_is_none_is_replaced(tmp_path):
    add_call(tmp_path, "a", id="met spaties")
    assert collect([("own", tmp_path)]).calls[0].row["call_id"] == "call-a"


@pytest.mark.parametrize("organisations", [[], ["Noardeast-Fryslân", "Dantumadiel"]])
def test_settings_name_weights_and_organisations(tmp_path, organisations):
    write_settings(tmp_path / "s.yaml", tmp_path / "weights", organisations)
    settings = yaml.safe_load((tmp_path / "s.yaml").read_text(encoding="utf-8"))
    assert settings["storage"] == {"weights": str(tmp_path / "weights")}
    assert settings["organisation"] == {"names": [f"gemeente {name}" for name in organisations]}


def test_a_mixdown_shares_the_truth_of_its_recording_and_is_of_a_set_of_its_own(tmp_path):
    add_call(tmp_path, "a", agent_channel="left")
    (tmp_path / "a-mono.wav").write_bytes(b"RIFF")
    stereo, mono = sorted(collect([("own", tmp_path)]).calls, key=lambda call: call.set_name)
    assert (mono.set_name, mono.true, mono.row["agent_channel"]) == ("own-mono", stereo.true, "")
    assert (mono.row["call_id"], stereo.row["call_id"]) == ("a-mono", "a")


def test_a_recording_whose_truth_says_mono_is_of_the_set_of_such(tmp_path):
    add_call(tmp_path, "b", channels="mono")
    assert [(call.set_name, call.key) for call in collect([("own", tmp_path)]).calls] == [("own-mono", "own/b.wav")]
