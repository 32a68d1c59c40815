"""Browser sessions: opened by a one-time link or a token, carried by a cookie."""

from datetime import timedelta
from hashlib import blake2b
from hmac import compare_digest
from typing import NamedTuple

from service.access.database import AccessDatabase
from service.access.policy import Grant
from service.access.tokens import find_token, grant_of, grant_text, hash_of, new_secret, now, stamp


class Session(NamedTuple):
    """What a cookie stands for."""

    grant: Grant
    csrf: str


def create_link(database: AccessDatabase, grant: Grant, hours: float) -> str:
    """The secret of a link that opens one session and then no more."""
    secret = new_secret()
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO links (hash, granted, expires_at) VALUES (?, ?, ?)",
            (hash_of(secret), grant_text(grant), stamp(now() + timedelta(hours=hours))),
        )
    return secret


def exchange_link(database: AccessDatabase, secret: str, hours: float) -> tuple[str, Grant] | None:
    """A session cookie for a link that was not used yet; ``None`` for any other."""
    moment = stamp(now())
    with database.writing() as connection:
        row = connection.execute(
            "UPDATE links SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?"
            " RETURNING granted",
            (moment, hash_of(secret), moment),
        ).fetchone()
    if row is None:
        return None
    grant = grant_of(row["granted"])
    return _open(database, grant, None, hours), grant


def exchange_token(database: AccessDatabase, secret: str, hours: float) -> tuple[str, Grant] | None:
    """A session cookie for a valid token; the session ends when the token is revoked."""
    found = find_token(database, secret)
    if found is None:
        return None
    id, grant = found
    return _open(database, grant, id, hours), grant


def find_session(database: AccessDatabase, cookie: str) -> Session | None:
    """The session of a cookie while it lasts; that of a token not longer than the token."""
    moment = stamp(now())
    with database.reading() as connection:
        row = connection.execute(
            "SELECT s.granted FROM sessions s LEFT JOIN tokens t ON t.id = s.token_id"
            " WHERE s.hash = ? AND s.ended_at IS NULL AND s.expires_at > ?"
            " AND (t.id IS NULL OR t.expires_at > ?)",
            (hash_of(cookie), moment, moment),
        ).fetchone()
    return Session(grant_of(row["granted"]), csrf_of(cookie)) if row else None


def end_session(database: AccessDatabase, cookie: str) -> None:
    """Sign out."""
    with database.writing() as connection:
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


def _open(database: AccessDatabase, grant: Grant, token_id: str | None, hours: float) -> str:
    cookie = new_secret()
    moment = now()
    with database.writing() as connection:
        connection.execute("DELETE FROM sessions WHERE expires_at < ?", (stamp(moment),))
        connection.execute("DELETE FROM links WHERE expires_at < ?", (stamp(moment),))
        connection.execute(
            "INSERT INTO sessions (hash, granted, token_id, expires_at) VALUES (?, ?, ?, ?)",
            (hash_of(cookie), grant_text(grant), token_id, stamp(moment + timedelta(hours=hours))),
        )
    return cookie
