from pipeline.ports import Clip, Transcript
from pipeline.records import Span
from pipeline.sound_names import name_probes
from tests.bench.name_asking import as_asked

SPAN = Span(0.0, 1.0)


def clip(*probes):
    return Clip("call-1", "agent", SPAN, None, (SPAN,), probes)


def transcript(*evidence):
    return Transcript((), -0.5, 0.0, "m", tuple(evidence))


def test_asked_for_all_names_each_keeps_the_evidence_of_its_own_phrases():
    own, other = name_probes("Rixt Bouma"), name_probes("Ramon Visser")
    probes = tuple(dict.fromkeys((*other, *own)))
    heard = transcript(*(float(number) for number in range(len(probes))))
    asked, kept = as_asked(clip(*probes), heard, "Rixt Bouma")
    assert asked.probes == own
    assert kept.probe_evidence == tuple(float(probes.index(probe)) for probe in own)


def test_a_clip_that_was_not_asked_stays_as_it_is():
    one, heard = clip(), transcript()
    assert as_asked(one, heard, "Rixt Bouma") == (one, heard)


def test_where_the_sound_gave_no_answer_there_is_none_for_any_name():
    asked, kept = as_asked(clip(*name_probes("Rixt Bouma")), transcript(), "Rixt Bouma")
    assert (asked.probes, kept.probe_evidence) == ((), ())
