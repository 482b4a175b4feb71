import json

import pytest

from pipeline.errors import SettingsError
from pipeline.records import Span
from tests.bench.given import make_truth
from tests.bench.truth import TrueTurn, read_truth, true_conversation
from tests.bench.wording import comparable_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Goedemorgen, gemeente!", "goedemorgen gemeente"),
        ("Oké, één café", "oke een cafe"),
        ("17 november 1986", "zeventien november negentien zes en tachtig"),
        ("zeventien november negentienhonderd zesentachtig", "zeventien november negentien zes en tachtig"),
        ("drieëntwintig en een half", "drie en twintig en een half"),
        ("negen negentig tien", "negen negentig tien"),
        ("tweehonderd, zeventiende", "twee honderd zeventiende"),
        ("€ 12,50", "twaalf euro vijftig"),
        ("uw BSN", "uw b s n"),
        ("Noardeast-Fryslân", "noardeast fryslan"),
        ("zo'n brief", "zo'n brief"),
        ("...", ""),
    ],
)
def test_words_are_compared_as_they_are_said(written, said):
    assert comparable_words(written) == said.split()


def test_a_silence_too_short_to_be_listed_is_known_without_a_kind():
    # the citizen stops at 7.0 and goes on at 7.2; only silences from 0.25 s are listed
    speech = {"agent": [(1.0, 3.0)], "citizen": [(4.0, 7.0), (7.2, 8.5)]}
    silences = make_truth(speech=speech, silences=[(3.0, 4.0)]).true_silences()
    assert [(one.span, one.kind) for one in silences] == [(Span(3.0, 4.0), ""), (Span(7.0, 7.2), "")]


def test_truth_is_read_in_its_plain_form(tmp_path):
    file = tmp_path / "a.truth.json"
    turn = {"role": "agent", "start_s": 0.5, "end_s": 1.0, "text": "Dag."}
    plain = {"id": "a", "speakers": {}, "duration_s": 2.0, "turns": [turn], "speech": {"agent": [[0.5, 1.0]]}}
    file.write_text(json.dumps(plain | {"overlaps": [[0.6, 0.8]], "silences": []}))
    true = read_truth(file)
    assert (true.turns[0].language, true.agent_channel, true.cues) == ("nl", "left", {})
    assert true.true_overlaps()[0].span == Span(0.6, 0.8)


def test_what_is_no_truth_is_refused_with_its_name(tmp_path):
    file = tmp_path / "a.truth.json"
    file.write_text('{"id": "a"}')
    with pytest.raises(SettingsError, match=r"a\.truth\.json: not usable as truth"):
        read_truth(file)


def test_the_true_conversation_knows_names_and_organisation():
    turns = [TrueTurn("agent", 1.0, 3.0, "Gemeente Dantumadiel, met Rixt Bouma.")]
    true = make_truth(turns=turns, employee_name="Rixt Bouma", organisation="Dantumadiel")
    heard = true_conversation(true, ["Femke Jansma"]).facts.heard
    assert [one.kind for one in heard] == ["organisation", "employee_name"]


def test_a_truth_that_contradicts_itself_is_refused():
    with pytest.raises(SettingsError, match="lies behind the end"):
        true_conversation(make_truth(duration_s=5.0), [])
