"""The guard at every route: who asks, may they, does it concern their territory; leaves the trail."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Depends, Request, params
from starlette.concurrency import run_in_threadpool

from graph.errors import NotFound, StoreError
from graph.model import Partnership
from service.access.audit import Entry, entries, record
from service.access.policy import AUDITED, EVERYWHERE, Action, Grant, Visibility
from service.access.sessions import csrf_fits, find_session
from service.access.tokens import find_token
from service.http.errors import ForgedForm, NotAllowed, SignInNeeded
from service.runtime import Runtime, today

#: Field and header that carry a session's proof.
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
#: Where a request keeps its principal once they are let in.
VISITOR: Final = "kooperacje.principal"
#: Names of path parameters that say what a request is about.
_PLACE: Final = "partnership_id"
_FAMILY: Final = "family_id"
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
#: What an HTML form of another site could send without asking.
_FORM_TYPES: Final = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")

#: Their lines tell already that whoever left them had the cases before them.
_ON_CASES: Final = (Action.READ_CASES, Action.WRITE_CASES, Action.EXPORT)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who sends a request, and what they may do.

    ``who`` distinguishes principals in logs and in the trail by the id of their token or link. ``csrf``
    is blank for tokens. ``place`` is the partnership that a request names, if it names one.
    """

    runtime: Runtime
    grant: Grant
    who: str
    purpose: str
    request_id: str = ""
    csrf: str = ""
    place: str = ""
    #: What this visit already left lines about, so that one look leaves one.
    _noted: set[tuple[str, str]] = field(
        default_factory=set[tuple[str, str]], init=False, compare=False, repr=False
    )

    @property
    def visibility(self) -> Visibility:
        """How much of an answer may be shown; see :meth:`visibility_of`."""
        if not self.place and any(action in _ON_CASES for action, _ in self._noted):
            return self.grant.visibility
        return self.visibility_of(self.place or EVERYWHERE)

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

    def visibility_of(self, partnership_id: str) -> Visibility:
        """The visibility for an answer about a partnership, or about all within reach (``*``).

        One that holds single cases and exact numbers of families is not given out without a line in
        the trail, unless the visit already left one about the cases of this place.
        """
        visibility = self.grant.visibility
        noted = any((action, partnership_id) in self._noted for action in _ON_CASES)
        if visibility.cases == "all" and not noted:
            self.demand(Action.READ_CASES, partnership_id)
        return visibility

    def hand_out(self) -> None:
        """Leave the line of a file that is handed out, unless an export was written down already."""
        if not any(action == Action.EXPORT for action, _ in self._noted):
            self._record(Action.EXPORT, self.place, allowed=True)

    def note(self, action: Action | str, subject: str, outcome: str = "allowed") -> None:
        """Leave a line of this visit."""
        self._write(action, subject, outcome)

    def _decide(self, action: Action, subject: str, *, allowed: bool) -> None:
        self._record(action, subject, allowed=allowed)
        if not allowed:
            raise NotAllowed

    def _record(self, action: Action, subject: str, *, allowed: bool) -> None:
        if action in AUDITED:
            self._write(action, subject, "allowed" if allowed else "refused")
        if allowed:
            self._noted.add((action, subject))

    def _write(self, action: Action | str, subject: str, outcome: str) -> None:
        record(
            self.runtime.access,
            self.grant,
            action,
            subject,
            outcome=outcome,
            purpose=self.purpose,
            request_id=self.request_id,
            through=self.who,
            place=self._place_of(subject),
        )

    def _place_of(self, subject: str) -> str | None:
        """Where the partnership lies that a line is about."""
        if subject in {"", EVERYWHERE}:
            return None
        try:
            return self.runtime.library.package(subject).partnership.teryt or EVERYWHERE
        except (NotFound, StoreError):
            return None


class Requirement:
    """The dependency by which a route declares its actions; it yields the principal.

    Any one of them lets in. A path with ``partnership_id`` is checked against the territory too; one
    with ``family_id`` only here for the role: whoever opens the file knows which partnership it is.
    """

    def __init__(self, *actions: Action) -> None:
        """At least one action."""
        self.actions = actions

    async def __call__(self, request: Request) -> Principal:
        """Let in or raise."""
        # Read here and not in a thread: that takes microseconds and waits for nobody.
        principal = principal_of(request)
        request.scope["kooperacje.who"] = principal.who
        request.scope[VISITOR] = principal
        if principal.csrf and request.method not in _SAFE_METHODS:
            await refuse_forged(request, principal.csrf)
        action = next((one for one in self.actions if principal.grant.may(one)), None)
        if action is None:
            # The role first: whoever may not ask learns nothing about what is there.
            await run_in_threadpool(self._refuse, principal, request.path_params.get(_PLACE, ""))
        elif _PLACE in request.path_params:
            await run_in_threadpool(self._concerning, principal, action, request.path_params[_PLACE])
        elif action in AUDITED and _FAMILY not in request.path_params:
            await run_in_threadpool(principal.demand, action)
        return principal

    def _refuse(self, principal: Principal, partnership_id: str) -> None:
        # What stands in an address can be anything; the trail names partnerships only.
        subject = ""
        if partnership_id:
            with suppress(NotFound, StoreError):
                principal.runtime.library.revision(partnership_id)
                subject = partnership_id
        principal.demand(self.actions[0], subject)

    def _concerning(self, principal: Principal, action: Action, partnership_id: str) -> None:
        partnership = principal.runtime.library.package(partnership_id).partnership
        principal.demand_partnership(action, partnership)


class OpenToAll:
    """The dependency by which a route declares that it needs nobody's permission, and why."""

    def __init__(self, reason: str) -> None:
        """``reason`` is for whoever reviews the list of open routes."""
        self.reason = reason

    async def __call__(self) -> None:
        """Let in."""


def trail_of(principal: Principal, *, before: int | None, limit: int) -> list[Entry]:
    """The lines of the audit trail that concern the principal's territory, newest first.

    A line about a partnership belongs to where that lies, any other to the territory of whoever left it.
    """
    if EVERYWHERE in principal.grant.territory and not principal.grant.partnerships:
        return entries(principal.runtime.access, before=before, limit=limit)
    known = principal.runtime.library.partnerships(today())
    places = {one.id: one.teryt for one in known}
    return entries(
        principal.runtime.access, before=before, limit=limit, seen_by=principal.grant, places=places
    )


def requires(*actions: Action) -> params.Depends:
    """A parameter's default marker: ``principal: Annotated[Principal, requires(Action.READ_MAP)]``."""
    return params.Depends(Requirement(*actions))


def open_to_all(reason: str) -> params.Depends:
    """An entry of a route's ``dependencies``."""
    return params.Depends(OpenToAll(reason))


def runtime_of(request: Request) -> Runtime:
    """The running product."""
    return request.app.state.runtime


async def _own_runtime(request: Request) -> Runtime:
    # Not in a thread: all of them may be waiting for the database.
    return runtime_of(request)


AnyHouse = Annotated[Runtime, Depends(_own_runtime)]


def request_id_of(request: Request) -> str:
    """The id that the outermost layer gave the request."""
    return getattr(request.state, "request_id", "")


def cookie_name(runtime: Runtime) -> str:
    """Name of the session cookie; the prefix makes browsers insist on TLS and this very host."""
    return "__Host-kooperacje" if runtime.settings.tls_terminated else "kooperacje"


def principal_of(request: Request) -> Principal:
    """Who asks, by token or session.

    Raises
    ------
    SignInNeeded
        When there is neither, or it is not valid.
    """
    runtime = runtime_of(request)
    request_id = request_id_of(request)
    purpose, place = route_name(request.scope), request.path_params.get(_PLACE, "")
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme:
        found = find_token(runtime.access, secret.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise SignInNeeded
        return Principal(runtime, found[1], f"token {found[0]}", purpose, request_id, place=place)
    cookie = request.cookies.get(cookie_name(runtime))
    session = find_session(runtime.access, cookie) if cookie else None
    if session is None:
        raise SignInNeeded
    return Principal(runtime, session.grant, session.through, purpose, request_id, session.csrf, place)


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
