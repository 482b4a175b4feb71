import numpy as np

from pipeline.ports import Asking
from tests.bench.name_asking import ask_together


def asking(sound, *phrases):
    return Asking("call-1", np.full(2, sound, np.float32), phrases)


class Ears:
    """Answers each phrase with its length."""

    def __init__(self):
        self.asked = []

    def __call__(self, askings):
        self.asked += [one.phrases for one in askings]
        return [tuple(float(len(phrase)) for phrase in one.phrases) for one in askings]


def test_a_sound_is_asked_once_for_each_phrase_and_every_asking_has_its_own_answers():
    ears = Ears()
    answers = ask_together(ears, [asking(1, "met|Jan", "met|Bo"), asking(2, "met|Bo"), asking(1, "met|Bo", "met|Piet")])

    assert ears.asked == [("met|Jan", "met|Bo", "met|Piet"), ("met|Bo",)]
    assert answers == [(7.0, 6.0), (6.0,), (6.0, 8.0)]
