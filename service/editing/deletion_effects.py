"""What goes when one record is deleted, what stays without it, and why it may not go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.model import Package, Worker
from graph.packages.without import (
    without_institution,
    without_report,
    without_service,
    without_worker,
)
from graph.records.kinds import INVITATION, MEETING
from graph.stores.records import read_records
from graph.vocabulary.words import service_name
from service.access.guard import Principal
from service.access.policy import Action
from service.cases.losses import families_naming
from service.forms.saving import Opened, find
from service.pages.localizer import PageLocalizer

Kind = Literal["institution", "service", "worker", "tie"]


@dataclass(frozen=True, slots=True)
class Target:
    """Which record of an institution is meant; all blank: the institution itself."""

    institution: str
    service: str = ""
    worker: str = ""
    partner: str = ""
    day: str = ""
    wave: str = ""

    @property
    def kind(self) -> Kind:
        """What is to be deleted."""
        if self.service:
            return "service"
        if self.worker:
            return "worker"
        return "tie" if self.partner else "institution"


@dataclass(frozen=True, slots=True)
class Deletion:
    """One deletion: the package that stays, and what is told before it.

    ``goes`` are texts with numbers of records that go along, ``notes`` what else changes. Where
    ``refused`` is set it may not be done, and says why.
    """

    kind: Kind
    name: str
    left: Package
    goes: Sequence[tuple[str, int]] = ()
    notes: Sequence[str] = ()
    refused: str = ""


def deletion_of(
    principal: Principal, state: Opened, target: Target, localizer: PageLocalizer
) -> Deletion:
    """What deleting a record would do.

    Raises
    ------
    NotFound
        When there is no such record.
    """
    match target.kind:
        case "institution":
            found = _institution(principal, state.package, target.institution, localizer)
        case "service":
            found = _service(state.package, target, localizer)
        case "worker":
            found = _worker(principal, state.package, target, localizer)
        case "tie":
            found = _report(state.package, target, localizer)
    return found


def deleted_words(kind: str, localizer: PageLocalizer) -> str:
    """What was deleted, in a sentence; blank for what is no kind of record."""
    return localizer.t(f"deleted.{kind}") if kind in get_args(Kind) else ""


def worker_labels(package: Package, institution: str) -> Sequence[tuple[Worker, str]]:
    """An institution's workers by role; those of one role are numbered, for ids are not shown."""
    workers = sorted(
        (one for one in package.workers if one.institution_id == institution),
        key=lambda one: (one.role, one.id),
    )
    roles = [one.role for one in workers]
    numbers = (place - roles.index(one.role) for place, one in enumerate(workers, 1))
    return [
        (one, one.role if roles.count(one.role) == 1 else f"{one.role} ({number})")
        for one, number in zip(workers, numbers, strict=True)
    ]


def _institution(principal: Principal, package: Package, id: str, localizer: PageLocalizer) -> Deletion:
    place = find(package, "institutions", id=id)
    given = package.institutions[place.index or 0]
    left = without_institution(package, id)
    plan = read_records(principal.runtime.store, package.partnership.id, INVITATION, MEETING)
    planned = sum(one.entry.institution_id == id for one in plan[INVITATION])
    goes = [
        (localizer.t("delete.goes.services"), len(package.services) - len(left.services)),
        (localizer.t("delete.goes.workers"), len(package.workers) - len(left.workers)),
        (localizer.t("delete.goes.ties"), len(package.ties) - len(left.ties)),
        (localizer.t("delete.goes.plan"), planned),
    ]
    shared = principal.runtime.library.holders(id) - {package.partnership.id}
    refused = _for_case_leads(principal, localizer)
    families = len(families_naming(principal.runtime.store, package, id))
    if not left.institutions:
        refused = localizer.t("delete.refused.only")
    elif given.membership == "leader" and given.left_on is None:
        refused = localizer.t("delete.refused.leader")
    elif not refused and families:
        refused = localizer.count("delete.refused.families", families)
    return Deletion(
        "institution",
        given.name,
        left,
        [row for row in goes if row[1]],
        [localizer.t("delete.shared")] if shared else [],
        refused,
    )


def _service(package: Package, target: Target, localizer: PageLocalizer) -> Deletion:
    place = find(package, "services", id=target.service, institution_id=target.institution)
    given = package.services[place.index or 0]
    return Deletion(
        "service",
        given.name or service_name(given.service_code, localizer.lang),
        without_service(package, target.institution, target.service),
        notes=[localizer.t("delete.note.service")],
    )


def _worker(
    principal: Principal, package: Package, target: Target, localizer: PageLocalizer
) -> Deletion:
    find(package, "workers", id=target.worker, institution_id=target.institution)
    label = next(
        label for one, label in worker_labels(package, target.institution) if one.id == target.worker
    )
    left = without_worker(package, target.institution, target.worker)
    reports = sum(one != other for one, other in zip(package.ties, left.ties, strict=True))
    refused = _for_case_leads(principal, localizer)
    seats = 0 if refused else len({*package.teams} - {*left.teams})
    notes = [
        localizer.count(key, number)
        for key, number in (("delete.note.contacts", reports), ("delete.note.seats", seats))
        if number
    ]
    return Deletion("worker", label, left, notes=notes, refused=refused)


def _report(package: Package, target: Target, localizer: PageLocalizer) -> Deletion:
    place = find(
        *(package, "ties"),
        reporter_id=target.institution,
        partner_id=target.partner,
        reported_on=target.day,
        wave=target.wave,
    )
    names = {one.id: one.name for one in package.institutions}
    left = without_report(package, place.index or 0)
    pair = {target.institution, target.partner}
    sides = [one.reporter_id for one in left.ties if {one.reporter_id, one.partner_id} == pair]
    if target.institution in sides:
        note = "delete.note.older"
    else:
        note = "delete.note.other_side" if sides else "delete.note.last"
    day = localizer.day(target.day) if target.day else localizer.t("unknown")
    return Deletion(
        "tie",
        f"{names[target.institution]} → {names[target.partner]} ({day})",
        left,
        notes=[localizer.t(note)],
    )


def _for_case_leads(principal: Principal, localizer: PageLocalizer) -> str:
    """Why those who may not write cases may not delete what cases can name.

    Refused whether or not there are cases: otherwise it would tell of them.
    """
    return "" if principal.grant.may(Action.WRITE_CASES) else localizer.t("delete.refused.cases")
