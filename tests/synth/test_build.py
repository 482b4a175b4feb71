"""The generator makes what was made before, and says in one sentence why it cannot."""

from pathlib import Path

import pytest

from tests.synth import __main__ as command
from tests.synth.build import build_call, load_scripts, recording_name
from tests.synth.encode import encode
from tests.synth.line import LINE_HZ
from tests.synth.spoken_sounds import SOUNDS, write_openings, write_spoken_sounds
from tests.synth.tune import play
from tests.synth.voice import missing_voices

CALLS_DIR, MODELS_DIR = command.CALLS_DIR, command.MODELS_DIR
KINDS = ("json", "ogg")
needs_voices = pytest.mark.skipif(
    bool(missing_voices()), reason=f"no voices to speak with: {', '.join(missing_voices())}"
)


@pytest.mark.slow
@needs_voices
@pytest.mark.parametrize("name", load_scripts())
def test_a_call_is_remade_byte_for_byte(name: str, tmp_path: Path) -> None:
    script = load_scripts()[name]
    build_call(name, script, tmp_path)
    for file in (recording_name(name, script), f"{name}.truth.json"):
        assert (tmp_path / file).read_bytes() == (CALLS_DIR / file).read_bytes()


@pytest.mark.slow
@needs_voices
def test_short_sounds_are_remade_byte_for_byte(tmp_path: Path) -> None:
    write_spoken_sounds(tmp_path)
    write_openings(tmp_path)
    made = sorted(file.name for file in tmp_path.iterdir())
    assert made == [
        f"{name}.{kind}" for name in ("greetings", "greetings_by_others", "openings", "prompts") for kind in KINDS
    ]
    for name in made:
        kept = (MODELS_DIR if name.startswith("openings") else SOUNDS) / name
        assert (tmp_path / name).read_bytes() == kept.read_bytes()


def test_missing_voices_are_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "missing_voices", lambda: ("mbrola-nl3",))
    assert command.main(["--calls", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("cannot speak: mbrola-nl3 not installed")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_call_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "missing_voices", tuple)
    assert command.main(["--calls", str(tmp_path), "no-such-call"]) == 2
    assert "no script for no-such-call" in capsys.readouterr().err


@pytest.mark.parametrize("sound", ["music", "ring"])
def test_the_same_sound_is_encoded_to_the_same_bytes(sound: str) -> None:
    samples = 0.1 * play("music" if sound == "music" else "ring", 2.0, LINE_HZ).reshape(-1, 1)
    assert encode(samples, "opus") == encode(samples, "opus")


@pytest.mark.parametrize("sound", ["silence", "dropout"])
def test_silence_sounds_like_nothing(sound: str) -> None:
    samples = play("silence" if sound == "silence" else "dropout", 1.5, LINE_HZ)
    assert samples.shape == (round(1.5 * LINE_HZ),)
    assert not samples.any()
