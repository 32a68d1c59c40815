"""The guard at every route: who asks, may they, does it concern their territory; leaves the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request, params
from starlette.concurrency import run_in_threadpool

from graph.model import Partnership
from service.access.audit import record
from service.access.policy import AUDITED, Action, Grant, Sight
from service.access.sessions import csrf_fits, find_session
from service.access.tokens import find_token
from service.errors import ForgedForm, NotAllowed, SignInNeeded
from service.house import House

#: Field and header that carry a session's proof.
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
#: Names of path parameters that say what a request is about.
_PLACE: Final = "partnership_id"
_FAMILY: Final = "family_id"
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
#: What an HTML form of another site could send without asking.
_FORM_TYPES: Final = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the door, and what they may do.

    ``who`` tells visitors apart in logs without naming them. ``csrf`` is blank for tokens.
    """

    house: House
    grant: Grant
    who: str
    purpose: str
    request_id: str = ""
    csrf: str = ""

    @property
    def sight(self) -> Sight:
        """How much of an answer may be shown."""
        return self.grant.sight

    def demand(self, action: Action, subject: str = "") -> None:
        """Go on only if a role allows the action; written down where the trail wants it.

        Raises
        ------
        NotAllowed
            When no role does.
        """
        self._decide(action, subject, allowed=self.grant.may(action))

    def demand_partnership(self, action: Action, partnership: Partnership) -> None:
        """Go on only if the action is allowed and the partnership lies within the grant."""
        allowed = self.grant.may(action) and self.grant.reaches(partnership.id, partnership.teryt)
        self._decide(action, partnership.id, allowed=allowed)

    def refuse(self, action: Action, subject: str = "") -> None:
        """Leave the line of a refusal; the caller decides what is said about it."""
        self._record(action, subject, allowed=False)

    def sight_of(self, partnership_id: str) -> Sight:
        """The sight for an answer that may hold findings about single cases; written down if it does."""
        sight = self.sight
        if sight.cases == "all":
            self.demand(Action.READ_CASES, partnership_id)
        elif sight.cases == "own":
            self.demand(Action.READ_OWN_CASES, partnership_id)
        return sight

    def _decide(self, action: Action, subject: str, *, allowed: bool) -> None:
        self._record(action, subject, allowed=allowed)
        if not allowed:
            raise NotAllowed

    def _record(self, action: Action, subject: str, *, allowed: bool) -> None:
        if action in AUDITED:
            record(
                self.house.access,
                self.grant,
                action,
                subject,
                outcome="allowed" if allowed else "refused",
                purpose=self.purpose,
                request_id=self.request_id,
            )


class Requirement:
    """The dependency by which a route declares its actions; it yields the visitor.

    Any one of them lets in. A path with ``partnership_id`` is checked against the territory too; one
    with ``family_id`` only here for the role: whoever opens the file knows which partnership it is.
    """

    def __init__(self, *actions: Action) -> None:
        """At least one action."""
        self.actions = actions

    async def __call__(self, request: Request) -> Visitor:
        """Let in or raise."""
        # Read here and not in a thread: that takes microseconds and waits for nobody.
        visitor = visitor_of(request)
        request.scope["kooperacje.who"] = visitor.who
        if visitor.csrf and request.method not in _SAFE_METHODS:
            await refuse_forged(request, visitor.csrf)
        action = next((one for one in self.actions if visitor.grant.may(one)), None)
        if action is None:
            # The role first: whoever may not ask learns nothing about what is there.
            await run_in_threadpool(visitor.demand, self.actions[0], request.path_params.get(_PLACE, ""))
        elif _PLACE in request.path_params:
            await run_in_threadpool(self._concerning, visitor, action, request.path_params[_PLACE])
        elif action in AUDITED and _FAMILY not in request.path_params:
            await run_in_threadpool(visitor.demand, action)
        return visitor

    def _concerning(self, visitor: Visitor, action: Action, partnership_id: str) -> None:
        partnership = visitor.house.library.package(partnership_id).partnership
        visitor.demand_partnership(action, partnership)


class OpenToAll:
    """The dependency by which a route declares that it needs nobody's permission, and why."""

    def __init__(self, reason: str) -> None:
        """``reason`` is for whoever reviews the list of open routes."""
        self.reason = reason

    async def __call__(self) -> None:
        """Let in."""


def requires(*actions: Action) -> params.Depends:
    """A parameter's default marker: ``visitor: Annotated[Visitor, requires(Action.READ_MAP)]``."""
    return params.Depends(Requirement(*actions))


def open_to_all(reason: str) -> params.Depends:
    """An entry of a route's ``dependencies``."""
    return params.Depends(OpenToAll(reason))


def house_of(request: Request) -> House:
    """The running product."""
    return request.app.state.house


AnyHouse = Annotated[House, Depends(house_of)]


def request_id_of(request: Request) -> str:
    """The id that the outermost layer gave the request."""
    return getattr(request.state, "request_id", "")


def cookie_name(house: House) -> str:
    """Name of the session cookie; the prefix makes browsers insist on TLS and this very host."""
    return "__Host-kooperacje" if house.settings.tls_terminated else "kooperacje"


def visitor_of(request: Request) -> Visitor:
    """Who asks, by token or session.

    Raises
    ------
    SignInNeeded
        When there is neither, or it is not valid.
    """
    house = house_of(request)
    request_id = request_id_of(request)
    purpose = route_name(request.scope)
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme:
        found = find_token(house.access, secret.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise SignInNeeded
        return Visitor(house, found[1], f"token {found[0]}", purpose, request_id)
    cookie = request.cookies.get(cookie_name(house))
    session = find_session(house.access, cookie) if cookie else None
    if session is None:
        raise SignInNeeded
    return Visitor(house, session.grant, "session", purpose, request_id, session.csrf)


async def refuse_forged(request: Request, csrf: str) -> None:
    """Go on only if a page of this very site, or a program, sent what came with a cookie.

    Browsers say where a request comes from. What an HTML form can send must carry the session's
    proof as well; other content types cannot cross sites without being asked for.

    Raises
    ------
    ForgedForm
        Otherwise.
    """
    refuse_foreign(request)
    content_type = request.headers.get("content-type", "text/plain").split(";")[0].strip().lower()
    if content_type not in _FORM_TYPES or csrf_fits(csrf, request.headers.get(CSRF_HEADER)):
        return
    given: object = None
    if content_type != "text/plain":
        given = (await request.form()).get(CSRF_FIELD)
    if not isinstance(given, str) or not csrf_fits(csrf, given):
        await request.close()
        raise ForgedForm


def refuse_foreign(request: Request) -> None:
    """Go on only if the browser does not say that another site sent this."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise ForgedForm
        return
    origin = request.headers.get("origin")
    if origin is not None and origin.split("://", 1)[-1] != request.headers.get("host"):
        raise ForgedForm


def route_name(scope: Mapping[str, Any]) -> str:
    """Name of the matched route's function."""
    return getattr(scope.get("endpoint"), "__name__", "")
