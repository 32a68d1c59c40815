"""What an import did, the audit trail, the state of the server, and problems."""

from typing import Literal

from service.answers.model import AnswerModel, Count
from service.answers.problems import UnderstoodPart


class Guessed(AnswerModel):
    """Something made or guessed of what a file says: the field of a row, and the words it came from."""

    table: str
    row: int
    field: str
    value: str
    source: str


class TableChanged(AnswerModel):
    """What an import would do to one table, in numbers of records."""

    created: Count
    updated: Count
    unchanged: Count
    retired: Count


class NamedInstitution(AnswerModel):
    """An institution by id and name."""

    id: str
    name: str


class InstitutionsChanged(AnswerModel):
    """Which institutions an import would write or retire."""

    created: list[NamedInstitution]
    updated: list[NamedInstitution]
    retired: list[NamedInstitution]


class ImportReport(AnswerModel):
    """What an import did, in numbers of records; of one that was only tried what it would do."""

    partnership: str
    created: Count
    updated: Count
    unchanged: Count
    retired: Count
    warnings: list[str]
    dry_run: bool | None = None
    """True where nothing was written; the fields below come with it."""
    understood: list[UnderstoodPart] | None = None
    guessed: list[Guessed] | None = None
    changes: dict[str, TableChanged] | None = None
    """By table of the package."""
    institutions: InstitutionsChanged | None = None


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
