import numpy as np

from models.asr_by_language import TranscriberByLanguage
from pipeline.language import language_of
from pipeline.ports import Asking, Clip, HeardWord, Transcript
from pipeline.records import Span

DUTCH, FRISIAN = "ik wil graag een afspraak maken", "ik woe graach in ôfspraak meitsje"


class Writes:
    """A recogniser that writes what it is told of each clip, by where it begins; nothing of others.

    Attributes:
        asked: start of each clip, of each time.
    """

    def __init__(self, name, texts):
        self.name, self.texts, self.asked = name, texts, []

    def transcribe(self, clips):
        self.asked.append([clip.span.start_s for clip in clips])
        return [self.one(clip) for clip in clips]

    def one(self, clip):
        start_s = clip.span.start_s
        words = self.texts.get(start_s, "").split()
        heard = tuple(
            HeardWord(Span(start_s + at / 10, start_s + at / 10 + 0.1), word, 0.9) for at, word in enumerate(words)
        )
        return Transcript(heard, -0.3, 0.1, self.name, (), "fy" if self.name == "f" else "nl")

    def ask(self, askings):
        return [(self.name,) for _ in askings]


def clip(start_s, *, speaker="citizen", language="nl"):
    span = Span(start_s, start_s + 1)
    return Clip("call-1", speaker, span, np.zeros(1, np.float32), (span,), language)


def run(clips, dutch, frisian):
    """Return the model of each transcript, and the clips each model was asked for."""
    models = Writes("d", dutch), Writes("f", frisian)
    found = TranscriberByLanguage(*models, language_of).transcribe(clips)
    return [one.asr_model for one in found], [[at for batch in model.asked for at in batch] for model in models], found


def test_dutch_never_meets_the_frisian_model():
    models, asked, _ = run([clip(0.0), clip(5.0)], {0.0: DUTCH, 5.0: DUTCH}, {})
    assert (models, asked) == (["d", "d"], [[0.0, 5.0], []])


def test_clips_of_a_call_said_to_be_frisian_go_straight_to_the_frisian_model():
    models, asked, found = run([clip(0.0, language="fy"), clip(5.0)], {5.0: DUTCH}, {0.0: FRISIAN})
    assert (models, asked) == (["f", "d"], [[5.0], [0.0]])
    assert [one.language for one in found] == ["fy", "nl"]


def test_what_the_dutch_model_writes_in_frisian_words_is_decoded_again():
    models, asked, found = run([clip(0.0), clip(5.0)], {0.0: DUTCH, 5.0: FRISIAN}, {5.0: "ik woe graach"})
    assert (models, asked) == (["d", "f"], [[0.0, 5.0], [5.0]])
    assert [word.text for word in found[1].words] == ["ik", "woe", "graach"]


def test_a_clip_that_tells_nothing_goes_with_what_its_speaker_mostly_says():
    clips = [clip(0.0), clip(5.0), clip(9.0, speaker="agent")]
    models, asked, _ = run(clips, {0.0: FRISIAN, 5.0: "ja", 9.0: "ja"}, {0.0: FRISIAN, 5.0: "ja"})
    assert (models, asked[1]) == (["f", "f", "d"], [0.0, 5.0])


def test_where_the_frisian_model_writes_nothing_believable_the_dutch_words_stay():
    models, _, found = run([clip(0.0)], {0.0: FRISIAN}, {})
    assert models == ["d"]
    assert found[0].words


def test_a_clip_without_words_is_not_decoded_again():
    assert run([clip(0.0)], {}, {})[1] == [[0.0], []]


def test_the_dutch_model_answers_what_a_sound_is_asked():
    models = Writes("d", {}), Writes("f", {})
    asking = Asking("call-1", np.zeros(1, np.float32), ("met|Jan",))

    assert TranscriberByLanguage(*models, language_of).ask([asking]) == [("d",)]
