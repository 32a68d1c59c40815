"""Institutions that several partnerships hold: whose facts somebody's import may change.

An institution is the same one in every partnership, and the latest import's facts win. Without this an
import would reach as far as ids do: into partnerships outside of the sender's territory.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from graph.errors import Problem
from graph.model import Institution, Package
from graph.vocabulary import holds
from service.access.guard import Visitor
from service.access.policy import EVERYWHERE, Grant
from service.errors import OthersFacts

#: What a partnership says of an institution; all else is said of it everywhere.
_OF_PARTNERSHIP: Final = frozenset({"membership", "declared_on", "left_on"})


def demand_shared(visitor: Visitor, after: Package) -> None:
    """Go on only if a package changes no institution of others that the visitor may not speak for.

    One may be changed that every holder of lies within the grant, that stands in its territory, or whose
    area holds that territory, as a powiat's centre for family support does. Naming one, leaving its
    facts blank, or knowing more of its services and workers than others do, changes nothing for them.

    Raises
    ------
    OthersFacts
        Otherwise, with all of them.
    """
    grant, library = visitor.grant, visitor.house.library
    if EVERYWHERE in grant.territory and not grant.partnerships:
        return
    holders = library.holders_of(one.id for one in after.institutions)
    changed: set[str] = set()
    for id in sorted(set[str]().union(*holders.values()) - {after.partnership.id}):
        held = library.package(id)
        if not grant.reaches(id, held.partnership.teryt):
            theirs = {
                one.id
                for one in held.institutions
                if not _speaks_for(grant, one.teryt or held.partnership.teryt)
            }
            changed |= theirs.intersection(_changed(after, held))
    if changed:
        raise OthersFacts(tuple(_expected(id) for id in sorted(changed)))


def _expected(id: str) -> Problem:
    return Problem(
        *("institutions", None, "id", id),
        "partnerships outside your territory hold it too: its facts, services and workers as the"
        " database has them, or blank",
        "jest też w partnerstwach spoza Twojego obszaru: dane, usługi i pracownicy takie jak w bazie"
        " albo puste komórki",
    )


def _speaks_for(grant: Grant, teryt: str | None) -> bool:
    return grant.covers(teryt) or (
        teryt is not None and any(holds(teryt, place) for place in grant.territory)
    )


def _changed(after: Package, held: Package) -> Iterator[str]:
    """Institutions of which two packages say different things."""
    known = {one.id: one for one in held.institutions}
    for one in after.institutions:
        if one.id in known and _other_facts(one, known[one.id]):
            yield one.id
    # What is blank here is blank afterwards: only an institution keeps what was known of it.
    for ours, theirs in ((after.services, held.services), (after.workers, held.workers)):
        listed = {(one.institution_id, one.id): one for one in theirs}
        for one in ours:
            key = (one.institution_id, one.id)
            if listed.get(key, one) != one:
                yield one.institution_id


def _other_facts(one: Institution, known: Institution) -> bool:
    names = (field.name for field in fields(one) if field.name not in _OF_PARTNERSHIP)
    return any(getattr(one, name) not in {None, getattr(known, name)} for name in names)
