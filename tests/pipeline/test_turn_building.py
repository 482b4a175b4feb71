import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Language, Span, Speech
from pipeline.syllables import count_syllables
from pipeline.turn_building import SpokenWord, build_turns


def dutch(text: str) -> Language:
    return "nl" if text else "unknown"


def by_length(text: str) -> Language:
    """Frisian from three words on, else too short to tell."""
    return "fy" if len(text.split()) > 2 else "unknown"


def speech_of(speaker, *spans):
    return [Speech(Span(start_s, end_s), speaker) for start_s, end_s in spans]


def word(speaker, start_s, text, *, probability=0.8, language="unknown"):
    return SpokenWord(Span(start_s, round(start_s + 0.2, 3)), text, probability, speaker, "whisper-base", language)


def summary(turns):
    return [(turn.speaker, turn.span.start_s, turn.span.end_s, turn.text) for turn in turns]


# time_s    0    1    2    3    4    5    6    7
# agent     |---------|                   |----|
# citizen                  |---------|
def test_the_floor_goes_to_and_fro():
    speech = speech_of("agent", (0, 2), (6, 7)) + speech_of("citizen", (3, 5))
    words = [word("agent", 0.5, "hallo"), word("citizen", 3.5, "vraag"), word("agent", 6.5, "antwoord")]
    assert summary(build_turns(speech, words, language_of=dutch)) == [
        ("agent", 0, 2, "hallo"),
        ("citizen", 3, 5, "vraag"),
        ("agent", 6, 7, "antwoord"),
    ]


@pytest.mark.parametrize(
    ("pause_s", "turn_count"), [pytest.param(1.5, 1, id="1.5 s"), pytest.param(1.501, 2, id="longer than 1.5 s")]
)
def test_a_long_joint_silence_ends_a_turn(pause_s, turn_count):
    turns = build_turns(speech_of("agent", (0, 2), (2 + pause_s, 5)), [], language_of=dutch)
    assert len(turns) == turn_count


# agent     |-------------------|    |----|    pauses 0.5 s
# citizen             |-| ja
def test_a_backchannel_is_a_turn_of_its_own_and_ends_none():
    speech = speech_of("agent", (0, 4), (4.5, 6)) + speech_of("citizen", (2, 2.4))
    words = [word("agent", 1, "dan"), word("agent", 5, "gaat"), word("citizen", 2, "ja")]
    assert summary(build_turns(speech, words, language_of=dutch)) == [
        ("agent", 0, 6, "dan gaat"),
        ("citizen", 2, 2.4, "ja"),
    ]


def test_a_backchannel_in_a_pause_ends_no_turn():
    speech = speech_of("agent", (0, 2), (3, 5)) + speech_of("citizen", (2.3, 2.7))
    turns = build_turns(speech, [word("citizen", 2.4, "hm")], language_of=dutch)
    assert [(turn.speaker, turn.span) for turn in turns] == [("agent", Span(0, 5)), ("citizen", Span(2.3, 2.7))]


def test_more_than_a_backchannel_in_a_pause_ends_the_turn():
    speech = speech_of("agent", (0, 2), (3, 5)) + speech_of("citizen", (2.3, 2.7))
    assert len(build_turns(speech, [word("citizen", 2.4, "wacht")], language_of=dutch)) == 3


def test_two_backchannels_in_one_stretch_of_talk_are_two_turns():
    speech = speech_of("agent", (0, 9)) + speech_of("citizen", (2, 2.4), (5, 5.4))
    words = [word("citizen", 2, "ja"), word("citizen", 5, "ja")]
    assert [turn.span for turn in build_turns(speech, words, language_of=dutch)] == [
        Span(0, 9),
        Span(2, 2.4),
        Span(5, 5.4),
    ]


# agent        |----|  |------|     starts before the citizen has ended
# citizen   |--------|
def test_the_last_words_of_the_other_do_not_split_a_turn():
    speech = speech_of("citizen", (0, 4)) + speech_of("agent", (3, 3.8), (4.4, 6))
    words = [word("agent", 3.2, "momentje"), word("agent", 5, "hoor")]
    assert summary(build_turns(speech, words, language_of=dutch)) == [
        ("citizen", 0, 4, ""),
        ("agent", 3, 6, "momentje hoor"),
    ]


def test_a_word_outside_all_speech_goes_to_the_nearest_stretch_of_its_speaker():
    speech = speech_of("agent", (0, 2), (9, 10)) + speech_of("citizen", (4, 6))
    turns = build_turns(speech, [word("agent", 4.0, "ver"), word("agent", 8.0, "nabij")], language_of=dutch)
    # 4.0 is 2 s behind the first stretch and 5 s before the next; the turn reaches to its word.
    assert ("agent", 0, 4.2, "ver") in summary(turns)
    assert ("agent", 8.0, 10, "nabij") in summary(turns)


def test_words_of_a_speaker_without_speech_make_a_turn():
    turns = build_turns([], [word("citizen", 1.0, "goede"), word("citizen", 1.4, "middag")], language_of=dutch)
    assert summary(turns) == [("citizen", 1.0, 1.6, "goede middag")]


def test_speech_without_words_is_a_turn_without_confidence():
    (turn,) = build_turns(speech_of("agent", (0, 2)), [], language_of=dutch)
    assert (turn.words, turn.confidence, turn.asr_model, turn.language) == ((), None, "", "unknown")


def test_a_turn_knows_its_model_and_how_sure_it_was():
    words = [word("agent", 0, "ja", probability=0.5), word("agent", 1, "hoor", probability=0.9)]
    (turn,) = build_turns(speech_of("agent", (0, 2)), words, language_of=dutch)
    assert (turn.confidence, turn.asr_model) == ((0.5 + 0.9) / 2, "whisper-base")


def test_frisian_words_get_frisian_syllables():
    words = [word("citizen", i / 2, text) for i, text in enumerate(["goeie", "moarn", "mei"])]
    (turn,) = build_turns(speech_of("citizen", (0, 2)), words, language_of=by_length)
    assert [said.syllable_count for said in turn.words] == [2, 1, 1]


def test_a_turn_too_short_to_tell_is_counted_as_its_speaker_usually_speaks():
    speech = speech_of("citizen", (0, 2), (10, 11))
    words = [word("citizen", i / 2, text) for i, text in enumerate(["goeie", "moarn", "mei"])]
    turns = build_turns(speech, [*words, word("citizen", 10, "moarn")], language_of=by_length)
    assert turns[1].language == "unknown"
    assert [said.syllable_count for said in turns[1].words] == [1]


def test_without_any_sure_turn_the_hint_of_the_recogniser_counts():
    turns = build_turns([], [word("citizen", 0, "moarn", language="fy")], language_of=by_length)
    assert turns[0].words[0].syllable_count == count_syllables("moarn", "fy")


def test_an_empty_call_has_no_turns():
    assert build_turns([], [], language_of=dutch) == ()


def test_two_who_speak_all_the_time_have_a_turn_each():
    speech = speech_of("agent", (0, 9)) + speech_of("citizen", (0, 9))
    assert [turn.span for turn in build_turns(speech, [], language_of=dutch)] == [Span(0, 9), Span(0, 9)]


speakers = st.sampled_from(["agent", "citizen", "other"])
starts = st.integers(0, 20_000).map(lambda ms: ms / 1000)
stretches = st.builds(
    lambda speaker, start_s, ms: Speech(Span(start_s, round(start_s + ms / 1000, 3)), speaker),
    speakers,
    starts,
    st.integers(50, 4000),
)
spoken = st.builds(word, speakers, starts, st.sampled_from(["ja", "goed?", "gemeente", "moarn", "."]))


@given(st.lists(stretches, max_size=15), st.lists(spoken, max_size=15))
def test_no_word_is_lost_and_all_speech_has_a_turn(speech, words):
    turns = build_turns(speech, words, language_of=dutch)
    said = sorted((turn.speaker, w.span, w.text) for turn in turns for w in turn.words)
    assert said == sorted((w.speaker, w.span, w.text) for w in words)
    for stretch in speech:
        own = [turn.span for turn in turns if turn.speaker == stretch.speaker]
        assert any(span.start_s <= stretch.span.start_s and stretch.span.end_s <= span.end_s for span in own)


@given(st.lists(stretches, max_size=15), st.lists(spoken, max_size=15), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_given_does_not_matter(speech, words, random):
    turns = build_turns(speech, words, language_of=dutch)
    random.shuffle(speech)
    assert {turn.span for turn in build_turns(speech, words, language_of=dutch)} == {turn.span for turn in turns}


@given(st.lists(stretches, max_size=15), st.lists(spoken, max_size=15))
def test_turns_and_their_words_are_in_time_order(speech, words):
    turns = build_turns(speech, words, language_of=dutch)
    assert list(turns) == sorted(turns, key=lambda turn: turn.span.start_s)
    for turn in turns:
        assert turn.span.start_s <= min((w.span.start_s for w in turn.words), default=turn.span.start_s)
