import numpy as np
import pytest

from pipeline.heard import Roster
from pipeline.hearing import hear
from pipeline.ports import MODEL_RATE_HZ
from pipeline.recognising import Opening, ask_openings, open_names, recognise_together
from pipeline.sound_names import PLAIN_LEAD_IN, STANDS_OUT, name_phrases
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
    assert opening.asking_name("met").phrases == name_phrases(NAME, "met")


def name_stands_out(asking, deviations):
    """Return an answer in which the name stands out by so many deviations: 0.5 nats each above others all alike."""
    return (deviations / 2,) * 3 + (0.0,) * (len(asking.phrases) - 3)


def is_for_greeting(asking):
    return asking.phrases[0].startswith("|")


class Answers(SaysByClip):
    """Answers so that in the n-th sound the name stands out by n deviations."""

    def ask(self, askings):
        self.asked += [one for one in askings if not is_for_greeting(one)]
        return [name_stands_out(one, at) for at, one in enumerate(askings)]


def test_calls_are_recognised_and_asked_together_and_each_has_its_own_answer(tmp_path):
    texts = {("written", "agent"): [WRITTEN]}
    transcriber = Answers(texts)
    tools = make_tools(tmp_path, transcriber=transcriber)
    group = [hear(write_call(tmp_path, name, employee_name=NAME), tools) for name in ("first", "written", "last")]

    first, written, last = recognise_together(group, tools, Stopwatch())
    assert [asking.call_id for asking in transcriber.asked] == ["first", "last"] * 2  # neither stands out
    assert [one.openings["agent"].name_deviation for one in (first, last)] == [0.0, 1.0]
    assert written.openings == {}
    assert [len(one.transcripts) for one in (first, written, last)] == [len(call.clips) for call in group]
    assert len(transcriber.groups) == 1


def test_a_name_is_asked_for_after_the_likeliest_greeting_and_where_it_does_not_stand_out_after_plain_words():
    opening = Opening("call-1", NAME, ("Goedemorgen,", "Goedemorgen, met", "Met"), 4.0, np.zeros(1, np.float32))
    asked = []

    def ask(askings):
        asked.append([one.phrases[0] for one in askings])
        if is_for_greeting(askings[0]):
            return [(-3.0, -1.0, -2.0)] * 3
        deviations = (STANDS_OUT, 3.0, 1.0) if len(asked) == 2 else (-1.0, 4.0)
        return [name_stands_out(*pair) for pair in zip(askings, deviations, strict=True)]

    found = ask_openings([opening] * 3, ask)
    assert [one.name_deviation for one in found] == pytest.approx([STANDS_OUT, 3.0, 4.0])
    assert asked == [["|Goedemorgen,"] * 3, [f"Goedemorgen, met|{NAME}"] * 3, [f"{PLAIN_LEAD_IN}|{NAME}"] * 2]


def test_the_opening_may_greet_for_the_organisations_of_the_roster(tmp_path):
    row = write_call(tmp_path, employee_name=NAME)
    call = hear(row, make_tools(tmp_path))
    transcripts = SaysByClip({}).transcribe(call.clips)
    opening = open_names(call, transcripts, Roster(NAME, organisations=("gemeente Waadhoeke",)))["agent"]

    assert "|Gemeente Waadhoeke, goedemorgen, met" in opening.asking_greeting().phrases


def test_where_every_name_is_written_nothing_is_asked(tmp_path):
    transcriber = Answers({("call-1", "agent"): [WRITTEN]})
    tools = make_tools(tmp_path, transcriber=transcriber)
    list(recognise_together([hear(write_call(tmp_path, employee_name=NAME), tools)], tools, Stopwatch()))

    assert transcriber.asked == []
