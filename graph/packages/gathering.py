"""Which of the files, or the sheets, that came with a package are its tables."""

from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple

from graph.packages.columns import Table
from graph.packages.personal import EXPECTED, looks_personal
from graph.packages.raw import RawTable, shown, table_of
from graph.packages.words import Findings, Words

_POLISH: Final = {"file": "plik", "sheet": "arkusz"}


class Part(NamedTuple):
    """A file or a sheet that may hold a table.

    ``title`` is its name as somebody wrote it, ``name`` what of that names a table. A part that
    ``explains`` may be there without being a table.
    """

    title: str
    name: str
    read: Callable[[Table], RawTable | None]
    explains: bool = False


def tables_among(
    parts: Iterable[Part], kind: Literal["file", "sheet"], findings: Findings
) -> tuple[dict[str, RawTable], frozenset[str]]:
    """The tables that could be read, and the names of those that are there but could not be.

    Other parts are mentioned and left alone.
    """
    tables: dict[str, RawTable] = {}
    seen: set[str] = set()
    polish = _POLISH[kind]
    for place, part in enumerate(parts, 1):
        table = table_of(part.name)
        if looks_personal(part.title):
            findings.problem("package", EXPECTED, column=f"{kind} {place}")
        elif table is None:
            if not part.explains:
                findings.note(
                    f"{kind} {shown(part.title)} is no table of a package and was ignored",
                    f"{polish} {shown(part.title)} nie jest tabelą pakietu i został pominięty",
                )
        elif table.name in seen:
            findings.problem(
                table.name,
                Words(f"one {kind} for this table", f"jeden {polish} z tą tabelą"),
                value=part.title,
            )
        else:
            seen.add(table.name)
            raw = part.read(table)
            if raw is not None:
                tables[table.name] = raw
    return tables, frozenset(seen - tables.keys())
