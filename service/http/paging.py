"""Lists in pages: the last entry of one is where the next begins, however the list changes."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

import orjson
from fastapi import Depends, Query, Request

from graph.errors import InvalidRequest, Problem
from service.http.options import LONGEST_ID

#: More than there are gminy; what has more is read in pages.
MOST: Final = 5000
_LONGEST_CURSOR: Final = 8 * LONGEST_ID
_EXPECTED: Final = ("the cursor of a link to a next page", "znacznik z odnośnika do następnej strony")

#: What a list is ordered by; of every entry another one.
Key = tuple[str | int, ...]
Entry = TypeVar("Entry")


Cursor = Annotated[
    str | None, Query(max_length=_LONGEST_CURSOR, description="From the link to the next page")
]


class Page(NamedTuple):
    """Which part of a list is asked for."""

    path: str
    query: tuple[tuple[str, str], ...]
    limit: int
    after: Key | None

    def of(
        self, entries: Sequence[Entry], key: Callable[[Entry], Key]
    ) -> tuple[Sequence[Entry], dict[str, str]]:
        """The entries of this page, and the header that leads to the next one.

        Parameters
        ----------
        entries
            The list, ordered by ``key``.
        key
            What an entry is ordered by.

        Raises
        ------
        InvalidRequest
            When the cursor is not one of this list.
        """
        begin = 0
        if self.after is not None:
            try:
                begin = bisect_right(entries, self.after, key=key)
            except TypeError:
                raise no_cursor() from None
        shown = entries[begin : begin + self.limit]
        rest = len(entries) > begin + self.limit
        return shown, {"Link": self.link(key(shown[-1]))} if rest and shown else {}

    def link(self, last: Key) -> str:
        """The header's value: the same question, from behind an entry."""
        query = [pair for pair in self.query if pair[0] != "cursor"]
        address = f"{quote(self.path)}?{urlencode([*query, ('cursor', cursor_of(last))])}"
        return f'<{address}>; rel="next"'


def cursor_of(key: Key) -> str:
    """A key as it is sent.

    >>> cursor_of(("I01",)), key_of(cursor_of(("I01", 7)))
    ('WyJJMDEiXQ', ('I01', 7))
    """
    return urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def key_of(cursor: str) -> Key:
    """The key that a cursor holds.

    Raises
    ------
    InvalidRequest
        When it is none.
    """
    try:
        found: Any = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        raise no_cursor() from None
    if not isinstance(found, list) or not all(isinstance(one, str | int) for one in found):  # pyright: ignore[reportUnknownVariableType]
        raise no_cursor()
    return tuple(found)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # checked


def no_cursor() -> InvalidRequest:
    """The refusal of a cursor that is none of the list."""
    return InvalidRequest([Problem("query", None, "cursor", None, *_EXPECTED)])


def page_asked(request: Request, limit: int, cursor: str | None) -> Page:
    """The page that a request asks for.

    Raises
    ------
    InvalidRequest
        When the cursor is none.
    """
    after = key_of(cursor) if cursor is not None else None
    return Page(request.url.path, tuple(request.query_params.multi_items()), limit, after)


async def _page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at a time")] = MOST,
    cursor: Cursor = None,
) -> Page:
    return page_asked(request, limit, cursor)


#: A list's page: ``limit`` and ``cursor``; the next one stands in ``Link``.
OnePage = Annotated[Page, Depends(_page)]
