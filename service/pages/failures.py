"""Errors as pages: what happened and what to do, for whoever reads with a browser."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from fastapi import Request
from starlette.responses import Response

from graph.text import has
from service.access.entrance import SIGN_IN_PATH
from service.http.problems import Problem
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.shell import Frame, principal_if_any, show

_PREFIX: Final = "urn:kooperacje:"
#: Errors without words of their own, by the hundreds of their status.
_GENERAL: Final = {4: "invalid-request", 5: "failed"}


def error_page(request: Request, problem: Problem) -> Response | None:
    """The page for a problem, ``None`` for programs, which get the problem itself."""
    if "text/html" not in request.headers.get("accept", ""):
        return None
    localizer = localizer_of(request)
    kind = str(problem.document["type"]).removeprefix(_PREFIX)
    if kind == "sign-in-needed":
        return sign_in_page(request, problem)
    name = _worded(kind, problem.status)
    frame = Frame(
        request,
        principal_if_any(request) if problem.status < 500 else None,
        None,
        localizer.t(f"error.{name}"),
        status=problem.status,
        headers=problem.headers,
    )
    return show(
        frame,
        "error",
        what=localizer.t(f"error.{name}.what"),
        steps=localizer.t(f"error.{name}.do").splitlines(),
        faults=_faults(problem.document.get("errors", ()), localizer),
        request_id=problem.document.get("request_id", "") if problem.status >= 500 else "",
    )


def sign_in_page(request: Request, problem: Problem | None = None) -> Response:
    """How to get in; for a used link it says so."""
    localizer = localizer_of(request)
    used = request.url.path.startswith(f"{SIGN_IN_PATH}/")
    refused = problem is not None and request.method == "POST"
    frame = Frame(
        request,
        None,
        None,
        localizer.t("sign_in.title"),
        status=problem.status if problem else 200,
        headers=problem.headers if problem else {},
    )
    return show(frame, "sign_in", used=used, refused=refused, action=SIGN_IN_PATH)


def _worded(name: str, status: int) -> str:
    return name if has(f"error.{name}") else _GENERAL.get(status // 100, "failed")


def _faults(found: Iterable[Mapping[str, Any]], localizer: PageLocalizer) -> list[tuple[str, str]]:
    """Place and expectation of each fault of an input."""
    return [
        (
            " · ".join(_place(part, localizer) for part in (one["table"], one["column"]) if part),
            (one.get("expected_pl") if localizer.lang == "pl" else None) or one["expected"],
        )
        for one in found
    ]


def _place(name: str, localizer: PageLocalizer) -> str:
    """A part of an input in words, the entry of a list by its number; unknown ones as they are."""
    field, _, rest = name.partition("[")
    number = rest.removesuffix("]")
    word = localizer.t(f"fault.{field}") if has(f"fault.{field}") else field
    return f"{word} ({int(number) + 1})" if number.isdecimal() else word
