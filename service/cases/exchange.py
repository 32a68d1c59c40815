"""Cases as files: everything held on one family, and the journals of a partnership out and in.

A journal that arrives is the known one, or goes on where the known one ends, or is new. It never takes
a known step's place: what happened stays. A new one whose time is over already is left out: it would be
erased on the same day, and where it was erased here before, its numbers would be counted once more.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import orjson

from graph.cases import is_over
from graph.errors import Ambiguous, Conflict, InvalidRequest, NotFound, Problem
from graph.records.kinds import PERMISSION, REFERRAL
from graph.rows import row_of
from graph.stores.case_import import import_cases
from graph.stores.cases import read_case, read_cases
from graph.stores.reading import case_places, family_places
from graph.stores.records import family_key, read_of
from service.access.guard import Principal
from service.access.policy import Action
from service.answers import render_json
from service.answers.documents import Document
from service.cases.documents import journal_document
from service.cases.families.files import opened
from service.cases.families.referrals import referral_document
from service.cases.files import open_case
from service.cases.journals import FORMAT, VERSION, journals_read
from service.http.idempotency import UNKEYED, Once, Sent
from service.runtime import today

#: Mark of a file about one family.
FAMILY_FORMAT: Final = "kooperacje-family"
_ATTEMPTS: Final = 4


def export_of_family(
    principal: Principal, family_id: str, partnership_id: str | None = None
) -> Document:
    """Everything that is held on one family, with a case or without one; for case leads.

    Parameters
    ----------
    family_id, partnership_id
        The pseudonym, and whose it is where several partnerships use it.

    Raises
    ------
    NotFound
        When nobody of this pseudonym is in the territory.
    Ambiguous
        When several partnerships of the territory hold somebody of this pseudonym.
    """
    store = principal.runtime.store
    with_case = case_places(store, family_id)
    places = {*with_case, *family_places(store, family_id)}
    here = sorted(
        place.partnership_id
        for place in places
        if partnership_id in {None, place.partnership_id} and principal.grant.reaches(*place)
    )
    if len(here) > 1:
        raise Ambiguous("partnership", here)
    if here and any(place.partnership_id == here[0] for place in with_case):
        place = open_case(principal, family_id, here[0]).place
    else:
        place = opened(principal, family_id, partnership_id).place
    principal.demand(Action.EXPORT, place[0])
    return _held_on(principal, *place)


def cases_export(principal: Principal, partnership_id: str) -> Document:
    """Every journal of a partnership as :func:`import_sent` takes it; the guard let the principal in."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "partnership": partnership_id,
        "exported_on": today(),
        "cases": [
            {"family_id": kept.case.family_id, "steps": journal_document(kept)}
            for kept in read_cases(principal.runtime.store, partnership_id)
        ],
    }


def import_sent(
    principal: Principal, partnership_id: str, data: bytes, sent: Sent = UNKEYED
) -> Document:
    """Add journals that came as a file; the guard let the principal in.

    Sent again, it finds everything known and changes nothing; with the same ``Idempotency-Key`` it
    is answered the same.

    Returns
    -------
    dict
        How many cases were new, went on and were known, how many were left out because their time is
        over (``expired``), and how many steps were written.

    Raises
    ------
    InvalidRequest
        With every problem by its place; nothing is written then.
    Conflict
        When others kept changing these cases.
    KeyReused
        When the key came with another file before.
    """
    once = Once(principal, sent)
    document = _json_of(data)

    def do() -> Document:
        for _ in range(_ATTEMPTS):
            with suppress(Conflict):
                return import_journals(principal, partnership_id, document, once=once)
            if once.seen() is not None:
                break
        raise Conflict("case", partnership_id, "others kept writing, try again")

    return once.run(do, orjson.loads)


def import_journals(
    principal: Principal,
    partnership_id: str,
    document: Mapping[str, Any],
    day: date | None = None,
    once: Once | None = None,
) -> Document:
    """Add journals of a document as :func:`cases_export` makes it; see :func:`import_sent`.

    ``day`` is the last one on which a step may lie; today if not given. ``once`` is the request that
    asks for it.
    """
    store = principal.runtime.store
    snapshot = principal.runtime.snapshot(partnership_id)
    known = read_cases(store, partnership_id)
    versions = {kept.case.family_id: kept.case.version for kept in known}
    read = journals_read(principal, snapshot, known, document, day)
    keep_days = principal.runtime.settings.case_retention_days
    arriving = tuple(
        one
        for one in read
        if one.case.family_id in versions or not is_over(one.case, today(), keep_days)
    )
    before = [versions.get(one.case.family_id, 0) for one in arriving]
    after = [one.case.version for one in arriving]
    report: Document = {
        "partnership": partnership_id,
        "new": before.count(0),
        "continued": sum(0 < was < now for was, now in zip(before, after, strict=True)),
        "unchanged": sum(was >= now for was, now in zip(before, after, strict=True)),
        "expired": len(read) - len(arriving),
        "steps": sum(max(0, now - was) for was, now in zip(before, after, strict=True)),
    }
    noting = once.noting(render_json(report).decode()) if once else store
    import_cases(noting, partnership_id, arriving, known)
    return report


def _json_of(data: bytes) -> Mapping[str, Any]:
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError:
        document = None
    if not isinstance(document, dict):
        raise InvalidRequest([Problem("cases", None, None, None, "a JSON object", "obiekt JSON")])
    return document  # pyright: ignore[reportUnknownVariableType]  # checked where it is read


def _held_on(principal: Principal, partnership_id: str, family_id: str) -> Document:
    store = principal.runtime.store
    package = principal.runtime.library.package(partnership_id)
    record = next((one for one in package.families if one.id == family_id), None)
    owner = family_key(partnership_id, family_id)
    held = [kept.entry for kept in read_of(store, PERMISSION, owner)]
    referrals = read_of(store, REFERRAL, owner)
    return {
        "format": FAMILY_FORMAT,
        "version": VERSION,
        "exported_on": today(),
        "partnership": partnership_id,
        "family_id": family_id,
        "record": asdict(record) if record else None,
        "team": [
            {name: value for name, value in asdict(seat).items() if name != "family_id"}
            for seat in package.teams
            if seat.family_id == family_id
        ],
        "journal": _journal(principal, partnership_id, family_id),
        "permissions": [row_of(one) for one in held],
        "referrals": [referral_document(one) for one in referrals],
    }


def _journal(principal: Principal, partnership_id: str, family_id: str) -> list[Document]:
    try:
        return journal_document(read_case(principal.runtime.store, partnership_id, family_id))
    except NotFound:
        return []
