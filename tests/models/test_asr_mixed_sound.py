from dataclasses import replace

import numpy as np

from models.asr_by_language import TranscriberByLanguage
from models.asr_mixed_sound import MixedSoundTranscriber
from pipeline.language import language_of
from pipeline.ports import Asking, Clip, HeardWord, Transcript
from pipeline.records import Span


class Writes:
    """A recogniser that writes words where it is told to; of a clip those that lie in it.

    Attributes:
        recognised: spans of the clips it was given to recognise.
    """

    def __init__(self, *words, name="d", language="nl"):
        self.words = [HeardWord(Span(start_s, end_s), text, 0.9) for start_s, end_s, text in words]
        self.name, self.language = name, language
        self.recognised = []

    def transcribe(self, clips):
        self.recognised += [clip.span for clip in clips]
        return [self.one(clip) for clip in clips]

    def one(self, clip):
        inside = [word for word in self.words if clip.span.start_s <= word.span.start_s < clip.span.end_s]
        doubts = () if inside else ("no_speech",)
        return Transcript(tuple(inside), -0.3, 0.1, self.name, doubts, self.language)

    def ask(self, askings):
        return [tuple(float(len(phrase)) for phrase in asking.phrases) for asking in askings]


def clip(speaker, start_s, end_s, *speech, mixed=()):
    spans = tuple(Span(*pair) for pair in speech) or (Span(start_s, end_s),)
    return Clip("call-1", speaker, Span(start_s, end_s), np.zeros(1, np.float32), spans, mixed=mixed)


def texts(transcripts):
    return [" ".join(word.text for word in one.words) for one in transcripts]


# time_s    0    1    2    3    4    5    6
# agent     |---------|              |----|
# citizen             |----|
# recognised  goede  morgen. dag      tot
MIXED = (clip("other", 0, 3.5, (0, 3)), clip("other", 4.5, 6, (5, 6)))
WORDS = ((0.2, 0.8, "goede"), (1.0, 2.1, "morgen."), (2.2, 2.8, "dag"), (5.1, 5.5, "tot"))


def voices(mixed=MIXED):
    return [
        clip("agent", 0, 2, mixed=mixed),
        clip("agent", 5, 6, mixed=mixed),
        clip("citizen", 2, 3, mixed=mixed),
    ]


def test_a_shared_channel_is_recognised_once_and_its_words_go_to_their_voices():
    inner = Writes(*WORDS)
    found = MixedSoundTranscriber(inner).transcribe(voices())

    assert inner.recognised == [Span(0, 3.5), Span(4.5, 6)]
    assert texts(found) == ["goede morgen.", "tot", "dag"]


def test_a_word_is_cut_to_the_speech_of_its_voice():
    found = MixedSoundTranscriber(Writes(*WORDS)).transcribe(voices())

    assert found[0].words[1].span == Span(1.0, 2)  # recognised until 2.1 s


def test_a_sound_is_asked_for_phrases_as_it_is():
    asking = Asking("call-1", np.zeros(1, np.float32), ("met|Jan",))

    assert MixedSoundTranscriber(Writes()).ask([asking]) == [(7.0,)]  # the fake answers with the phrase's length


def test_clips_with_a_channel_of_their_own_are_recognised_as_they_are():
    inner = Writes((1.0, 1.5, "hallo"), *((start_s + 10, end_s + 10, text) for start_s, end_s, text in WORDS[:3]))
    shared = (clip("other", 10, 16),)
    others = [clip("agent", 0, 3), clip("citizen", 12, 13, mixed=shared), clip("agent", 10, 12, mixed=shared)]

    assert texts(MixedSoundTranscriber(inner).transcribe(others)) == ["hallo", "dag", "goede morgen."]
    assert inner.recognised == [Span(0, 3), Span(10, 16)]


def test_each_channel_shares_only_its_own_words():
    later = (clip("other", 20, 23),)
    other = [replace(clip("agent", 20, 23, mixed=later), call_id="call-2")]
    inner = Writes(*WORDS, (20.5, 21.0, "hoi"))

    assert texts(MixedSoundTranscriber(inner).transcribe([*voices(), *other])) == ["goede morgen.", "tot", "dag", "hoi"]


def test_what_was_doubted_around_a_clip_is_told_of_it():
    found = MixedSoundTranscriber(Writes(WORDS[3])).transcribe(voices())

    assert [one.doubts for one in found] == [("no_speech",), (), ("no_speech",)]
    assert texts(found) == ["", "tot", ""]


def test_no_clips_need_no_recogniser():
    assert MixedSoundTranscriber(Writes()).transcribe([]) == []


def test_only_the_voice_that_speaks_frisian_is_decoded_again_and_from_its_own_sound():
    dutch = Writes((0.2, 0.8, "waarmee"), (0.9, 1.9, "helpen?"), (2.0, 2.4, "ôfspraak"), (2.4, 2.9, "meitsje"))
    frisian = Writes((2.1, 2.9, "meitsje"), name="f", language="fy")
    both = TranscriberByLanguage(MixedSoundTranscriber(dutch), MixedSoundTranscriber(frisian), language_of)
    found = both.transcribe(voices(mixed=(clip("other", 0, 6),)))

    assert frisian.recognised == [Span(2, 3)]
    assert texts(found) == ["waarmee helpen?", "", "meitsje"]
    assert [one.asr_model for one in found] == ["d", "d", "f"]
