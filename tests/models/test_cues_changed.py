"""Scoring only what changed gives what scoring everything gives, to the byte, on labelled calls of every author."""

from functools import cache

import pytest

from flows.wiring import item_texts
from models.cues_changed import SpacyChangeFinder
from models.cues_spacy import SpacyCueFinder
from pipeline.derive import derive, derive_changed
from pipeline.documents import to_bytes
from pipeline.leidraad.load import load_leidraad
from tests.bench.cues.corpora import conversation_of, corpus
from tests.factories import make_record

HEAD = "id: terpstra\nversion: 3\nover: basis_v1\n"
DIGID = """
add:
  - id: digid_named
    name: {nl: Noemt DigiD, fy: Neamt DigiD}
    coach: Noem DigiD.
    speaker: agent
    polarity: top
    window: {phase: body}
    triggers: {nl: [met uw digid, via onze website], fy: [mei jo digid, fia ús webside]}
    should_match: [dat kan met uw digid]
    should_not_match: [goedemorgen]
"""
EVERY = 3
"""Of the calls in a row one is scored: all of them take minutes."""
MOST_WHOLE = 0.1
"""Of calls that a small change may leave to be scored wholly."""


@cache
def records():
    calls = [call for name in ("own", "own_guided") for call in corpus(name)]
    return [make_record(call.call_id, conversation=conversation_of(call.given)) for call in calls[::EVERY]]


@cache
def scored_before():
    return scored(load_leidraad("basis_v1"))


def scored(leidraad):
    finder, items = SpacyCueFinder(leidraad), item_texts(leidraad, 0.6)
    return [derive(record, "sha", finder, items) for record in records()]


def laid_over(tmp_path, text):
    file = tmp_path / "own.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return load_leidraad("basis_v1", file)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "most_whole"),
    [
        pytest.param("change: {summary: {add_triggers: {nl: [dus even kort]}}}", MOST_WHOLE, id="phrase added"),
        pytest.param(
            "change: {goodbye: {add_triggers: {nl: [succes met de verhuizing], fy: [sukses mei de ferhuzing]}}}",
            MOST_WHOLE,
            id="phrase of new words",
        ),
        pytest.param(
            "change: {thanks_after_hold: {triggers: {nl: [dank voor het wachten], fy: [tige tank foar it wachtsjen]}}}",
            MOST_WHOLE,
            id="reworded",
        ),
        pytest.param("change: {next_steps: {window: {phase: closing}}}", 0, id="other window"),
        pytest.param("change: {offer_help: {window: {phase: body}}}", MOST_WHOLE, id="other window, phrases that ask"),
        pytest.param("change: {check_understood: {add_triggers: {nl: [volgt u mij nog]}}}", MOST_WHOLE, id="asks more"),
        pytest.param("forbid: [positive_reframe]", 0, id="forbidden"),
        pytest.param(DIGID, MOST_WHOLE, id="added"),
        pytest.param("off: [hold_announced]", MOST_WHOLE, id="switched off"),
        pytest.param("off: [offer_help]", MOST_WHOLE, id="switched off, phrases that ask"),
        pytest.param("exempt: [{calls: {directions: [outbound]}, off: [let_finish]}]", 0, id="off for some calls"),
        pytest.param(f"off: [summary]\nforbid: [goodbye]{DIGID}", 2 * MOST_WHOLE, id="several"),
    ],
)
def test_scoring_what_changed_gives_what_scoring_everything_gives(text, most_whole, tmp_path):
    leidraad, before = laid_over(tmp_path, text), load_leidraad("basis_v1")
    finder, items = SpacyChangeFinder(leidraad, before.items), item_texts(leidraad, 0.6)
    given = zip(records(), scored_before(), strict=True)
    changed = [derive_changed(record, earlier, finder, items) for record, earlier in given]

    whole = [to_bytes(one) for one in scored(leidraad)]
    assert [to_bytes(one) for one in changed if one is not None] == [
        other for one, other in zip(changed, whole, strict=True) if one is not None
    ]
    assert sum(one is None for one in changed) <= most_whole * len(changed)
    assert len(changed) > 50
    assert whole != [to_bytes(one) for one in scored_before()]
