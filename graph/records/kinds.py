"""Every kind of record that people keep by hand, in the order of files and reports."""

from typing import Any, Final

from graph.records import (
    barrier,
    event,
    flow,
    invitation,
    permission,
    recommendation,
    referral,
    survey,
)
from graph.records.kind import RecordKind

PERMISSION: Final = permission.KIND
REFERRAL: Final = referral.KIND
INVITATION: Final = invitation.KIND
MEETING: Final = event.MEETINGS
BARRIER: Final = barrier.KIND
RECOMMENDATION: Final = recommendation.KIND
FLOW: Final = flow.KIND
SURVEY: Final = survey.SURVEYS
SURVEY_LINK: Final = survey.LINKS
KINDS: Final[tuple[RecordKind[Any], ...]] = (
    *(PERMISSION, REFERRAL, INVITATION, MEETING),
    *(BARRIER, RECOMMENDATION, FLOW),
    *(SURVEY, SURVEY_LINK),
)
