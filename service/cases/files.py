"""A family's case opened at the door: for its leads, and for its task team as far as bases reach.

Every reading and writing of one case passes :func:`open_case`, which leaves one line in the audit trail:
it names the partnership and the action, never the family.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.cases import Case, Reminder, reminders
from graph.records.kinds import PERMISSION
from graph.records.passing import Part, Reach
from graph.records.permission import Permission
from graph.snapshot import Snapshot
from graph.stores import cases as kept_cases
from graph.stores.cases import KeptCase
from graph.stores.reading import case_places
from graph.stores.records import family_key, read_of
from service.access.families import the_only, way_in
from service.access.guard import Principal
from service.access.policy import Action
from service.http.errors import NotAllowed

#: With which part of a case a member of the team is reminded of what; of the rest the lead alone is.
_SHOWN_WITH: Final[Mapping[str, Part]] = {
    "meeting": "case",
    "basket": "basket",
    "item": "basket",
    "review": "diagnosis",
    "goal": "diagnosis",
}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case, opened by somebody who may.

    Where ``institution`` is set, a member of the task team reads: only what :meth:`sees` allows may be
    shown of it. ``kept.recorded`` tells of each step when it was written down and by which role,
    ``held`` are the family's permissions.
    """

    principal: Principal
    snapshot: Snapshot
    kept: KeptCase
    institution: str | None = None
    held: tuple[Permission, ...] = ()

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.kept.case

    @property
    def place(self) -> tuple[str, str]:
        """Partnership and family, as the store's functions take them."""
        return self.case.partnership_id, self.case.family_id

    @property
    def reach(self) -> Reach:
        """How far the reader sees into it."""
        return Reach(self.institution, self.held, self.snapshot.as_of)

    def sees(self, part: Part) -> bool:
        """Whether this part may be shown: all to the case lead, else by a base in force."""
        return self.reach.sees(part)

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """What is due, as far as the reader may know of it."""
        found = reminders(self.case, self.snapshot.as_of, self.held)
        return tuple(one for one in found if self._may_know(one))

    def _may_know(self, reminder: Reminder) -> bool:
        if self.institution is None:
            return True
        if reminder.code == "consent":
            return self.reach.is_about(reminder.about)
        shown_with = _SHOWN_WITH.get(reminder.code)
        return shown_with is not None and self.sees(shown_with)


def open_case(
    principal: Principal, family_id: str, partnership_id: str | None = None, *, writing: bool = False
) -> CaseFile:
    """Open a family's case.

    Parameters
    ----------
    principal
        A case lead of the territory, or for reading an institution of the case's task team.
    family_id, partnership_id
        The pseudonym, and whose it is where several partnerships use it.

    Raises
    ------
    NotFound
        When there is no such case in the territory, or the principal's institution is not in its team:
        existence is private.
    Ambiguous
        When several partnerships of the territory hold a case of this pseudonym.
    NotAllowed
        When a member of the team has no base in force for any class of its data.
    """
    store, grant = principal.runtime.store, principal.grant
    action, own = way_in(principal, writing=writing)
    found: list[KeptCase] = []
    for place in case_places(store, family_id):
        if partnership_id in {None, place.partnership_id} and grant.reaches(*place):
            kept = kept_cases.read_case(store, place.partnership_id, family_id)
            if action is not Action.READ_OWN_CASES or _seated(kept.case, own):
                found.append(kept)
    kept = the_only(principal, action, family_id, found, lambda one: one.case.partnership_id)
    here = kept.case.partnership_id
    file = _file(principal, principal.runtime.snapshot(here), kept, own)
    if not file.sees("case"):
        principal.refuse(action, here)
        raise NotAllowed
    principal.demand(action, here)
    return file


def list_cases(principal: Principal, partnership_id: str) -> tuple[CaseFile, ...]:
    """The cases of a partnership that the principal may read, by pseudonym; the guard let them in.

    A case lead gets all of them, an institution those whose team it is in and of which it has a base
    in force for something.

    Raises
    ------
    NotAllowed
        When the partnership lies outside of the grant, or no role reads cases.
    """
    snapshot = principal.runtime.snapshot(partnership_id)
    grant = principal.grant
    whole = grant.may(Action.READ_CASES)
    if not grant.reaches(partnership_id, snapshot.partnership.teryt) or not (
        whole or grant.may(Action.READ_OWN_CASES)
    ):
        raise NotAllowed
    own = None if whole else principal.visibility.institution
    files = (
        _file(principal, snapshot, kept, own)
        for kept in kept_cases.read_cases(principal.runtime.store, partnership_id)
        if whole or _seated(kept.case, own)
    )
    return tuple(file for file in files if whole or file.sees("case"))


def _file(principal: Principal, snapshot: Snapshot, kept: KeptCase, own: str | None) -> CaseFile:
    owner = family_key(kept.case.partnership_id, kept.case.family_id)
    held = tuple(one.entry for one in read_of(principal.runtime.store, PERMISSION, owner))
    return CaseFile(principal, snapshot, kept, own, held)


def _seated(case: Case, institution_id: str | None) -> bool:
    return any(seat.institution_id == institution_id for seat in case.team)
