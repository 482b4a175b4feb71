"""What people added, as rows of the warehouse's tables."""

from collections.abc import Container
from dataclasses import asdict

from pipeline.errors import StoreError
from pipeline.people_records import Assessment, Event, Goal, Reply, Review
from pipeline.people_store import A, PeopleStore, latest_goals
from pipeline.warehouse_rows import Row

PEOPLE_TABLES = ("reviews", "replies", "goals", "assessments", "events")


def people_rows(store: PeopleStore, call_ids: Container[str], warnings: list[str]) -> dict[str, list[Row]]:
    """Return the rows of each table.

    Args:
        store: what people added.
        call_ids: calls that are still there; what was written about others is left out.
        warnings: gets a sentence for each damaged entry, which is left out too.
    """
    goals = latest_goals(_read(store, Goal, warnings))
    reviews = [one for one in _read(store, Review, warnings) if one.call_id in call_ids]
    replies = [one for one in _read(store, Reply, warnings) if one.call_id in call_ids]
    assessments = [one for one in _read(store, Assessment, warnings) if one.call_id in call_ids]
    return {
        "reviews": [_row(review) for review in reviews],
        "replies": [_row(reply) for reply in replies],
        "goals": [_row(goal, leave_out=("changed_at",)) for goal in goals],
        "assessments": [_row(one, leave_out=("assessment_id",)) for one in assessments],
        "events": [_row(event) for event in _read(store, Event, warnings)],
    }


def _read(store: PeopleStore, kind: type[A], warnings: list[str]) -> list[A]:
    found = []
    for file in store.files(kind):
        try:
            found.append(store.read(kind, file))
        except StoreError as error:
            warnings.append(str(error))
    return found


def _row(entry: Review | Reply | Assessment | Goal | Event, *, leave_out: tuple[str, ...] = ()) -> Row:
    """Return the fields as columns; an empty note is null."""
    fields = asdict(entry).items()
    return {
        name: (value or None) if name in ("note", "description") else value
        for name, value in fields
        if name not in leave_out
    }
