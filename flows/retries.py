"""Which failures of a whole batch are worth another try."""

from typing import Any

from pipeline.errors import CallError, SettingsError, StoreError
from pipeline.settings import NightSettings


def retry_if_transient(task: Any, task_run: Any, state: Any) -> bool:  # noqa: ARG001 - Prefect's signature
    """Tell Prefect whether to try a batch again: not where settings or store are at fault, or a refusal is final.

    Failures of single calls do not come here; they are rows of `failures`.
    """
    try:
        state.result()
    except (SettingsError, StoreError):
        return False
    except CallError as error:
        return error.retryable
    except Exception:  # whatever else broke off, a full disk or a killed worker, may pass
        return True
    return False


def delays(night: NightSettings) -> list[float]:
    """Return the seconds to wait before each new try of a batch: twice as long each time."""
    return [night.retry_delay_s * 2**number for number in range(night.retries)]
