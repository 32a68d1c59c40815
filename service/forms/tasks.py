"""One form at work: what it is about, how it is shown, and what happens to what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from graph.model import Institution, Package
from graph.packages.tables import TABLES
from graph.snapshot import Snapshot
from service.access.guard import Principal
from service.forms.checks import own_faults
from service.forms.fields import Faults
from service.forms.saving import Opened, Place, Refused, changed_fields, save
from service.forms.shapes import Context, Shape, hides_address, names, sections
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.registry import find_page
from service.pages.shell import Frame, Link, links, show

REVISION: Final = "rewizja"
SEPARATOR: Final = "|"


@dataclass(frozen=True, slots=True)
class Task:
    """A form over one record of one state of a partnership.

    ``cells`` are those of the record, or what a new one begins with; ``shown`` what the form offers.
    """

    shape: Shape
    context: Context
    state: Opened
    place: Place
    cells: Mapping[str, str]
    shown: Mapping[str, str]
    title: str

    @property
    def localizer(self) -> PageLocalizer:
        """For whom it is worded."""
        return self.context.localizer

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it asks for."""
        return names(self.shape, self.context)


async def fields_sent(request: Request) -> dict[str, str]:
    """The texts of a posted form; of repeated names the last."""
    return {
        name: value for name, value in (await request.form()).multi_items() if isinstance(value, str)
    }


Sent = Annotated[dict[str, str], Depends(fields_sent)]


def institution_named(package: Package, id: str) -> Institution | None:
    """The institution of an id as the package holds it."""
    return next((one for one in package.institutions if one.id == id), None)


def new_cells(table: str, mark: str, **known: str) -> dict[str, str]:
    """The cells of a new record; its id is random, as institutions may stand on several maps."""
    blank = {column.name: "" for column in TABLES[table].columns}
    return blank | ({"id": f"{mark}-{uuid4().hex[:8]}"} if mark else {}) | known


def show_form(
    request: Request, principal: Principal, here: Snapshot, task: Task, faults: Faults | None = None
) -> Response:
    """The form; with faults as a refused one."""
    return _shown(request, principal, here, task, faults=faults, status=422 if faults else 200)


def take(
    request: Request, principal: Principal, here: Snapshot, task: Task, sent: Mapping[str, str]
) -> Response:
    """Save what was sent and say what changed; or show the form again, or what somebody else did.

    To be called while the runtime's lock of imports is held, with a task over the newest state.
    """
    mine = _sent_cells(task, sent)
    again = replace(task, shown=mine)
    if sent.get(REVISION) != task.state.mark:
        return _outdated(request, principal, here, again)
    cells = _kept_cells(task, mine)
    faults = own_faults(task.shape, task.context, task.place, cells)
    if not faults:
        try:
            report = save(principal, task.state, task.place, cells, task.localizer)
        except Refused as refused:
            faults = refused.faults
        else:
            kept = {one.field for one in report.differences if one.kept}
            shared = any(not one.kept for one in report.differences)
            changed = changed_fields(task.state.package, task.place, cells)
            return _done(task, cells, [one for one in changed if one not in kept], kept, shared=shared)
    return show_form(request, principal, here, again, faults)


def _sent_cells(task: Task, sent: Mapping[str, str]) -> dict[str, str]:
    """The record as the form holds it: what was sent, over what the form does not ask for."""
    put = {name: sent.get(name, "").replace("\r\n", "\n").strip() for name in task.names}
    return {**task.cells, **put}


def _kept_cells(task: Task, mine: Mapping[str, str]) -> dict[str, str]:
    """The record as it is to be saved."""
    cells = {**mine}
    if task.shape == "tie" and not task.context.rates and not cells["strength"]:
        cells["strength"] = task.cells["strength"]
    if not task.context.located and not hides_address(cells):
        cells["address"] = ""  # what was hidden does not come to light by a change of kind
    return cells


def _outdated(request: Request, principal: Principal, here: Snapshot, task: Task) -> Response:
    """What is saved now beside what was sent, and the form to send once more."""
    rows: list[tuple[str, str, str]] = []
    for section in sections(task.shape, task.context, task.cells):
        for one in section.fields:
            now, mine = task.cells[one.name], task.shown[one.name]
            private = one.name == "strength" and not task.context.rates
            if now == mine or (private and not mine):
                continue
            told = "–" if private else one.told(now, task.localizer)
            rows.append((one.label, told, one.told(mine, task.localizer)))
    return _shown(request, principal, here, task, differences=rows, status=409)


def _done(
    task: Task, cells: Mapping[str, str], changed: list[str], kept: set[str], *, shared: bool
) -> Response:
    id = cells["id"] if task.shape == "institution" else task.context.institution
    told = {
        "zapisano": task.shape,
        "pola": SEPARATOR.join(name for name in changed if name in task.names),
        **({"nowe": "1"} if task.context.new else {}),
        **({"wspolne": "1"} if shared else {}),
        **({"zachowane": SEPARATOR.join(sorted(kept))} if kept else {}),
    }
    page = find_page("edit")
    place = {"partnership_id": task.state.package.partnership.id, "institution_id": id}
    address = page.url(**place) if page else "/"
    return RedirectResponse(f"{address}?{urlencode(told)}", status_code=303)


def _shown(
    request: Request,
    principal: Principal,
    here: Snapshot,
    task: Task,
    *,
    faults: Faults | None = None,
    differences: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> Response:
    localizer = localizer_of(request)
    url = links(here)
    id = task.context.institution
    found = institution_named(task.state.package, id)
    crumbs = [Link(localizer.t("menu.institutions"), url("institutions"))]
    back = url("institutions")
    if found:
        back = url("edit", institution_id=id)
        crumbs += [
            Link(found.name, url("institution", institution_id=id)),
            Link(localizer.t("edit.short"), back),
        ]
    outdated = differences is not None
    title = localizer.t("outdated.title") if outdated else task.title
    return show(
        Frame(
            *(
                request,
                principal,
                None,
                f"{localizer.t('form.faults.title')}: {title}" if faults else title,
            ),
            here=here,
            crumbs=crumbs,
            styles=[asset_url("forms.css")],
            status=status,
        ),
        "form",
        heading=title,
        task=task,
        sections=sections(task.shape, task.context, task.shown, faults),
        faults=faults,
        differences=differences,
        revision_field=REVISION,
        back=back,
        hidden_address=task.shape == "institution" and not task.context.located,
    )
