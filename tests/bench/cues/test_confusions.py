import pytest

from tests.bench.cues.confusions import Noise, learn, rate_for, stretches, word_error_share

SAID = "gemeente ede u spreekt met anneke waarmee kan ik u helpen"
TABLE = learn([([(word, "nl") for word in SAID.split()], "gemeente eten besprekt met anneke waarmee kan ik helpen")])


@pytest.mark.parametrize(
    ("said", "heard", "expected"),
    [
        pytest.param("ik help u", "ik help u", [], id="as it was said"),
        pytest.param("ik help u", "ik hulp u", [(1, ("help",), ("hulp",))], id="one word changed"),
        pytest.param("ik help u", "ik help", [(2, ("u",), ())], id="one lost"),
        pytest.param("ik help", "ik help wel", [(2, (), ("wel",))], id="one added"),
        pytest.param("te veel", "teveel", [(0, ("te", "veel"), ("teveel",))], id="two become one"),
        pytest.param("goedemorgen", "goede morgen", [(0, ("goedemorgen",), ("goede", "morgen"))], id="one becomes two"),
        pytest.param("", "ja", [(0, (), ("ja",))], id="nothing was said"),
    ],
)
def test_words_are_paired_by_sound(said, heard, expected):
    assert list(stretches(said.split(), heard.split())) == expected


def test_what_was_written_is_counted_by_language():
    table = TABLE["nl"]
    assert table.said["u"] == 2
    assert table.written["u"] == {"": 2}
    assert table.written["ede"] == {"eten": 1}


def test_without_a_rate_nothing_changes():
    assert (
        Noise(TABLE, "seed").spoil("Gemeente Ede, u spreekt met Jan.", "nl", 0.0) == "Gemeente Ede, u spreekt met Jan."
    )


def test_the_same_seed_spoils_the_same():
    spoilt = [Noise(TABLE, "seed").spoil(SAID, "nl", 0.5) for _ in range(2)]
    assert spoilt[0] == spoilt[1] != SAID


def test_a_word_met_before_is_written_as_it_was_then():
    spoilt = {Noise(TABLE, str(seed)).spoil("ede", "nl", 0.5) for seed in range(40)}
    assert spoilt == {"ede", "eten"}


def test_the_rate_that_is_found_gives_the_errors_asked_for():
    texts = [(SAID, "nl")] * 40
    rate = rate_for(0.25, texts, TABLE)
    noise = Noise(TABLE, "other")
    assert word_error_share([(text, noise.spoil(text, "nl", rate)) for text, _ in texts]) == pytest.approx(
        0.25, abs=0.06
    )


def test_word_errors_are_changed_lost_and_added_words_over_words_said():
    # one changed of three, one added: 2 / 3
    assert word_error_share([("ik help u", "ik hulp u wel")]) == 2 / 3
