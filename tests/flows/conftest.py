import os

import pytest

from flows import environment
from tests.flows.fakes import use_fakes


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    """One Prefect server for the whole session: it takes ten seconds to start."""
    before = dict(os.environ)
    environment.prepare(tmp_path_factory.mktemp("prefect"))
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=300):
        yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def transcriber(monkeypatch):
    """Fakes behind all ports; the one that recognises is given."""
    return use_fakes(monkeypatch)
