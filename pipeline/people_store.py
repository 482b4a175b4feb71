"""What people add, apart from the warehouse: one small file an entry, never changed, so that coaches do not collide.

    people/reviews/<call_id>/<id>.json       people/goals/<employee_id>/<id>.json
    people/replies/<call_id>/<id>.json       people/events/all/<id>.json
    people/assessments/<call_id>/<id>.json

A page sees an entry at once; the marts have it after the next night. What belongs to a call or an employee lies in a
folder of that name, so that erasing finds it.
"""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from pipeline.atomic_file import create_atomic
from pipeline.documents import read_document, to_bytes
from pipeline.errors import StoreError
from pipeline.names import check_name
from pipeline.people_records import Added, Assessment, Event, Goal, Reply, Review

A = TypeVar("A", Review, Reply, Assessment, Goal, Event)
_FOLDERS: Final[dict[type[Added], str]] = {
    Review: "reviews",
    Reply: "replies",
    Assessment: "assessments",
    Goal: "goals",
    Event: "events",
}
_MEND = "restore it from a backup, or remove it: one entry of one person is lost"


def new_id(now: datetime | None = None) -> str:
    """Return an id for an entry: the time, so that files sort, and chance, so that no two meet."""
    letters = "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz") for _ in range(12))
    return f"{now or datetime.now(UTC):%Y-%m-%d-%H-%M-%S}-{letters}"


class PeopleStore:
    """The entries below the folder of the store; several processes may add at once."""

    def __init__(self, root: Path) -> None:
        self._root = root / "people"

    def add(self, entry: Added) -> None:
        """Store an entry.

        Raises:
            ValueError: the call or employee cannot be a folder's name.
            StoreError: an entry of that id is there already.
        """
        file = self._root / _FOLDERS[type(entry)] / check_name(_owner(entry)) / f"{new_id()}.json"
        if not create_atomic(file, msgspec.json.format(to_bytes(entry), indent=2) + b"\n"):
            raise StoreError(f"{file}: is there already; try again")

    def files(self, kind: type[A], owner: str | None = None) -> list[Path]:
        """Return the files of a kind in the order they were added, all of them or those of one call or employee."""
        pattern = f"{check_name(owner) if owner is not None else '*'}/[!.]*.json"
        return sorted((self._root / _FOLDERS[kind]).glob(pattern), key=lambda file: (file.name, file.parent.name))

    def read(self, kind: type[A], file: Path) -> A:
        """Read one entry.

        Raises:
            StoreError: the file is damaged.
        """
        return read_document(file, kind, mend=_MEND)

    def entries(self, kind: type[A], owner: str | None = None) -> list[A]:
        """Return the entries of a kind in the order they were added; publishing names damaged ones, left out here."""
        found = []
        for file in self.files(kind, owner):
            try:
                found.append(self.read(kind, file))
            except StoreError:
                continue
        return found


def latest_goals(goals: Iterable[Goal]) -> list[Goal]:
    """Return each goal as it stands now, in the order in which they were agreed."""
    by_id: dict[str, Goal] = {}
    for goal in sorted(goals, key=lambda goal: goal.changed_at):
        by_id[goal.goal_id] = goal
    return sorted(by_id.values(), key=lambda goal: (goal.agreed_on, goal.goal_id))


def latest_reviews(reviews: Iterable[Review]) -> dict[str, Review]:
    """Return the latest review of each moment."""
    return {review.moment_id: review for review in sorted(reviews, key=lambda review: review.reviewed_at)}


def _owner(entry: Added) -> str:
    if isinstance(entry, Goal):
        return entry.employee_id
    return "all" if isinstance(entry, Event) else entry.call_id
