import pytest

from tests.flows.fakes import use_fakes


@pytest.fixture
def transcriber(monkeypatch):
    """Fakes behind all ports; the one that recognises is given."""
    return use_fakes(monkeypatch)
