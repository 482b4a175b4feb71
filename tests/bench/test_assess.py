from collections import Counter
from dataclasses import replace

import pytest

from pipeline.findings import Overlap
from pipeline.ports import CueResult
from pipeline.records import Span, Turn, Word
from tests.bench.assess import assess, cue_tables, verdict_of_call, word_ratios
from tests.bench.given import (
    NO_CUES,
    make_cue,
    make_findings,
    make_heard,
    make_outcome,
    make_question,
    make_silence,
    make_tempo,
    make_truth,
)
from tests.bench.scores import Ratio
from tests.bench.truth import Mention, TrueSpan, TrueTurn, true_conversation


def scores(true=None, heard=None, text=NO_CUES):
    true = true or make_truth()
    return assess(true, heard or make_outcome(), true_conversation(true, []), text)


def test_word_errors_are_counted_in_total_by_role_and_by_language():
    # agent: 7 words, `natuurlijk` lost = 1; citizen: `ha in fraach` heard as `ga een vraag` = 3 of 4 Frisian words,
    # none of 3 Dutch ones
    ratios = scores().ratios
    assert ratios["wer"] == Ratio(1 + 3, 7 + 4 + 3)
    assert (ratios["wer_agent"], ratios["wer_citizen"]) == (Ratio(1, 7), Ratio(3, 7))
    assert (ratios["wer_fy"], ratios["wer_nl"]) == (Ratio(3, 4), Ratio(1, 7 + 3))


def test_words_are_scored_by_kind():
    # 8.0-8.5 overlaps: `ja natuurlijk` over 8-9 has `ja` (middle 8.08) and `natuurlijk` (8.58): only `ja` is in it;
    # `over mijn paspoort` over 7.5-8.5 has `paspoort` (middle 8.25) in it and `mijn` (7.88) not
    true = make_truth(names_said=[Mention(0, "Goedemorgen")])
    ratios = scores(true).ratios
    assert ratios["wer_names"] == Ratio(0, 1)
    assert ratios["wer_overlapped"] == Ratio(0, 2)


def test_on_one_channel_the_better_pairing_of_speakers_and_parties_counts():
    texts = {
        "right": "Goedemorgen, waarmee kan ik helpen? Ja, natuurlijk.",
        "left": "Ik ha in fraach. Over mijn paspoort.",
    }
    result = scores(heard=make_outcome(channel_count=1, texts=texts))
    assert result.ratios["wer"] == Ratio(0, 14)
    assert "role_errors" not in result.ratios


def told(speaker, start_s, end_s, language, words=5):
    span = Span(start_s, end_s)
    return Turn(span, speaker, language, words=tuple(Word(span, "wurd", 1.0) for _ in range(words)))


def test_languages_of_turns_are_told_by_what_was_said_at_most_of_their_time():
    # the citizen says Frisian over 4-7 and Dutch over 7.5-8.5, the agent Dutch over 1-3 and 8-9
    found = (
        told("agent", 1.0, 3.0, "nl"),
        told("citizen", 4.0, 6.0, "nl"),
        told("citizen", 6.0, 7.8, "fy"),  # 1 s of Frisian, 0.3 s of Dutch
        told("citizen", 7.5, 8.5, "unknown"),
        told("agent", 8.0, 9.0, "fy", words=4),  # too few words
        told("citizen", 1.0, 3.0, "fy"),  # nobody of that party speaks
    )
    heard = make_outcome(conversation=replace(make_heard(), turns=found))
    ratios = scores(heard=heard).ratios
    assert (ratios["language_nl"], ratios["language_fy"]) == (Ratio(1, 2), Ratio(1, 2))


def test_words_of_all_are_compared_in_the_order_of_the_turns():
    # `ha in fraach` heard as `ga een vraag` (3); `ja` heard too early: added there, lost in its place; `natuurlijk` too
    assert scores().ratios["wer_in_order"] == Ratio(3 + 2 + 1, 14)


def test_who_speaks_when_is_compared_over_the_whole_call():
    # 8.0-8.5 of the agent missed, 3.0-3.5 invented; 3 + 4 s of speech
    ratios = scores().ratios
    assert ratios["der"] == Ratio(1.0, 7.0)
    assert ratios["role_accuracy"] == Ratio(6.5, 6.5)


def test_the_agent_may_be_on_the_right():
    texts = {"right": "Goedemorgen, waarmee kan ik helpen? Ja, natuurlijk.", "left": ""}
    ratios = scores(make_truth(agent_channel="right"), make_outcome(texts=texts, agent_channel="right")).ratios
    assert ratios["wer_agent"] == Ratio(0, 7)
    assert ratios["role_errors"] == Ratio(0, 1)


def test_a_party_taken_for_the_other_is_an_error():
    assert scores(heard=make_outcome(agent_channel="right")).ratios["role_errors"] == Ratio(1, 1)


def test_what_a_citizen_says_on_hold_is_expected_in_the_sound():
    held = [TrueTurn("citizen", 7.1, 7.3, "Nou zeg.")]
    assert word_ratios(make_truth(held=held), {"agent": "", "citizen": ""})["wer_citizen"] == Ratio(9, 9)


def test_a_colleague_on_the_line_is_expected_on_the_channel_of_the_citizen():
    turns = [TrueTurn("other", 1.0, 2.0, "Met Elzinga.")]
    assert word_ratios(make_truth(turns=turns), {"agent": "", "citizen": "met Elzinga"})["wer_citizen"] == Ratio(0, 2)


def test_silences_are_found_within_their_borders():
    # 3.1-4.0 lies 0.1 s off, 7.0-7.5 is exact
    ratios = scores().ratios
    assert ratios["silence_f1"] == Ratio(4, 4)
    assert ratios["short_silence_f1"] == Ratio(4, 4)


def test_short_silences_count_only_in_the_measure_of_short_ones():
    silences = (make_silence(3.0, 4.0), make_silence(7.0, 7.5), make_silence(5.0, 5.4))
    ratios = scores(heard=make_outcome(findings=make_findings(silences=silences))).ratios
    assert ratios["silence_f1"] == Ratio(4, 4)
    assert ratios["short_silence_precision"] == Ratio(2, 3)


def test_an_overlap_that_begins_too_late_is_missed_and_its_kind_compared_all_the_same():
    # 8.3 is 0.3 s behind 8.0, over the 0.15 s allowed
    result = scores()
    assert result.ratios["overlap_f1"] == Ratio(0, 2)
    assert result.tables["overlap_kinds"] == {("interruption", "terminal_overlap"): 1}


def test_overlaps_below_a_tenth_of_a_second_do_not_count():
    short = Overlap(span=Span(5.0, 5.09), onset_speaker="agent", kind="other", tier="high")
    result = scores(heard=make_outcome(findings=make_findings(overlaps=(short,))))
    assert result.ratios["overlap_precision"] == Ratio(0, 0)
    assert result.tables["overlap_kinds"] == {("interruption", "none"): 1}


def test_kinds_are_not_compared_where_the_truth_has_none():
    plain = make_truth(overlaps=[(8.0, 8.5)], silences=[(3.0, 4.0), (7.0, 7.5)])
    assert scores(plain).tables == {}


def test_speech_missed_and_false_add_up_over_both_parties():
    # agent: true 3 s, 0.5 s of it missed (8.0-8.5) and 0.5 s false (3.0-3.5); citizen: true 4 s, all found
    ratios = scores().ratios
    assert ratios["speech_missed"] == Ratio(0.5, 7.0)
    assert ratios["speech_false"] == Ratio(0.5, 7.0)


def test_tempo_is_compared_with_true_syllables_over_true_speech():
    # goe-de-mor-gen waar-mee kan ik hel-pen ja na-tuur-lijk: 4 + 2 + 1 + 1 + 2 + 1 + 3 = 14 in 3 s
    found = make_findings(tempo=(make_tempo("agent", 0.9 * 14 / 3),))
    ratios = scores(heard=make_outcome(findings=found)).ratios
    assert ratios["tempo_error"].part == pytest.approx(0.1)
    assert ratios["tempo_bias"].part == pytest.approx(-0.1)
    assert ratios["tempo_unreliable"] == Ratio(0, 1)


def test_a_tempo_called_unreliable_is_counted_and_not_compared():
    found = make_findings(tempo=(make_tempo("agent", 9.0, reason="too_little_speech"),))
    ratios = scores(heard=make_outcome(findings=found)).ratios
    assert (ratios["tempo_unreliable"], ratios["tempo_error"]) == (Ratio(1, 1), Ratio(0, 0))


def test_questions_of_the_agent_are_compared_by_time_and_kind():
    true = make_truth(questions=[TrueSpan(1.5, 3.0, "offer", "agent"), TrueSpan(4.0, 5.0, "closed", "citizen")])
    asked = (make_question(1.8, 3.0, "open"), make_question(8.0, 9.0, "check"))
    ratios = scores(true, make_outcome(findings=make_findings(questions=asked))).ratios
    assert (ratios["question_precision"], ratios["question_recall"]) == (Ratio(1, 2), Ratio(1, 1))
    assert ratios["question_kind"] == Ratio(0, 1)


def test_cues_are_compared_as_heard_and_on_the_true_words():
    true = make_truth(cues={"goodbye": "said", "summary": "not_said"})
    heard = make_findings(cues=(make_cue("goodbye", "not_said"), make_cue("summary", "not_said")))
    text = CueResult((make_cue("goodbye", "said"), make_cue("summary", "uncertain")), ())
    ratios = scores(true, make_outcome(findings=heard), text).ratios
    assert (ratios["cue_said_recall"], ratios["text_cue_said_recall"]) == (Ratio(0, 1), Ratio(1, 1))
    assert (ratios["cue_not_said_precision"], ratios["text_cue_uncertain"]) == (Ratio(1, 2), Ratio(1, 2))


@pytest.mark.parametrize(("truth", "verdict", "invented"), [("not_said", "said", 1), ("not_said", "uncertain", 0)])
def test_a_name_is_invented_where_it_was_not_said(truth, verdict, invented):
    true = make_truth(cues={"name_on_answer": truth})
    heard = make_findings(cues=(make_cue("name_on_answer", verdict),))
    assert scores(true, make_outcome(findings=heard)).ratios["cue_invented"] == Ratio(invented, 1)


def test_nothing_is_invented_where_the_name_was_said():
    true = make_truth(cues={"name_on_answer": "said"})
    heard = make_findings(cues=(make_cue("name_on_answer", "said"),))
    assert scores(true, make_outcome(findings=heard)).ratios["cue_invented"] == Ratio(0, 0)


def test_the_verdict_on_a_call_of_two_legs_is_said_where_one_leg_says_it():
    cues = [make_cue("goodbye", "not_said"), make_cue("goodbye", "said", leg_index=1)]
    assert verdict_of_call(cues, "goodbye") == "said"


def test_places_are_no_verdicts_and_a_cue_without_one_is_missing():
    assert verdict_of_call([make_cue("goodbye", "said", occurrence=1)], "goodbye") == "missing"


def test_a_call_without_judged_cues_has_no_tables_of_them():
    assert cue_tables(make_truth(), [make_cue("goodbye", "said")], "cue") == {}


def test_a_table_holds_the_true_verdict_and_the_given_one():
    tables = cue_tables(make_truth(cues={"goodbye": "said"}), [make_cue("goodbye", "uncertain")], "cue")
    assert tables == {"cue:goodbye": Counter({("said", "uncertain"): 1})}
