"""New links as they are handed out: a workbook for mail merge, a sheet with codes for paper."""

from collections.abc import Iterable
from typing import NamedTuple

import segno

from graph.packages.books import Sheet, sheets_bytes
from graph.snapshot import Snapshot
from service.pages.localizer import PageLocalizer, collated
from service.surveys.steps import NewLink


class Code(NamedTuple):
    """A link with the name of whose it is and its QR code, an address of an image."""

    name: str
    address: str
    image: str


def codes_of(snapshot: Snapshot, links: Iterable[NewLink]) -> list[Code]:
    """Each link with its QR code, by name."""
    found = [
        Code(snapshot.institutions[one.institution_id].name, one.address, _image(one.address))
        for one in links
        if one.institution_id in snapshot.institutions
    ]
    return sorted(found, key=lambda one: collated(one.name))


def links_bytes(
    snapshot: Snapshot, wave: str, links: Iterable[NewLink], localizer: PageLocalizer
) -> bytes:
    """The .xlsx file for mail merge: a row for each institution."""
    t = localizer.t
    rows = [
        (one.institution_id, known.name, known.email or "", one.address)
        for one in links
        if (known := snapshot.institutions.get(one.institution_id)) is not None
    ]
    heads = (
        *(t("cli.column.id"), t("cli.column.institution")),
        *(t("surveys.email"), t("cli.column.link")),
    )
    rows.sort(key=lambda row: collated(row[1]))
    title = f"{snapshot.partnership.name}: {wave}"
    return sheets_bytes([Sheet(t("surveys.sheet"), heads, rows, (16, 50, 34, 60))], title=title)


def _image(address: str) -> str:
    """A QR code as an image in an address of its own.

    >>> _image("http://127.0.0.1:8000/ankieta/x").split(",")[0]
    'data:image/svg+xml;charset=utf-8'
    """
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="white")
