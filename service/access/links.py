"""One-time links: each has an id under which it is listed and revoked; of its secret a hash is kept."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Final, NamedTuple

from graph.errors import NotFound
from service.access.database import AccessDatabase
from service.access.policy import Grant
from service.access.tokens import grant_of, grant_text, hash_of, listed, new_secret, now, stamp

#: Longest time a link may wait to be used: it lies in mail and in the history of browsers.
MOST_HOURS: Final = 24.0


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is listed: everything but the secret.

    ``expires_at`` ends the waiting; ``until`` is when the last session it opened ends, where one lasts.
    """

    id: str
    grant: Grant
    created_at: str
    expires_at: str
    used_at: str | None
    revoked_at: str | None
    until: str | None


class Taken(NamedTuple):
    """A link that was used just now; ``session_hours`` is blank where the settings decide."""

    id: str
    grant: Grant
    session_hours: float | None


def add_link(
    database: AccessDatabase, grant: Grant, hours: float, *, session_hours: float | None = None
) -> tuple[str, str]:
    """A new link that opens one session and then no more: its id and its secret, which is not kept.

    Parameters
    ----------
    hours
        How long it may wait to be used; at most :data:`MOST_HOURS`.
    session_hours
        How long the session lasts that it opens; as the settings say if not given.
    """
    id, secret, made = token_hex(4), new_secret(), now()
    until = stamp(made + timedelta(hours=min(hours, MOST_HOURS)))
    with database.writing(sealed=True) as connection:
        # What was never used and led to nothing is forgotten; the trail keeps its id.
        connection.execute(
            "DELETE FROM links WHERE expires_at < ?"
            " AND NOT EXISTS (SELECT 1 FROM sessions WHERE link_id = links.id)",
            (stamp(made),),
        )
        connection.execute(
            "INSERT INTO links (id, hash, granted, created_at, expires_at, session_hours)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (id, hash_of(secret), grant_text(grant), stamp(made), until, session_hours),
        )
    return id, secret


def create_link(database: AccessDatabase, grant: Grant, hours: float) -> str:
    """The secret of a new link; its id stands in the list."""
    return add_link(database, grant, hours)[1]


def find_link(database: AccessDatabase, secret: str) -> Grant | None:
    """What a link would open; it is not used up. ``None`` where it opens nothing."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT granted FROM links WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL"
            " AND expires_at > ?",
            (hash_of(secret), stamp(now())),
        ).fetchone()
    return grant_of(row["granted"]) if row else None


def take_link(database: AccessDatabase, secret: str) -> Taken | None:
    """Use up a link; ``None`` where it was used, revoked or waited too long."""
    moment = stamp(now())
    with database.writing(sealed=True) as connection:
        row = connection.execute(
            "UPDATE links SET used_at = ? WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL"
            " AND expires_at > ? RETURNING id, granted, session_hours",
            (moment, hash_of(secret), moment),
        ).fetchone()
    return Taken(row["id"], grant_of(row["granted"]), row["session_hours"]) if row else None


def list_links(database: AccessDatabase) -> list[Link]:
    """The links that may still be used, or whose session may still last, oldest first."""
    moment = stamp(now())
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT l.*, (SELECT max(s.expires_at) FROM sessions s"
            " WHERE s.link_id = l.id AND s.ended_at IS NULL AND s.expires_at > ?) AS until"
            " FROM links l WHERE l.expires_at > ? OR until IS NOT NULL ORDER BY created_at, id",
            (moment, moment),
        ).fetchall()
    return [Link(**listed(row), used_at=row["used_at"], until=row["until"]) for row in rows]


def revoke_link(database: AccessDatabase, id: str) -> None:
    """End a link and the session that was opened with it, at once.

    Raises
    ------
    NotFound
        When there is no link of this id.
    """
    moment = stamp(now())
    with database.writing(sealed=True) as connection:
        found = connection.execute(
            "UPDATE links SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? RETURNING 1",
            (moment, id),
        ).fetchone()
        if found is None:
            raise NotFound("link", id)
        connection.execute(
            "UPDATE sessions SET ended_at = ? WHERE link_id = ? AND ended_at IS NULL", (moment, id)
        )
