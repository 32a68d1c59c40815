"""A family's file at the door: whose it is, and who may open it.

Every reading and writing passes :func:`opened`, which leaves one line in the audit trail: it names the
partnership and the action, never the family.
"""

from dataclasses import dataclass

from graph.model import Family
from graph.records.kinds import PERMISSION
from graph.records.passing import Part, Reach
from graph.records.permission import Permission
from graph.snapshot import Snapshot
from graph.stores.reading import family_places
from graph.stores.records import family_key, read_of
from service.access.families import the_only, way_in
from service.access.guard import Principal
from service.access.policy import Action
from service.http.errors import NotAllowed
from service.runtime import today


@dataclass(frozen=True, slots=True)
class File:
    """A family's file, opened by somebody who may; ``institution`` limits whose part is shown."""

    principal: Principal
    snapshot: Snapshot
    family: Family
    institution: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Partnership and family, as the store's functions take them."""
        return self.snapshot.partnership.id, self.family.id

    def held(self) -> tuple[Permission, ...]:
        """Every consent and legal base of the family, ended ones too."""
        return tuple(
            kept.entry for kept in read_of(self.principal.runtime.store, PERMISSION, self.owner)
        )

    @property
    def owner(self) -> str:
        """The key of the family, under which all is recorded about it."""
        return family_key(*self.place)

    @property
    def reach(self) -> Reach:
        """How far the reader sees into it now."""
        return Reach(self.institution, self.held(), today())


def opened(
    principal: Principal,
    family_id: str,
    partnership_id: str | None = None,
    *,
    writing: bool = False,
    shows: Part | None = None,
) -> File:
    """Open a family's file.

    Parameters
    ----------
    principal
        A case lead of the territory, or for reading an institution of the family's task team.
    family_id, partnership_id
        The pseudonym, and whose it is where several partnerships use it.
    shows
        The part of the case the answer would show. A team has no right to it by itself: its members
        need a base in force, as for everything that is passed on.

    Raises
    ------
    NotFound
        When there is no such family in the territory, or the principal's institution is not in its
        team: existence is private.
    Ambiguous
        When several partnerships of the territory hold a family of this pseudonym.
    NotAllowed
        When a member of the team has no base for what the answer shows.
    """
    action, own = way_in(principal, writing=writing)
    found: list[Snapshot] = []
    for place in family_places(principal.runtime.store, family_id):
        if partnership_id in {None, place.partnership_id} and principal.grant.reaches(*place):
            snapshot = principal.runtime.snapshot(place.partnership_id)
            seats = {seat.institution_id for seat in snapshot.teams.get(family_id, ())}
            if family_id in snapshot.families and (action is not Action.READ_OWN_CASES or own in seats):
                found.append(snapshot)
    snapshot = the_only(principal, action, family_id, found, lambda one: one.partnership.id)
    file = File(principal, snapshot, snapshot.families[family_id], own)
    if shows is not None and not file.reach.sees(shows):
        principal.refuse(action, snapshot.partnership.id)
        raise NotAllowed
    principal.demand(action, snapshot.partnership.id)
    return file
