"""Encodings of CSV files: the right Polish letters, or a refusal that names the row."""

import pytest

from graph.packages import read_package, read_package_bytes
from graph.packages.broken import is_broken
from package_samples import book_of, folder_of, problems_of

NAME = "Miejski Ośrodek „Źródło” – Żółta Ćma, Łąki"
PLAIN = "Miejski Ośrodek Źródło, Żółta Ćma, Łąki"
TIES = "zglaszajacy;partner;sila\nM;S;4\n"


def _institutions(name):
    return f'id;nazwa;typ;adres\nM;{name};OPS;"ul. Żółta 4\npiętro 2"\nS;Szkoła im. Łąki;SP;Święta 1\n'


def _read(path, data):
    files = {"instytucje": data, "wiezi": TIES}
    return read_package(folder_of(path / "p", files))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", NAME),
        ("utf-8-sig", NAME),
        ("utf-16", NAME),
        ("utf-16-le", NAME),
        ("utf-16-be", NAME),
        ("cp1250", NAME),
        ("iso8859_2", PLAIN),
        ("cp852", PLAIN),
        ("mac_latin2", NAME),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_letters_are_right_in_every_encoding(tmp_path, encoding, name, delimiter, newline):
    name = name.replace(",", " i")
    text = _institutions(name).replace(";", delimiter).replace("\n", newline)
    reading = _read(tmp_path, text.encode(encoding))
    assert [one.name for one in reading.package.institutions] == [name, "Szkoła im. Łąki"]
    assert "piętro" in reading.package.institutions[0].address
    assert bool(reading.warnings) == (not encoding.startswith("utf"))


@pytest.mark.parametrize(
    ("row", "spoil"),
    [
        (4, lambda data: data + "B;Biblioteka Główna;BIB;\n".encode("cp1250")),
        (4, lambda data: data + b"B;Biblioteka w Brze" + b"\xc5"),
        (3, lambda data: data.replace("im. Łąki".encode(), b"im. \xc5\x81\xc4ki")),
        (2, lambda data: data.decode().replace("Ośrodek", "O?rodek").encode()),
        (2, lambda data: data.decode().replace("Ośrodek", "O\ufffdrodek").encode()),
        (2, lambda data: data.decode().replace("Ośrodek", "OĹ›rodek").encode()),
        (2, lambda data: data.decode().replace("Ośrodek", "O¶rodek").encode()),
    ],
    ids=["a row pasted", "cut in a letter", "a byte lost", "?", "U+FFFD", "two for one", "foreign sign"],
)
def test_marks_of_a_wrong_reading_are_refused_with_the_row(tmp_path, row, spoil):
    files = {"instytucje": spoil(_institutions(NAME.replace(",", " i")).encode()), "wiezi": TIES}
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", files))
    assert (problem.table, problem.row, problem.column) == ("institutions", row, "name")
    assert "whole Polish letters" in problem.expected
    problem.value.encode()  # no half characters


def test_broken_letters_of_a_workbook_are_refused_too():
    data = book_of({"instytucje": "id,nazwa,typ,telefon\nM,OĹ›rodek,OPS,32 234\nS,Szko?a,SP,\n"})
    (problem,) = problems_of(read_package_bytes, data, "p.xlsx")
    assert (problem.column, problem.rows) == ("name", (2, 3))


def test_a_broken_header_is_one_problem(tmp_path):
    files = {
        "instytucje": _institutions(PLAIN.replace(",", "")),
        "wiezi": "zg?aszaj?cy;partner;si?a\nM;S;4\n",
    }
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", files))
    assert (problem.table, problem.row, problem.column) == ("ties", 1, None)


@pytest.mark.parametrize(
    "text",
    [
        "Co? Gdzie?",
        "a?b=c",
        "http://x.example/?id=7",
        "±5 dni",
        "Müller & Söhne",
        "Café",
        "Дом",
        "§ 5 ¶ 2",
    ],
)
def test_ordinary_signs_are_no_marks_of_a_wrong_reading(text):
    assert not is_broken(text)


def test_no_encoding_at_all_is_refused(tmp_path):
    for data in (b"id;nazwa\n\0\1\2;x\n", "id;nazwa\nM;A\n".encode("utf-32")):
        found = problems_of(read_package, folder_of(tmp_path / "p", {"instytucje": data}))
        assert found[0].table == "institutions"
        assert "ISO-8859-2" in found[0].expected
