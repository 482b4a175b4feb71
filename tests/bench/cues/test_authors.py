from dataclasses import replace

from pipeline.leidraad.learned import nothing_learned
from pipeline.leidraad.places import Places
from pipeline.leidraad.reading import read
from tests.bench.cues import authors
from tests.bench.cues.corpora import conversation_of, corpus
from tests.bench.cues.learning import ReadCall
from tests.bench.cues.report import show_authors


def read_call(call):
    return ReadCall(call, (), {}, (), read(conversation_of(call.given)), Places())


def test_nothing_is_learned_from_the_calls_of_the_author_who_is_measured(monkeypatch):
    ours, call = corpus("own")[0], corpus("own_guided")[0]
    corpora = {
        "own": (ours,),
        "own_guided": (replace(call, call_id="f001"), replace(call, call_id="g001"), replace(call, call_id="g002")),
        "blind4": (replace(call, call_id="e001"),),
        **dict.fromkeys(("blind5", "blind6", "blind7", "blind8"), ()),
    }
    learned_from = []

    def learn(calls, *_):
        learned_from.append([one.call.call_id for one in calls])
        return nothing_learned()

    monkeypatch.setattr(authors, "corpus", corpora.__getitem__)
    monkeypatch.setattr(authors, "question_stretches", list)
    monkeypatch.setattr(authors, "phrases", list)
    monkeypatch.setattr(authors, "read_calls", lambda calls: [read_call(one) for one in calls])
    monkeypatch.setattr(authors, "weighed_by_others", lambda *_: [])
    monkeypatch.setattr(authors, "learn", learn)
    found = authors.authors_left_out()

    assert learned_from == [
        [ours.call_id, "f001", "g001", "g002"],
        [ours.call_id, "g001", "g002", "e001"],
        [ours.call_id, "f001", "e001"],
    ]
    assert {name: figures["calls"] for name, figures in found.items()} == {authors.ALL: 4, "e": 1, "f": 1, "g": 2}
    judged = {name: figures["levels"]["clean"]["pooled"]["said"] for name, figures in found.items()}
    assert judged[authors.ALL] == judged["e"] + judged["f"] + judged["g"]
    assert show_authors(found, authors.ALL) is not None
