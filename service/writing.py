"""What every writing at the door needs: the version it builds on, an id for what is new, and a role."""

from hashlib import sha256
from uuid import uuid4

from service.access.guard import Visitor
from service.errors import OutOfDate


def demand_version(seen: str | None, version: int) -> None:
    """Go on only if nothing changed since the sender looked.

    Parameters
    ----------
    seen
        The version that the sender saw, as in ``If-Match``: one or several, quoted or not, or ``*``.
        Nothing where the sender does not say: then whatever is there counts as seen.
    version
        The version that is there.

    Raises
    ------
    OutOfDate
        When it is none of those that were seen.

    Examples
    --------
    >>> demand_version('"7", "8"', 8), demand_version("*", 8), demand_version(None, 8)
    (None, None, None)
    >>> demand_version("8", 7)
    Traceback (most recent call last):
    service.errors.OutOfDate
    """
    if seen is None:
        return
    marks = {mark.strip().strip('"') for mark in seen.split(",")}
    if marks.isdisjoint({"*", str(version)}):
        raise OutOfDate


def new_id(visitor: Visitor, kind: str, place: object, key: str | None) -> str:
    """The id of something new: one that the same sender's key leads to again, or a random one.

    Parameters
    ----------
    visitor
        The sender; the same key of another one is another key.
    kind, place
        What is new, and where: a partnership, or a family of one.
    key
        The ``Idempotency-Key``, where one was sent.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    if key is None:
        return uuid4().hex[:16]
    return sha256(f"{kind}\n{visitor.grant.name}\n{place}\n{key}".encode()).hexdigest()[:16]


def role_of(visitor: Visitor) -> str:
    """The roles of whoever takes a step, as journals keep them: no name."""
    return "+".join(sorted(visitor.grant.roles))
