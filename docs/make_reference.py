"""Write what is declared in the code: the package format and the settings.

Run with ``.venv/bin/python docs/make_reference.py`` after a change of ``graph/packages/declared`` or
``service/settings.py``; it writes ``package.md``, ``datapackage.json`` and ``settings.md`` beside it.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from graph.packages.columns import Column, Table  # noqa: E402
from graph.packages.tables import TABLES  # noqa: E402
from service.settings import PREFIX, Settings  # noqa: E402

PAGE = Path(__file__).with_name("package.md")
DESCRIPTOR = Path(__file__).with_name("datapackage.json")
SETTINGS = Path(__file__).with_name("settings.md")
#: As a bound, it stands for no bound.
_NO_BOUND = 1_000_000_000
#: What a package that the product writes always fills, though a table that it reads may leave it out.
_FILLED_WHEN_WRITTEN = {("institutions", "id"), ("institutions", "type_code")}

_BEFORE = """# The package: a partnership as files

Made by `docs/make_reference.py` from `graph/packages/declared`; the same as a [Frictionless Data
Package](https://datapackage.org) is in [datapackage.json](datapackage.json).

A package is a folder or `.zip` of CSV files, one for each table, or a workbook with a sheet for
each. Written are UTF-8, commas and the names below. Read are also semicolons and tabs, the usual
Polish encodings, `.xlsx`, `.xlsm`, `.xls`, `.xlsb` and `.ods`, Polish headers, dates such as
14.03.2026 and decimal commas. A template with lists and an example is on the page *Wczytaj dane*.

- A package is taken whole or not at all; every problem is named with table, row, column and what
  was expected.
- `institutions` alone are enough, and so are `ties` alone: the names in them are the institutions.
  A table that is left out is empty: what an earlier package had in it is retired.
- A list has `|` between its entries, a pair `~` between its two ids. TERC codes are text: they keep
  a leading zero.
- Families are random pseudonyms with codes. Whatever looks like a PESEL or a person's name is
  refused, not repeated.
- A blank cell means that nothing is known, or what the table below says of it; never zero.

## Beside the template

- **A list of partners**: a column of names is enough, under a header such as *nazwa*, *instytucja*,
  *organizacja* or *Nazwa szkoły*; *typ*, *rola w PZK*, *data przystąpienia*, *tel.*, *ulica* and the
  like are known, *Lp.* is passed over. Titles above the header and remarks below the table are
  named. Ids are made of the names, kinds guessed from them and told.
- **A list of ties** (*od, do, siła*; *source, target, weight*) or **a square** with the same names in
  rows and columns, whose rows report. A blank or a dash is no report, the diagonal and sums are left
  out, who reports nothing stays. Numbers from 1 to 5 are strengths; of 0 and 1 and of marks such as x
  `--strength N` says what they mean, of other numbers `--scale MIN-MAX`.
- **Names** are the same whatever their case, blanks, quotation marks and unseen signs. Names that
  nearly agree are told as a question and never merged.
- **Codes** by their Polish or English words; yes and no as *tak*, *T*, *x*, *PRAWDA*; numbers such as
  *38 200* and *14 dni*; text in `="…"`; formulas by the values they last showed.
- Where the meaning is not sure the file is refused with what would make it sure. Every sheet and
  column that was not used is named, also then.

`kooperacje import FILE --dry-run --json` tells how a file was read and writes nothing:

```json
{
  "understood": [
    {"sheet": "Arkusz1", "table": "institutions", "header_row": 3,
     "columns": {"Nazwa placówki": "name", "Telefon": "phone"}, "unused": ["Uwagi"]}
  ],
  "guessed": [
    {"table": "institutions", "row": 4, "field": "type_code", "value": "SCHR", "source": "Noclegownia"}
  ]
}
```

Corrected (another column for a header, `null` for a sheet that is to be left out, another kind for a
guess) this answer decides, for this file and for later ones with the same headers:
`kooperacje import FILE --choices READING.json`; over HTTP the field `choices` of the form.

"""


def page() -> str:
    """The format as Markdown."""
    return _BEFORE + "\n".join(_section(table) for table in TABLES.values())


def _section(table: Table) -> str:
    rows = "\n".join(
        f"| `{one.name}` | {one.header_pl} | {one.meaning.en} | {_expected(one)} | {_must(one)} |"
        for one in table.columns
    )
    key = f"One row for each {' + '.join(f'`{name}`' for name in table.key)}. " if table.key else ""
    return (
        f"## {table.name}\n\nPolish: *{table.name_pl}*. Holds {table.meaning.en}. {key}\n\n".replace(
            ". \n", ".\n"
        )
        + "| column | Polish header | what it is | what a cell holds | needed |\n"
        + f"|---|---|---|---|---|\n{rows}\n"
    )


def _expected(column: Column) -> str:
    return column.expected.en.replace("|", "\\|").replace("~", "\\~")


def _must(column: Column) -> str:
    if not column.required:
        return ""
    return "column" if column.made else "column, may be blank" if column.blank_allowed else "yes"


def descriptor() -> dict[str, object]:
    """The format as it is written, as a Frictionless Data Package."""
    return {
        "name": "kooperacje-3d-partnership",
        "title": "A partnership of the Kooperacje 3D model",
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key and all(table.column(name).required for name in table.key):
        schema["primaryKey"] = list(table.key)
    if references := [
        {"fields": column.name, "reference": {"resource": column.refers_to, "fields": "id"}}
        for column in table.columns
        if column.refers_to and column.kind == "id"
    ]:
        schema["foreignKeys"] = references
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "title": table.meaning.en,
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    filled = column.required and not column.blank_allowed and not column.made
    if filled or (table.name, column.name) in _FILLED_WHEN_WRITTEN:
        constraints["required"] = True
    kind, of_kind = _KINDS[column.kind](column)
    constraints |= of_kind
    field: dict[str, object] = {
        "name": column.name,
        "type": kind,
        "title": column.header_pl,
        "description": column.meaning.en,
    }
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def _bounds(kind: str, column: Column) -> tuple[str, dict[str, object]]:
    highest = {} if column.highest >= _NO_BOUND else {"maximum": column.highest}
    return kind, {"minimum": column.lowest, **highest}


def _terc(column: Column) -> str:
    lengths = sorted({*column.digits, *((6,) if 7 in column.digits else ())})
    return "|".join(f"[0-9]{{{digits}}}" for digits in lengths)


def _listed(one: str) -> tuple[str, dict[str, object]]:
    return "string", {"pattern": f"({one})(\\|({one}))*"}


_ID = "[^|~]+"
_KINDS = {
    "id": lambda column: ("string", {"maxLength": 200}),
    "text": lambda column: ("string", {}),
    "integer": lambda column: _bounds("integer", column),
    "decimal": lambda column: _bounds("number", column),
    "date": lambda column: ("date", {}),
    "boolean": lambda column: ("boolean", {}),
    "code": lambda column: ("string", {"enum": list(column.codes)}),
    "codes": lambda column: _listed("|".join(code.replace("+", "\\+") for code in column.codes)),
    "terc": lambda column: ("string", {"pattern": _terc(column)}),
    "tercs": lambda column: _listed(_terc(column)),
    "ids": lambda column: _listed(_ID),
    "pairs": lambda column: _listed(f"{_ID}~{_ID}"),
}


def descriptor_text() -> str:
    """The descriptor as it is written."""
    return json.dumps(descriptor(), ensure_ascii=False, indent=1) + "\n"


def settings_page() -> str:
    """The settings as Markdown."""
    rows = "\n".join(
        f"| `{PREFIX}{name.upper()}` | {_default(field.default)} | {field.description or ''} |"
        for name, field in Settings.model_fields.items()
    )
    return (
        "# Settings\n\n"
        "Made by `docs/make_reference.py` from `service/settings.py`. Each is an environment variable;\n"
        "a blank one counts as not set, an unknown one is refused with the nearest known name.\n\n"
        f"| variable | unless set | what it is |\n|---|---|---|\n{rows}\n"
    )


def _default(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text}`" if text not in {"", "{}", "None"} else ""


def main() -> None:
    """Write the files."""
    for file, text in ((PAGE, page()), (DESCRIPTOR, descriptor_text()), (SETTINGS, settings_page())):
        file.write_text(text, encoding="utf-8")
        print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
