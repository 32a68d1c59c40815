"""Browser sessions: opened by a one-time link or a token, carried by a cookie."""

from datetime import timedelta
from hashlib import blake2b
from hmac import compare_digest
from typing import NamedTuple

from service.access.database import AccessDatabase
from service.access.links import take_link
from service.access.policy import Grant
from service.access.tokens import find_token, grant_of, grant_text, hash_of, new_secret, now, stamp


class Session(NamedTuple):
    """What a cookie stands for; ``through`` is the token or link that it came from, by id."""

    grant: Grant
    csrf: str
    through: str


class Opened(NamedTuple):
    """A new session; ``hours`` it may last."""

    cookie: str
    grant: Grant
    through: str
    hours: float


def exchange_link(database: AccessDatabase, secret: str, hours: float) -> Opened | None:
    """A session for a link that was not used yet; ``None`` for any other.

    It lasts ``hours``, or as long as the link was made for.
    """
    taken = take_link(database, secret)
    if taken is None:
        return None
    lasts = hours if taken.session_hours is None else taken.session_hours
    cookie = _open(database, taken.grant, lasts, link_id=taken.id)
    return Opened(cookie, taken.grant, _through(None, taken.id), lasts)


def exchange_token(database: AccessDatabase, secret: str, hours: float) -> Opened | None:
    """A session for a valid token; the session ends when the token is revoked."""
    found = find_token(database, secret)
    if found is None:
        return None
    id, grant = found
    return Opened(_open(database, grant, hours, token_id=id), grant, _through(id, None), hours)


def find_session(database: AccessDatabase, cookie: str) -> Session | None:
    """The session of a cookie while it lasts; it ends with its token, and with the revoked link."""
    moment = stamp(now())
    with database.reading() as connection:
        row = connection.execute(
            "SELECT s.granted, s.token_id, s.link_id FROM sessions s"
            " LEFT JOIN tokens t ON t.id = s.token_id LEFT JOIN links l ON l.id = s.link_id"
            " WHERE s.hash = ? AND s.ended_at IS NULL AND s.expires_at > ?"
            " AND (t.id IS NULL OR t.expires_at > ?)"
            # Somebody may sign in at the very moment of the revocation.
            " AND t.revoked_at IS NULL AND l.revoked_at IS NULL",
            (hash_of(cookie), moment, moment),
        ).fetchone()
    if row is None:
        return None
    through = _through(row["token_id"], row["link_id"])
    return Session(grant_of(row["granted"]), csrf_of(cookie), through)


def end_session(database: AccessDatabase, cookie: str) -> None:
    """Sign out."""
    with database.writing(sealed=True) as connection:
        connection.execute(
            "UPDATE sessions SET ended_at = ? WHERE hash = ? AND ended_at IS NULL",
            (stamp(now()), hash_of(cookie)),
        )


def csrf_of(cookie: str) -> str:
    """The proof that a form was made by a page of this session. Derived, so nothing is stored."""
    return blake2b(b"form", key=hash_of(cookie), digest_size=24).hexdigest()


def csrf_fits(expected: str, given: str | None) -> bool:
    """Whether a form carries its session's proof."""
    return given is not None and compare_digest(expected.encode(), given.encode())


def _through(token_id: str | None, link_id: str | None) -> str:
    """How a session was opened, as the trail tells it; of some from before ids nothing is known."""
    if token_id is not None:
        return f"session token {token_id}"
    return f"session link {link_id}" if link_id is not None else "session"


def _open(
    database: AccessDatabase,
    grant: Grant,
    hours: float,
    *,
    token_id: str | None = None,
    link_id: str | None = None,
) -> str:
    cookie = new_secret()
    moment = now()
    until = stamp(moment + timedelta(hours=hours))
    with database.writing(sealed=True) as connection:
        connection.execute("DELETE FROM sessions WHERE expires_at < ?", (stamp(moment),))
        connection.execute(
            "INSERT INTO sessions (hash, granted, token_id, link_id, expires_at) VALUES (?, ?, ?, ?, ?)",
            (hash_of(cookie), grant_text(grant), token_id, link_id, until),
        )
    return cookie
