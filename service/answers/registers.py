"""What the import of a public register did, or would do."""

from typing import Literal

from service.answers.model import AnswerModel, Count

RegisterName = Literal["terc", "rspo", "rpwdl", "rjps", "krs", "nfz"]


class RegisterCandidate(AnswerModel):
    """An institution of the register that comes onto maps, as no member."""

    id: str
    name: str
    type_code: str
    guessed: bool
    """The register does not say the kind; it was guessed."""
    kind: str
    """The register's own kind."""
    teryt: str
    row: Count
    new: bool
    """False where the store knows it already from another map."""
    partnerships: list[str]
    near: str
    """A known institution of nearly the same name there; blank where there is none."""


class RegisterDifference(AnswerModel):
    """A fact that the register has otherwise than the store."""

    institution: str
    name: str
    field: str
    old: str | float | None
    """Null where nothing is known, or where it is not shown."""
    new: str | float | None
    hidden: bool
    """The address of a centre for victims of violence is not shown."""
    written: bool
    row: Count


class RegisterVanished(AnswerModel):
    """A known institution with a number of the register that the file does not list; it stays."""

    id: str
    name: str
    number: str
    closed: bool
    """The register says that it works no longer."""


class RegisterUnclear(AnswerModel):
    """A row that may be any of several known institutions; it is left alone."""

    row: Count
    name: str
    ids: list[str]


class RegisterWait(AnswerModel):
    """A service whose waiting time the health fund has otherwise."""

    service_id: str
    institution_id: str
    institution: str
    benefit: str
    old: Count | None
    new: Count
    updated_on: str
    row: Count


class RegisterUnmatched(AnswerModel):
    """Waiting times that were not written for one reason: how many, and the first of them."""

    reason: Literal["no_provider", "no_service", "several", "older", "outside"]
    count: Count
    first: list[str]
    rows: list[Count]


class RegisterGuess(AnswerModel):
    """How many new institutions of a kind of the register were taken for a type by a guess."""

    kind: str
    type_code: str
    count: Count


class RegisterRows(AnswerModel):
    """How many rows, and the first of them."""

    count: Count
    rows: list[Count]


class RegisterReport(AnswerModel):
    """What the import of a register did; of one that was only tried, what it would do.

    Counts are of all; lists hold at most 1,000 entries.
    """

    kind: RegisterName
    dry_run: bool
    rows: Count
    created: Count
    """New institutions, of ``terc`` names of territories."""
    added: Count
    """Known institutions that came onto further maps."""
    updated: Count
    """Facts written: of institutions, waiting times, names of territories."""
    kept: Count
    """Facts that differ and stay as the store has them."""
    unchanged: Count
    outside: Count
    """Rows outside of every partnership's territory, or of your own."""
    closed: Count
    """Institutions that the register says to work no longer; they do not come onto maps."""
    repeated: Count
    """Rows that repeat others; of ``terc`` parts of gminas, of ``nfz`` urgent cases."""
    unplaced: RegisterRows
    """Rows whose gmina is not known: they name it without a code."""
    partnerships: list[str]
    """Those that changed."""
    candidates: list[RegisterCandidate]
    differences: list[RegisterDifference]
    vanished: list[RegisterVanished]
    unclear: list[RegisterUnclear]
    guessed: list[RegisterGuess]
    waits: list[RegisterWait]
    unmatched: list[RegisterUnmatched]
    unused: list[str]
    """Columns, files and sheets that were not used."""
    notes: list[str]
