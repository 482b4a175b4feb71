import pytest

from pipeline.heard import Roster
from pipeline.settings import Settings
from pipeline.toolbox import LeidraadInUse, config_hash, pipeline_version
from tests.pipeline.rig import ITEMS, SETTINGS, CueFinder, make_tools

WEIGHTS = "a" * 64


def with_setting(section, name, value):
    changed = getattr(SETTINGS, section).model_copy(update={name: value})
    return SETTINGS.model_copy(update={section: changed})


def test_the_same_settings_have_the_same_hash():
    copy = Settings.model_validate(SETTINGS.model_dump())

    assert config_hash(copy, WEIGHTS) == config_hash(SETTINGS, WEIGHTS)


def test_a_hash_is_short_and_hexadecimal():
    assert int(config_hash(SETTINGS, WEIGHTS), 16) >= 0
    assert len(config_hash(SETTINGS, WEIGHTS)) == 16


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("activity", "min_pause_s", 0.3),
        ("audio", "min_snr_db", 9.0),
        ("asr", "beam_size", 1),
        ("asr", "model", "whisper-large-v2"),
        ("asr", "models", {"fy": "whisper-frysk"}),
        ("asr", "compute_type", "float32"),
        ("organisation", "names", ("Noorderveld",)),
    ],
)
def test_what_bears_on_a_record_changes_the_hash(section, name, value):
    assert config_hash(with_setting(section, name, value), WEIGHTS) != config_hash(SETTINGS, WEIGHTS)


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("asr", "workers", 9),
        ("asr", "threads_per_worker", 9),
        ("asr", "batch_size", 99),
        ("leidraad", "focus", "offer_help"),
        ("privacy", "keep_words_days", 1),
        ("night", "batch_size", 1),
        ("storage", "weights", "elsewhere"),
        ("inbox", "excluded_queues", ("intern",)),
    ],
)
def test_what_makes_no_other_record_leaves_the_hash(section, name, value):
    assert config_hash(with_setting(section, name, value), WEIGHTS) == config_hash(SETTINGS, WEIGHTS)


def test_other_weights_under_the_same_name_are_another_model():
    assert config_hash(SETTINGS, "b" * 64) != config_hash(SETTINGS, WEIGHTS)


@pytest.mark.parametrize("version", ["BASE_LAYER_VERSION", "DETECTOR_VERSION", "REDACTION_VERSION"])
def test_other_rules_of_the_base_layer_change_the_hash(monkeypatch, version):
    before = config_hash(SETTINGS, WEIGHTS)
    monkeypatch.setattr(f"pipeline.toolbox.{version}", "another")

    assert config_hash(SETTINGS, WEIGHTS) != before


def test_the_roster_holds_own_name_colleagues_and_organisation(tmp_path):
    settings = with_setting("organisation", "names", ("Noorderveld",))
    tools = make_tools(tmp_path, colleagues=("Bo Postma",), settings=settings)

    assert tools.roster_for("Hinke Sânwâld") == Roster("Hinke Sânwâld", ("Bo Postma",), ("Noorderveld",), ())


def test_a_toolbox_and_a_leidraad_alone_can_both_score(tmp_path):
    finder = CueFinder()

    for scoring in (make_tools(tmp_path, cue_finder=finder), LeidraadInUse(finder, ITEMS)):
        assert (scoring.cue_finder, scoring.items) == (finder, ITEMS)


def test_the_version_is_that_of_the_installed_program():
    assert pipeline_version().count(".") == 2
