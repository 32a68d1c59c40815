"""Spreadsheets of other programs (.ods, .xls, .xlsb) to grids, read by a helper of few rights.

The library that reads them holds a whole sheet in memory, however large it says to be. It runs in a
process of its own that may take a bounded amount of memory and time, and is given up beyond.
"""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

from graph.packages.findings import Findings
from graph.packages.grids import MOST_BYTES, Grid
from graph.packages.words import Words

_MEMORY: Final = 1 << 30
_SECONDS: Final = 40
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_NO_PASSWORD: Final = Words("a file without a password", "plik bez hasła")
_READABLE: Final = Words(
    "a whole spreadsheet; save this one as .xlsx and send that",
    "cały arkusz kalkulacyjny; zapisz ten jako .xlsx i wczytaj tamten plik",
)
#: Run as a file, so that it starts without the rest of the product.
_HELPER: Final = Path(__file__).with_name("foreign_helper.py")


def is_compound(data: bytes) -> bool:
    """Whether the bytes begin as an old Excel file or an encrypted one does."""
    return data.startswith(_COMPOUND)


def is_foreign(names: list[str], mimetype: bytes) -> bool:
    """Whether the files of an archive make an OpenDocument or a binary workbook.

    >>> is_foreign(["xl/workbook.bin"], b""), is_foreign(["ties.csv"], b"")
    (True, False)
    """
    return mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet") or (
        "xl/workbook.bin" in names
    )


def read_foreign(data: bytes, findings: Findings) -> list[Grid]:
    """The sheets of a spreadsheet as grids.

    Parameters
    ----------
    data
        The file.
    findings
        Takes the problem where it cannot be read, and keeps the time.

    Raises
    ------
    InvalidPackage
        Where it cannot be read within the bounds.
    """
    if is_compound(data) and _ENCRYPTED in data:
        findings.problem("package", _NO_PASSWORD)
        findings.raise_problems()
    answer: list[object] = []
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", str(_HELPER), str(_MEMORY), str(MOST_BYTES)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=min(_SECONDS, findings.seconds_left),
            check=True,
        )
        answer = json.loads(done.stdout)
    findings.check_time()
    if not answer:
        findings.problem("package", _READABLE)
        findings.raise_problems()
    return [_grid(*cast("tuple[str, bool, list[list[str]]]", sheet)) for sheet in answer]


def _grid(title: str, hidden: bool, rows: list[list[str]]) -> Grid:
    grid = Grid(title, "sheet", hidden=hidden)
    for number, cells in enumerate(rows, 1):
        if not grid.add_row(number, cells):
            break
    return grid
