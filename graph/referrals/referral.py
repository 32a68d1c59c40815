"""The life of a referral as a state machine; codes only, no free text.

References
----------
HL7 Gravity SDOH Clinical Care implementation guide: the referral Task and its states, of which those
of a directory without servers at both ends are kept. A rejection without a reason is not accepted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from graph.errors import Conflict, InvalidRequest, Problem

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

#: Where each state may lead; a state without followers is final.
NEXT_STATES: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
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
_CODES: Final[Mapping[State, Mapping[str, tuple[str, str]]]] = MappingProxyType(
    {"rejected": REJECTION_REASONS, "completed": OUTCOMES}
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
        return not NEXT_STATES[self.state]


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
        The state to reach, one of :data:`NEXT_STATES` of the present one.
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
    if state not in NEXT_STATES[referral.state]:
        raise Conflict("referral", referral.id, f"{state} cannot follow {referral.state}")
    codes = _CODES.get(state)
    if codes is not None and code not in codes:
        raise InvalidRequest([Problem("referral", None, "code", None, " | ".join(codes))])
    if codes is None and code is not None:
        expected = (f"no code for {state}", f"bez kodu, stan: {state}")
        raise InvalidRequest([Problem("referral", None, "code", None, *expected)])
    return replace(referral, history=(*referral.history, ReferralEvent(state, at, role, code)))
