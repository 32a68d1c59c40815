"""A database server that is away: found out by one caller, then told to all others at once."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from graph.errors import NO_SUCH_DATABASE, NOT_LET_IN, UNREACHABLE, StoreUnavailable

#: What holds for every caller alike; that one statement took too long does not.
_CONCERNS_ALL: Final = frozenset({UNREACHABLE, NOT_LET_IN, NO_SUCH_DATABASE})
#: Between two questions whether the server is back.
_BELIEVED_SECONDS: Final = 0.5


class Absence:
    """What is believed of a server after it did not answer.

    If each caller waited out the time of a connection, those who ask meanwhile would hold every
    thread of the product. So one of them asks now and then, once and without patience, and the
    others are refused without asking.

    Parameters
    ----------
    ask
        Asks the server for something small; raises `StoreUnavailable` while it is away.

    Examples
    --------
    >>> answers = iter([StoreUnavailable("read", UNREACHABLE), None])
    >>> def ask() -> None:
    ...     if error := next(answers):
    ...         raise error
    >>> absence = Absence(ask)
    >>> absence.refuse()
    >>> absence.began(StoreUnavailable("read", UNREACHABLE))
    >>> absence.refuse()
    Traceback (most recent call last):
    ...
    graph.errors.StoreUnavailable: store, query read: the server cannot be reached
    """

    def __init__(self, ask: Callable[[], None]) -> None:
        """The server is taken to be there until somebody finds otherwise."""
        self._ask = ask
        self._asking = Lock()
        self._failure: StoreUnavailable | None = None
        self._failed_at = 0.0

    def began(self, failure: StoreUnavailable) -> None:
        """A caller that had patience was not answered."""
        if failure.reason in _CONCERNS_ALL:
            self._failure, self._failed_at = failure, time.monotonic()

    def ended(self) -> None:
        """The server answers."""
        self._failure = None

    def refuse(self) -> None:
        """Let the caller pass if the server is there, or is back.

        Raises
        ------
        StoreUnavailable
            At once, or after a short question if it was this caller's turn to ask.
        """
        failure = self._failure
        if failure is None:
            return
        recently = time.monotonic() < self._failed_at + _BELIEVED_SECONDS
        if recently or not self._asking.acquire(blocking=False):
            raise StoreUnavailable(failure.query, failure.reason)
        try:
            self._ask()
        except StoreUnavailable:
            # Also one that starts and says "not yet" is away still.
            self._failed_at = time.monotonic()
            raise
        finally:
            self._asking.release()
        self.ended()
