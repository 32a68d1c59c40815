"""Where the tables of a package lie: a folder, an archive or a workbook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from graph.packages.archives import is_archive, unpacked
from graph.packages.columns import Table
from graph.packages.delimited import read_delimited
from graph.packages.gathering import Part, tables_among
from graph.packages.raw import MOST_BYTES, RawTable
from graph.packages.words import Findings, Words
from graph.packages.workbooks import is_workbook, read_workbook

_SUFFIXES: Final = (".zip", ".xlsx")
_TOO_LARGE: Final = Words(
    f"at most {MOST_BYTES // 1_000_000} MB of data", f"najwyżej {MOST_BYTES // 1_000_000} MB danych"
)


@dataclass(frozen=True, slots=True)
class Source:
    """The tables found under one name. ``unread`` names tables that are there but could not be read."""

    name: str
    tables: dict[str, RawTable]
    unread: frozenset[str] = field(default_factory=frozenset[str])


def source_of_path(path: Path, findings: Findings) -> Source:
    """The tables of a folder, or of a .zip or .xlsx file."""
    try:
        if path.is_dir():
            name = path.resolve().name
            return delimited_source(name, _files(path, findings), findings)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "not readable"
        findings.problem(
            "package",
            Words(
                f"a readable folder, .zip or .xlsx file ({reason})",
                "folder albo plik .zip lub .xlsx, który da się odczytać",
            ),
        )
        findings.raise_problems()
        raise  # not reached: there is a problem
    return source_of_bytes(data, path.name, findings)


def _files(folder: Path, findings: Findings) -> Iterator[tuple[str, bytes]]:
    """Name and content of each CSV file of a folder, in order, together within the bound."""
    left = MOST_BYTES
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file() or path.suffix.lower() != ".csv":
            continue
        with path.open("rb") as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            findings.problem("package", _TOO_LARGE)
            findings.raise_problems()
        yield path.name, data


def delimited_source(name: str, files: Iterable[tuple[str, bytes]], findings: Findings) -> Source:
    """The tables among named CSV files; other files are mentioned and left alone."""
    parts = (
        Part(title, PurePosixPath(title).stem, partial(_read, data, findings)) for title, data in files
    )
    return Source(name, *tables_among(parts, "file", findings))


def _read(data: bytes, findings: Findings, table: Table) -> RawTable | None:
    return read_delimited(table, data, findings)


def source_of_bytes(data: bytes, name: str, findings: Findings) -> Source:
    """The tables of a .zip or .xlsx, told apart by their content."""
    base = PurePosixPath(name.replace("\\", "/")).name
    for suffix in _SUFFIXES:
        if base.lower().endswith(suffix):
            base = base[: -len(suffix)]
    if len(data) > MOST_BYTES:
        findings.problem("package", _TOO_LARGE)
    elif not is_archive(data):
        findings.problem(
            "package",
            Words(
                "a folder of CSV files, a .zip of CSV files or an .xlsx workbook without a password",
                "folder z plikami CSV, archiwum .zip z plikami CSV albo skoroszyt .xlsx bez hasła",
            ),
        )
    findings.raise_problems()
    files = unpacked(data, findings)
    if is_workbook(files):
        tables, unread = read_workbook(files, findings)
        return Source(base, tables, unread)
    return delimited_source(base, _top_level(files), findings)


def _top_level(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The CSV files at the top of an archive, or inside the one folder that holds everything."""
    paths = {PurePosixPath(name): data for name, data in files.items()}
    hidden = (".", "__MACOSX")
    visible = {p: d for p, d in paths.items() if not any(part.startswith(hidden) for part in p.parts)}
    tops = {path.parts[0] for path in visible if len(path.parts) > 1}
    inside = len(tops) == 1 and all(len(path.parts) > 1 for path in visible)
    depth = 2 if inside else 1
    for path, data in visible.items():
        if len(path.parts) == depth and path.suffix.lower() == ".csv":
            yield path.name, data
