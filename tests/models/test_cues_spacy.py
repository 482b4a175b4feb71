import pytest

from models.cues_spacy import SpacyCueFinder
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.sentences import run_sentences


@pytest.fixture(scope="module")
def leidraad():
    return load_leidraad("basis_v1")


@pytest.fixture(scope="module")
def finder(leidraad):
    return SpacyCueFinder(leidraad)


def test_the_basic_guide_passes_its_own_sentences(leidraad, finder):
    assert run_sentences(leidraad, finder) == ()
