"""Secrets of links to surveys: shown once, of which a keyed hash is kept."""

from hmac import digest
from secrets import token_bytes, token_hex, token_urlsafe
from typing import Final, NamedTuple
from urllib.parse import quote

from service.access.database import AccessDatabase

#: Where a browser opens a link.
PAGE: Final = "/ankieta"
_KEY: Final = "survey"
_KEY_BYTES: Final = 32
#: 144 bits: short enough for a code on paper, too many to guess.
_SECRET_BYTES: Final = 18
_LONGEST: Final = 200


class NewSecret(NamedTuple):
    """A secret, the mark by which the trail names its link, and the keyed hash that is kept."""

    secret: str
    mark: str
    hashed: str


def new_secret(database: AccessDatabase) -> NewSecret:
    """A new secret of a link."""
    secret = token_urlsafe(_SECRET_BYTES)
    return NewSecret(secret, token_hex(4), hashed(database, secret))


def hashed(database: AccessDatabase, secret: str) -> str:
    """What is kept of a secret: its hash, keyed with what only the file of tokens holds."""
    return digest(_key(database), secret[:_LONGEST].encode(), "sha256").hex()


def address_of(base: str, secret: str) -> str:
    """The address that an institution is sent."""
    return f"{base}{PAGE}/{quote(secret)}"


def _key(database: AccessDatabase) -> bytes:
    statement = "SELECT value FROM keys WHERE name = ?"
    with database.reading() as connection:
        found = connection.execute(statement, (_KEY,)).fetchone()
    if found is None:
        with database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO keys (name, value) VALUES (?, ?)", (_KEY, token_bytes(_KEY_BYTES))
            )
            found = connection.execute(statement, (_KEY,)).fetchone()
    return found[0]
