"""Importing a public register: what it changes where somebody may, all of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence

from graph.model import Package
from graph.packages.findings import Findings
from graph.packages.sources import Source
from graph.registers import RegisterFile, RegisterKind, read_register, read_terc, read_waits
from graph.registers.planning import RegisterPlan, plan_register
from graph.registers.territories import TercFile
from graph.registers.waiting import WaitPlan, plan_waits
from graph.registers.waits import WaitFile
from graph.stores import Store, naming_steps, territory_names
from graph.stores.once import done_steps
from graph.stores.port import Ask
from graph.stores.registers import import_register, known_around, partnerships_around
from graph.vocabulary import holds
from service.access.guard import Principal
from service.access.policy import EVERYWHERE, Action
from service.answers import render_json
from service.exchange.shared_institutions import allowed_to
from service.http.idempotency import Once
from service.registers.documents import register_document
from service.registers.outcome import NamesPlan, Outcome, Request
from service.runtime import today


def read_file(
    store: Store, kind: RegisterKind, source: Source, findings: Findings
) -> RegisterFile | WaitFile | TercFile:
    """Read a file of a register; nothing of the store changes.

    Parameters
    ----------
    store
        Knows the names of territories, for files without TERC codes.
    kind
        The register.
    source, findings
        The file, and what was found on the way to it.

    Raises
    ------
    InvalidPackage
        With every problem of the file.
    """
    file: RegisterFile | WaitFile | TercFile
    if kind == "terc":
        file = read_terc(source, findings)
    elif kind == "nfz":
        file = read_waits(source, findings, today())
    else:
        file = read_register(kind, source, territory_names(store), findings, today())
    findings.raise_problems()
    return file


def import_file(
    principal: Principal,
    file: RegisterFile | WaitFile | TercFile,
    request: Request,
    once: Once | None = None,
) -> Outcome:
    """Import a register's file into the partnerships that somebody may change.

    Parameters
    ----------
    principal
        Who imports. What lies beyond their territory is counted and left alone.
    file
        What was read.
    request
        What is wanted.
    once
        The request as it came, if it shall act once.

    Raises
    ------
    OthersFacts
        When facts of institutions of others would change beyond the grant.
    Conflict
        When others kept writing.
    """
    if isinstance(file, TercFile):
        return _names(principal, file, request, once)
    day, store = today(), principal.runtime.store

    def plan(packages: Mapping[str, Package]) -> RegisterPlan | WaitPlan:
        if isinstance(file, WaitFile):
            return plan_waits(file.waits, packages, request.services)
        known = known_around(store, file.entries, packages, day)
        return plan_register(file, packages, known, day, request.lines)

    done = import_register(
        *(store, partnerships_around(store, _area(file), principal.grant.reaches), plan),
        allow=allowed_to(principal),
        noted=lambda plan: _noted(principal, Outcome(request, file, plan), once),
        dry_run=request.dry_run,
    )
    return Outcome(request, file, done.plan)


def _area(file: RegisterFile | WaitFile) -> Sequence[str]:
    """TERC codes of where a file's rows are; the whole country where some do not say."""
    codes = [one.teryt for one in (file.waits if isinstance(file, WaitFile) else file.entries)]
    return codes if all(codes) else [f"{number:02}" for number in range(2, 33, 2)]


def _names(principal: Principal, file: TercFile, request: Request, once: Once | None) -> Outcome:
    store = principal.runtime.store
    plan = names_plan(principal, file, territory_names(store))
    outcome = Outcome(request, file, plan)
    if not request.dry_run:
        names = dict(plan.new) | {code: name for code, _, name in plan.changed}
        steps = [*naming_steps(store, names), *_noted(principal, outcome, once)]
        if steps:
            store.write(*steps)
    return outcome


def names_plan(principal: Principal, file: TercFile, known: Mapping[str, str]) -> NamesPlan:
    """Which names somebody may give: of their territory, and of what holds it where none is known."""
    grant = principal.grant
    new: dict[str, str] = {}
    changed: list[tuple[str, str, str]] = []
    same = outside = 0
    for code, name in file.names.items():
        if known.get(code) == name:
            same += 1
        elif grant.covers(code):
            if code in known:
                changed.append((code, known[code], name))
            else:
                new[code] = name
        elif code not in known and any(holds(code, p) for p in grant.territory if p != EVERYWHERE):
            new[code] = name
        else:
            outside += 1
    return NamesPlan(new, tuple(changed), same, outside)


def _noted(principal: Principal, outcome: Outcome, once: Once | None) -> Iterator[Ask]:
    """A line of the trail for each partnership that changes, and the note of the request."""
    for id in outcome.plan.packages:
        principal.note(Action.IMPORT_REGISTERS, id)
    answer = render_json(register_document(outcome)).decode() if once else ""
    if once and (done := once.record(answer)):
        yield from done_steps(done)
