"""What every page has around it: menu, crumbs, language switch, sign-out; and how a page is made."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from graph.snapshot import Snapshot
from graph.text import LANGUAGES
from service.access.guard import CSRF_FIELD, Principal, principal_of
from service.access.policy import Action, Grant
from service.http.errors import SignInNeeded
from service.pages.files import asset_url
from service.pages.localizer import COOKIE, PARAMETER, PageLocalizer, localizer_of
from service.pages.refused import RefusedForm, filled_again
from service.pages.registry import Page, find_page, menu

#: Each room keeps its templates beside its code; their names are unique in the whole service.
_SERVICE: Final = Path(__file__).parent.parent
_YEAR_SECONDS: Final = 365 * 24 * 3600
_ROLE_ORDER: Final = (
    *("case_lead", "animator", "moderator", "rops_advisor", "zzk_member", "pzk_member"),
    *("administrator", "api_client"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; ``current`` is where the reader stands."""

    text: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around one page.

    ``here`` is the partnership looked at, ``crumbs`` the steps between it and the page, ``styles`` and
    ``scripts`` addresses of further assets, ``refused`` a form whose values are put in again.
    """

    request: Request
    principal: Principal | None
    page: Page | None
    title: str
    here: Snapshot | None = None
    crumbs: Sequence[Link] = ()
    styles: Sequence[str] = ()
    scripts: Sequence[str] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    refused: RefusedForm | None = None


def show(frame: Frame, template: str, **content: object) -> Response:
    """A page as a response; remembers the language if the reader has just chosen one."""
    localizer = localizer_of(frame.request)
    around = _around(frame, localizer)
    if taken := around.keys() & content.keys():
        raise ValueError(f"these names belong to the frame: {', '.join(sorted(taken))}")
    text = templates().get_template(f"{template}.html.j2").render(around | content)
    if frame.refused is not None:
        text = filled_again(text, frame.refused, localizer)
    response = HTMLResponse(text, status_code=frame.status, headers=dict(frame.headers))
    if frame.request.query_params.get(PARAMETER) == localizer.lang:
        response.set_cookie(
            COOKIE,
            localizer.lang,
            max_age=_YEAR_SECONDS,
            path="/",
            samesite="lax",
            httponly=True,
            secure=frame.request.app.state.runtime.settings.tls_terminated,
        )
    return response


def principal_if_any(request: Request) -> Principal | None:
    """Who is signed in, for pages that are open to everybody."""
    try:
        return principal_of(request)
    except SignInNeeded:
        return None


def links(here: Snapshot | None) -> Callable[..., str]:
    """The function that gives addresses of pages by name; those of a partnership know theirs."""

    def url(name: str, **places: str) -> str:
        page = find_page(name)
        if page is None:
            raise LookupError(f"no page is named {name}")
        if page.of_partnership and here is not None:
            places = {"partnership_id": here.partnership.id, **places}
        return page.url(**places)

    return url


@cache
def templates() -> Environment:
    """The templates; text from data cannot become markup."""
    found = Environment(
        loader=FileSystemLoader(sorted(_SERVICE.glob("*/templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "capitalize_first": _capitalized,
        "first_sentence": _first_sentence,
        "phone": _dialled,
    }
    found.tests["web_address"] = _is_web_address
    return found


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_sentence(text: str) -> str:
    # A stop after one or two letters ends a shortened word: „św. Floriana”.
    return re.split(r"(?<=[^.\s]{3}\.)\s", text, maxsplit=1)[0]


def _dialled(text: str) -> str:
    return "".join(sign for sign in text if sign in "+0123456789")


def _is_web_address(value: str) -> bool:
    # Any other scheme could run a script.
    return value.startswith(("https://", "http://"))


def _around(frame: Frame, localizer: PageLocalizer) -> dict[str, Any]:
    here, grant = frame.here, frame.principal.grant if frame.principal else None
    url = links(here)
    trail: list[Link] = []
    if frame.principal:
        trail.append(Link(localizer.t("menu.partnerships"), "/"))
    if here:
        overview = find_page("overview")
        leads = overview is not None and overview.open_to(grant)
        trail.append(Link(here.partnership.name, url("overview") if leads else ""))
    trail += frame.crumbs
    if not trail or trail[-1].text != frame.title:
        trail.append(Link(frame.title))
    partnership = here.partnership if here else None
    named = [frame.title, partnership.name if partnership else "", localizer.t("product")]
    return {
        "lang": localizer.lang,
        "r": localizer,
        "t": localizer.t,
        "count": localizer.count,
        "url": url,
        "exists": _leads(grant),
        "asset": asset_url,
        "title": frame.title,
        "head_title": " – ".join(dict.fromkeys(part for part in named if part)),
        "here": partnership,
        "as_of": here.as_of if here else None,
        "no_data": here is not None and here.no_data,
        "no_data_note": _no_data_note(frame, localizer),
        "top_menu": _menu(frame, localizer, url, grant, of_partnership=False),
        "inner_menu": _menu(frame, localizer, url, grant, of_partnership=True) if here else [],
        "trail": trail,
        "languages": _languages(frame.request, localizer),
        "roles": _roles(frame.principal, localizer),
        "csrf": frame.principal.csrf if frame.principal else "",
        "csrf_field": CSRF_FIELD,
        "fictional": bool(partnership and partnership.fictional),
        # Whether numbers leave out what rests on single cases; said beside each of them.
        "partial": grant is not None and grant.visibility.cases != "all",
        "styles": frame.styles,
        "scripts": frame.scripts,
    }


def _no_data_note(frame: Frame, localizer: PageLocalizer) -> str:
    """That nobody has answered yet, where the page would show contacts to the principal."""
    here, page, principal = frame.here, frame.page, frame.principal
    if here is None or page is None or principal is None or not (here.no_data and page.on_contacts):
        return ""
    if not principal.grant.may(Action.READ_NETWORK):
        return ""
    return localizer.t("no_data", date=localizer.day(here.as_of))


def _leads(grant: Grant | None) -> Callable[[str], bool]:
    """The function that says whether a page of a name is there for the principal."""

    def exists(name: str) -> bool:
        page = find_page(name)
        return page is not None and page.open_to(grant)

    return exists


def _menu(
    frame: Frame,
    localizer: PageLocalizer,
    url: Callable[..., str],
    grant: Grant | None,
    *,
    of_partnership: bool,
) -> list[Link]:
    return [
        Link(localizer.t(f"menu.{page.name}"), url(page.name), page is frame.page)
        for page in menu(grant, of_partnership=of_partnership)
    ]


def _languages(request: Request, localizer: PageLocalizer) -> list[tuple[str, str, str, bool]]:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != PARAMETER]
    return [
        (
            lang,
            localizer.t(f"language.{lang}"),
            f"?{urlencode([*kept, (PARAMETER, lang)])}",
            lang == localizer.lang,
        )
        for lang in LANGUAGES
    ]


def _roles(principal: Principal | None, localizer: PageLocalizer) -> str:
    if principal is None:
        return ""
    return ", ".join(
        localizer.t(f"role.{role}") for role in _ROLE_ORDER if role in principal.grant.roles
    )
