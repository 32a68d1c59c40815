"""The way in for browsers: a one-time link or a token becomes a session cookie; and the way out.

A link is opened by a button, not by its address: programs that look through mail follow addresses.
"""

from typing import Annotated, Final, NoReturn
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from service.access.audit import record
from service.access.guard import (
    AnyHouse,
    cookie_name,
    open_to_all,
    refuse_foreign,
    refuse_forged,
    request_id_of,
)
from service.access.sessions import (
    Opened,
    csrf_of,
    end_session,
    exchange_link,
    exchange_token,
    find_session,
)
from service.http.errors import SignInNeeded, TooManyTries
from service.runtime import Runtime

SIGN_IN_PATH: Final = "/wejscie"
SIGN_OUT_PATH: Final = "/wyjscie"
_LONGEST_SECRET: Final = 200

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("the sign-in itself")])


def link_to(base: str, secret: str) -> str:
    """The address that opens a session once."""
    return f"{base}{SIGN_IN_PATH}/{quote(secret)}"


@router.post(SIGN_IN_PATH + "/{secret}")
def enter_by_link(request: Request, runtime: AnyHouse, secret: str) -> Response:
    """Exchange a one-time link for a session, once its button is pressed."""
    refuse_foreign(request)
    opened = exchange_link(runtime.access, secret, runtime.settings.session_hours)
    return _welcomed(request, runtime, opened, "link")


@router.post(SIGN_IN_PATH)
def enter_by_token(
    request: Request, runtime: AnyHouse, token: Annotated[str, Form(max_length=_LONGEST_SECRET)]
) -> Response:
    """Exchange a token, given in a form, for a session."""
    refuse_foreign(request)
    opened = exchange_token(runtime.access, token.strip(), runtime.settings.session_hours)
    return _welcomed(request, runtime, opened, "token")


@router.post(SIGN_OUT_PATH)
async def leave(request: Request, runtime: AnyHouse) -> Response:
    """End the session of this browser."""
    name = cookie_name(runtime)
    cookie = request.cookies.get(name)
    if cookie and (session := find_session(runtime.access, cookie)):
        await refuse_forged(request, csrf_of(cookie))
        end_session(runtime.access, cookie)
        record(
            *(runtime.access, session.grant, "session.end", ""),
            request_id=request_id_of(request),
            through=session.through,
        )
    response = RedirectResponse(SIGN_IN_PATH, status_code=303)
    response.delete_cookie(name, path="/", secure=runtime.settings.tls_terminated, httponly=True)
    return response


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def refuse_guess(request: Request, runtime: Runtime) -> NoReturn:
    """Refuse a secret that opens nothing; an address that tries many has to wait.

    Whoever has the right secret is let in whatever others behind the same address tried before: an
    office has one address, and no number of tries finds 256 random bits.

    Raises
    ------
    SignInNeeded, TooManyTries
        One of them.
    """
    address = _address(request)
    if wait := runtime.throttle.wait(address):
        raise TooManyTries(wait)
    runtime.throttle.failed(address)
    raise SignInNeeded


def _welcomed(request: Request, runtime: Runtime, opened: Opened | None, how: str) -> Response:
    if opened is None:
        refuse_guess(request, runtime)
    record(
        *(runtime.access, opened.grant, "session.begin", ""),
        purpose=how,
        request_id=request_id_of(request),
        through=opened.through,
    )
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(
        cookie_name(runtime),
        opened.cookie,
        max_age=round(opened.hours * 3600),
        path="/",
        secure=runtime.settings.tls_terminated,
        httponly=True,
        samesite="lax",
    )
    return response
