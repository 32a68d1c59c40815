"""From raw tables to checked rows: personal numbers refused, cells understood, what lacks made."""

from dataclasses import dataclass, field
from typing import Final

from graph.model import Partnership
from graph.packages.check import check
from graph.packages.choices import NO_CHOICES, Choices
from graph.packages.findings import Findings
from graph.packages.grids import shown
from graph.packages.making import guess_types, institutions_of, make_ids, understand_types
from graph.packages.matrix import Matrix
from graph.packages.names import comparable, tidy
from graph.packages.near_notes import note_near
from graph.packages.parse import Row, parse_table
from graph.packages.personal import EXPECTED, looks_personal, refuse_personal
from graph.packages.raw import RawTable
from graph.packages.recognition import Recognised
from graph.packages.references import resolve_references
from graph.packages.strengths import Strengths, settle_strengths
from graph.packages.tables import TABLES
from graph.packages.territories import powiats_among
from graph.packages.words import Words
from graph.understanding import Guess

_LONGEST_ID: Final = 200
#: What may come with ties that make institutions of the names in them.
_BESIDE_TIES: Final = frozenset({"ties", "partnership", "waves"})
#: Names shown of those that a square of ties has on one side only.
_SHOWN: Final = 5


@dataclass(slots=True)
class TablesRead:
    """Rows of every table, and the partnership that the name of the file makes where no table has it.

    ``names`` are those of a square of ties with their rows: also who reports nothing is an institution.
    """

    rows: dict[str, list[Row]]
    partnership: Partnership | None = None
    guessed: list[Guess] = field(default_factory=list[Guess])
    names: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def read_tables(
    name: str,
    found: Recognised,
    strengths: Strengths | None,
    findings: Findings,
    choices: Choices = NO_CHOICES,
) -> TablesRead:
    """Read and check the tables of a package.

    Parameters
    ----------
    name
        The name of the folder or file.
    found
        Its tables as text.
    strengths
        What the sender says of the numbers of ties; ``None`` where they are strengths for sure.
    findings
        Takes the problems and notes.
    choices
        What the sender says of kinds of institutions.
    """
    tables = dict(found.tables)
    unread = set(found.unread)
    if found.matrix is not None:
        tables["ties"] = _square(found.matrix, findings)
    exact = bool(tables) and all(raw.exact for raw in tables.values())
    read = TablesRead({table: [] for table in TABLES})
    if found.matrix is not None and found.matrix.even:
        read.names = [(row, name) for row, name in found.matrix.sides if not looks_personal(name)]
    hidden = {table: refuse_personal(raw, findings) for table, raw in tables.items()}
    if strengths is not None and "ties" in tables and not tables["ties"].exact:
        settle_strengths(tables["ties"], strengths, findings)
        hidden["ties"] |= tables["ties"].refused_cells()
    if "institutions" in tables:
        read.guessed += understand_types(tables["institutions"], choices, findings)
    powiats = powiats_among(_codes(tables))
    for table in TABLES.values():
        if (raw := tables.get(table.name)) is None:
            continue
        read.rows[table.name] = parse_table(table, raw, hidden[table.name], powiats, findings)
        made = not table.key or table.column(table.key[0]).made
        if not raw.whole or ("id" in table.key and "id" not in raw.place and not made):
            unread.add(table.name)  # its ids are not all known, so references to it are not judged
    _demand_something(tables, unread, read, findings)
    if "partnership" not in tables and "partnership" not in unread:
        read.partnership = _from_name(name, findings)
    if not exact:
        _make(read, tables, unread, choices, findings)
    if not exact and strengths is not None:
        note_near(read.rows, findings)
    known = unread | {"partnership"} if read.partnership else unread
    check(read.rows, frozenset(known), findings)
    return read


def _square(matrix: Matrix, findings: Findings) -> RawTable:
    """The square as a list of reports; its sides must carry the same names, each once."""
    sides = (
        (matrix.only_rows, Words("only rows have", "tylko w wierszach są")),
        (matrix.only_columns, Words("only columns have", "tylko w kolumnach są")),
        (matrix.repeated, Words("more than once there is", "więcej niż raz jest")),
    )
    for names, what in sides:
        listed = ", ".join(one for one in names[:_SHOWN] if not looks_personal(one))
        if names:
            findings.problem(
                "ties",
                Words(
                    "a square table with the same names in rows and columns, each once; "
                    f"{what.en}: {listed}",
                    "tabela kwadratowa z tymi samymi nazwami w wierszach i kolumnach, każda raz; "
                    f"{what.pl}: {listed}",
                ),
                row=matrix.header_row,
            )
    if matrix.totals:
        names = ", ".join(f'"{one}"' for one in matrix.totals)
        findings.note(
            Words(
                f"rows and columns that add up others were not used: {names}",
                f"nie użyto wierszy i kolumn z podsumowaniem: {names}",
            ),
            table="ties",
        )
    return matrix.raw()


def _codes(tables: dict[str, RawTable]) -> list[str]:
    """The TERC codes of all tables as they were written."""
    return [
        cells[spot].strip()
        for name, raw in tables.items()
        for column in TABLES[name].columns
        if column.kind in {"terc", "tercs"} and (spot := raw.place.get(column.name)) is not None
        for _, cells in raw.rows
        if cells[spot].strip()
    ]


def _demand_something(
    tables: dict[str, RawTable], unread: set[str], read: TablesRead, findings: Findings
) -> None:
    """Report a package that has neither institutions nor ties that name some."""
    if "institutions" in tables or "institutions" in unread:
        empty = not (read.rows["institutions"] or read.rows["partnership"] or unread or findings)
        if empty and "partnership" not in tables:
            findings.problem(
                "institutions", Words("at least one institution", "co najmniej jedna instytucja")
            )
        return
    if not tables.keys() - _BESIDE_TIES and (read.rows["ties"] or read.names or "ties" in unread):
        return
    findings.problem(
        "institutions",
        Words(
            "a row of headers above the data: a list of institutions with a column nazwa, or a list of "
            "ties with the columns zgłaszający, partner and siła, or a square of names",
            "wiersz z nagłówkami nad danymi: lista instytucji z kolumną nazwa albo lista więzi z "
            "kolumnami zgłaszający, partner i ocena współpracy, albo tabela kwadratowa z nazwami",
        ),
    )
    unread.add("institutions")


def _make(
    read: TablesRead,
    tables: dict[str, RawTable],
    unread: set[str],
    choices: Choices,
    findings: Findings,
) -> None:
    """Make what lacks: institutions of ties alone, ids, kinds; then let references find them."""
    institutions = read.rows["institutions"]
    if "institutions" not in tables and "institutions" not in unread:
        institutions = read.rows["institutions"] = institutions_of(read.rows["ties"], read.names)
    row = next(iter(read.rows["partnership"]), None)
    partnership = read.partnership.id if read.partnership else (row and row.text("id")) or ""
    if partnership or "partnership" in unread or row is not None:
        read.guessed += make_ids(institutions, partnership, findings)
    read.guessed += guess_types(institutions, choices)
    if any(row.text("id") is None for row in institutions):
        unread.add("institutions")  # reported already; what refers to them is not judged
    elif "institutions" in tables:
        _note_beside(read.names, institutions, findings)
    exact = frozenset(name for name, raw in tables.items() if raw.exact)
    resolve_references(read.rows, exact, findings)


def _note_beside(names: list[tuple[int, str]], institutions: list[Row], findings: Findings) -> None:
    """Name those of a square that the list of institutions beside it has not."""
    columns = ("id", "name", "rspo", "regon", "rpwdl", "krs")
    known = {comparable(text) for row in institutions for c in columns if (text := row.text(c))}
    for row, name in names:
        if comparable(name) not in known:
            findings.note(
                Words(
                    f"the list of institutions has no {shown(name)}",
                    f"na liście instytucji nie ma: {shown(name)}",
                ),
                table="ties",
                row=row,
            )


def _from_name(name: str, findings: Findings) -> Partnership:
    """The partnership of all institutions, named like its folder or file."""
    if looks_personal(name):
        findings.problem("package", EXPECTED)
        return Partnership("", "")
    line = tidy("".join(sign if sign.isprintable() else " " for sign in name))
    short = line[:_LONGEST_ID].strip() or "partnership"
    return Partnership(short, short)
