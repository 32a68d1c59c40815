"""From raw tables to checked rows: personal numbers refused, cells understood, what lacks made."""

from dataclasses import dataclass, field
from typing import Final

from graph.model import Partnership
from graph.packages.check import check
from graph.packages.findings import Findings
from graph.packages.making import guess_types, institutions_of, make_ids, understand_types
from graph.packages.matrix import Matrix
from graph.packages.names import tidy
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
    """Rows of every table, and the partnership that the name of the file makes where no table has it."""

    rows: dict[str, list[Row]]
    partnership: Partnership | None = None
    guessed: list[Guess] = field(default_factory=list[Guess])


def read_tables(
    name: str, found: Recognised, strengths: Strengths | None, findings: Findings
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
    """
    tables = dict(found.tables)
    unread = set(found.unread)
    if found.matrix is not None:
        tables["ties"] = _square(found.matrix, findings)
    exact = bool(tables) and all(raw.exact for raw in tables.values())
    read = TablesRead({table: [] for table in TABLES})
    hidden = {table: refuse_personal(raw, findings) for table, raw in tables.items()}
    if strengths is not None and "ties" in tables and not tables["ties"].exact:
        settle_strengths(tables["ties"], strengths, findings)
        hidden["ties"] |= tables["ties"].refused_cells()
    if "institutions" in tables:
        read.guessed += understand_types(tables["institutions"])
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
        _make(read, tables, unread, findings)
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
        shown = ", ".join(one for one in names[:_SHOWN] if not looks_personal(one))
        if names:
            findings.problem(
                "ties",
                Words(
                    "a square table with the same names in rows and columns, each once; "
                    f"{what.en}: {shown}",
                    "tabela kwadratowa z tymi samymi nazwami w wierszach i kolumnach, każda raz; "
                    f"{what.pl}: {shown}",
                ),
                row=matrix.header_row,
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
    if not tables.keys() - _BESIDE_TIES and (read.rows["ties"] or "ties" in unread):
        return
    findings.problem(
        "institutions",
        Words(
            "a table institutions (institutions.csv, or a sheet institutions), or one with a column of "
            "names",
            "tabela instytucje (plik institutions.csv albo arkusz instytucje) albo tabela z kolumną "
            "nazw",
        ),
    )
    unread.add("institutions")


def _make(read: TablesRead, tables: dict[str, RawTable], unread: set[str], findings: Findings) -> None:
    """Make what lacks: institutions of ties alone, ids, kinds; then let references find them."""
    institutions = read.rows["institutions"]
    if "institutions" not in tables and "institutions" not in unread:
        institutions = read.rows["institutions"] = institutions_of(read.rows["ties"])
    row = next(iter(read.rows["partnership"]), None)
    partnership = read.partnership.id if read.partnership else (row and row.text("id")) or ""
    if partnership or "partnership" in unread or row is not None:
        read.guessed += make_ids(institutions, partnership, findings)
    read.guessed += guess_types(institutions)
    if any(row.text("id") is None for row in institutions):
        unread.add("institutions")  # reported already; what refers to them is not judged
    exact = frozenset(name for name, raw in tables.items() if raw.exact)
    resolve_references(read.rows, exact, findings)


def _from_name(name: str, findings: Findings) -> Partnership:
    """The partnership of all institutions, named like its folder or file."""
    if looks_personal(name):
        findings.problem("package", EXPECTED)
        return Partnership("", "")
    line = tidy("".join(sign if sign.isprintable() else " " for sign in name))
    short = line[:_LONGEST_ID].strip() or "partnership"
    return Partnership(short, short)
