"""Problems as they are answered (RFC 9457)."""

from service.answers.model import AnswerModel


class Fault(AnswerModel):
    """One fault of what was sent."""

    table: str
    row: int | None
    """As a spreadsheet counts: the header is row 1."""
    column: str | None
    value: str | None
    """Null where showing it could disclose a person."""
    expected: str
    expected_pl: str | None = None
    count: int | None = None
    """How often, where it is more than once."""
    rows: list[int] | None = None
    """The first rows, where it is more than one."""


class UnderstoodPart(AnswerModel):
    """How a sheet or file of a package was understood."""

    sheet: str
    table: str | None
    columns: dict[str, str]
    unused: list[str]
    header_row: int


class Problem(AnswerModel):
    """Problem details, RFC 9457."""

    type: str
    """A URN that names the kind of problem."""
    title: str
    status: int
    detail: str | None = None
    request_id: str | None = None
    """Also in the log of the server."""
    errors: list[Fault] | None = None
    candidates: list[str] | None = None
    """Ids, one of which has to be named."""
    warnings: list[str] | None = None
    warnings_pl: list[str] | None = None
    understood: list[UnderstoodPart] | None = None
