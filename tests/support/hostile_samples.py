"""Partnerships whose every free text and every id attacks somebody: the database, the browser, a
spreadsheet, the file system, the log."""

import csv
import io
import zipfile
from dataclasses import replace

from graph.packages import EXAMPLE, read_package_bytes
from graph.packages.registers import EXPECTED as REGISTERS
from graph.packages.tables import TABLES
from graph.packages.write import csv_files

#: What is attempted, by whom it is aimed at.
ATTACKS = {
    "cypher": "x'}) WITH 1 AS a MATCH (n) DETACH DELETE n //",
    "cypher_backtick": "x` SET n.name = 'zle' RETURN \"$id\" /* */",
    "html": "<script>window.zle=1</script><img src=x onerror=window.zle=1>",
    "attribute": "\" autofocus onfocus=window.zle=1 x='",
    "script_data": "</script><script>window.zle=1</script>\\u003cscript\\u003e",
    "address": "javascript:window.zle=1",
    "template": "{{7*7}}${7*7}#{7*7}%(zle)s%n{0}",
    "formula": '=HYPERLINK("http://zle.example";"x")',
    "formula_plus": "+1+cmd!A0",
    "formula_minus": "-2+3",
    "formula_at": "@SUM(A1:A9)",
    "path": "../../../zle/../zle",
    "path_windows": "..\\..\\C:\\zle\\con",
    "path_absolute": "/etc/zle",
    "log_escaped": 'a\\r\\n{"level":"error"}',
}
#: What no cell may hold: signs that end a line or a text somewhere, or turn the direction of reading.
REFUSED = {
    "log": 'a\u2028{"level":"error"}\u0085',
    "line": 'a\r\n{"level":"error"}\n',
    "direction": "\u202efdp.exe",
    "end": "a\0b",
    "terminal": "\x1b[31m\x1b]0;zle\x07",
}
#: Signs that separate ids in a cell.
_LISTS = str.maketrans({"|": "/", "~": "-"})


def hostile_package(attack: str):
    """A sound package with the attack in front of every id and every free text.

    Raises
    ------
    InvalidPackage
        Where the reader refuses it.
    """
    text = (ATTACKS | REFUSED)[attack]
    files = {name.removesuffix(".csv"): data.decode() for name, data in csv_files(EXAMPLE).items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in TABLES:
            columns = {
                column.name: "number" if column.name in REGISTERS else column.kind
                for column in TABLES[name].columns
            }
            rows = list(csv.DictReader(io.StringIO(files[name])))
            for row in rows:
                row.update({column: _spoiled(columns[column], row[column], text) for column in row})
            written = io.StringIO()
            writer = csv.DictWriter(written, rows[0])
            writer.writeheader()
            # The reader takes one apostrophe off: it guards a cell that looks like a formula.
            writer.writerows({key: _guarded(value) for key, value in row.items()} for row in rows)
            archive.writestr(f"{name}.csv", written.getvalue())
    package = read_package_bytes(packed.getvalue(), "hostile.zip").package
    # In the order in which a store gives them back.
    return replace(package, institutions=tuple(sorted(package.institutions, key=lambda one: one.id)))


def _spoiled(kind: str, value: str, text: str) -> str:
    if kind == "text":
        return text + value
    if not value or kind not in {"id", "ids", "pairs"}:
        return value
    for sign in ("|", "~"):
        if sign in value:
            return sign.join(_spoiled("id", part, text) for part in value.split(sign))
    return text.translate(_LISTS) + value


def _guarded(value: str) -> str:
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "'"} else value
