"""What every writing at the door needs: the version it builds on, to happen once, an id, a role."""

from collections.abc import Callable
from hashlib import sha256
from secrets import token_hex
from typing import TypeVar
from uuid import uuid4

from graph.errors import Conflict
from service.access.guard import Principal
from service.access.posts import Posted, Seen, Sent, sender_of
from service.http.errors import PreconditionFailed, PreconditionRequired

_Ready = TypeVar("_Ready")
_Written = TypeVar("_Written")


def demand_version(seen: str | None, version: int | str) -> None:
    """Go on only if the sender says what they saw, and nothing changed since.

    Parameters
    ----------
    seen
        The version that the sender saw, as in ``If-Match``: one or several, quoted or not, or ``*`` for
        whatever is there.
    version
        The version that is there.

    Raises
    ------
    PreconditionRequired
        When the sender does not say.
    PreconditionFailed
        When it is none of those that were seen.

    Examples
    --------
    >>> demand_version('"7", "8"', 8), demand_version("*", 8)
    (None, None)
    >>> demand_version("8", 7)
    Traceback (most recent call last):
    service.http.errors.PreconditionFailed
    """
    if seen is None:
        raise PreconditionRequired
    marks = {mark.strip().strip('"') for mark in seen.split(",")}
    if marks.isdisjoint({"*", str(version)}):
        raise PreconditionFailed


def write_once(
    principal: Principal,
    sent: Sent,
    *,
    at: int | str,
    ready: Callable[[], _Ready],
    write: Callable[[_Ready], _Written],
    done: Callable[[str], _Written | None],
) -> _Written:
    """Do what a post asks for, once for each ``Idempotency-Key``.

    The key is noted between the checks and the writing. A second request with it, also after a crash
    in between or at another server, finds what the first one did and is answered with that.

    Parameters
    ----------
    principal, sent
        Who sends what.
    at
        The version of what is there, that the writing builds on.
    ready
        Checks everything and makes what is to be written; raises where it cannot be.
    write
        Writes it, if what is there is still at its version, else raises :class:`Conflict`.
    done
        What this very post left where it was done upon a version; ``None`` where it was not.

    Raises
    ------
    KeyReused
        When the key came with something else before.
    Conflict
        When it was done and has been taken back since: a late repetition does not bring it back.
    """
    posted = Posted(principal, sent)
    with posted.turn():
        before = posted.seen()
        if before is not None:
            found = done(_version(before.mark))
            if found is not None:
                return found
            _refuse_finished(before, sent)
        # By its random end this note is told from one that another server made of the same post.
        mark = f"{at} {token_hex(8)}".encode()
        first, found = False, None
        try:
            made = ready()
            noted = posted.note(mark, before.mark if before else None)
            first = before is None and noted == mark
            # Nobody writes under the note of another: by its own each one is known to the others.
            while noted != mark and found is None:
                found = done(_version(noted))
                if found is None:
                    _refuse_finished(posted.seen(), sent)
                    noted = posted.note(mark, noted)
            written = write(made) if found is None else found
        except (Conflict, PreconditionFailed):
            meanwhile = posted.seen()
            # Where nobody else sent this post, whoever got ahead wrote something of their own.
            alone = first and meanwhile is not None and meanwhile.mark == mark
            found = done(_version(meanwhile.mark)) if meanwhile and not alone else None
            if found is None:
                posted.forget(mark)
                raise
            return found
        posted.finish()
        return written


def _refuse_finished(seen: Seen | None, sent: Sent) -> None:
    if seen and seen.finished:
        raise Conflict("post", sent.address, "it was done and changed since")


def _version(mark: bytes) -> str:
    return mark.decode().split(" ")[0]


def new_id(principal: Principal, kind: str, place: object, key: str | None) -> str:
    """The id of something new: one that the same sender's key leads to again, or a random one.

    Parameters
    ----------
    principal
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
    return sha256(f"{kind}\n{sender_of(principal)}\n{place}\n{key}".encode()).hexdigest()[:16]


def role_of(principal: Principal) -> str:
    """The roles of whoever takes a step, as journals keep them: no name."""
    return "+".join(sorted(principal.grant.roles))
