"""Files of every kind that people send: read, or told what they are and how to save them."""

import io
import time
import zipfile
from contextlib import suppress

import pytest

from container_samples import OLD_EXCEL, binary_excel, open_document
from graph.errors import InvalidPackage
from graph.packages import read_package, read_package_bytes
from package_samples import TEXTS, book_of, folder_of, problems_of, zip_of

INSTITUTIONS = "id;nazwa;typ\nL;GOPS;OPS\nS;Szkoła;SP\n"
TIES = "zgłaszający;partner;siła\nL;S;3\n"
SHEETS = {
    "instytucje": [["id", "nazwa", "typ"], ["L", "GOPS Łąka", "OPS"], ["S", "Szkoła", "SP"]],
    "więzi": [["zgłaszający", "partner", "siła"], ["L", "S", "3"]],
}


def _archive(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("make", [open_document, binary_excel])
def test_spreadsheets_of_other_programs_are_read(make, tmp_path):
    reading = read_package_bytes(make(SHEETS), "powiat.ods")
    assert [one.name for one in reading.package.institutions] == ["GOPS Łąka", "Szkoła"]
    assert [tie.strength for tie in reading.package.ties] == [3]
    path = tmp_path / "powiat.ods"
    path.write_bytes(make(SHEETS))
    assert read_package(path).package.partnership.id == "powiat"


def test_formulas_of_an_open_document_are_read_with_a_warning():
    sheets = {"instytucje": [["nazwa", "typ"], ["GOPS", "OPS"]]}
    plain = read_package_bytes(open_document(sheets), "p.ods")
    assert plain.warnings == ()
    computed = open_document(sheets, repeated='table:formula="of:=[.A1]"')
    reading = read_package_bytes(computed, "p.ods")
    assert [one.name for one in reading.package.institutions] == ["GOPS"]
    assert "they were read by the values they last showed" in reading.warnings[0]


def test_old_excel_files_are_read():
    package = read_package_bytes(OLD_EXCEL, "stary.xls").package
    assert [one.name for one in package.institutions] == ["GOPS Łąka", "Szkoła"]
    assert package.institutions[0].declared_on.isoformat() == "2026-01-31"
    assert package.partnership.id == "stary"


@pytest.mark.parametrize(
    "data",
    [
        open_document(SHEETS, 'table:number-columns-repeated="16384"').replace(b"<x/>", b""),
        binary_excel(SHEETS, rows_said=1_048_576),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        open_document(SHEETS)[:-200] + b"\0" * 200,
    ],
    ids=["repeated columns", "rows that are not there", "empty old Excel", "damaged"],
)
def test_spreadsheets_that_mean_harm_end_in_time(data):
    started = time.monotonic()
    with suppress(InvalidPackage):
        read_package_bytes(data, "zle.ods")
    assert time.monotonic() - started < 30


def test_a_sheet_repeated_without_end_is_refused():
    rows = '<table:table-row table:number-rows-repeated="1048576">'
    data = open_document(SHEETS, 'table:number-columns-repeated="16384"')
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["content.xml"] = files["content.xml"].replace(b"<table:table-row>", rows.encode())
    (problem,) = problems_of(read_package_bytes, _archive(files), "zle.ods")
    assert "save this one as .xlsx" in problem.expected


def test_an_encrypted_workbook_is_refused_for_its_password():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    (problem,) = problems_of(read_package_bytes, data, "tajne.xlsx")
    assert "password" in problem.expected


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><table><tr><td>id</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (_archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "text document"),
    ],
)
def test_what_is_no_package_is_named_with_what_to_do(data, kind):
    (problem,) = problems_of(read_package_bytes, data, "wykaz.xls")
    assert kind in problem.expected
    assert "save it as .xlsx" in problem.expected


def test_one_csv_file_is_a_package(tmp_path):
    path = tmp_path / "Brzezina.csv"
    path.write_text(INSTITUTIONS, encoding="cp1250")
    package = read_package(path).package
    assert package.partnership.id == "Brzezina"
    assert [one.id for one in package.institutions] == ["L", "S"]
    assert package.ties == ()


@pytest.mark.parametrize(
    "files",
    [
        {"dane/instytucje.csv": INSTITUTIONS, "dane/wiezi.csv": TIES, "czytaj.txt": "x"},
        {
            "pzk/instytucje.csv": INSTITUTIONS,
            "pzk/wiezi.csv": TIES,
            "__MACOSX/pzk/._instytucje.csv": "\0\5",
            "pzk/.DS_Store": "\0",
        },
        {"instytucje.csv": INSTITUTIONS, "wie\u0328zi.csv": TIES},
        {"PZK Brzezina - instytucje.csv": INSTITUTIONS, "PZK Brzezina - więzi.csv": TIES},
        {"instytucje.csv": INSTITUTIONS, "więzi.csv": TIES, "instytucje (1).csv": "id;nazwa\nX;STARE\n"},
        {
            "Brzezina.xlsx": book_of(
                {"instytucje": "id,nazwa\nL,GOPS\nS,SP", "ties": "od,do,siła\nL,S,3"}
            )
        },
    ],
    ids=["a remark beside", "Mac", "Mac letters", "named by sheets", "a copy", "workbook inside"],
)
def test_archives_as_people_pack_them(files):
    package = read_package_bytes(_archive(files), "p.zip").package
    assert [one.id for one in package.institutions] == ["L", "S"]
    assert [tie.strength for tie in package.ties] == [3]
    assert package.partnership.id == "p"


@pytest.mark.parametrize("encoding", ["cp852", "cp1250"])
def test_names_that_windows_packed_in_its_own_letters(encoding):
    data = _archive({"instytucje.csv": INSTITUTIONS, "wi@zi.csv": TIES})
    data = data.replace(b"wi@zi.csv", "więzi.csv".encode(encoding))
    assert len(read_package_bytes(data, "p.zip").package.ties) == 1


def test_what_was_not_used_is_named_also_when_the_file_is_refused():
    texts = {
        "institutions": "id,name,type_code,NIP\nI1,MOPS,QQQ,1\n",
        "notatki": "a,b\n1,2\n",
        "instytucje (2)": "id,nazwa\nX,STARE\n",
    }
    for data, kind in ((book_of(texts), "sheet"), (zip_of(texts), "file")):
        with pytest.raises(InvalidPackage) as refused:
            read_package_bytes(data, "p")
        notes = [en for en, _ in refused.value.notes]
        assert 'institutions: column "NIP" was not used' in notes
        assert len([note for note in notes if note.startswith(f'{kind} "notatki')]) == 1
        assert len([note for note in notes if note.startswith(f'{kind} "instytucje (2)')]) == 1
        found = {one.sheet.removesuffix(".csv"): one.table for one in refused.value.understood}
        assert found == {"institutions": "institutions", "notatki": None, "instytucje (2)": None}


def test_two_files_that_may_be_the_table_are_a_problem(tmp_path):
    texts = {"PZK A - instytucje": INSTITUTIONS, "PZK B - instytucje": INSTITUTIONS}
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert problem.table == "institutions"
    assert "PZK A - instytucje.csv" in problem.expected


def test_a_folder_with_files_of_other_kinds_is_read_and_they_are_named(tmp_path):
    folder = folder_of(tmp_path / "p", TEXTS)
    (folder / "statut.pdf").write_bytes(b"%PDF")
    reading = read_package(folder)
    assert reading.warnings == ('file "statut.pdf" is no table of a package and was ignored',)
