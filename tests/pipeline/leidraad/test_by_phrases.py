from dataclasses import replace

import pytest

from pipeline.leidraad.judge import CERTAIN
from pipeline.records import AskedOpening, Heard, Span
from pipeline.sound_names import CONTRADICTS, STANDS_OUT, SUPPORTS
from tests.pipeline.leidraad.talk import LiteralFinder, a_leidraad, an_item, both, talk, verdict_of, word_file

CONFIRM = word_file(confirm=["ja"])
ECHO = {"words": 2, "weak_words": 3, "confirmations": "confirm"}


def test_a_phrase_in_the_window_is_said_with_its_words_as_evidence():
    cue = verdict_of(an_item(), talk("A hallo ik zwaai nu", "B dag"))
    assert (cue.verdict, cue.confidence) == ("said", CERTAIN)
    # two words are shown with their sentence
    assert (cue.first_word, cue.end_word) == (0, 4)
    assert cue.span == Span(1.0, 2.6)


def test_without_the_phrase_the_window_searched_is_the_evidence():
    cue = verdict_of(an_item(), talk("A hallo daar", "B dag"))
    assert (cue.verdict, cue.first_word) == ("not_said", None)
    assert cue.span == Span(1.0, 2.8)  # from the first word to the last


def test_frisian_phrases_count_in_any_turn():
    item = an_item(triggers={"nl": ["ik zwaai"], "fy": ["ik swaai"]})
    assert verdict_of(item, talk("A fy hallo ik swaai", "B dag")).verdict == "said"
    assert verdict_of(item, talk("A hallo ik swaai", "B dag")).verdict == "said"


def test_a_lone_word_is_shown_only_where_no_several_words_are():
    item = an_item(triggers=both("dag", "tot ziens"))
    alone = verdict_of(item, talk("A dag", "B goed"))
    beside = verdict_of(item, talk("A dag", "B goed", "A tot ziens"))
    assert [(cue.verdict, cue.first_word, cue.end_word) for cue in (alone, beside)] == [("said", 0, 1), ("said", 2, 4)]


def test_the_other_party_does_not_do_it():
    assert verdict_of(an_item(), talk("A hallo", "B ik zwaai")).verdict == "not_said"
    assert verdict_of(an_item(speaker="citizen"), talk("A hallo", "B ik zwaai")).verdict == "said"


def test_one_speaker_only_who_is_not_the_items_makes_it_not_applicable():
    assert verdict_of(an_item(), talk("B ik zwaai")).verdict == "not_applicable"


def test_a_place_outside_the_window_does_not_count():
    item = an_item(window={"from_s": 0, "to_s": 1})
    assert verdict_of(item, talk("A ik zwaai", "B dag")).verdict == "said"
    assert verdict_of(item, talk("A hallo daar mensen ik zwaai", "B dag")).verdict == "not_said"


def test_a_negation_takes_the_trigger_inside_it_away():
    item = an_item(negations=both("ik zwaai niet"))
    assert verdict_of(item, talk("A ik zwaai niet", "B dag")).verdict == "not_said"
    assert verdict_of(item, talk("A ik zwaai niet maar ik zwaai", "B dag")).verdict == "said"


def test_a_hint_alone_is_uncertain():
    item = an_item(hints=both("zwaai"))
    assert verdict_of(item, talk("A zwaai eens", "B dag")).verdict == "uncertain"
    assert verdict_of(item, talk("A zwaai eens ik zwaai", "B dag")).verdict == "said"


def test_every_place_is_an_occurrence_in_word_order():
    result = LiteralFinder(a_leidraad(an_item())).find(talk("A ik zwaai", "B dag", "A ik zwaai nog eens"))
    assert [(cue.occurrence, cue.first_word) for cue in result.cues] == [(0, 0), (1, 0), (2, 3)]


def test_improbable_words_make_a_missing_phrase_less_sure():
    call = talk("A hallo daar", "B dag")
    doubtful = tuple(replace(word, probability=0.5) for word in call.turns[0].words)
    call = replace(call, turns=(replace(call.turns[0], words=doubtful), call.turns[1]))
    cue = verdict_of(an_item(), call)
    # half-way between even odds and what absence means by default, 0.8
    assert (cue.verdict, cue.confidence) == ("not_said", pytest.approx(0.5 + 0.3 * 0.5))


def test_speech_of_which_no_word_was_recognised_is_uncertain():
    call = talk("A hallo", "B dag")
    call = replace(call, turns=(replace(call.turns[0], words=()), call.turns[1]))
    assert verdict_of(an_item(), call).verdict == "uncertain"


def test_an_opening_that_may_be_cut_off_is_uncertain_and_not_left_out():
    item = an_item(window={"phase": "opening"})
    call = replace(talk("A helpen kan ik", "B dag"), starts_mid_speech=True)
    assert verdict_of(item, call).verdict == "uncertain"
    assert verdict_of(an_item(), call).verdict == "not_said"


# slots

NAMED = an_item(
    triggers=both("dit is {name}", "{name}"),
    slots={"name": {"lead_ins": both("dit is"), "other": both("de gemeente"), "unmatched": "uncertain"}},
)


def named(text, **heard):
    fields = {"kind": "employee_name", "first_word": 2, "end_word": 3, "similarity": 1.0} | heard
    return talk(text, "B dag", heard=(Heard(**fields),))


def sounding(call, deviation, end_s=5.0):
    """Return the call with the opening, which begins at 1 s, asked for the name."""
    return replace(call, facts=replace(call.facts, opening=AskedOpening(end_s, deviation)))


@pytest.mark.parametrize(
    ("similarity", "deviation", "expected"),
    [
        pytest.param(1.0, None, "said", id="written as on the roster"),
        pytest.param(0.72, None, "said", id="like enough after words that lead in a name"),
        pytest.param(0.71, None, "uncertain", id="too unlike"),
        pytest.param(0.65, SUPPORTS, "said", id="unlike, but it stands out in the sound"),
        pytest.param(0.59, SUPPORTS, "uncertain", id="too unlike for a sound that is no more than somewhat surer"),
        pytest.param(0.9, CONTRADICTS - 0.1, "uncertain", id="alike, but the sound does not have it"),
        pytest.param(0.9, CONTRADICTS, "said", id="alike, and the sound bears it out"),
        pytest.param(1.0, CONTRADICTS - 0.1, "said", id="written out, whatever the sound"),
    ],
)
def test_a_name_is_judged_by_likeness_and_sound(similarity, deviation, expected):
    call = named("A dit is Hinke", similarity=similarity)
    asked = call if deviation is None else sounding(call, deviation)
    assert verdict_of(NAMED, asked).verdict == expected


def test_the_sound_of_the_opening_tells_nothing_of_what_is_said_after_it():
    early, late = (sounding(named("A dit is Hinke", similarity=0.9), -1.0, end_s) for end_s in (5.0, 1.2))
    assert [verdict_of(NAMED, call).verdict for call in (early, late)] == ["uncertain", "said"]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("A goedendag. dit is Ine", (1, 3), id="the words that lead in a name"),
        pytest.param("A goedendag. waarmee helpen", (0, 3), id="all that was written of the opening"),
    ],
)
def test_a_name_that_stands_out_of_the_sound_is_said_whatever_was_written(text, evidence):
    cue = verdict_of(NAMED, sounding(talk(text, "B dag"), STANDS_OUT))
    assert (cue.verdict, cue.confidence, (cue.first_word, cue.end_word)) == ("said", 0.9, evidence)


def test_a_name_that_stands_out_is_said_where_no_word_was_written():
    call = sounding(talk("A hallo", "B dag"), STANDS_OUT)
    cue = verdict_of(NAMED, replace(call, turns=(replace(call.turns[0], words=()), call.turns[1])))
    assert (cue.verdict, cue.first_word) == ("said", None)


@pytest.mark.parametrize(
    ("item", "deviation"),
    [
        pytest.param(NAMED, STANDS_OUT - 0.1, id="it stands out too little"),
        pytest.param(an_item(), STANDS_OUT, id="an item that asks for no name"),
    ],
)
def test_the_sound_alone_is_not_enough_for(item, deviation):
    assert verdict_of(item, sounding(talk("A goedendag", "B dag"), deviation)).verdict == "not_said"


def test_masked_or_not_the_name_is_judged_the_same():
    kept, masked = named("A dit is Hinke", similarity=0.8), named("A dit is [medewerker]", similarity=0.8)
    assert verdict_of(NAMED, kept) == verdict_of(NAMED, masked)


def test_a_name_by_itself_must_be_more_alike():
    assert verdict_of(NAMED, named("A hallo hier Hinke", similarity=0.8)).verdict == "uncertain"
    assert verdict_of(NAMED, named("A hallo hier Hinke", similarity=0.84)).verdict == "said"


def test_a_colleagues_name_is_not_ones_own():
    assert verdict_of(NAMED, named("A daar zit Piet", kind="colleague_name")).verdict == "not_said"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A dit is Ine", "uncertain", id="another word: perhaps the name misheard"),
        pytest.param("A dit is [naam]", "uncertain", id="a name that was masked"),
        pytest.param("A dit is", "uncertain", id="cut off"),
        pytest.param("A dit is de gemeente", "not_said", id="the organisation: no name"),
        pytest.param("A goedendag", "not_said", id="no lead-in"),
    ],
)
def test_words_that_lead_in_a_name_leave_it_open_what_the_next_word_was(text, expected):
    assert verdict_of(NAMED, talk(text, "B dag")).verdict == expected


def test_a_slot_may_count_as_said_though_it_was_not_recognised():
    rule = {"lead_ins": both("gemeente"), "other": both("waar"), "unmatched": "said"}
    item = an_item(triggers=both("{organisation}"), slots={"organisation": rule})
    assert verdict_of(item, talk("A gemeente ekensteen", "B dag")).verdict == "said"
    assert verdict_of(item, talk("A gemeente waar", "B dag")).verdict == "not_said"
    assert verdict_of(item, talk("A gemeente", "B dag")).verdict == "uncertain"


# echo

SUMMARY = an_item(triggers=both("als ik u begrijp"), hints=both("dus u"), echo=ECHO)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("A als ik u begrijp wilt u een container met papier", "said", id="two words back"),
        pytest.param("A als ik u begrijp wilt u een container", "uncertain", id="one word back"),
        pytest.param("A als ik u begrijp", "not_said", id="nothing back"),
    ],
)
def test_a_summary_gives_the_others_words_back(said, expected):
    cue = verdict_of(SUMMARY, talk("A hallo", "B een container met papier", said, "B goed"), words=CONFIRM)
    assert cue.verdict == expected


def test_what_the_other_says_only_afterwards_is_no_echo():
    call = talk("A als ik u begrijp wilt u een container met papier", "B een container met papier")
    assert verdict_of(SUMMARY, call, words=CONFIRM).verdict == "not_said"


@pytest.mark.parametrize(
    ("answer", "expected"), [("B ja klopt", "said"), ("B goed", "not_said")], ids=["confirmed", "not confirmed"]
)
def test_a_hint_with_the_others_words_needs_to_be_confirmed(answer, expected):
    call = talk("A hallo", "B een container met papier", "A dus u wilt een container met papier", answer)
    assert verdict_of(SUMMARY, call, words=CONFIRM).verdict == expected


def test_one_more_word_does_without_confirmation():
    told = "een container met papier bestellen"
    call = talk("A hallo", f"B {told}", f"A dus u wilt {told}", "B goed")
    assert verdict_of(SUMMARY, call, words=CONFIRM).verdict == "said"


# parts


def promise(lacking):
    of = {
        "who": {"name": {"nl": "wie", "fy": "wa"}, "triggers": both("ik"), "lacking": "uncertain"},
        "when": {"name": {"nl": "wanneer", "fy": "wannear"}, "list": "when", "lacking": lacking},
    }
    return an_item(triggers=both("bel u"), parts={"within_s": 2, "of": of}, absent="not_applicable")


WHEN = word_file(when=["morgen"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A ik bel u morgen", "said", id="complete"),
        pytest.param("A bel u morgen", "uncertain", id="one part lacks that may be left uncertain"),
        pytest.param("A ik bel u", "not_said", id="one part lacks that counts"),
        pytest.param("A bel u", "not_said", id="both lack: the lower verdict"),
        pytest.param("A goed hoor", "not_applicable", id="no promise to complete"),
    ],
)
def test_an_item_of_parts_needs_them_all(text, expected):
    assert verdict_of(promise("not_said"), talk(text, "B dag"), words=WHEN).verdict == expected


def test_a_part_may_stand_in_another_turn_near_by():
    near = talk("A ik bel u", "B goed", "A morgen")  # the first ends at 2.2 s, the last begins at 3.2 s
    far = talk("A ik bel u", "B goed", "(2)", "A morgen")
    assert verdict_of(promise("not_said"), near, words=WHEN).verdict == "said"
    assert verdict_of(promise("not_said"), far, words=WHEN).verdict == "not_said"
