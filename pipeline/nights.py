"""What each night did: one small file a night."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pipeline.documents import read_document, write_document


@dataclass(frozen=True, slots=True, kw_only=True)
class NightReport:
    """What one night did.

    Attributes:
        night: ISO date on which the night began.
        started_at: with zone.
        ended_at: with zone.
        found_count: recordings in the inbox.
        done_count: calls recorded this night.
        refused_count: recordings refused, each a failure.
        already_done_count: recordings done on an earlier night, or earlier this night.
        audio_s: seconds of sound in the calls done.
        work_s: seconds of work per stage, over all workers; where stages ran beside each other, each has its part.
        failed_share: refused of those tried, 0 to 1; 0 where none was tried.
        pipeline_version: of the program.
        put_off_count: recordings left for the next night, for the deadline came first.
        corrected_count: calls whose facts were brought up to a corrected `calls.csv`.
        rescored_count: calls of earlier nights that another leidraad or measure gave other findings.
        refused_by: recordings refused by `stage/reason`.
        spare_s: seconds left until the deadline when the night ended, negative after it; None where not known.
        disk_free_bytes: on the disk of the store when the night ended; None where not known.
        model_s: of the seconds of work, those in which a model was at work.
        batch_s: seconds on the clock of all batches; what is more than `work_s` together is in no stage.
    """

    night: str
    started_at: datetime
    ended_at: datetime
    found_count: int
    done_count: int
    refused_count: int
    already_done_count: int
    audio_s: float
    work_s: dict[str, float]
    failed_share: float
    pipeline_version: str
    put_off_count: int = 0
    corrected_count: int = 0
    rescored_count: int = 0
    refused_by: dict[str, int] = field(default_factory=dict)
    spare_s: float | None = None
    disk_free_bytes: int | None = None
    model_s: float = 0.0
    batch_s: float = 0.0


class NightStore:
    """The reports of nights below the folder of the store."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "nights"

    def write_night(self, report: NightReport) -> None:
        """Store a report in place of an earlier one of the same night.

        Raises:
            ValueError: the night is no ISO date.
        """
        write_document(self._folder / f"{date.fromisoformat(report.night).isoformat()}.json", report)

    def find_night(self, night: str) -> NightReport | None:
        """Return the report of a night, None where there is none yet.

        Raises:
            StoreError: the file is damaged.
        """
        file = self._folder / f"{night}.json"
        return self.read_night(file) if file.exists() else None

    def night_files(self) -> list[Path]:
        """Return the files, oldest night first."""
        return sorted(self._folder.glob("[!.]*.json"))

    def read_night(self, file: Path) -> NightReport:
        """Read one report.

        Raises:
            StoreError: the file is damaged.
        """
        return read_document(file, NightReport, mend="remove it; only the figures of that night are lost")

    def nights(self) -> list[NightReport]:
        """Return all reports, oldest night first.

        Raises:
            StoreError: one of the files is damaged.
        """
        return [self.read_night(file) for file in self.night_files()]
