"""A small valid package as texts, and ways to spoil and pack it."""

import io
import zipfile

from openpyxl import Workbook

from graph.errors import InvalidPackage
from graph.packages import read_package

PESEL = "44051401359"

TEXTS = {
    "institutions": (
        "id,name,type_code,membership,phone\n"
        "I01,MOPS Jarzębin,OPS,leader,+48 32 555 01 01\n"
        "I02,Szkoła nr 1,SP,member,\n"
        "I03,Poradnia,PPP,,\n"
    ),
    "workers": "id,institution_id,role\nW1,I01,asystent rodziny\nW2,I02,pedagog\n",
    "services": "id,institution_id,service_code,age_min,age_max\nU1,I01,AR,,\nU2,I03,PPD,0,19\n",
    "families": (
        "id,teryt,needs,lead_institution_id,involved_institution_ids,required_pairs\n"
        "R1,2499011,N09|E1,I01,I02|I03,I01~I02\n"
    ),
    "ties": (
        "reporter_id,partner_id,strength,frequency,contact_worker_id,reported_on,wave\n"
        "I01,I02,4,weekly,W1,2026-05-01,T0\n"
        "I02,I01,3,monthly,W2,2026-05-02,T0\n"
    ),
    "teams": "family_id,institution_id,worker_id,role\nR1,I01,W1,lead\n",
    "demand": "teryt,need,families,year\n2499011,S1,40,2025\n",
    "waves": "id,opened_on,closed_on\nT0,2026-04-01,2026-05-31\n",
}


def changed(table, old, new):
    """The sample with one text of one table replaced."""
    assert old in TEXTS[table]
    return TEXTS | {table: TEXTS[table].replace(old, new, 1)}


def folder_of(path, texts, encoding="utf-8"):
    """Write tables, texts or bytes, as a folder of CSV files."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (path / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def zip_of(texts, prefix=""):
    """The tables as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"{prefix}{name}.csv", text)
    return packed.getvalue()


def book_of(texts, **cells):
    """The tables as a workbook; ``cells`` maps sheet to {coordinate: value} to set afterwards."""
    book = Workbook()
    book.remove(book.active)
    for name, text in texts.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(",")])
    for name, values in cells.items():
        for coordinate, value in values.items():
            book[name][coordinate] = value
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def problems_of(call, *arguments):
    """The problems with which reading fails."""
    try:
        call(*arguments)
    except InvalidPackage as error:
        return error.problems
    raise AssertionError("the package was accepted")


def folder_problems(path, texts):
    """The problems of a folder: (table, row, column, value) of each."""
    found = problems_of(read_package, folder_of(path, texts))
    return [(p.table, p.row, p.column, p.value) for p in found]
