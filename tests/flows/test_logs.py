import json
import logging
import stat

from flows.logs import logged


def lines(store):
    return [json.loads(line) for file in (store / "logs").iterdir() for line in file.read_text().splitlines()]


def test_what_the_program_says_is_a_line_of_json_with_its_facts(tmp_path):
    with logged(tmp_path):
        logging.getLogger("pipeline.stages").info("batch ends", extra={"facts": {"done": 3}})
    [line] = lines(tmp_path)
    assert (line["event"], line["level"], line["logger"], line["done"]) == ("batch ends", "info", "pipeline.stages", 3)


def test_of_an_error_only_the_kind_is_kept(tmp_path):
    with logged(tmp_path):
        try:
            {}["a word of a call"]
        except KeyError:
            logging.getLogger("flows").exception("broke off")
    [line] = lines(tmp_path)
    assert line["error"] == "KeyError"
    assert "a word" not in json.dumps(line)


def test_what_libraries_say_is_not_kept(tmp_path):
    with logged(tmp_path):
        logging.getLogger("somebody.else").error("a word of a call")
    assert lines(tmp_path) == []


def test_nothing_is_written_after_the_night(tmp_path):
    with logged(tmp_path):
        pass
    logging.getLogger("flows").error("later")
    assert lines(tmp_path) == []


def test_the_log_is_for_its_owner_only_and_the_last_ninety_days(tmp_path):
    (tmp_path / "logs").mkdir()
    for day in range(100):
        (tmp_path / "logs" / f"2020-01-{day:03d}.jsonl").touch()
    with logged(tmp_path):
        pass
    files = sorted((tmp_path / "logs").iterdir())
    assert len(files) == 90
    assert stat.S_IMODE(files[-1].stat().st_mode) == 0o600
