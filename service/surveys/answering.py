"""The way in for those who answer by a link, what they see, and how their answer is written."""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import Request

from graph.errors import Conflict, NotFound
from graph.model import Package
from graph.stores.records import Versioned
from graph.stores.surveys import Found, find_link, give_answer, note_opened, read_survey
from graph.waves import Answer, answer_of, roster_of
from graph.waves.answer import roles_of
from service.access.audit import record
from service.access.entrance import refuse_guess
from service.access.guard import Principal, request_id_of, route_name
from service.access.policy import EVERYWHERE, Grant
from service.http.errors import PreconditionFailed, SignInNeeded
from service.http.idempotency import UNKEYED, Once, Sent, names
from service.runtime import Runtime, today
from service.surveys.secrets import hashed

#: How logs and the trail call those who answer.
WHO = "survey link"
CLOSED = "the survey is closed"


def bearer_of(request: Request) -> str:
    """The secret in a request's ``Authorization``.

    Raises
    ------
    SignInNeeded
        When there is none.
    """
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise SignInNeeded
    return secret.strip()


def admitted(request: Request, runtime: Runtime, secret: str) -> Found:
    """The link of a secret.

    Raises
    ------
    SignInNeeded, TooManyTries
        When there is none; whoever tries many has to wait.
    """
    found = find_link(runtime.store, hashed(runtime.access, secret))
    if found is None:
        refuse_guess(request, runtime)
    request.scope["kooperacje.who"] = f"{WHO} {found.link.entry.mark}"
    return found


def begin(request: Request, runtime: Runtime, secret: str) -> Found:
    """As :func:`admitted`, of a survey that is open, and noted as opened.

    Raises
    ------
    Conflict
        When the survey is closed: then the link has ended with it.
    """
    found = admitted(request, runtime, secret)
    package = runtime.library.package(found.partnership_id)
    link = found.link.entry
    if read_survey(runtime.store, package, link.wave, today()).closed:
        raise Conflict("survey", link.wave, CLOSED)
    if link.opened_on is None:
        with runtime.answering:
            note_opened(runtime.store, found, today())
        _leave(request, runtime, package, found, "survey.begin")
        return find_link(runtime.store, link.secret) or found
    return found


def sheet_document(runtime: Runtime, found: Found) -> dict[str, Any]:
    """What somebody who answers sees: whom there is to name, and what the institution said so far."""
    package = runtime.library.package(found.partnership_id)
    link = found.link.entry
    wave = next((one for one in package.waves if one.id == link.wave), None)
    own = next(one for one in package.institutions if one.id == link.institution_id)
    answer = answer_of(package, link.institution_id, link.wave, link.unknown, done=link.done)
    return {
        "institution": own.id,
        "name": own.name,
        "partnership": package.partnership.name,
        "wave": link.wave,
        "closes_on": wave.closed_on.isoformat() if wave and wave.closed_on else None,
        "roles": list(roles_of(package, own.id)),
        "roster": [
            {"id": one.id, "name": one.name, "area": one.area} for one in roster_of(package, own.id)
        ],
        "ties": [
            {
                "partner_id": one.partner_id,
                "strength": one.strength,
                "frequency": one.frequency,
                "formalisation": one.formalisation,
                "contact_role": one.contact_role,
            }
            for one in answer.ties
        ],
        "none": list(answer.none),
        "unknown": list(answer.unknown),
        "done": answer.done,
    }


def write_answer(
    request: Request,
    runtime: Runtime,
    found: Found,
    change: Callable[[Answer], Answer],
    seen: str | None = None,
    sent: Sent = UNKEYED,
) -> Found:
    """Write what an institution answers; the same ``Idempotency-Key`` writes it once.

    Parameters
    ----------
    change
        Makes the answer of the one that is there.
    seen
        The version that the sender saw, if they say so (``If-Match``).

    Raises
    ------
    Conflict, InvalidRequest, PreconditionFailed, SignInNeeded
        When the survey is closed; when a value does not fit; when it changed since it was seen; when the
        link was given anew meanwhile.
    """
    link = found.link.entry
    package = runtime.library.package(found.partnership_id)
    principal = Principal(runtime, _grant(found), f"{WHO} {link.mark}", route_name(request.scope))
    once = Once(principal, sent)

    def changed(before: Answer, version: int) -> Answer:
        if seen is not None and not names(seen, version):
            raise PreconditionFailed
        return change(before)

    def do() -> Versioned[Any]:
        store = once.noting("answered")
        held = partial(runtime.library.package, found.partnership_id)
        return give_answer(store, found, changed, today(), held)

    def replay(_: str) -> Versioned[Any] | None:
        now = find_link(runtime.store, link.secret)
        return now.link if now else None

    with runtime.answering:
        try:
            kept = once.run(do, replay)
        except NotFound as error:
            if error.kind in {"survey link", "survey"}:
                raise SignInNeeded from None
            raise
    _leave(request, runtime, package, found, "survey.answer")
    return found._replace(link=kept)


def _grant(found: Found) -> Grant:
    # No role and no territory: it opens nothing but this answer.
    return Grant(WHO, frozenset(), (), (found.partnership_id,), found.link.entry.institution_id)


def _leave(request: Request, runtime: Runtime, package: Package, found: Found, action: str) -> None:
    record(
        *(runtime.access, _grant(found), action, found.partnership_id),
        outcome="done",
        purpose=route_name(request.scope),
        request_id=request_id_of(request),
        through=f"{WHO} {found.link.entry.mark}",
        place=package.partnership.teryt or EVERYWHERE,
    )
