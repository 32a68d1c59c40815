"""The way in: what it takes, and the button that opens a one-time link."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.entrance import SIGN_IN_PATH, refuse_guess
from service.access.guard import AnyHouse, open_to_all
from service.access.links import find_link
from service.pages.failures import sign_in_page
from service.pages.localizer import localizer_of
from service.pages.shell import Frame, show

#: The address of a link is its secret: nothing that the page loads or leads to may carry it on.
_NO_REFERRER: Final = {"Referrer-Policy": "no-referrer"}

router = APIRouter(include_in_schema=False)


@router.get(SIGN_IN_PATH, dependencies=[open_to_all("how to get in")])
def sign_in(request: Request) -> Response:
    """How to get in."""
    return sign_in_page(request)


@router.get(SIGN_IN_PATH + "/{secret}", dependencies=[open_to_all("the sign-in itself")])
def link_page(request: Request, runtime: AnyHouse, secret: str) -> Response:
    """A link that can still be used, with the button that uses it; looking at it does not."""
    grant = find_link(runtime.access, secret)
    if grant is None:
        refuse_guess(request, runtime)
    localizer = localizer_of(request)
    frame = Frame(request, None, None, localizer.t("sign_in.title"), headers=_NO_REFERRER)
    roles = ", ".join(localizer.t(f"role.{role}") for role in sorted(grant.roles))
    return show(frame, "sign_in_link", granted=roles)
