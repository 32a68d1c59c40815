"""The plan of invitations: what is planned, what came of it, meetings, and files of it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from graph.records.event import Meeting, MeetingKind
from graph.records.invitation import State
from graph.records.kinds import INVITATION, MEETING
from graph.stores.records import read_records
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.planning import InvitationAnswer, MeetingAnswer, PlanAnswer
from service.http.options import LONGEST_ID, IfMatch, Once, PartnershipId
from service.http.responses import CHANGED, CONFLICT, TOO_LARGE, json_answer, json_doc, versioned_doc
from service.plan.documents import invitation_document, meeting_document, meeting_mark, plan_document
from service.plan.steps import (
    Responsible,
    Step,
    drop,
    drop_meeting,
    hold_meeting,
    plan_invitation,
    take_step,
)
from service.runtime import today

router = APIRouter(prefix="/partnerships/{partnership_id:path}/plan", tags=["plan"])
Planner = Annotated[Principal, requires(Action.PLAN)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
InstitutionId = Annotated[str, Path(description="Id of the institution", max_length=LONGEST_ID)]
Day = Annotated[date, Field(strict=False)]
_MOST_PRESENT = 500


class NewInvitation(BaseModel):
    """An institution of the map to invite, and who sees to it by role."""

    model_config = ConfigDict(extra="forbid", strict=True)

    institution_id: Id
    responsible: Responsible
    due_on: Annotated[Day | None, Field(description="Day for the next step")] = None


class NextStep(BaseModel):
    """What happened, in codes; there is no field for anything else."""

    model_config = ConfigDict(extra="forbid", strict=True)

    state: State
    on: Annotated[Day | None, Field(description="Day of the step; today if not given")] = None
    reason: Annotated[str | None, Field(max_length=10, description="Why refused: B1 to B12")] = None
    due_on: Annotated[Day | None, Field(description="Day for the step after this one")] = None


class HeldMeeting(BaseModel):
    """A meeting and who was there, by institution."""

    model_config = ConfigDict(extra="forbid", strict=True)

    held_on: Day
    kind: MeetingKind
    institution_ids: Annotated[list[Id], Field(max_length=_MOST_PRESENT)] = []


@router.get("", responses=json_doc(PlanAnswer, "Invitations, meetings and what follows from them"))
def read_plan(principal: Planner, partnership_id: PartnershipId) -> Response:
    """The plan of a partnership."""
    plan = read_records(principal.runtime.store, partnership_id, INVITATION, MEETING)
    return json_answer(plan_document(principal.runtime.snapshot(partnership_id), plan))


@router.post(
    "/invitations",
    status_code=201,
    responses=versioned_doc(InvitationAnswer, "The invitation", 201) | CONFLICT | TOO_LARGE,
)
def create_invitation(
    principal: Planner, partnership_id: PartnershipId, new: NewInvitation, once: Once
) -> Response:
    """Put an institution into the plan."""
    snapshot = principal.runtime.snapshot(partnership_id)
    kept = plan_invitation(principal, snapshot, new.institution_id, new.responsible, new.due_on, once)
    return json_answer(invitation_document(kept, today()), 201, kept.version)


@router.post(
    "/invitations/{institution_id:path}/steps",
    responses=versioned_doc(InvitationAnswer, "The invitation after the step") | CHANGED | TOO_LARGE,
)
def step_invitation(
    principal: Planner,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    step: NextStep,
    once: Once,
    if_match: IfMatch = None,
) -> Response:
    """Record the next step; a declaration makes a member, leaving ends it."""
    taken = Step(step.state, step.on, step.reason, step.due_on)
    kept = take_step(principal, partnership_id, institution_id, taken, if_match, once)
    return json_answer(invitation_document(kept, today()), version=kept.version)


@router.delete(
    "/invitations/{institution_id:path}",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "It is out of the plan"}} | CHANGED,
)
def drop_invitation(
    principal: Planner,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    if_match: IfMatch = None,
) -> Response:
    """Take an institution out of the plan, as long as nothing was sent to it."""
    drop(principal, partnership_id, institution_id, if_match)
    return Response(status_code=204)


@router.post(
    "/meetings",
    status_code=201,
    responses=versioned_doc(MeetingAnswer, "The meeting", 201) | CHANGED | TOO_LARGE,
)
def record_meeting(
    principal: Planner,
    partnership_id: PartnershipId,
    held: HeldMeeting,
    once: Once,
    if_match: IfMatch = None,
) -> Response:
    """Record a meeting; one of the same day and kind is replaced where its version is named."""
    snapshot = principal.runtime.snapshot(partnership_id)
    meeting = Meeting(held.held_on, held.kind, tuple(held.institution_ids))
    kept = hold_meeting(principal, snapshot, meeting, if_match, once)
    return json_answer(meeting_document(kept), 201, meeting_mark(kept))


@router.delete(
    "/meetings/{held_on}/{kind}",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "It is deleted"}} | CHANGED,
)
def delete_meeting(
    principal: Planner,
    partnership_id: PartnershipId,
    held_on: date,
    kind: MeetingKind,
    if_match: IfMatch = None,
) -> Response:
    """Delete a meeting; the version that was read must be named."""
    drop_meeting(principal, partnership_id, held_on, kind, if_match)
    return Response(status_code=204)
