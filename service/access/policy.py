"""Roles, what each may do and see, and where; the only place that decides it.

Data classes: 0 institutions, services and waiting times; 1 workers, known by role; 1b ratings of
ties given by a person; 2 pseudonymous cases. Identities of families and details of their situation
are not in the product at all. What is not granted here is denied.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from graph.vocabulary import holds

EVERYWHERE: Final = "*"


class Role(StrEnum):
    """Who asks."""

    API_CLIENT = "api_client"
    """Another system: needs and a gmina in, services out."""
    ANIMATOR = "animator"
    """The centre that leads a partnership and recruits for it."""
    MODERATOR = "moderator"
    """The external animator-moderator, who never sees cases."""
    ROPS_ADVISOR = "rops_advisor"
    """The regional adviser, who compares many partnerships."""
    PZK_MEMBER = "pzk_member"
    """An institution of the partnership."""
    ZZK_MEMBER = "zzk_member"
    """An institution of a family's task team."""
    CASE_LEAD = "case_lead"
    """The centre that answers for the cases."""
    ADMINISTRATOR = "administrator"
    """Reads the audit trail and how partnerships are in numbers, not the data; brings in registers."""


class Action(StrEnum):
    """What a door can be opened for; every route declares one."""

    READ_MAP = "map.read"
    """Class 0."""
    FIND_ROUTES = "routes.find"
    """Class 0 with contacts by role."""
    READ_NETWORK = "network.read"
    """Analyses of the network: class 1b, aggregated."""
    READ_PORTFOLIO = "portfolio.read"
    """Partnerships beside each other: numbers of gaps, of advice and of barriers, no ratings."""
    READ_WORKERS = "workers.read"
    """Class 1: the layer of workers."""
    READ_CASES = "cases.read"
    """Class 2."""
    READ_OWN_CASES = "cases.read_own"
    """Class 2 of the cases of one's own institution."""
    EXPORT = "package.export"
    """What a partnership holds as a file: classes 0 to 2, exact ratings."""
    IMPORT = "package.import"
    """Writing class 0, 1 and 1b."""
    IMPORT_REGISTERS = "registers.import"
    """What public registers say: class 0, never a member, a tie or a case."""
    REMOVE = "package.remove"
    """Taking a whole partnership away, class 2 in it as well."""
    PLAN = "plan.keep"
    """The plan of invitations: whom to invite, what came of it, and the memberships that follow."""
    SURVEY = "survey.keep"
    """Opening and closing surveys and giving links to them: the way to write class 1b."""
    READ_MONITORING = "monitoring.read"
    """What the cases add up to by year: class 2 as numbers, from 5 up but for the case lead."""
    WRITE_REGISTER = "register.write"
    """Barriers, information flows and what became of advice: class 0, codes about institutions."""
    RECOMMEND = "register.recommend"
    """Giving and withdrawing advice: class 0."""
    WRITE_CASES = "cases.write"
    """Writing class 2, which includes retiring it."""
    READ_AUDIT = "audit.read"
    READ_METRICS = "metrics.read"
    """How the server fares: numbers, no data."""


_MEMBER: Final = frozenset(
    {Action.READ_MAP, Action.FIND_ROUTES, Action.READ_NETWORK, Action.READ_PORTFOLIO}
    | {Action.READ_WORKERS}
)

#: What each role may do. The rows of the matrix, nothing else.
PERMISSIONS: Final[Mapping[Role, frozenset[Action]]] = MappingProxyType(
    {
        Role.API_CLIENT: frozenset({Action.READ_MAP, Action.FIND_ROUTES}),
        Role.ANIMATOR: _MEMBER
        | {Action.IMPORT, Action.IMPORT_REGISTERS, Action.PLAN, Action.WRITE_REGISTER}
        | {Action.READ_MONITORING, Action.SURVEY},
        # Sees to the rules and the health of the partnership, and advises it from outside.
        Role.MODERATOR: _MEMBER | {Action.WRITE_REGISTER, Action.RECOMMEND},
        Role.ROPS_ADVISOR: frozenset(
            {Action.READ_MAP, Action.FIND_ROUTES, Action.READ_NETWORK, Action.READ_PORTFOLIO}
            | {Action.READ_MONITORING, Action.RECOMMEND}
        ),
        Role.PZK_MEMBER: _MEMBER,
        Role.ZZK_MEMBER: _MEMBER | {Action.READ_OWN_CASES},
        Role.CASE_LEAD: _MEMBER
        | {Action.READ_CASES, Action.EXPORT, Action.IMPORT, Action.IMPORT_REGISTERS}
        | {Action.REMOVE, Action.PLAN}
        | {Action.WRITE_CASES, Action.WRITE_REGISTER, Action.READ_MONITORING}
        | {Action.SURVEY},
        Role.ADMINISTRATOR: frozenset(
            {Action.READ_MAP, Action.IMPORT_REGISTERS, Action.READ_PORTFOLIO}
            | {Action.READ_AUDIT, Action.READ_METRICS}
        ),
    }
)

#: Actions on class 2 and everything that writes or hands data out: they leave a line in the trail.
AUDITED: Final = frozenset(
    {
        Action.READ_CASES,
        Action.READ_OWN_CASES,
        Action.EXPORT,
        Action.IMPORT,
        Action.IMPORT_REGISTERS,
        Action.REMOVE,
        Action.PLAN,
        Action.SURVEY,
        Action.WRITE_REGISTER,
        Action.RECOMMEND,
        Action.WRITE_CASES,
        Action.READ_AUDIT,
    }
)

Cases = Literal["all", "counts", "totals", "none"]
Ratings = Literal["all", "bands"]


class Visibility(NamedTuple):
    """How much of an answer is shown; part of the key under which answers are kept.

    ``cases``: findings about single cases and numbers of families: all of them; of both, numbers of a
    whole partnership, published once a month; of families only; or none. ``ratings``: both sides'
    ratings of a tie, or a band. ``workers``: ids of workers, or only their roles. ``institution``:
    whose seat in task teams opens files of families.
    """

    cases: Cases
    ratings: Ratings
    workers: bool
    institution: str | None = None


#: The owner of a store on the owner's machine, and the case lead of a territory.
FULL_VISIBILITY: Final = Visibility("all", "all", workers=True)

#: What changes ties and services, on which findings about cases rest as well.
_WRITES_NETWORK: Final = (Action.IMPORT, Action.IMPORT_REGISTERS, Action.PLAN)
_COUNTED: Final = frozenset({Role.ANIMATOR, Role.ROPS_ADVISOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody was given: roles, a territory as TERC prefixes, and optional narrower scopes.

    ``territory`` may be ``*``. ``partnerships`` blank means all of the territory. ``institution``
    is the one a member speaks for. ``purpose`` is what it was given for, as the trail repeats it.
    """

    name: str
    roles: frozenset[Role]
    territory: tuple[str, ...]
    partnerships: tuple[str, ...] = ()
    institution: str | None = None
    purpose: str = ""

    def may(self, action: Action) -> bool:
        """Whether one of the roles allows the action.

        >>> Grant("a", frozenset({Role.ANIMATOR}), ("24",)).may(Action.READ_CASES)
        False
        """
        return any(action in PERMISSIONS[role] for role in self.roles)

    def covers(self, teryt: str | None) -> bool:
        """Whether the territory holds a place; an unknown place lies in no territory but ``*``.

        >>> grant = Grant("a", frozenset(), ("2499",))
        >>> grant.covers("2499011"), grant.covers("24"), grant.covers(None)
        (True, False, False)
        """
        if EVERYWHERE in self.territory:
            return True
        return teryt is not None and any(holds(place, teryt) for place in self.territory)

    def reaches(self, partnership_id: str, teryt: str | None) -> bool:
        """Whether a partnership lies within the grant."""
        if self.partnerships and partnership_id not in self.partnerships:
            return False
        return self.covers(teryt)

    @property
    def visibility(self) -> Visibility:
        """The widest visibility of the roles."""
        whole = self.may(Action.READ_CASES)
        return Visibility(
            cases=self._cases,
            ratings="all" if whole else "bands",
            workers=self.may(Action.READ_WORKERS),
            institution=self.institution if self.may(Action.READ_OWN_CASES) and not whole else None,
        )

    @property
    def _cases(self) -> Cases:
        """How much of the cases is seen.

        Who may change the network and not read cases gets no number that rests on both: they could
        change one tie and see whether it moves.
        """
        if self.may(Action.READ_CASES):
            return "all"
        if self.roles.isdisjoint(_COUNTED):
            return "none"
        return "totals" if any(map(self.may, _WRITES_NETWORK)) else "counts"
