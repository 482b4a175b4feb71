from tests.bench.given import make_truth
from tests.bench.library import BenchCall
from tests.bench.outcome import PeerRun, Work
from tests.bench.peer_scores import interruption_figures, peer_ratios
from tests.bench.scores import Ratio
from tests.bench.truth import TrueSpan

WORK = Work(10.0, 0.0, 1.0, {}, 100.0)
OVERLAPS = [
    TrueSpan(1.0, 1.4, "backchannel"),
    TrueSpan(3.0, 4.0, "interruption"),
    TrueSpan(6.0, 6.4, "terminal_overlap"),
    TrueSpan(8.0, 8.5, "interruption"),
]


def call(**truth):
    return BenchCall("own", "own/a.wav", None, {}, make_truth(**truth))


def figures(*onsets):
    return interruption_figures([call(overlaps=OVERLAPS)], {"own/a.wav": list(onsets)})


def test_what_is_called_an_interruption_is_counted_by_what_it_is():
    found = figures(1.1, 3.2, 6.1, 9.5)
    assert found == {
        "interruptions": 2,
        "backchannels": 1,
        "interruptions_found": 1,
        "backchannels_taken_for_interruptions": 1,
        "other_overlaps_taken_for_interruptions": 1,
        "without_overlap": 1,
    }


def test_an_overlap_is_found_once():
    # 3.0 and 3.5 both lie in the overlap of 3-4 s
    found = figures(3.0, 3.5)
    assert (found["interruptions_found"], found["without_overlap"]) == (1, 1)


def test_a_moment_just_beside_an_overlap_is_of_it():
    assert figures(7.71)["interruptions_found"] == 1
    assert figures(7.69)["interruptions_found"] == 0


def test_a_peer_that_hears_channels_is_scored_by_channel():
    texts = {"left": "Goedemorgen, waarmee kan ik helpen? Ja, natuurlijk.", "right": "Ik ha in fraach."}
    ratios = peer_ratios([call()], PeerRun(WORK, {"own/a.wav": texts}))
    assert ratios == {"wer": [Ratio(3, 14)]}


def test_a_peer_that_hears_one_channel_is_scored_in_order_of_the_turns():
    text = "goedemorgen waarmee kan ik helpen ik ha in fraach over mijn paspoort ja"
    assert peer_ratios([call()], PeerRun(WORK, {"own/a.wav": {"mix": text}})) == {"wer_in_order": [Ratio(1, 14)]}


def test_a_peer_that_tells_voices_is_scored_by_who_speaks_when():
    # all of the agent (3 s) and none of the citizen (4 s)
    speech = {"own/a.wav": [(1.0, 3.0, "A"), (8.0, 9.0, "A")]}
    [ratio] = peer_ratios([call()], PeerRun(WORK, speech=speech))["der"]
    assert ratio == Ratio(4.0, 7.0)
