"""The audit trail: who did what to whose data, when and why; append-only, never the data itself."""

from typing import NamedTuple

from service.access.database import AccessDatabase
from service.access.policy import Action, Grant
from service.access.tokens import now, stamp


class Entry(NamedTuple):
    """One line of the trail; ``subject`` names a partnership, never a family."""

    number: int
    at: str
    who: str
    roles: str
    action: str
    subject: str
    purpose: str
    outcome: str
    request_id: str


def record(
    database: AccessDatabase,
    grant: Grant,
    action: Action | str,
    subject: str,
    *,
    outcome: str = "allowed",
    purpose: str = "",
    request_id: str = "",
) -> None:
    """Add a line."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO audit (at, who, roles, action, subject, purpose, outcome, request_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stamp(now()),
                grant.name,
                "|".join(sorted(grant.roles)),
                str(action),
                subject,
                purpose,
                outcome,
                request_id,
            ),
        )


def entries(database: AccessDatabase, *, before: int | None = None, limit: int = 200) -> list[Entry]:
    """The newest lines first; ``before`` a number pages on."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM audit WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?",
            (before, before, limit),
        ).fetchall()
    return [Entry(*row) for row in rows]
