"""What must be set before the outside libraries are imported: few heaps, nothing sent anywhere, nothing fetched."""

import os
from pathlib import Path

from pipeline.atomic_file import private_folder
from pipeline.heaps import share_heaps

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "PYANNOTE_METRICS_ENABLED": "0",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "MARIMO_SKIP_UPDATE_CHECK": "1",
    "OTEL_SDK_DISABLED": "true",  # pyannote and marimo would send through OpenTelemetry
}
PREFECT = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",  # what the stages log stays in our own log
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",  # a busy machine takes more than the usual 20 s
}


def prepare(store: Path | None = None) -> None:
    """Set the environment of this process and its children; what an administrator set stays, but for telemetry.

    Args:
        store: where Prefect keeps its own database of runs, unless PREFECT_HOME says otherwise.
    """
    share_heaps()
    os.environ.update(OFFLINE)
    for name, value in PREFECT.items():
        os.environ.setdefault(name, value)
    if store is not None:
        # Prefect makes its own folder, but not the one above it, and then waits in vain for its database.
        os.environ.setdefault("PREFECT_HOME", str(private_folder(store / "prefect").resolve()))
