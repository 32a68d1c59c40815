"""The plan of invitations: what becomes of each, and the life of the partnership that follows from it.

    planned -> invited -> declared -> left
                       -> refused
    refused, left -> planned        (a new attempt)

Everything is a value: a step gives a new invitation, and nothing is stored here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

from cypher.records import RecordTable
from graph.model import Institution, Package
from graph.records.checks import Check, Expected, not_before, refuse
from graph.records.kind import RecordKind, columns_of, plain_record, plain_row
from graph.records.lifecycle import LifeCycle
from graph.vocabulary.barriers import BARRIERS

State = Literal["planned", "invited", "declared", "refused", "left"]

_RESPONSIBLE: Final[Expected] = ("the role of the person responsible", "rola osoby odpowiedzialnej")

STATES: Final[tuple[State, ...]] = get_args(State)
#: Polish and English words for the states.
STATE_NAMES: Final[Mapping[State, tuple[str, str]]] = MappingProxyType(
    {
        "planned": ("zaplanowane", "planned"),
        "invited": ("wysłane zaproszenie", "invited"),
        "declared": ("podpisana deklaracja", "declared"),
        "refused": ("odmowa", "refused"),
        "left": ("wystąpienie z PZK", "left"),
    }
)
#: An institution that refused or left can be planned for again.
LIFE: Final = LifeCycle[State](
    "invitation",
    {
        "planned": ("invited",),
        "invited": ("declared", "refused"),
        "declared": ("left",),
        "refused": ("planned",),
        "left": ("planned",),
    },
    {"refused": BARRIERS},
)


@dataclass(frozen=True, slots=True)
class Move:
    """One state of an invitation and the day it began; ``reason`` only with ``refused``."""

    state: State
    on: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation of one institution (zaproszenie do PZK), with everything that became of it.

    ``responsible_role`` names who sees to the next step, by role, never by name; ``due_on`` is the
    day by which the next step should be done. ``moves`` is never empty and in order of time.
    """

    institution_id: str
    responsible_role: str
    due_on: date | None
    moves: tuple[Move, ...]

    @property
    def state(self) -> State:
        """The state it is in."""
        return self.moves[-1].state

    @property
    def reason(self) -> str | None:
        """Code of :data:`~graph.vocabulary.barriers.BARRIERS` while the invitation is refused."""
        return self.moves[-1].reason

    def is_overdue(self, day: date) -> bool:
        """Whether a next step is waited for and its day has passed."""
        waiting = self.state in {"planned", "invited"}
        return waiting and self.due_on is not None and self.due_on < day


def invitation_of(
    institution_id: str, on: date, responsible_role: str, due_on: date | None = None
) -> Invitation:
    """A newly planned invitation.

    Raises
    ------
    InvalidRequest
        If nobody is responsible, or the due day lies before the plan.

    Examples
    --------
    >>> plan = invitation_of("I13", date(2026, 6, 1), "animator", date(2026, 6, 30))
    >>> sent = moved(plan, "invited", date(2026, 6, 10))
    >>> moved(sent, "declared", date(2026, 7, 2)).state, plan.is_overdue(date(2026, 7, 1))
    ('declared', True)
    """
    role = responsible_role.strip()
    responsible = Check("responsible_role", bool(role), None, _RESPONSIBLE)
    refuse("invitation", [responsible, _due(due_on, on)])
    return Invitation(institution_id, role, due_on, (Move("planned", on),))


def moved(
    invitation: Invitation,
    state: State,
    on: date,
    reason: str | None = None,
    due_on: date | None = None,
) -> Invitation:
    """The invitation after its next step.

    Parameters
    ----------
    invitation
        Stays as it is.
    state, on
        The new state and its day, not before the last one.
    reason
        Code of a barrier, needed for ``refused`` and allowed nowhere else.
    due_on
        Day by which the step after this one should be done.

    Raises
    ------
    Conflict
        If the present state does not allow the step.
    InvalidRequest
        With every value that does not fit.
    """
    checks = [_due(due_on, on), *LIFE.step(invitation.institution_id, invitation.state, state, reason)]
    last = invitation.moves[-1].on
    checks.append(Check("on", on >= last, on.isoformat(), not_before(last)))
    refuse("invitation", checks)
    return replace(invitation, due_on=due_on, moves=(*invitation.moves, Move(state, on, reason)))


def recorded(institution: Institution, invitation: Invitation) -> Institution:
    """The institution's record as the invitation leaves it: member since, left on.

    Without a declaration the record stays as it is.
    """
    declared = [move.on for move in invitation.moves if move.state == "declared"]
    if not declared:
        return institution
    left = [move.on for move in invitation.moves if move.state == "left" and move.on >= declared[-1]]
    return replace(
        institution,
        membership=institution.membership or "member",
        declared_on=declared[-1],
        left_on=left[-1] if left else None,
    )


def membership_change(invitation: Invitation) -> Callable[[Package], Package] | None:
    """What the newest step changes in the package: a declaration makes a member, leaving ends it."""
    if invitation.state not in {"declared", "left"}:
        return None

    def changed(package: Package) -> Package:
        institutions = tuple(
            recorded(one, invitation) if one.id == invitation.institution_id else one
            for one in package.institutions
        )
        return replace(package, institutions=institutions)

    return changed


def _due(due_on: date | None, on: date) -> Check:
    ok = due_on is None or due_on >= on
    return Check("due_on", ok, due_on and due_on.isoformat(), not_before(on))


KIND: Final = RecordKind(
    "invitation",
    ("zaproszenia", "invitations"),
    RecordTable(
        *("invitations", "Invitation", "PLANS", columns_of(Invitation)),
        changing=("responsible_role", "due_on", "moves"),
        about=("institution_id",),
    ),
    id_of=lambda one: (one.institution_id,),
    to_row=plain_row,
    from_row=plain_record(Invitation),
    institutions=lambda one: (one.institution_id,),
    in_package=membership_change,
)
