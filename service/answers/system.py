"""What an import did, the audit trail, the state of the server, and problems."""

from typing import Literal

from service.answers.model import AnswerModel, Count


class ImportReport(AnswerModel):
    """What an import did, in numbers of records."""

    partnership: str
    created: Count
    updated: Count
    unchanged: Count
    retired: Count
    warnings: list[str]


class AuditEntry(AnswerModel):
    """A line of the audit trail; it never names a family."""

    number: Count
    at: str
    who: str
    roles: str
    action: str
    subject: str
    """A partnership, or ``*`` for all within reach."""
    purpose: str
    outcome: str
    request_id: str
    through: str
    """The token or link, by its id."""


class Live(AnswerModel):
    """The process answers."""

    status: Literal["live"]


class Ready(AnswerModel):
    """The database answers and can be written to."""

    status: Literal["ready"]
