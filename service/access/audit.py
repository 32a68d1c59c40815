"""The audit trail: who did what to whose data, when and why; append-only, never the data itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from service.access.chain import FIELDS, LINES, last_line, line_digest
from service.access.database import AccessDatabase
from service.access.policy import EVERYWHERE, Action, Grant
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
    place: str | None = None,
) -> None:
    """Add a line; it is on the disk when this returns.

    Parameters
    ----------
    through
        By which token or link, by its id; never a secret or its hash.
    outcome
        ``allowed`` or ``refused`` at a door; ``begun``, then ``done`` or ``failed``, of a command.
    place
        TERC code of the partnership it is about. Without one the line belongs to the territory of the
        grant, or, where it names a partnership, to where that lies when the line is read.
    """
    reason = ": ".join(part for part in (purpose, grant.purpose) if part)
    roles = "|".join(sorted(grant.roles))
    where = place if place is not None else "" if _names_one(subject) else "|".join(grant.territory)
    line = (stamp(now()), grant.name, roles, str(action), subject, reason, outcome, request_id, through)
    append(database, [(*line, where)])


def append(database: AccessDatabase, lines: Iterable[Sequence[str]]) -> None:
    """Add lines as they are, all or none: fields of :class:`Entry` but its number, then their place."""
    names = (*FIELDS, "digest")
    statement = f"INSERT INTO audit ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    with database.writing() as connection:
        number, digest = last_line(connection)
        (made,) = connection.execute(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'audit'"
        ).fetchone()
        number = max(number, made)
        for given in lines:
            number += 1
            line = (number, *given) if len(given) == len(FIELDS) - 1 else (number, *given, "")
            digest = line_digest(digest, line)
            connection.execute(statement, (*line, digest))


def raw_lines(database: AccessDatabase) -> list[tuple[str, ...]]:
    """Every line as :func:`append` takes it, oldest first."""
    with database.reading() as connection:
        rows = connection.execute(LINES, (0,)).fetchall()
    return [tuple(row)[1:-1] for row in rows]


def entries(
    database: AccessDatabase,
    *,
    before: int | None = None,
    limit: int = 200,
    seen_by: Grant | None = None,
    places: Mapping[str, str | None] | None = None,
) -> list[Entry]:
    """The newest lines first; ``before`` a number pages on.

    Parameters
    ----------
    seen_by
        Only the lines that lie wholly within this grant; all of them if not given.
    places
        TERC codes of the partnerships that are there now, for lines that carry none.
    """
    found: list[Entry] = []
    with database.reading() as connection:
        rows = connection.execute(
            f"SELECT {', '.join(Entry._fields)}, place FROM audit"  # noqa: S608  # own names
            " WHERE ? IS NULL OR number < ? ORDER BY number DESC",
            (before, before),
        )
        for row in rows:
            if len(found) == limit:
                break
            *line, place = row
            entry = Entry(*line)
            if seen_by is None or _lies_within(seen_by, entry, place, places or {}):
                found.append(entry)
    return found


def _names_one(subject: str) -> bool:
    """Whether a line is about one thing, which may be a partnership."""
    return subject not in {"", EVERYWHERE}


def _lies_within(grant: Grant, entry: Entry, place: str, places: Mapping[str, str | None]) -> bool:
    if EVERYWHERE in grant.territory and not grant.partnerships:
        return True
    if grant.partnerships and entry.subject not in grant.partnerships:
        return False
    if not place:
        return entry.subject in places and grant.covers(places[entry.subject])
    return all(grant.covers(code) for code in place.split("|"))
