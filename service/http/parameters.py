"""Only query parameters that a route declares are taken: a misspelt one is not passed over."""

import re
from collections.abc import Iterator
from typing import Final

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from graph.errors import InvalidRequest, Problem
from service.access.guard import principal_of

#: What a name looks like that may be repeated; anything else could be about a person.
_PLAIN: Final = re.compile(r"[a-z]+(?:[_-][a-z]+){0,4}")
_LONGEST: Final = 40


async def known_parameters_only(request: Request) -> None:
    """Refuse a request with a query parameter that its route does not declare.

    Raises
    ------
    SignInNeeded
        When nobody who may ask at all sent it.
    InvalidRequest
        Naming each unknown parameter and those that are known.
    """
    route: APIRoute = request.scope["route"]
    known = sorted(set(_names(route.dependant)))
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if not unknown:
        return
    principal_of(request)
    expected = f"only {', '.join(known)}" if known else "no parameter"
    expected_pl = f"tylko {', '.join(known)}" if known else "żaden parametr"
    raise InvalidRequest(
        [Problem("query", None, _repeated(name), None, expected, expected_pl) for name in unknown]
    )


def _names(dependant: Dependant) -> Iterator[str]:
    for parameter in dependant.query_params:
        yield parameter.alias
    for further in dependant.dependencies:
        yield from _names(further)


def _repeated(name: str) -> str | None:
    return name if len(name) <= _LONGEST and _PLAIN.fullmatch(name) else None
