from dataclasses import replace

import pytest

from pipeline.measures.overlaps import measure_overlaps, tier_of
from pipeline.records import Recording, Span
from tests.pipeline.measures.builders import make_call


def kind_of(agent, citizen):
    """The citizen speaks; what the agent's onset in it is."""
    (overlap,) = measure_overlaps(make_call(agent=agent, citizen=citizen))
    assert overlap.onset_speaker == "agent"
    return overlap.kind


# time_s    0    1    2    3    4    5    6    7    8
# citizen   |----------------------------------------|
# agent                    |----|
@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        pytest.param((3, 4, "ja"), "backchannel", id="a listening word"),
        pytest.param((3, 4, "krekt sa"), "backchannel", id="a Frisian one"),
        pytest.param((3, 4), "backchannel", id="nothing recognised"),
        pytest.param((3, 4.2, "ja ja ja"), "backchannel", id="exactly 1.2 s"),
        pytest.param((3, 4.201, "ja ja ja"), "other", id="longer than 1.2 s, but only listening words"),
        pytest.param((3, 4.201), "interruption_attempt", id="longer than 1.2 s, words unknown"),
        pytest.param((3, 3.5, "maar mevrouw"), "interruption_attempt", id="exactly 0.5 s of words"),
        pytest.param((3, 3.499, "maar mevrouw"), "other", id="too short an attempt"),
        pytest.param((0.499, 1.5, "maar mevrouw"), "dual_start", id="both began within 0.5 s"),
        pytest.param((0.5, 1.5, "maar mevrouw"), "interruption_attempt", id="0.5 s later is no dual start"),
        pytest.param((0.3, 0.8, "ja"), "backchannel", id="a late listening word is no dual start"),
    ],
)
def test_who_speaks_on_was_listened_to_or_stood_his_ground(agent, kind):
    assert kind_of([agent], [(0, 8, "ik heb een vraag over mijn afval")]) == kind


# citizen   |-------------------|
# agent                   |---------------|
@pytest.mark.parametrize(
    ("onset_s", "last_word", "kind"),
    [
        pytest.param(3.5, "afval", "terminal_overlap", id="stops 0.5 s after the onset"),
        pytest.param(3.499, "afval", "interruption", id="stops later than that"),
        pytest.param(3.5, "de", "interruption", id="stops soon, but in the middle of a clause"),
        pytest.param(3.5, "nou...", "interruption", id="stops soon, broken off"),
        pytest.param(3.201, "afval.", "terminal_overlap", id="ends a sentence within 0.8 s"),
        pytest.param(3.2, "afval.", "interruption", id="0.8 s is too long to end a sentence"),
        pytest.param(2.0, "afval", "interruption", id="gives in after 2.0 s"),
        pytest.param(1.999, "afval", "other", id="gives in later than that"),
    ],
)
def test_who_stops_had_done_or_was_interrupted(onset_s, last_word, kind):
    assert kind_of([(onset_s, 6, "mag ik u wat vragen")], [(0, 4, f"een vraag over mijn {last_word}")]) == kind


@pytest.mark.parametrize(
    ("end_s", "kind"),
    [
        pytest.param(5.0, "interruption", id="holds the floor 1.0 s"),
        pytest.param(4.999, "other", id="holds it less long"),
    ],
)
def test_an_interruption_holds_the_floor(end_s, kind):
    assert kind_of([(3, end_s, "maar wacht")], [(0, 4, "een vraag over mijn afval")]) == kind


def test_the_floor_is_held_through_own_pauses():
    agent = [(3, 4.3, "maar wacht"), (4.8, 5.5, "eens even")]
    assert kind_of(agent, [(0, 4, "een vraag over mijn afval")]) == "interruption"


def test_the_floor_is_lost_when_the_other_speaks_again():
    citizen = [(0, 4, "een vraag over mijn afval"), (4.6, 6, "dat komt steeds niet")]
    overlaps = measure_overlaps(make_call(agent=[(3, 7, "maar wacht eens even")], citizen=citizen))
    assert [(overlap.onset_speaker, overlap.kind) for overlap in overlaps] == [
        ("agent", "other"),
        ("citizen", "interruption_attempt"),
    ]


def test_a_listening_word_at_the_end_of_a_phrase_is_no_terminal_overlap():
    # The citizen pauses 4.4 - 4 = 0.4 s and goes on.
    citizen = [(0, 4, "mijn bak is niet geleegd"), (4.4, 6, "en de buren ook niet")]
    assert kind_of([(3.8, 4.3, "hm hm")], citizen) == "backchannel"


def test_the_same_word_at_the_end_of_a_question_is_an_answer():
    citizen = [(0, 4, "kan dat morgen?"), (4.4, 6, "en hoe laat dan")]
    assert kind_of([(3.8, 4.3, "ja")], citizen) == "terminal_overlap"


def test_a_listening_word_at_the_end_of_all_talk_is_terminal():
    assert kind_of([(3.8, 4.3, "ja")], [(0, 4, "dat was het")]) == "terminal_overlap"


def test_who_began_in_overlap_did_not_start_together():
    # The agent resumes at 2.3 s; the citizen began at 2.0 s, while the agent still spoke.
    call = make_call(agent=[(0, 2.05, "goed dan"), (2.3, 4, "dus dat doen we")], citizen=[(2, 6, "maar hoe dan")])
    assert [overlap.kind for overlap in measure_overlaps(call)] == ["terminal_overlap", "other"]


def test_overlap_lasts_while_both_speak():
    (overlap,) = measure_overlaps(make_call(agent=[(3, 6)], citizen=[(0, 4)]))
    assert overlap.span == Span(3, 4)


def test_holes_under_a_fifth_of_a_second_make_no_new_onset():
    call = make_call(agent=[(3, 3.4), (3.55, 6)], citizen=[(0, 5)])
    assert [overlap.span for overlap in measure_overlaps(call)] == [Span(3, 5)]


def test_of_two_that_begin_together_the_one_that_stops_first_is_the_onset():
    (overlap,) = measure_overlaps(make_call(agent=[(0, 5)], citizen=[(0, 2)]))
    assert (overlap.onset_speaker, overlap.kind) == ("citizen", "dual_start")


def test_full_overlap_is_one_dual_start():
    (overlap,) = measure_overlaps(make_call(agent=[(0, 5)], citizen=[(0, 5)]))
    assert (overlap.span, overlap.onset_speaker, overlap.kind) == (Span(0, 5), "agent", "dual_start")


@pytest.mark.parametrize(
    "call",
    [make_call(), make_call(agent=[(0, 5), (6, 7)]), make_call(agent=[(0, 2)], citizen=[(2, 4)])],
    ids=["empty call", "one speaker", "end meets start"],
)
def test_without_both_there_is_no_overlap(call):
    assert measure_overlaps(call) == ()


def recording(channel_count=2, *reasons):
    return Recording(
        uri="a.wav",
        sha256="0" * 64,
        duration_s=60.0,
        channel_count=channel_count,
        sample_rate_hz=8000,
        codec="pcm_alaw",
        quality_reasons=reasons,
    )


@pytest.mark.parametrize(
    ("source", "tier"),
    [
        pytest.param(recording(), "high", id="a party a channel"),
        pytest.param(recording(2, "crosstalk"), "medium", id="one leaks into the other"),
        pytest.param(recording(2, "joint_stereo_mp3"), "medium", id="coded together, known to leak"),
        pytest.param(recording(1), "low", id="one channel"),
        pytest.param(recording(2, "same_sound_on_both_channels"), "low", id="one sound in two channels"),
    ],
)
def test_the_source_decides_how_far_overlaps_are_trusted(source, tier):
    assert tier_of(source) == tier
    overlaps = measure_overlaps(make_call(agent=[(0, 5)], citizen=[(3, 8)]), tier=tier_of(source))
    assert [overlap.tier for overlap in overlaps] == [tier]


@pytest.mark.parametrize(
    ("citizen", "agent", "is_changed"),
    [
        pytest.param((0, 5, "ik wil een nieuw paspoort"), (4, 8, "wanneer gaat u op reis"), True, id="takes over"),
        pytest.param((0, 8, "ik wil een nieuw paspoort"), (4, 6, "wanneer gaat u dan"), False, id="tries in vain"),
        pytest.param((0, 8, "ik wil een nieuw paspoort"), (4, 4.5, "ja"), False, id="listens"),
    ],
)
def test_tells_whose_speech_was_overlapped_and_who_has_the_floor_after_it(citizen, agent, is_changed):
    (found,) = measure_overlaps(make_call(agent=[agent], citizen=[citizen]))
    assert (found.onset_speaker, found.over_speaker, found.is_floor_changed) == ("agent", "citizen", is_changed)


def unsure(call, probability):
    """The agent's words are recognised with so much probability."""
    turns = tuple(
        replace(turn, words=tuple(replace(word, probability=probability) for word in turn.words))
        if turn.speaker == "agent"
        else turn
        for turn in call.turns
    )
    return replace(call, turns=turns)


@pytest.mark.parametrize(
    ("agent", "probability", "kind"),
    [
        pytest.param((3, 4, "hun hun"), 0.65, "interruption_attempt", id="surely other words"),
        pytest.param((3, 4, "hun hun"), 0.64, "backchannel", id="perhaps a hm hm"),
        pytest.param((3, 4.201, "hun hun"), 0.64, "interruption_attempt", id="too long to listen"),
    ],
)
def test_nobody_is_held_to_short_words_that_are_badly_recognised(agent, probability, kind):
    call = unsure(make_call(agent=[agent], citizen=[(0, 8, "ik heb een vraag over mijn afval")]), probability)
    assert [overlap.kind for overlap in measure_overlaps(call)] == [kind]
