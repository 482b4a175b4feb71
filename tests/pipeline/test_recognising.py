import numpy as np
import pytest

from pipeline.heard import Roster
from pipeline.hearing import hear
from pipeline.ports import MODEL_RATE_HZ
from pipeline.recognising import Opening, ask_openings, open_names, recognise_together
from pipeline.sound_names import name_phrases
from pipeline.stopwatch import Stopwatch
from tests.pipeline.rig import SaysByClip, make_tools, write_call

NAME = "Hinke Veldkamp"
WRITTEN = "goeiemorgen u spreekt met Hinke Veldkamp"


def openings_of(tmp_path, texts=(), *, name=NAME, **columns):
    """Return the openings that leave the name open, of a call whose clips hold the texts."""
    row = write_call(tmp_path, employee_name=name, **columns)
    call = hear(row, make_tools(tmp_path))
    given = {("call-1", speaker): list(words) for speaker, words in dict(texts).items()}
    return open_names(call, SaysByClip(given).transcribe(call.clips), Roster(name))


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        pytest.param({}, ["agent"], id="no word was recognised"),
        pytest.param({"agent": ["goeiemorgen u spreekt met Ine"]}, ["agent"], id="another name was written"),
        pytest.param({"agent": [WRITTEN]}, [], id="the words hold it"),
        pytest.param({"agent": ["goeiemorgen", WRITTEN]}, [], id="the words that follow hold it"),
        pytest.param({"citizen": [WRITTEN]}, ["agent"], id="another's words hold it"),
    ],
)
def test_the_sound_is_asked_where_the_agents_words_leave_the_name_open(tmp_path, texts, asked):
    assert list(openings_of(tmp_path, texts, left=((1, 4), (6, 8)), right=((9, 10),), duration_s=12.0)) == asked


def test_without_roles_either_party_may_have_said_it(tmp_path):
    assert list(openings_of(tmp_path, agent_channel="")) == ["agent", "citizen"]
    assert list(openings_of(tmp_path, {"citizen": [WRITTEN]}, agent_channel="")) == []


def test_a_name_that_nobody_knows_is_not_asked_for(tmp_path):
    assert openings_of(tmp_path, name="") == {}


# a clip keeps 0.4 s around its speech
@pytest.mark.parametrize(
    ("speech", "asked_s", "end_s"),
    [
        pytest.param(((1, 4),), 3.8, 4.4, id="a greeting"),
        pytest.param(((1, 3), (5, 7)), 2.8 + 2.8, 7.4, id="in two parts"),
        pytest.param(((1, 3), (12, 14)), 2.8, 3.4, id="what comes 8 s later is none of it"),
        pytest.param(((1, 12),), 7.0, 7.6, id="at most 7 s"),
        pytest.param(((1, 6), (8, 12)), 7.0, 8.8, id="at most 7 s of both: 5.8 s, and 1.2 s from 7.6 s on"),
    ],
)
def test_the_sound_of_the_opening_is_asked(tmp_path, speech, asked_s, end_s):
    opening = openings_of(tmp_path, left=speech, right=(), duration_s=16.0)["agent"]

    assert opening.samples.size / MODEL_RATE_HZ == pytest.approx(asked_s, abs=0.2)
    assert opening.end_s == pytest.approx(end_s, abs=0.15)
    assert opening.asking("met").phrases == name_phrases(NAME, "met")


class Answers(SaysByClip):
    """Answers so that in the n-th sound the name stands out by n deviations: 0.5 nats each above others all alike."""

    def ask(self, askings):
        self.asked += askings
        return [(at / 2,) * 3 + (0.0,) * (len(one.phrases) - 3) for at, one in enumerate(askings)]


def test_calls_are_recognised_and_asked_together_and_each_has_its_own_answer(tmp_path):
    texts = {("written", "agent"): [WRITTEN]}
    transcriber = Answers(texts)
    tools = make_tools(tmp_path, transcriber=transcriber)
    group = [hear(write_call(tmp_path, name, employee_name=NAME), tools) for name in ("first", "written", "last")]

    first, written, last = recognise_together(group, tools, Stopwatch())
    assert [asking.call_id for asking in transcriber.asked] == ["first", "last"]
    assert [one.openings["agent"].name_deviation for one in (first, last)] == [0.0, 1.0]
    assert written.openings == {}
    assert [len(one.transcripts) for one in (first, written, last)] == [len(call.clips) for call in group]
    assert len(transcriber.groups) == 1


def test_what_one_lead_in_leaves_unsure_is_asked_after_another_and_averaged():
    opening = Opening("call-1", NAME, 4.0, np.zeros(1, np.float32))
    asked = []

    def ask(askings):
        asked.append([one.phrases[0] for one in askings])
        own = (1.2, 1.25, 2.2, 2.25) if len(asked) == 1 else (0.75, 2.25)  # 0.5 nats are a deviation
        return [(value,) * 3 + (0.0,) * (len(one.phrases) - 3) for value, one in zip(own, askings, strict=True)]

    found = ask_openings([opening] * 4, ask)
    assert [one.name_deviation for one in found] == pytest.approx([2.4, (2.5 + 1.5) / 2, (4.4 + 4.5) / 2, 4.5])
    assert asked == [[f"u spreekt met|{NAME}"] * 4, [f"mijn naam is|{NAME}"] * 2]


def test_where_every_name_is_written_nothing_is_asked(tmp_path):
    transcriber = Answers({("call-1", "agent"): [WRITTEN]})
    tools = make_tools(tmp_path, transcriber=transcriber)
    list(recognise_together([hear(write_call(tmp_path, employee_name=NAME), tools)], tools, Stopwatch()))

    assert transcriber.asked == []
