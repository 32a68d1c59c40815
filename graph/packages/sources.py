"""Where the grids of a package lie: a folder, an archive, a workbook or one CSV file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from graph.packages.archives import is_archive, unpacked
from graph.packages.delimited import read_delimited
from graph.packages.encodings import decoded
from graph.packages.findings import Findings
from graph.packages.foreign import is_compound, is_foreign, read_foreign
from graph.packages.grids import MOST_BYTES, Grid, shown
from graph.packages.known_headers import best_match
from graph.packages.names import tidy
from graph.packages.words import Words
from graph.packages.workbooks import is_workbook, read_workbook

#: Suffixes of the workbooks that can be read.
BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_SUFFIXES: Final = (".zip", ".csv", *BOOKS)
_TEXTS: Final = (".csv", ".tsv")
_TOO_LARGE: Final = Words(
    f"at most {MOST_BYTES // 1_000_000} MB of data", f"najwyżej {MOST_BYTES // 1_000_000} MB danych"
)
_KINDS: Final = Words(
    "a folder or .zip of CSV files, one .csv file, or a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) "
    "without a password",
    "folder albo .zip z plikami CSV, pojedynczy plik .csv albo arkusz (.xlsx, .xlsm, .xls, .xlsb, .ods) "
    "bez hasła",
)
_COMPUTED: Final = Words(
    "the workbook has formulas; they were read by the values they last showed",
    "w skoroszycie są formuły; odczytano je według ostatnio pokazanych wartości",
)
#: Beginnings of files that are something else, and what that is.
_OTHERS: Final = (
    (b"%pdf", Words("a PDF document", "dokument PDF")),
    (b"<html", Words("a web page", "strona internetowa")),
    (b"<!doctype html", Words("a web page", "strona internetowa")),
    (b"<?xml", Words("an XML file", "plik XML")),
    (b"{\\rtf", Words("a text document", "dokument tekstowy")),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What was found under one name: grids, and the names of files that hold none."""

    name: str
    grids: list[Grid]
    others: tuple[str, ...] = field(default=())


def source_of_path(path: Path, findings: Findings) -> Source:
    """The grids of a folder or a file."""
    try:
        if path.is_dir():
            return _of_files(path.resolve().name, _files(path, findings), findings)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "not readable"
        findings.problem("package", Words(f"{_KINDS.en} ({reason})", _KINDS.pl))
        findings.raise_problems()
        raise  # not reached: there is a problem
    return source_of_bytes(data, path.name, findings)


def _files(folder: Path, findings: Findings) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a folder that may hold a table, together within the bound."""
    left = MOST_BYTES
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or not path.is_file():
            continue
        if path.suffix.lower() not in {*_TEXTS, *BOOKS}:
            yield path.name, b""
            continue
        with path.open("rb") as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            findings.problem("package", _TOO_LARGE)
            findings.raise_problems()
        yield path.name, data


def source_of_bytes(data: bytes, name: str, findings: Findings) -> Source:
    """The grids of one file, whose kind is seen from its content."""
    base = tidy(PurePosixPath(name.replace("\\", "/")).name)
    for suffix in _SUFFIXES:
        if base.lower().endswith(suffix):
            base = base[: -len(suffix)]
    if len(data) > MOST_BYTES:
        findings.problem("package", _TOO_LARGE)
        findings.raise_problems()
    if is_compound(data):
        return Source(base, read_foreign(data, findings))
    if not is_archive(data):
        return Source(base, [_single(data, name, findings)])
    files = unpacked(data, findings)
    if (grids := _book(files, data, findings)) is not None:
        return Source(base, grids)
    return _of_files(base, _visible(files), findings)


def _book(files: dict[str, bytes], data: bytes, findings: Findings) -> list[Grid] | None:
    """The sheets where an archive is a workbook; ``None`` for any other."""
    if is_workbook(files):
        return read_workbook(files, findings)
    if is_foreign(list(files), files.get("mimetype", b"")):
        if b"table:formula=" in files.get("content.xml", b""):
            findings.note(_COMPUTED)
        return read_foreign(data, findings)
    if "word/document.xml" in files or files.get("mimetype", b"").startswith(b"application/vnd.oasis"):
        _refuse(Words("a text document", "dokument tekstowy"), findings)
    return None


def _single(data: bytes, name: str, findings: Findings) -> Grid:
    """One CSV file by itself."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for beginning, kind in _OTHERS:
        if start.startswith(beginning):
            _refuse(kind, findings)
    text = decoded(data).text
    if not data.strip() or text is None or len(text.split()) < 1 or not _has_columns(text):
        findings.problem("package", _KINDS)
        findings.raise_problems()
    return read_delimited(data, name, findings)


def _has_columns(text: str) -> bool:
    """Whether a text is rows of cells: some line is parted, or is the header of a single column."""
    first = text.lstrip("\ufeff").splitlines()[:20]
    return any(sign in line for line in first for sign in ",;\t") or any(
        best_match([line]) for line in first
    )


def _refuse(kind: Words, findings: Findings) -> None:
    findings.problem(
        "package",
        Words(
            f"{_KINDS.en}; this is {kind.en}: open it in a spreadsheet and save it as .xlsx",
            f"{_KINDS.pl}; to jest {kind.pl}: otwórz go w arkuszu kalkulacyjnym i zapisz jako .xlsx",
        ),
    )
    findings.raise_problems()


def _visible(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, without what systems put beside them; those of the outermost folder
    that has tables, deeper ones without content.
    """
    paths = {PurePosixPath(tidy(name)): data for name, data in files.items()}
    hidden = (".", "__MACOSX", "~$")
    visible = {p: d for p, d in paths.items() if not any(part.startswith(hidden) for part in p.parts)}
    suffixes = {*_TEXTS, *BOOKS}
    depths = [len(path.parts) for path in visible if path.suffix.lower() in suffixes]
    depth = min(depths, default=0)
    for path, data in visible.items():
        taken = len(path.parts) == depth and path.suffix.lower() in suffixes
        yield (path.name if taken else str(path)), (data if taken else b"")


def _of_files(name: str, files: Iterable[tuple[str, bytes]], findings: Findings) -> Source:
    """The grids among named files: CSV files, else the one workbook there is."""
    grids: list[Grid] = []
    books: list[tuple[str, bytes]] = []
    others: list[str] = []
    for title, data in files:
        suffix = PurePosixPath(title).suffix.lower()
        if suffix in _TEXTS and "/" not in title:
            grids.append(read_delimited(data, title, findings))
        elif suffix in BOOKS and data:
            books.append((title, data))
        else:
            others.append(title)
    if grids or not books:
        return Source(name, grids, (*others, *(title for title, _ in books)))
    if len(books) > 1:
        findings.problem(
            "package",
            Words("one workbook at a time", "jeden arkusz naraz"),
            value=", ".join(shown(title).strip('"') for title, _ in books),
        )
        findings.raise_problems()
    title, data = books[0]
    return Source(name, _inner_book(title, data, findings), tuple(others))


def _inner_book(title: str, data: bytes, findings: Findings) -> list[Grid]:
    """The sheets of a workbook that lies in a folder or an archive."""
    if is_compound(data):
        return read_foreign(data, findings)
    grids = _book(unpacked(data, findings), data, findings) if is_archive(data) else None
    if grids is None:
        findings.problem("package", _KINDS, value=shown(title).strip('"'))
        findings.raise_problems()
    return grids or []
