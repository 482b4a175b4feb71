import os
import subprocess
import sys

import pytest

from flows import environment


@pytest.fixture
def _own_environment(monkeypatch):
    monkeypatch.setattr(os, "environ", dict(os.environ))


@pytest.mark.usefixtures("_own_environment")
@pytest.mark.parametrize("set_before", ["1", "true"])
def test_telemetry_is_off_whatever_was_set_before(set_before):
    os.environ.update(PYANNOTE_METRICS_ENABLED=set_before, PREFECT_SERVER_ANALYTICS_ENABLED=set_before)
    environment.prepare()
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "0"
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert {name: os.environ[name] for name in environment.OFFLINE} == environment.OFFLINE


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "from prefect.settings import get_current_settings as s; print(s().server.analytics_enabled)",
        "from pyannote.audio.telemetry.metrics import is_metrics_enabled as on; print(on())",
        "import huggingface_hub.constants as c; print(not (c.HF_HUB_OFFLINE and c.HF_HUB_DISABLE_TELEMETRY))",
    ],
    ids=["prefect", "pyannote", "hugging face"],
)
def test_the_libraries_themselves_say_that_it_is_off(question):
    code = f"from flows import environment; environment.prepare(); {question}"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert answer.stdout.split()[-1] == "False"
