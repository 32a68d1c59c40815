"""Importing a package that was sent: may they, is it the state they saw, was it sent before."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graph.errors import Conflict, IdsTaken, InvalidPackage, NotFound
from graph.model import Package
from graph.packages import Reading, read_package_bytes
from graph.packages.choices import NO_CHOICES, Choices
from graph.packages.strengths import AS_WRITTEN, Strengths
from graph.stores import import_package, preview_import
from graph.stores.arriving_ids import arranged
from graph.stores.once import done_steps
from graph.stores.port import Ask
from graph.stores.strangers import NO_CHOICE, IdChoice
from service.access.guard import Principal
from service.access.policy import Action
from service.answers import render_json
from service.answers.documents import dry_run_document, import_document
from service.cases.losses import demand_import, leaves_cases
from service.exchange.partnership_ids import demand_usable_id
from service.exchange.place_names import naming
from service.exchange.shared_institutions import allowed_to, told_to
from service.http.errors import PreconditionFailed
from service.http.etag import etag_of, names_state, state_mark
from service.http.idempotency import Once, Sent

if TYPE_CHECKING:
    from graph.stores import ImportReport
    from graph.stores.changes import Changes
    from service.runtime import Runtime

_ATTEMPTS: Final = 8
#: What keys of imports are kept under, from whatever door the file came.
_ADDRESS: Final = "import"


def import_sent(
    principal: Principal,
    data: bytes,
    name: str,
    *,
    if_match: str | None,
    key: str | None,
    choice: IdChoice = NO_CHOICE,
    strengths: Strengths = AS_WRITTEN,
    choices: Choices = NO_CHOICES,
) -> tuple[bytes, bool]:
    """Import a package that came over HTTP.

    Parameters
    ----------
    principal
        Who sends it. Cases in the package take a case lead; what others import leaves cases, and what
        these can name, as they are: see :mod:`service.cases.losses`.
    data, name
        The file and its name.
    if_match
        The partnership's ETag that the sender saw, if the import depends on it.
    key
        The sender's ``Idempotency-Key``: the same key and file import once. Whether they may is asked
        again each time.
    choice
        What the sender says of ids that other partnerships use for other institutions.
    strengths
        What the sender says of the numbers of ties.
    choices
        What the sender says of sheets, columns and kinds of institutions.

    Returns
    -------
    tuple
        The report as JSON, and whether it is that of an earlier request.

    Raises
    ------
    IdsTaken
        When there are such ids and nothing is said of them.
    """
    once = Once(principal, Sent(_ADDRESS, key, _content(data, name, choice, strengths, choices)))
    # Whatever the file holds, other imports do not wait for it.
    reading = read_package_bytes(data, name, strengths, choices)
    choice = replace(choice, made_ids=reading.made_ids)
    with principal.runtime.importing, _refusals_told(principal, reading):
        earlier = once.seen()
        if earlier is None:
            names = naming(principal, reading)
            report = _import_checked(principal, reading, if_match, once, choice, names)
            earlier = once.seen()
            if report is not None:
                principal.runtime.metrics.import_done(report)
                return render_json(import_document(report, reading.warnings)), False
        _demand(principal, reading.package, choice)
        principal.runtime.metrics.import_done(None)
        return (earlier or "").encode(), True


def _import_checked(
    principal: Principal,
    reading: Reading,
    if_match: str | None,
    once: Once,
    choice: IdChoice,
    also: Sequence[Ask] = (),
) -> "ImportReport | None":
    """Import what may be imported; what was checked still holds when it is written.

    Other servers may write to the same database, so the store is told the revision that was checked.

    Returns
    -------
    ImportReport or None
        ``None`` where the same request was carried out meanwhile.
    """
    store, allow, leave_cases = principal.runtime.store, allowed_to(principal), leaves_cases(principal)
    package = reading.package

    def noted(report: "ImportReport") -> Iterator[Ask]:
        answer = render_json(import_document(report, reading.warnings)).decode()
        if done := once.record(answer):
            yield from done_steps(done)

    for _ in range(_ATTEMPTS):
        revision, before, _ = _demand(principal, package, choice)
        demand_usable_id(package, before)
        if if_match is not None and not _is_there(principal, if_match, revision, before):
            if once.seen() is None:
                raise PreconditionFailed
            return None
        try:
            return import_package(
                *(store, package, *also),
                revision=revision,
                choice=choice,
                allow=allow,
                leave_cases=leave_cases,
                noted=noted,
            )
        except Conflict:
            if once.seen() is not None:
                return None
    raise Conflict("partnership", package.partnership.id, "others kept writing, try again")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    ``package`` is what arrives under the ids it would be stored by; ``etag`` names the state that this
    was worked out for, blank for a new partnership.
    """

    reading: Reading
    package: Package
    before: Package | None
    etag: str
    report: "ImportReport"
    changes: "Changes"


def preview_sent(
    principal: Principal,
    data: bytes,
    name: str,
    choice: IdChoice = NO_CHOICE,
    strengths: Strengths = AS_WRITTEN,
    choices: Choices = NO_CHOICES,
) -> Preview:
    """What :func:`import_sent` would do with a file; nothing is written.

    Raises
    ------
    InvalidPackage
        With every problem of the file.
    NotAllowed
        When the principal may not import it; they learn nothing of what it would replace.
    IdsTaken
        When ids are those of other institutions of other partnerships, and nothing is said of that.
    """
    reading = read_package_bytes(data, name, strengths, choices)
    choice = replace(choice, made_ids=reading.made_ids)
    with _refusals_told(principal, reading):
        revision, before, package = _demand(principal, reading.package, choice)
        demand_usable_id(package, before)
        store, allow = principal.runtime.store, allowed_to(principal)
        report, changes = preview_import(
            *(store, reading.package),
            choice=choice,
            allow=allow,
            leave_cases=leaves_cases(principal),
        )
    etag = etag_of(state_mark(revision, before, principal.grant.visibility), "") if before else ""
    return Preview(reading, package, before, etag, report, changes)


def dry_run_sent(
    principal: Principal,
    data: bytes,
    name: str,
    choice: IdChoice,
    strengths: Strengths,
    choices: Choices = NO_CHOICES,
) -> bytes:
    """What :func:`preview_sent` finds out, as JSON."""
    found = preview_sent(principal, data, name, choice, strengths, choices)
    return render_json(dry_run_document(found.report, found.reading, found.changes))


def _demand(
    principal: Principal, package: Package, choice: IdChoice
) -> tuple[int, Package | None, Package]:
    """Go on only if the principal may import the package under the ids that it would be stored by.

    Returns
    -------
    tuple
        The revision and the package that the store holds now, and the arriving package under these ids.
    """
    principal.demand_partnership(Action.IMPORT, package.partnership)
    revision, before = _known(principal, package.partnership.id)
    named = arranged(principal.runtime.store, package, before, choice).package
    demand_import(principal, before, named)
    return revision, before, named


@contextmanager
def _refusals_told(principal: Principal, reading: Reading) -> Generator[None]:
    """A refusal says how the file was read, and names only partnerships the principal may know of."""
    try:
        yield
    except InvalidPackage as refused:
        told = told_to(principal, refused) if isinstance(refused, IdsTaken) else refused
        raise with_reading(told, reading) from None


def with_reading(refused: InvalidPackage, reading: Reading) -> InvalidPackage:
    """The refusal of a package that could be read, with how it was."""
    refused.notes = tuple(zip(reading.warnings, reading.warnings_pl, strict=True))
    refused.understood = reading.understood
    return refused


def held_package(runtime: "Runtime", id: str) -> Package | None:
    """What the store holds of a partnership now; ``None`` where it is not there."""
    try:
        return runtime.library.package(id)
    except NotFound:
        return None


def has_families(package: Package | None) -> bool:
    """Whether a package says anything of families: writing it takes the right to write cases."""
    return package is not None and bool(package.families or package.teams)


def _content(data: bytes, name: str, choice: IdChoice, strengths: Strengths, choices: Choices) -> bytes:
    """What tells one post from another under the same key."""
    said = b"" if choice == NO_CHOICE else repr(choice).encode()
    said += b"" if strengths == AS_WRITTEN else repr(strengths).encode()
    said += b"" if choices == NO_CHOICES else repr(choices).encode()
    return sha256(data).digest() + said + name.encode()


def _known(principal: Principal, id: str) -> tuple[int, Package | None]:
    """What the store holds and its revision; 0 where it is not there."""
    try:
        return principal.runtime.library.held(id)
    except NotFound:
        return 0, None


def _is_there(principal: Principal, if_match: str, revision: int, before: Package | None) -> bool:
    """Whether the store holds the state that a sender saw."""
    if before is None:
        return False
    return names_state(if_match, state_mark(revision, before, principal.grant.visibility))
