"""The plan of invitations at the door: steps of people, documents, files to send."""

from service.planning.documents import (
    invitation_document,
    meeting_document,
    meeting_mark,
    plan_document,
)
from service.planning.steps import (
    RESPONSIBLE,
    Step,
    drop,
    drop_meeting,
    hold_meeting,
    plan_invitation,
    take_step,
)

__all__ = [
    "RESPONSIBLE",
    "Step",
    "drop",
    "drop_meeting",
    "hold_meeting",
    "invitation_document",
    "meeting_document",
    "meeting_mark",
    "plan_document",
    "plan_invitation",
    "take_step",
]
