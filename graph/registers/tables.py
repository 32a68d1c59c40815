"""The table of a register in a file: its header, and its cells as texts that may be used."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from graph.packages.broken import EXPECTED as WHOLE_LETTERS
from graph.packages.broken import is_broken
from graph.packages.columns import folded
from graph.packages.findings import Findings
from graph.packages.grids import MOST_CHARACTERS, Grid, shown
from graph.packages.names import tidy
from graph.packages.people_values import is_nothing
from graph.packages.personal import EXPECTED as NO_PESEL
from graph.packages.personal import looks_personal
from graph.packages.sources import Source
from graph.packages.values import without_armour
from graph.packages.words import Words
from graph.registers.layouts import LAYOUTS, SHOWN, Layout, RegisterKind

#: Rows above which the header must be.
_LOOKED_AT: Final = 12
_CHECKED_EVERY: Final = 500
_LONGEST: Final = 500
_SHORTER: Final = Words(f"at most {_LONGEST} characters", f"najwyżej {_LONGEST} znaków")
_NO_CONTROLS: Final = Words("a text without control characters", "tekst bez znaków sterujących")
_ONE_TABLE: Final = Words(
    "one file or workbook with one table of the register",
    "jeden plik albo skoroszyt z jedną tabelą rejestru",
)


class RegisterTable(NamedTuple):
    """The rows of a register: each row's number and its texts by field.

    ``headers`` says how the file calls each field; ``unused`` and ``others`` are headers, and files or
    sheets, that were not used.
    """

    rows: list[tuple[int, Mapping[str, str]]]
    headers: Mapping[str, str]
    unused: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def header(self, field: str) -> str:
        """How the file calls a field."""
        return self.headers.get(field, field)


def table_of(source: Source, kind: RegisterKind, findings: Findings) -> RegisterTable:
    """The register's table among the files or sheets that came.

    Parameters
    ----------
    source
        What was sent.
    kind
        The register.
    findings
        Takes the problems: a header that is missing, a cell that is broken or looks like a PESEL.
    """
    layout = LAYOUTS[kind]
    fitting = [(grid, at) for grid in source.grids if (at := _header_at(grid, layout)) is not None]
    if len(fitting) != 1:
        _report_headers(source, layout, kind, len(fitting), findings)
        return RegisterTable([], {})
    grid, at = fitting[0]
    for row, fault in grid.faults:
        findings.problem(kind, fault, row=row)
    header = grid.rows[at][1]
    place = _place(header, layout)
    unused = tuple(
        shown(text).strip('"')
        for spot, text in enumerate(header)
        if text.strip() and spot not in place.values() and not looks_personal(text)
    )
    others = (*source.others, *(one.title for one in source.grids if one is not grid))
    for note in grid.notes:
        findings.note(note)
    headers = {
        field: field if looks_personal(header[spot]) else shown(header[spot]).strip('"')
        for field, spot in place.items()
    }
    return RegisterTable(_rows(grid, at, place, headers, findings, kind), headers, unused, others)


def _header_at(grid: Grid, layout: Layout) -> int | None:
    """The first row that names all that a file of the register must have."""
    for at, (_, cells) in enumerate(grid.rows[:_LOOKED_AT]):
        place = _place(cells, layout)
        if all(any(field in place for field in group) for group in layout.required):
            return at
    return None


def _place(header: list[str], layout: Layout) -> dict[str, int]:
    """Where each field is; of several headers that mean it, the better one."""
    spots: dict[str, int] = {}
    for spot, text in enumerate(header):
        spots.setdefault(folded(text), spot)
    taken: set[int] = set()
    found: dict[str, int] = {}
    for field, titles in layout.headers.items():
        for title in titles:
            if title in spots and spots[title] not in taken:
                found[field] = spots[title]
                taken.add(spots[title])
                break
    return found


def _report_headers(
    source: Source, layout: Layout, kind: RegisterKind, fitting: int, findings: Findings
) -> None:
    if fitting > 1:
        findings.problem(kind, _ONE_TABLE)
        return
    placed = [_place(cells, layout) for grid in source.grids for _, cells in grid.rows[:_LOOKED_AT]]
    best = max(placed, key=len) if placed else dict[str, int]()
    missing = [group for group in layout.required if not any(field in best for field in group)]
    for group in missing or layout.required:
        named = " / ".join(SHOWN[field] for field in group)
        findings.problem(
            kind,
            Words(f"a column of the official file: {named}", f"kolumna jak w oficjalnym pliku: {named}"),
            row=1,
        )


def _rows(
    grid: Grid,
    at: int,
    place: Mapping[str, int],
    headers: Mapping[str, str],
    findings: Findings,
    kind: RegisterKind,
) -> list[tuple[int, Mapping[str, str]]]:
    rows: list[tuple[int, Mapping[str, str]]] = []
    for count, (number, cells) in enumerate(grid.rows[at + 1 :]):
        if count % _CHECKED_EVERY == 0:
            findings.check_time()
        texts: dict[str, str] = {}
        for field, spot in place.items():
            if spot >= len(cells):
                continue
            if len(cells[spot]) > MOST_CHARACTERS:
                findings.problem(kind, _SHORTER, row=number, column=headers[field])
                continue
            text = tidy(without_armour(cells[spot].strip()))
            if not text or is_nothing(text):
                continue
            if is_broken(text):
                findings.problem(kind, WHOLE_LETTERS, row=number, column=headers[field], value=text)
            elif looks_personal(text, phone=field == "phone"):
                findings.problem(kind, NO_PESEL, row=number, column=headers[field])
            elif not text.isprintable():
                findings.problem(kind, _NO_CONTROLS, row=number, column=headers[field])
            elif len(text) > _LONGEST:
                findings.problem(kind, _SHORTER, row=number, column=headers[field])
            else:
                texts[field] = text
        if texts:
            rows.append((number, texts))
    return rows
