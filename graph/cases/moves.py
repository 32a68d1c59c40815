"""Which kinds of step may come next in a case; every other one is an illegal move."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, get_args

from graph.cases.case import Case
from graph.cases.codes import State
from graph.cases.steps import Kind

_ORDER: Final[tuple[Kind, ...]] = get_args(Kind)
#: Steps that an open case may take in every state from ``diagnosed`` on.
_ALWAYS: Final[tuple[Kind, ...]] = ("diagnose", "form_team", "close")
_WITH_TEAM: Final[tuple[Kind, ...]] = (*_ALWAYS, "meet", "plan_basket")
#: Which kinds of step each state allows; :func:`allowed` adds what a running contract allows besides.
ALLOWED: Final[Mapping[State, tuple[Kind, ...]]] = MappingProxyType(
    {
        "requested": ("diagnose", "close"),
        "diagnosed": _ALWAYS,
        "team_formed": _WITH_TEAM,
        "basket_planned": (*_WITH_TEAM, "agree_basket"),
        "basket_agreed": (*_WITH_TEAM, "finalise_basket"),
        "basket_final": (*_WITH_TEAM, "move_item", "sign_contract"),
        "contracted": (*_WITH_TEAM, "move_item", "sign_contract", "review"),
        "closed": ("follow_up",),
        "followed_up": (),
    }
)


def allowed(case: Case | None) -> tuple[Kind, ...]:
    """The kinds of step that may come next, in the order of a case's life.

    While a revision of the basket is planned or agreed, the services in force go on moving and the
    goals of a contract can be reviewed. A closed case waits for the looks set at its closing only.

    >>> from datetime import date
    >>> from graph.cases.case import case_of
    >>> from graph.cases.steps import Request
    >>> case = case_of("p", "R", [Request(date(2026, 3, 2), "phone", "family", "2499011")])
    >>> allowed(None), allowed(case)
    (('request',), ('diagnose', 'close'))
    """
    if case is None:
        return ("request",)
    kinds = set(ALLOWED[case.state])
    if case.state in {"basket_planned", "basket_agreed"}:
        kinds |= {"move_item"} if case.basket_in_force else set[Kind]()
        kinds |= {"review"} if case.contracts else set[Kind]()
    if not case.open_follow_ups:
        kinds.discard("follow_up")
    return tuple(kind for kind in _ORDER if kind in kinds)
