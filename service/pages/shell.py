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
from service.access.guard import CSRF_FIELD, Visitor, visitor_of
from service.access.policy import Action, Grant
from service.http.errors import SignInNeeded
from service.pages.files import asset_url
from service.pages.localizer import COOKIE, PARAMETER, Reader, reader_of
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
    visitor: Visitor | None
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
    reader = reader_of(frame.request)
    around = _around(frame, reader)
    if taken := around.keys() & content.keys():
        raise ValueError(f"these names belong to the frame: {', '.join(sorted(taken))}")
    text = templates().get_template(f"{template}.html.j2").render(around | content)
    if frame.refused is not None:
        text = filled_again(text, frame.refused, reader)
    response = HTMLResponse(text, status_code=frame.status, headers=dict(frame.headers))
    if frame.request.query_params.get(PARAMETER) == reader.lang:
        response.set_cookie(
            COOKIE,
            reader.lang,
            max_age=_YEAR_SECONDS,
            path="/",
            samesite="lax",
            httponly=True,
            secure=frame.request.app.state.house.settings.tls_terminated,
        )
    return response


def visitor_if_any(request: Request) -> Visitor | None:
    """Who is signed in, for pages that are open to everybody."""
    try:
        return visitor_of(request)
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


def _around(frame: Frame, reader: Reader) -> dict[str, Any]:
    here, grant = frame.here, frame.visitor.grant if frame.visitor else None
    url = links(here)
    trail: list[Link] = []
    if frame.visitor:
        trail.append(Link(reader.t("menu.partnerships"), "/"))
    if here:
        overview = find_page("overview")
        leads = overview is not None and overview.open_to(grant)
        trail.append(Link(here.partnership.name, url("overview") if leads else ""))
    trail += frame.crumbs
    if not trail or trail[-1].text != frame.title:
        trail.append(Link(frame.title))
    partnership = here.partnership if here else None
    named = [frame.title, partnership.name if partnership else "", reader.t("product")]
    return {
        "lang": reader.lang,
        "r": reader,
        "t": reader.t,
        "count": reader.count,
        "url": url,
        "exists": _leads(grant),
        "asset": asset_url,
        "title": frame.title,
        "head_title": " – ".join(dict.fromkeys(part for part in named if part)),
        "here": partnership,
        "as_of": here.as_of if here else None,
        "no_data": here is not None and here.no_data,
        "no_data_note": _no_data_note(frame, reader),
        "top_menu": _menu(frame, reader, url, grant, of_partnership=False),
        "inner_menu": _menu(frame, reader, url, grant, of_partnership=True) if here else [],
        "trail": trail,
        "languages": _languages(frame.request, reader),
        "roles": _roles(frame.visitor, reader),
        "csrf": frame.visitor.csrf if frame.visitor else "",
        "csrf_field": CSRF_FIELD,
        "fictional": bool(partnership and partnership.fictional),
        # Whether numbers leave out what rests on single cases; said beside each of them.
        "partial": grant is not None and grant.sight.cases != "all",
        "styles": frame.styles,
        "scripts": frame.scripts,
    }


def _no_data_note(frame: Frame, reader: Reader) -> str:
    """That nobody has answered yet, where the page would show contacts to the visitor."""
    here, page, visitor = frame.here, frame.page, frame.visitor
    if here is None or page is None or visitor is None or not (here.no_data and page.on_contacts):
        return ""
    if not visitor.grant.may(Action.READ_NETWORK):
        return ""
    return reader.t("no_data", date=reader.day(here.as_of))


def _leads(grant: Grant | None) -> Callable[[str], bool]:
    """The function that says whether a page of a name is there for the visitor."""

    def exists(name: str) -> bool:
        page = find_page(name)
        return page is not None and page.open_to(grant)

    return exists


def _menu(
    frame: Frame, reader: Reader, url: Callable[..., str], grant: Grant | None, *, of_partnership: bool
) -> list[Link]:
    return [
        Link(reader.t(f"menu.{page.name}"), url(page.name), page is frame.page)
        for page in menu(grant, of_partnership=of_partnership)
    ]


def _languages(request: Request, reader: Reader) -> list[tuple[str, str, str, bool]]:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != PARAMETER]
    return [
        (
            lang,
            reader.t(f"language.{lang}"),
            f"?{urlencode([*kept, (PARAMETER, lang)])}",
            lang == reader.lang,
        )
        for lang in LANGUAGES
    ]


def _roles(visitor: Visitor | None, reader: Reader) -> str:
    if visitor is None:
        return ""
    return ", ".join(reader.t(f"role.{role}") for role in _ROLE_ORDER if role in visitor.grant.roles)
