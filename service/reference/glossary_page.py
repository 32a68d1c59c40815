"""The glossary: every term of the pages in plain words."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.guard import open_to_all
from service.pages.localizer import collated, localizer_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, principal_if_any, show
from service.reference.glossary_terms import TERMS

PAGE = register(Page("glossary", "/slowniczek", None, samples=("/slowniczek",)))

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("words only, no data")])


@router.get(PAGE.route)
def glossary(request: Request) -> Response:
    """All terms by group."""
    localizer = localizer_of(request)
    place = 0 if localizer.lang == "pl" else 1
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for slug, entry in TERMS.items():
        name, text = entry.names[place], entry.texts[place]
        groups.setdefault(entry.group, []).append((slug, name, text))
    return show(
        Frame(request, principal_if_any(request), PAGE, localizer.t("menu.glossary")),
        "glossary",
        groups=[
            (localizer.t(f"glossary.{group}"), rows if group == "kinds" else sorted(rows, key=_by_name))
            for group, rows in groups.items()
        ],
    )


def _by_name(row: tuple[str, str, str]) -> list[tuple[int, str]]:
    return collated(row[1])
