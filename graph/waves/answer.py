"""What one institution answers in one wave, as reports of its ties and back."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.errors import InvalidRequest, Problem
from graph.model import Institution, Package, TieReport
from graph.snapshot.resolve import resolved_institution
from graph.snapshot.ties import report_date
from graph.vocabulary.codes import Formalisation, Frequency

_WEAKEST, _STRONGEST = 1, 5
_PARTNER: Final = (
    "another institution of the roster, named once",
    "inna instytucja z listy, wymieniona raz",
)
_STRENGTH: Final = (
    "1 to 5; blank only with the frequency none",
    "od 1 do 5; puste tylko przy częstości none",
)
_ROLE: Final = ("a role of the institution's workers", "rola pracowników instytucji")


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner as the answer names it; ``strength`` is unknown only with the frequency ``none``."""

    partner_id: str
    strength: int | None = None
    frequency: Frequency | None = None
    formalisation: Formalisation | None = None
    contact_role: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: partners, institutions without contact, those it does not know of, and if that is all.

    An institution of the roster that a finished answer leaves out is one it does not work with; one in
    ``unknown`` is one that it says nothing about.
    """

    ties: tuple[NamedPartner, ...] = ()
    none: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    done: bool = False


def roster_of(package: Package, institution_id: str) -> tuple[Institution, ...]:
    """The institutions that an answer may name: all of the map but the one that answers, by name."""
    here = package.partnership.teryt
    others = (one for one in package.institutions if one.id != institution_id)
    found = (resolved_institution(one, here) for one in others)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def roles_of(package: Package, institution_id: str) -> tuple[str, ...]:
    """The roles of an institution's workers, each once."""
    return tuple(sorted({one.role for one in package.workers if one.institution_id == institution_id}))


def check_answer(package: Package, institution_id: str, answer: Answer) -> None:
    """Do nothing where an answer can be taken.

    Raises
    ------
    InvalidRequest
        With every fault of it; rows count from 1, values are not repeated.
    """
    if problems := list(_problems(package, institution_id, answer)):
        raise InvalidRequest(problems)


def reports_of(
    package: Package, institution_id: str, wave: str, answer: Answer, day: date
) -> tuple[TieReport, ...]:
    """The reports that an answer makes.

    The survey asks neither until when a document is valid nor whom the partner's contact is: while the
    basis stays the same, what the institution last reported of that goes on. So does its own contact
    where the answer names no role.

    Parameters
    ----------
    day
        The day of the answer.

    Raises
    ------
    InvalidRequest
        With every fault of the answer.

    Examples
    --------
    >>> from graph.model import Partnership, Worker
    >>> map_ = tuple(Institution(id, id, "SP") for id in ("A", "B", "C"))
    >>> here = Package(Partnership("p", "P"), map_, (Worker("W1", "A", "pedagog"),))
    >>> said = Answer((NamedPartner("B", 4, "weekly", contact_role="pedagog"),), ("C",))
    >>> [(r.partner_id, r.strength, r.frequency, r.contact_worker_id)
    ...  for r in reports_of(here, "A", "T1", said, date(2026, 3, 2))]
    [('B', 4, 'weekly', 'W1'), ('C', None, 'none', None)]
    """
    check_answer(package, institution_id, answer)
    workers = [one for one in package.workers if one.institution_id == institution_id]
    ids_of_role = {role: [one.id for one in workers if one.role == role] for role in _roles(answer)}
    reports: list[TieReport] = []
    for named in answer.ties:
        made = TieReport(
            *(institution_id, named.partner_id, named.strength, named.frequency, named.formalisation),
            reported_on=day,
            wave=wave,
            contact_role=named.contact_role,
        )
        if named.frequency != "none":
            made = _with_what_goes_on(package, made, ids_of_role.get(named.contact_role or "", []))
        reports.append(made)
    none = (
        TieReport(institution_id, other, None, "none", reported_on=day, wave=wave)
        for other in answer.none
    )
    return (*reports, *none)


def with_answer(package: Package, institution_id: str, wave: str, answer: Answer, day: date) -> Package:
    """The package in which an answer stands in the place of all that the institution said in the wave.

    Raises
    ------
    InvalidRequest
        With every fault of the answer.
    """
    made = reports_of(package, institution_id, wave, answer, day)
    others = (one for one in package.ties if (one.reporter_id, one.wave) != (institution_id, wave))
    return replace(package, ties=(*others, *made))


def answer_of(
    package: Package,
    institution_id: str,
    wave: str,
    unknown: tuple[str, ...] = (),
    *,
    done: bool = False,
) -> Answer:
    """What an institution said in a wave, as it would say it again."""
    said = sorted(
        (one for one in package.ties if (one.reporter_id, one.wave) == (institution_id, wave)),
        key=lambda one: one.partner_id,
    )
    ties = tuple(
        NamedPartner(one.partner_id, one.strength, one.frequency, one.formalisation, one.contact_role)
        for one in said
        if one.frequency != "none"
    )
    none = tuple(one.partner_id for one in said if one.frequency == "none")
    on_map = {one.id for one in package.institutions} - {*none, *(one.partner_id for one in ties)}
    return Answer(ties, none, tuple(id for id in unknown if id in on_map), done)


def _roles(answer: Answer) -> set[str]:
    return {one.contact_role for one in answer.ties if one.contact_role}


def _problems(package: Package, institution_id: str, answer: Answer) -> Iterator[Problem]:
    roster = {one.id for one in package.institutions} - {institution_id}
    lists = {
        "ties": [one.partner_id for one in answer.ties],
        "none": answer.none,
        "unknown": answer.unknown,
    }
    named = Counter(id for ids in lists.values() for id in ids)
    for table, ids in lists.items():
        column = "partner_id" if table == "ties" else None
        for row, id in enumerate(ids, 1):
            if id not in roster or named[id] > 1:
                yield Problem(table, row, column, None, *_PARTNER)
    roles = set(roles_of(package, institution_id))
    for row, one in enumerate(answer.ties, 1):
        blank_fits = one.strength is None and one.frequency == "none"
        if not blank_fits and not _WEAKEST <= (one.strength or 0) <= _STRONGEST:
            yield Problem("ties", row, "strength", None, *_STRENGTH)
        if one.contact_role is not None and one.contact_role not in roles:
            yield Problem("ties", row, "contact_role", None, *_ROLE)


def _with_what_goes_on(package: Package, made: TieReport, of_role: list[str]) -> TieReport:
    employed = {(one.institution_id, one.id) for one in package.workers}

    def latest(fits: Callable[[TieReport], bool]) -> TieReport | None:
        waves = {one.id: one for one in package.waves}
        side = (made.reporter_id, made.partner_id)
        known = [
            one
            for one in package.ties
            if (one.reporter_id, one.partner_id) == side and one.frequency != "none" and fits(one)
        ]
        return max(known, key=lambda one: report_date(one, waves) or date.min, default=None)

    found = latest(lambda one: one.formalisation == made.formalisation)
    valid_to = found and found.document_valid_to
    met = latest(lambda one: (made.partner_id, one.partner_worker_id) in employed)
    if made.contact_role:
        contact = of_role[0] if len(of_role) == 1 else None
    else:
        before = latest(
            lambda one: not one.contact_role and (made.reporter_id, one.contact_worker_id) in employed
        )
        contact = before and before.contact_worker_id
    return replace(
        made,
        document_valid_to=valid_to,
        contact_worker_id=contact,
        partner_worker_id=met and met.partner_worker_id,
    )
