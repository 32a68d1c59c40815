"""The audit trail: who did what to whose data, when and why; append-only, never the data itself."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service.access.database import AccessDatabase
from service.access.policy import Action, Grant
from service.access.tokens import now, stamp

#: The largest number of a line that the file can be asked for.
LARGEST_NUMBER = (1 << 63) - 1


class Entry(NamedTuple):
    """One line of the trail.

    ``who`` and ``roles`` are those of a grant; ``through`` names the token or link that carried it, by
    its id, and is blank in lines from before that was kept. ``subject`` names a partnership, ``*`` all
    within reach; never a family. ``purpose`` is what was called and, where one is given, what for.
    """

    number: int
    at: str
    who: str
    roles: str
    action: str
    subject: str
    purpose: str
    outcome: str
    request_id: str
    through: str


def record(
    database: AccessDatabase,
    grant: Grant,
    action: Action | str,
    subject: str,
    *,
    outcome: str = "allowed",
    purpose: str = "",
    request_id: str = "",
    through: str = "",
) -> None:
    """Add a line; it is on the disk when this returns.

    Parameters
    ----------
    through
        By which token or link, by its id; never a secret or its hash.
    outcome
        ``allowed`` or ``refused`` at a door; ``begun``, then ``done`` or ``failed``, of a command.
    """
    reason = ": ".join(part for part in (purpose, grant.purpose) if part)
    roles = "|".join(sorted(grant.roles))
    line = (stamp(now()), grant.name, roles, str(action), subject, reason, outcome, request_id, through)
    append(database, [line])


def append(database: AccessDatabase, lines: Iterable[Sequence[str]]) -> None:
    """Add lines as they are, all or none: fields of :class:`Entry` but its number."""
    names = Entry._fields[1:]
    places = ", ".join("?" * len(names))
    with database.writing() as connection:
        connection.executemany(
            f"INSERT INTO audit ({', '.join(names)}) VALUES ({places})",  # noqa: S608  # own names
            [tuple(line) for line in lines],
        )


def entries(database: AccessDatabase, *, before: int | None = None, limit: int = 200) -> list[Entry]:
    """The newest lines first; ``before`` a number pages on."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM audit WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?",
            (before, before, limit),
        ).fetchall()
    return [Entry(*row) for row in rows]
