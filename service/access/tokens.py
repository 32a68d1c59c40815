"""Opaque tokens: random secrets shown once, of which only a hash is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_hex, token_urlsafe
from sqlite3 import Row
from typing import Any, Final

import orjson

from graph.errors import NotFound
from service.access.database import AccessDatabase
from service.access.policy import Grant, Role

#: Lets scanners of leaked secrets recognise a token.
_MARK: Final = "koop_"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed: everything but the secret."""

    id: str
    grant: Grant
    created_at: str
    expires_at: str
    revoked_at: str | None


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def new_secret() -> str:
    """256 random bits as text for URLs and headers."""
    return token_urlsafe(32)


def hash_of(secret: str) -> bytes:
    """What is kept of a secret. A plain hash is enough: 256 random bits cannot be guessed."""
    return sha256(secret.encode()).digest()


def grant_text(grant: Grant) -> str:
    """A grant as text for the database."""
    return orjson.dumps(
        {
            "name": grant.name,
            "roles": sorted(grant.roles),
            "territory": grant.territory,
            "partnerships": grant.partnerships,
            "institution": grant.institution,
            "purpose": grant.purpose,
        }
    ).decode()


def grant_of(text: str) -> Grant:
    """The grant that :func:`grant_text` wrote.

    >>> grant = Grant("rops", frozenset({Role.ROPS_ADVISOR}), ("24",))
    >>> grant_of(grant_text(grant)) == grant
    True
    """
    facts = orjson.loads(text)
    return Grant(
        name=facts["name"],
        roles=frozenset(Role(role) for role in facts["roles"]),
        territory=tuple(facts["territory"]),
        partnerships=tuple(facts["partnerships"]),
        institution=facts["institution"],
        purpose=facts.get("purpose", ""),
    )


def create_token(database: AccessDatabase, grant: Grant, days: float) -> tuple[str, str]:
    """A new token that lives for some days: its id and its secret, which is not kept."""
    id = token_hex(4)
    secret = _MARK + new_secret()
    made = now()
    with database.writing(sealed=True) as connection:
        connection.execute(
            "INSERT INTO tokens (id, hash, granted, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            (id, hash_of(secret), grant_text(grant), stamp(made), stamp(made + timedelta(days=days))),
        )
    return id, secret


def find_token(database: AccessDatabase, secret: str) -> tuple[str, Grant] | None:
    """Id and grant of a token that is neither expired nor revoked."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT id, granted FROM tokens WHERE hash = ? AND revoked_at IS NULL AND expires_at > ?",
            (hash_of(secret), stamp(now())),
        ).fetchone()
    return (row["id"], grant_of(row["granted"])) if row else None


def listed(row: Row) -> dict[str, Any]:
    """What stands of a token or of a link in its list, whichever of the two a row is."""
    same = ("id", "created_at", "expires_at", "revoked_at")
    return {"grant": grant_of(row["granted"]), **{name: row[name] for name in same}}


def list_tokens(database: AccessDatabase) -> list[Token]:
    """Every token that was ever made, oldest first."""
    with database.reading() as connection:
        rows = connection.execute("SELECT * FROM tokens ORDER BY created_at, id").fetchall()
    return [Token(**listed(row)) for row in rows]


def valid_tokens(database: AccessDatabase) -> list[Token]:
    """The tokens that are neither expired nor revoked, oldest first."""
    moment = stamp(now())
    return [one for one in list_tokens(database) if one.revoked_at is None and one.expires_at > moment]


def any_token(database: AccessDatabase) -> bool:
    """Whether a token is valid now."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT 1 FROM tokens WHERE revoked_at IS NULL AND expires_at > ? LIMIT 1", (stamp(now()),)
        ).fetchone()
    return row is not None


def revoke_token(database: AccessDatabase, id: str) -> None:
    """End a token and the sessions that were opened with it, at once.

    Raises
    ------
    NotFound
        When there is no token of this id.
    """
    moment = stamp(now())
    with database.writing(sealed=True) as connection:
        if connection.execute("SELECT 1 FROM tokens WHERE id = ?", (id,)).fetchone() is None:
            raise NotFound("token", id)
        connection.execute(
            "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (moment, id)
        )
        connection.execute(
            "UPDATE sessions SET ended_at = ? WHERE token_id = ? AND ended_at IS NULL", (moment, id)
        )
