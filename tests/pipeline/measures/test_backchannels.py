import pytest

from pipeline.measures.backchannels import is_filled_pause, only_backchannels


@pytest.mark.parametrize(
    "text",
    [
        "ja",
        "Ja, ja.",
        "Jaja",
        "hm hm",
        "hm-hm",
        "oké",
        "Oké, prima.",
        "dat klopt",
        "ja dat snap ik",
        "uh ja",
        "is goed",
        "o jee",
    ],
)
def test_dutch_backchannels(text):
    assert only_backchannels(text.split())


@pytest.mark.parametrize(
    "text", ["krekt", "krekt sa", "jawis", "no ja", "ach heden", "fansels", "jo", "begryp ik", "och, moai"]
)
def test_frisian_backchannels(text):
    assert only_backchannels(text.split())


@pytest.mark.parametrize("text", ["ja maar", "dat", "goed dat u belt", "snap", "nee wacht", "kunt jo", "ik"])
def test_words_beyond_the_list_are_no_backchannel(text):
    assert not only_backchannels(text.split())


def test_languages_may_mix():
    assert only_backchannels(["ja,", "krekt"])


def test_nothing_recognised_may_be_a_backchannel():
    assert only_backchannels([])
    assert only_backchannels(["..."])


@pytest.mark.parametrize(("text", "expected"), [("uh", True), ("Ehm,", True), ("hm", True), ("ja", False), ("", False)])
def test_filled_pauses(text, expected):
    assert is_filled_pause(text) is expected
