"""The glossary: every term of the pages in plain words."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.guard import open_to_all
from service.pages.localizer import collated, reader_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, show, visitor_if_any
from service.reference.glossary_terms import TERMS

PAGE = register(Page("glossary", "/slowniczek", None, samples=("/slowniczek",)))

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("words only, no data")])


@router.get(PAGE.route)
def glossary(request: Request) -> Response:
    """All terms by group."""
    reader = reader_of(request)
    place = 0 if reader.lang == "pl" else 1
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for slug, entry in TERMS.items():
        name, text = entry.names[place], entry.texts[place]
        groups.setdefault(entry.group, []).append((slug, name, text))
    return show(
        Frame(request, visitor_if_any(request), PAGE, reader.t("menu.glossary")),
        "glossary",
        groups=[
            (reader.t(f"glossary.{group}"), rows if group == "kinds" else sorted(rows, key=_by_name))
            for group, rows in groups.items()
        ],
    )


def _by_name(row: tuple[str, str, str]) -> list[tuple[int, str]]:
    return collated(row[1])
