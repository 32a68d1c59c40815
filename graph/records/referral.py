"""The life of a referral as a state machine; codes only, no free text.

References
----------
HL7 Gravity SDOH Clinical Care implementation guide: the referral Task and its states, of which those
of a directory without servers at both ends are kept. A rejection without a reason is not accepted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from cypher.records import RecordTable
from graph.records.checks import refuse
from graph.records.kind import RecordKind, columns_of, plain_row
from graph.records.lifecycle import LifeCycle
from graph.rows import parts_of, record_of

State = Literal[
    "requested",
    "accepted",
    "rejected",
    "waitlisted",
    "in_progress",
    "completed",
    "failed",
    "cancelled",
]

_NEXT_STATES: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
    {
        "requested": ("accepted", "rejected", "waitlisted", "cancelled"),
        "waitlisted": ("accepted", "rejected", "cancelled"),
        "accepted": ("in_progress", "failed", "cancelled"),
        "in_progress": ("completed", "failed", "cancelled"),
        "rejected": (),
        "completed": (),
        "failed": (),
        "cancelled": (),
    }
)
#: Why a provider does not accept: code to (Polish, English).
REJECTION_REASONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "capacity": ("brak wolnych miejsc", "no free places"),
        "resources": ("brak kadry lub środków", "no staff or means"),
        "documents": ("brak wymaganych dokumentów", "documents are missing"),
        "territory": ("adres poza obszarem działania", "outside the area served"),
        "not_eligible": ("warunki przyjęcia nie są spełnione", "not eligible"),
        "other": ("inna przyczyna", "another reason"),
    }
)
#: What a completed referral brought: code to (Polish, English).
OUTCOMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "met": ("potrzeba zaspokojona", "the need is met"),
        "partly_met": ("potrzeba zaspokojona częściowo", "the need is partly met"),
        "not_met": ("potrzeba niezaspokojona", "the need is not met"),
    }
)
LIFE: Final = LifeCycle[State](
    "referral", _NEXT_STATES, {"rejected": REJECTION_REASONS, "completed": OUTCOMES}, "code"
)


@dataclass(frozen=True, slots=True)
class ReferralEvent:
    """One step: the state reached, when (UTC), by a person of which role; a code where one is due."""

    state: State
    at: datetime
    role: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral of a family, known by its pseudonym, to one service; ``history`` is never rewritten."""

    id: str
    partnership_id: str
    family_id: str
    institution_id: str
    service_id: str
    needs: tuple[str, ...]
    history: tuple[ReferralEvent, ...]

    @property
    def state(self) -> State:
        """The state it is in."""
        return self.history[-1].state

    @property
    def closed(self) -> bool:
        """Whether nothing can follow."""
        return LIFE.final(self.state)


def requested(
    id: str,
    partnership_id: str,
    family_id: str,
    service: tuple[str, str],
    needs: tuple[str, ...],
    at: datetime,
    role: str,
) -> Referral:
    """A new referral; ``service`` is (institution id, service id), ``at`` is in UTC."""
    event = ReferralEvent("requested", at, role)
    return Referral(id, partnership_id, family_id, service[0], service[1], needs, (event,))


def moved(
    referral: Referral, state: State, at: datetime, role: str, code: str | None = None
) -> Referral:
    """The referral one step further.

    Parameters
    ----------
    state
        The state to reach, one that may follow the present one.
    code
        Reason of a rejection or outcome of a completion: due there and out of place elsewhere.

    Raises
    ------
    Conflict
        When the state cannot follow the present one.
    InvalidRequest
        When a code is missing, unknown or out of place.

    Examples
    --------
    >>> from datetime import UTC
    >>> day = datetime(2026, 6, 30, tzinfo=UTC)
    >>> asked = requested("1", "p", "R", ("I1", "S1"), ("N04",), day, "case_lead")
    >>> moved(asked, "rejected", day, "pzk_member", "capacity").closed
    True
    """
    refuse("referral", LIFE.step(referral.id, referral.state, state, code))
    return replace(referral, history=(*referral.history, ReferralEvent(state, at, role, code)))


def acceptance_counts(referrals: Iterable[Referral]) -> dict[str, tuple[int, int]]:
    """For each provider how many referrals it answered and how many of these it accepted."""
    found: dict[str, tuple[int, int]] = {}
    for one in referrals:
        states = {event.state for event in one.history}
        answered = bool(states & {"accepted", "rejected"})
        total, accepted = found.get(one.institution_id, (0, 0))
        found[one.institution_id] = (total + answered, accepted + ("accepted" in states))
    return found


KIND: Final = RecordKind(
    "referral",
    ("skierowania", "referrals"),
    RecordTable(
        *("referrals", "Referral", "REFERS", columns_of(Referral, "family_id"), "Family"),
        changing=("history",),
    ),
    id_of=lambda one: (one.id,),
    to_row=plain_row,
    # The family is known by whose it is, and by nothing else.
    from_row=lambda row: record_of(Referral, row | {"family_id": parts_of(str(row["owner"]))[1]}),
)
