"""Opening what is kept of one family: by its leads, and by its task team; existence is private."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.errors import Ambiguous, NotFound
from service.access.guard import Principal
from service.access.policy import Action

_Found = TypeVar("_Found")


def way_in(principal: Principal, *, writing: bool) -> tuple[Action, str | None]:
    """The action that opens a family's file, and the institution whose seat in the team it takes.

    That is ``None`` for a lead, and for a member of a team who writes: that is not theirs to do.
    """
    whole = principal.grant.may(Action.READ_CASES)
    action = Action.WRITE_CASES if writing else Action.READ_CASES if whole else Action.READ_OWN_CASES
    return action, principal.visibility.institution if action is Action.READ_OWN_CASES else None


def the_only(
    principal: Principal,
    action: Action,
    family_id: str,
    found: Sequence[_Found],
    partnership_of: Callable[[_Found], str],
) -> _Found:
    """The one that was found.

    Raises
    ------
    NotFound
        When there is none; the refusal is written down.
    Ambiguous
        When several partnerships hold a family of this pseudonym.
    """
    if not found:
        principal.refuse(action)
        raise NotFound("family", family_id)
    if len(found) > 1:
        raise Ambiguous("partnership", [partnership_of(one) for one in found])
    return found[0]
