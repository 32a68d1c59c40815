"""The page from which the data of one institution are changed; it also says what was just saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.gaps.names import Names
from graph.model import Package, TieReport
from graph.snapshot import Snapshot
from graph.text import has
from service.access.guard import Principal
from service.access.policy import Action
from service.editing.deletion_effects import deleted_words, worker_labels
from service.forms.pages import CHANGES, Writer, institution_of, rates
from service.forms.saving import opened
from service.forms.shapes import TABLE_OF
from service.forms.tasks import SEPARATOR
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.partnerships.institutions_page import InstitutionId, contact_of, kind_of

PAGE = register(
    Page(
        "edit",
        CHANGES,
        Action.IMPORT,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/instytucje/I16/zmiany",),
    )
)

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Query(max_length=400)]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report by the institution; ``rating`` is blank where it is not shown.

    ``query`` names it in the address of its form.
    """

    partner: str
    day: str
    frequency: str
    form: str
    rating: str
    query: str


@router.get(PAGE.route)
def edit(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    zapisano: Short = "",
    pola: Short = "",
    nowe: bool = False,
    wspolne: bool = False,
    zachowane: Short = "",
    usunieto: Short = "",
) -> Response:
    """What can be changed of an institution, and what just was."""
    localizer = localizer_of(request)
    package = opened(principal, partnership_id).package
    given = institution_of(package, institution_id)
    snapshot = snapshot_for(principal, partnership_id)
    one = snapshot.institutions.get(institution_id, given)
    url = links(snapshot)
    places = {"institution_id": institution_id}
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("edit.title", name=given.name)),
            here=snapshot,
            crumbs=[
                Link(localizer.t("menu.institutions"), url("institutions")),
                Link(given.name, url("institution", **places)),
            ],
            styles=[asset_url("forms.css")],
        ),
        "edit",
        given=given,
        one=one,
        kind=kind_of(given, localizer),
        contact=contact_of(principal, snapshot, institution_id),
        deleted=deleted_words(usunieto, localizer),
        said=_said(zapisano, pola, zachowane, localizer, new=nowe, shared=wspolne),
        services=_services(snapshot, package, institution_id, localizer),
        reports=_reports(principal, package, institution_id, localizer),
        partners=_partners(package, institution_id),
        workers=[(one.id, label) for one, label in worker_labels(package, institution_id)],
        places=places,
    )


def _said(
    shape: str, fields: str, kept: str, localizer: PageLocalizer, *, new: bool, shared: bool
) -> list[str]:
    """What was saved, in sentences; words that no form uses are not repeated."""
    table = dict[str, str](TABLE_OF.items()).get(shape)
    if table is None:
        return []
    if not new and not fields and not kept:
        return [localizer.t("saved.nothing")]
    said = [localizer.t(f"saved.new.{shape}" if new else f"saved.{shape}")] if new or fields else []
    if not new and (known := _labels(table, fields, localizer)):
        said.append(localizer.t("saved.fields", names=known))
    if shared:
        said.append(localizer.t("saved.shared"))
    if known := _labels(table, kept, localizer):
        said.append(localizer.t("saved.kept", names=known))
    return said


def _labels(table: str, names: str, localizer: PageLocalizer) -> str:
    """The labels of the fields of these names that a form has."""
    labels = [f"form.{table}.{name}" for name in names.split(SEPARATOR)]
    return "; ".join(localizer.t(label) for label in labels if has(label))


def _services(
    snapshot: Snapshot, package: Package, id: str, localizer: PageLocalizer
) -> Sequence[tuple[str, str, str]]:
    """Id, name and state of each service, by name."""
    names = Names(snapshot, localizer.lang)
    found = [
        (one.id, one.name or names.service(one.service_code), one.status or "active")
        for one in package.services
        if one.institution_id == id
    ]
    return sorted(found, key=lambda row: (collated(row[1]), row[0]))


def _reports(
    principal: Principal, package: Package, id: str, localizer: PageLocalizer
) -> Sequence[ReportRow]:
    """The reports by an institution, by partner, the newest of each first."""
    names = {one.id: one.name for one in package.institutions}
    seen = rates(principal, id)
    found = [one for one in package.ties if one.reporter_id == id]
    found.sort(key=_day, reverse=True)
    found.sort(key=lambda one: collated(names[one.partner_id]))
    return [
        ReportRow(
            partner=names[one.partner_id],
            day=localizer.day(one.reported_on),
            frequency=localizer.frequency(one.frequency),
            form=localizer.form(one.formalisation),
            rating=str(one.strength or "") if seen else "",
            query=urlencode(_key(one)),
        )
        for one in found
    ]


def _day(report: TieReport) -> str:
    return report.reported_on.isoformat() if report.reported_on else ""


def _key(report: TieReport) -> dict[str, str]:
    key = {"partner": report.partner_id, "dzien": _day(report), "fala": report.wave or ""}
    return {name: value for name, value in key.items() if value} | {"popraw": "1"}


def _partners(package: Package, id: str) -> Sequence[tuple[str, str]]:
    found = [(one.id, one.name) for one in package.institutions if one.id != id]
    return sorted(found, key=lambda row: (collated(row[1]), row[0]))
