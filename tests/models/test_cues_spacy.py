import time

import pytest

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.schema import Example
from pipeline.leidraad.sentences import conversation_of, run_sentences
from pipeline.records import Conversation
from pipeline.redaction import KnownPeople, redact
from tests.corpus.own.calls import own_calls

CALLS = own_calls()


@pytest.fixture(scope="module")
def leidraad():
    return load_leidraad("basis_v1")


@pytest.fixture(scope="module")
def finder(leidraad):
    return SpacyCueFinder(leidraad)


def verdicts(result):
    return {cue.cue_id: cue.verdict for cue in result.cues if cue.occurrence == 0}


def test_the_basic_guide_passes_its_own_sentences(leidraad, finder):
    assert run_sentences(leidraad, finder) == ()


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.call_id)
def test_the_calls_it_was_tuned_on_come_out_as_they_should(finder, call):
    found = finder.find(call.conversation)
    assert {item: verdicts(found)[item] for item in call.expected} == call.expected
    assert call.topic in (None, found.topic)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.call_id)
def test_masked_words_with_their_facts_score_as_the_words_did(finder, call):
    roster = call.given.roster
    people = KnownPeople((roster.own_name, *roster.colleagues), roster.organisations)
    masked = redact(call.conversation, people)
    before, after = finder.find(call.conversation), finder.find(masked)
    assert after.cues == before.cues
    assert after.topic == before.topic


def test_the_topics_are_found_in_their_own_sentences(leidraad, finder):
    for topic in leidraad.topics.topics:
        for sentence in topic.should_match:
            assert finder.find(conversation_of((Example(citizen=sentence),))).topic == topic.id, sentence


def test_on_the_empty_call_nothing_applies(finder):
    result = finder.find(Conversation("c", 1.0))
    assert set(verdicts(result).values()) == {"not_applicable"}
    assert (result.questions, result.topic) == ((), "")


def test_a_new_item_is_data_only(tmp_path):
    own = tmp_path / "dorp.yaml"
    own.write_text(
        """
id: dorp
version: 1
over: basis_v1
add:
  - id: weather
    name: {nl: Praat over het weer, fy: Praat oer it waar}
    coach: De medewerker praat over het weer.
    speaker: agent
    polarity: goal
    window: {phase: whole}
    triggers: {nl: [wat een weer], fy: [wat in waar]}
    should_match: [wat een weer vandaag, wat in waar hjoed]
    should_not_match: [dat weet ik weer]
""",
        encoding="utf-8",
    )
    with_weather = load_leidraad("basis_v1", own)
    assert run_sentences(with_weather, SpacyCueFinder(with_weather)) == ()


@pytest.mark.slow
def test_a_call_of_five_minutes_is_scored_in_time(finder):
    # 100,000 calls on 2 cores in 45 minutes: 2 x 2700 s / 100,000 = 54 ms a call; half of that leaves room
    longest = max(CALLS, key=lambda call: sum(len(turn.words) for turn in call.conversation.turns))
    words = sum(len(turn.words) for turn in longest.conversation.turns)
    finder.find(longest.conversation)
    start_s = time.process_time()
    for _ in range(20):
        finder.find(longest.conversation)
    seconds_per_700_words = (time.process_time() - start_s) / 20 * 700 / words
    assert seconds_per_700_words < 2 * 2700 / 100_000
