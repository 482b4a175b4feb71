from pathlib import Path

import pytest
import yaml

from pipeline.errors import SettingsError
from pipeline.settings import load_settings

DEFAULT = Path(__file__).parents[2] / "flows" / "settings.default.yaml"


@pytest.fixture
def load(tmp_path):
    """Load settings of an installation, given as YAML, over the defaults."""

    def load_own(text):
        own = tmp_path / "own.yaml"
        own.write_text(text, encoding="utf-8")
        return load_settings(DEFAULT, own)

    return load_own


def test_the_defaults_are_whole():
    settings = load_settings(DEFAULT)

    assert (settings.activity.min_pause_s, settings.night.timezone) == (0.25, "Europe/Amsterdam")


def test_an_own_file_changes_what_it_names_and_nothing_else(load):
    settings = load("asr: {beam_size: 2}\norganisation: {names: [Gemeente Noorderveld]}")

    assert (settings.asr.beam_size, settings.asr.batch_size) == (2, load_settings(DEFAULT).asr.batch_size)
    assert settings.organisation.names == ("Gemeente Noorderveld",)
    assert settings.audio == load_settings(DEFAULT).audio


def test_a_list_is_replaced_and_not_added_to(tmp_path):
    (tmp_path / "base.yaml").write_text(DEFAULT.read_text(encoding="utf-8").replace("names: []", "names: [A, B]"))
    (tmp_path / "own.yaml").write_text("organisation: {names: [C]}")

    assert load_settings(tmp_path / "base.yaml", tmp_path / "own.yaml").organisation.names == ("C",)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}"])
def test_an_empty_own_file_leaves_the_defaults(load, text):
    assert load(text) == load_settings(DEFAULT)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("asr: {beem_size: 2}", r"own\.yaml: asr\.beem_size: Extra inputs"),
        ("asrr: {}", r"asrr: Extra inputs"),
        ("asr: {beam_size: many}", r"asr\.beam_size: .*valid integer"),
        ("asr: {beam_size: 0}", r"asr\.beam_size: .*greater than or equal to 1"),
        ("asr: 5", r"asr: .*"),
        ("asr: {device: tpu}", r"asr\.device: .*'cpu' or 'cuda'"),
        ("activity: {pad_s: 0.06}", r"activity\.pad_s: .*less than or equal to 0\.05"),
        ("audio: {clipped_share: 1.5}", r"audio\.clipped_share"),
        ("asr: {window_s: 31}", r"asr\.window_s: .*less than or equal to 30"),
        ("night: {timezone: Fryslân}", r"night\.timezone: .*no time zone is called 'Fryslân'"),
        ("night: {timezone: ../etc}", r"night\.timezone: .*no time zone"),
        ("- asr", r"expected sections such as `asr:`, found list"),
        ("asr: [", r"not readable as YAML"),
        ("audio: {min_snr_db: 1e}\nnight: {retries: -1}", r"audio\.min_snr_db: .*; night\.retries: "),
    ],
)
def test_a_fault_is_told_with_the_path_of_the_field(load, text, fault):
    with pytest.raises(SettingsError, match=fault):
        load(text)


def test_a_window_may_be_as_long_as_whisper_was_trained_on(load):
    assert load("asr: {window_s: 30}").asr.window_s == 30


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"gone\.yaml: there is no such settings file"):
        load_settings(DEFAULT, tmp_path / "gone.yaml")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00"], ids=["not UTF-8", "not YAML"])
def test_a_file_that_is_no_text_is_named(tmp_path, content):
    (tmp_path / "own.yaml").write_bytes(content)

    with pytest.raises(SettingsError, match=r"own\.yaml: not readable as YAML"):
        load_settings(DEFAULT, tmp_path / "own.yaml")


def test_a_folder_is_no_settings_file(tmp_path):
    with pytest.raises(SettingsError, match="not readable"):
        load_settings(DEFAULT, tmp_path)


def test_a_default_that_is_missing_is_told(tmp_path):
    values = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    del values["asr"]["beam_size"]
    (tmp_path / "base.yaml").write_text(yaml.safe_dump(values))

    with pytest.raises(SettingsError, match=r"base\.yaml: asr\.beam_size: Field required"):
        load_settings(tmp_path / "base.yaml")


def test_settings_cannot_be_changed_once_read():
    with pytest.raises(ValueError, match="frozen"):
        load_settings(DEFAULT).asr.beam_size = 1
