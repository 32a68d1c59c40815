"""A family's file over HTTP, for those who work on its case; codes only, no free text anywhere."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.responses import Response

from graph.records.permission import DataClass, Permission
from graph.records.referral import State
from graph.routes import RouteRequest
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.families import (
    FamilyRoutesAnswer,
    PermissionAnswer,
    ReferralAfterStep,
    ReferralAnswer,
)
from service.cases.families import permissions, referrals
from service.cases.families.files import opened
from service.cases.families.routes import family_routes
from service.http.options import LONGEST_ID, QUESTION, IfMatch, Lang, Once, ThingId
from service.http.responses import CHANGED, CONFLICT, TOO_LARGE, json_answer, json_doc, versioned_doc
from service.runtime import today

router = APIRouter(prefix="/families/{family_id}", tags=["cases"])
Reader = Annotated[Principal, requires(Action.READ_CASES, Action.READ_OWN_CASES)]
Writer = Annotated[Principal, requires(Action.WRITE_CASES)]
FamilyId = Annotated[str, Path(max_length=LONGEST_ID, description="The family's pseudonym")]
Named = Annotated[str | None, Query(max_length=LONGEST_ID, description="Partnership, if several fit")]
_Id = Annotated[str, Field(max_length=LONGEST_ID)]
_Code = Annotated[str, Field(max_length=10)]


def _text_only(value: object) -> object:
    # The framework would read a number as seconds since 1970.
    if value is not None and not isinstance(value, str):
        raise ValueError("a day as YYYY-MM-DD is expected")
    return value


_Day = Annotated[date | None, Field(strict=False), BeforeValidator(_text_only)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewPermission(_Body):
    """A consent, or a code of a legal base; it ends before ``expires_on``."""

    institution_id: _Id
    data_class: DataClass
    base: Annotated[str, Field(max_length=20)] = "consent"
    given_on: Annotated[_Day, Field(description="Today if not given")] = None
    expires_on: Annotated[_Day, Field(description="A consent always has one")] = None
    by_guardian: Annotated[bool, Field(description="A guardian consented for a minor")] = False

    def permission(self) -> Permission:
        """The permission, which gets its id when it is recorded."""
        return Permission(
            id="",
            institution_id=self.institution_id,
            data_class=self.data_class,
            base=self.base,
            given_on=self.given_on or today(),
            expires_on=self.expires_on,
            by_guardian=self.by_guardian,
        )


class FamilyQuestion(_Body):
    """How baskets are looked for; what the family needs stands in its file."""

    alternatives: Annotated[int, Field(ge=1, le=20)] = 3
    avoid: Annotated[list[_Id], Field(max_length=80)] = []
    max_wait: Annotated[int, Field(ge=0, le=3650)] = 180
    origin: _Id | None = None

    def request(self, gmina: str) -> RouteRequest:
        """The question in the domain's words."""
        return RouteRequest(
            gmina=gmina,
            origin=self.origin,
            alternatives=self.alternatives,
            avoid=tuple(self.avoid),
            max_wait=self.max_wait,
        )


class NewReferral(_Body):
    """A service of a provider, for some of the family's needs."""

    institution_id: _Id
    service_id: _Id
    needs: Annotated[list[_Code], Field(min_length=1, max_length=80)]


class NextState(_Body):
    """The state reached; ``code`` is the reason of a rejection or the outcome of a completion."""

    state: State
    code: Annotated[str | None, Field(max_length=20)] = None


@router.get(
    "/permissions",
    responses=json_doc(list[PermissionAnswer], "Consents and legal bases, ended ones too"),
)
def list_permissions(principal: Reader, family_id: FamilyId, partnership: Named = None) -> Response:
    """What may be passed on about the family, to whom, on what base."""
    file = opened(principal, family_id, partnership)
    return json_answer([permissions.permission_document(one) for one in permissions.permissions(file)])


@router.post(
    "/permissions",
    status_code=201,
    responses=versioned_doc(PermissionAnswer, "Recorded", 201) | CONFLICT | TOO_LARGE,
)
def add_permission(
    principal: Writer,
    family_id: FamilyId,
    given: NewPermission,
    once: Once,
    partnership: Named = None,
) -> Response:
    """Record a consent or a legal base for one institution and one class of data."""
    file = opened(principal, family_id, partnership, writing=True)
    kept = permissions.grant_permission(file, given.permission(), once)
    return json_answer(permissions.permission_document(kept), 201, permissions.version_of(kept))


@router.post(
    "/permissions/{permission_id}/withdrawal",
    responses=versioned_doc(PermissionAnswer, "Withdrawn") | CHANGED | TOO_LARGE,
)
def withdraw_permission(
    principal: Writer,
    family_id: FamilyId,
    permission_id: ThingId,
    once: Once,
    partnership: Named = None,
    if_match: IfMatch = None,
) -> Response:
    """Withdraw a consent, effective at once; the version that was read must be named."""
    file = opened(principal, family_id, partnership, writing=True)
    ended = permissions.withdraw_permission(file, permission_id, if_match, once)
    return json_answer(permissions.permission_document(ended), version=permissions.version_of(ended))


@router.post(
    "/routes",
    openapi_extra=QUESTION,
    responses=json_doc(FamilyRoutesAnswer, "Baskets with the bases each way has and lacks") | TOO_LARGE,
)
def find_family_routes(
    principal: Reader,
    family_id: FamilyId,
    question: FamilyQuestion,
    partnership: Named = None,
    lang: Lang = "pl",
) -> Response:
    """Baskets of services for the needs in the family's file; nothing is passed on by asking."""
    file = opened(principal, family_id, partnership, shows="needs")
    return json_answer(family_routes(file, question.request(file.family.teryt), lang))


@router.get("/referrals", responses=json_doc(list[ReferralAnswer], "Referrals with their history"))
def list_referrals(principal: Reader, family_id: FamilyId, partnership: Named = None) -> Response:
    """The family's referrals; a member of the team gets those to its own institution."""
    file = opened(principal, family_id, partnership, shows="basket")
    needs = file.reach.sees("needs")
    found = referrals.referrals(file)
    return json_answer([referrals.referral_document(kept, needs=needs) for kept in found])


@router.post(
    "/referrals",
    status_code=201,
    responses=versioned_doc(ReferralAnswer, "Requested", 201) | CONFLICT | TOO_LARGE,
)
def add_referral(
    principal: Writer,
    family_id: FamilyId,
    asked: NewReferral,
    once: Once,
    partnership: Named = None,
) -> Response:
    """Ask a provider for a service; the mark of the answer is the referral's version."""
    file = opened(principal, family_id, partnership, writing=True)
    needs = tuple(dict.fromkeys(asked.needs))
    kept = referrals.refer(file, asked.institution_id, asked.service_id, needs, once)
    return json_answer(referrals.referral_document(kept), 201, kept.version)


@router.post(
    "/referrals/{referral_id}/steps",
    responses=versioned_doc(ReferralAfterStep, "The referral; after a rejection also the next basket")
    | CHANGED
    | TOO_LARGE,
)
def take_step(
    principal: Writer,
    family_id: FamilyId,
    referral_id: ThingId,
    reached: NextState,
    once: Once,
    partnership: Named = None,
    if_match: IfMatch = None,
    lang: Lang = "pl",
) -> Response:
    """Take a referral one step further; a rejection needs its reason and offers the next basket."""
    file = opened(principal, family_id, partnership, writing=True)
    kept = referrals.step(
        *(file, referral_id, reached.state, reached.code), if_match=if_match, sent=once
    )
    document = referrals.referral_document(kept)
    if kept.entry.state == "rejected":
        document |= referrals.next_baskets(file, lang)
    return json_answer(document, version=kept.version)
