"""Lists and squares as they lie in offices: read where the meaning is sure, else told what lacks."""

import io

import pytest
from openpyxl import Workbook

from graph.errors import InvalidPackage
from graph.packages import read_package, read_package_bytes
from graph.packages.strengths import Strengths
from package_samples import PESEL, folder_of, problems_of


def _book(**sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _read(text, strengths=None, name="p.csv"):
    return read_package_bytes(text.encode(), name, strengths or Strengths())


def _ties(package):
    return [(one.reporter_id, one.partner_id, one.strength, one.frequency) for one in package.ties]


# What is a list, and of what

PARTNERS = [
    ["Wykaz partnerów – stan na 1.03.2026"],
    [],
    ["Lp.", "Nazwa instytucji / organizacji", "Rodzaj", "Adres siedziby", "Nr telefonu", "Rola w PZK"],
    [1, "MOPS Brzezina", "ośrodek pomocy społecznej", "ul. Klonowa 1", "32 234 00 05", "lider"],
    [2, "Dom przy Łące", "budżetowa", "ul. Lipowa 2", "", "członek"],
]


@pytest.mark.parametrize("title", ["Partnerzy PZK", "PZK", "Zespoły i partnerzy", "Arkusz1"])
def test_a_list_of_partners_is_one_whatever_its_sheet_is_called(title):
    reading = read_package_bytes(_book(**{title: PARTNERS}), "Brzezina.xlsx")
    first, second = reading.package.institutions
    assert (first.name, first.type_code, first.address, first.phone, first.membership) == (
        *("MOPS Brzezina", "OPS", "ul. Klonowa 1", "32 234 00 05", "leader"),
    )
    assert (second.name, second.type_code) == ("Dom przy Łące", "INN")
    assert any("no kind of institution is called" in one for one in reading.warnings)
    assert reading.understood[0].header_row == 3


def test_a_list_named_like_a_partnership_is_a_partnership_where_it_has_its_columns():
    sheets = {"PZK": [["id", "nazwa", "teryt"], ["p", "PZK Łąka", "2499011"]]}
    sheets["instytucje"] = [["nazwa"], ["MOPS"]]
    assert read_package_bytes(_book(**sheets), "x.xlsx").package.partnership.name == "PZK Łąka"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nazwa szkoły", "name"),
        ("Pełna nazwa jednostki", "name"),
        ("Telefon do sekretariatu", "phone"),
        ("Adres poczty e-mail", "email"),
        ("Adres do korespondencji", "address"),
        ("Strona WWW", "website"),
        ("Data podpisania porozumienia", "declared_on"),
        ("Tel. / fax", "phone"),
        ("Nazwa ulicy", None),
        ("Telefon osoby kontaktowej", None),
        ("Adres / telefon", None),
        ("Nazwa organu prowadzącego", None),
        ("Data założenia", None),
    ],
)
def test_headers_that_nobody_foresaw_are_understood_where_they_are_sure(header, field):
    lead = "Organizacja;" if field != "name" else "miejscowość;"
    reading = _read(f"{lead}{header}\nKlub Łąka;Klub Rzeka\n".replace("Klub Rzeka", "1.03.2026"))
    (understood,) = reading.understood
    assert understood.columns.get(header) == field
    assert (header in understood.unused) == (field is None)


def test_one_column_of_names_is_a_list():
    assert [one.name for one in _read("Instytucja\nMOPS\nPCPR\n").package.institutions] == [
        *("MOPS", "PCPR"),
    ]


def test_a_file_without_headers_is_told_what_it_needs():
    problems = problems_of(_read, "MOPS;32 234 00 05\nPCPR;32 234 00 06\n")
    assert "wiersz z nagłówkami" in problems[0].expected_pl


def test_two_columns_of_institutions_with_a_number_are_reports():
    package = _read("Instytucja;Partner;Ocena współpracy (1-5)\nMOPS;PCPR;4\n").package
    assert _ties(package) == [("p-mops", "p-pcpr", 4, None)]
    # Without a number the second column may be anything.
    reading = _read("Instytucja;Partner\nMOPS;tak\n")
    assert [one.name for one in reading.package.institutions] == ["MOPS"]
    assert reading.understood[0].unused == ("Partner",)


def test_a_second_list_is_named_as_left_out_before_all_else():
    sheets = {"instytucje": [["nazwa"], ["MOPS"]], "Szkoły": [["nazwa", "telefon"], ["SP 1", "1"]]}
    reading = read_package_bytes(_book(**sheets), "x.xlsx")
    assert reading.warnings[0].startswith('sheet "Szkoły" looks like more of the table institutions')
    assert {one.sheet: one.table for one in reading.understood} == {
        "instytucje": "institutions",
        "Szkoły": None,
    }


# Squares

SQUARE = "Lp.;Instytucja;MOPS;PCPR;Biblioteka;Suma\n1;MOPS;x;4;-;4\n2;PCPR;3;x;;3\n3;Biblioteka;;;x;0\n"


def test_a_square_with_numbers_of_rows_and_sums_is_ties_and_keeps_who_reports_nothing():
    reading = _read(SQUARE + "4;Suma;3;4;0;7\n")
    assert [one.name for one in reading.package.institutions] == ["MOPS", "PCPR", "Biblioteka"]
    assert _ties(reading.package) == [
        *(("p-mops", "p-pcpr", 4, None), ("p-pcpr", "p-mops", 3, None)),
    ]
    assert any('add up others were not used: "Suma"' in one for one in reading.warnings)


def test_a_square_of_silent_institutions_is_their_list():
    assert len(_read(";MOPS;PCPR\nMOPS;;\nPCPR;;\n").package.institutions) == 2


def test_a_name_of_a_square_that_the_list_beside_it_has_not_is_told(tmp_path):
    texts = {"instytucje": "nazwa\nMOPS\nPCPR\n", "macierz": ";MOPS;PCPR;DK\nMOPS;;4;\nPCPR;;;\nDK;;;\n"}
    reading = read_package(folder_of(tmp_path / "p", texts))
    assert len(reading.package.institutions) == 2
    assert 'ties, row 4: the list of institutions has no "DK"' in reading.warnings


MARKED = ";MOPS;PCPR;DK\nMOPS;;x;nie\nPCPR;TAK;;\nDK;;✓;\n"


def test_marks_are_ties_of_the_strength_that_the_option_says():
    (problem,) = problems_of(_read, MARKED)
    assert (problem.column, problem.count) == ("strength", 4)
    assert "--strength N" in problem.expected
    assert [(one.strength, one.frequency) for one in _read(MARKED, Strengths(3)).package.ties] == [
        *((3, None), (None, "none"), (3, None), (3, None)),
    ]


def test_shares_are_offered_a_scale_from_zero():
    (problem,) = problems_of(_read, "od,do,waga\nA,B,0.5\nB,A,1\n")
    assert "--scale 0-1" in problem.expected


def test_spellings_that_make_one_id_are_both_named():
    (problem,) = problems_of(_read, "od,do,siła\nMOPS,Szkoła,4\nMOPS,Szkola,3\n")
    assert (problem.value, 'same as "Szkoła"' in problem.expected) == ("Szkola", True)


def test_a_large_list_is_not_searched_for_squares_row_by_row():
    rows = [["Nazwa", "Telefon"], *([f"Klub {n}", f"32 {n}"] for n in range(3000))]
    assert len(read_package_bytes(_book(Arkusz1=rows), "x.xlsx").package.institutions) == 3000


def test_wrong_dates_under_a_sure_header_are_one_problem_and_the_column_is_not_passed_over():
    text = "nazwa;data przystąpienia\n" + "".join(f"Klub {n};wkrótce\n" for n in range(1500))
    (problem,) = problems_of(_read, text)
    assert (problem.column, problem.count, problem.rows[:3]) == ("declared_on", 1500, (2, 3, 4))


def test_a_personal_number_where_a_kind_belongs_is_refused_and_not_repeated():
    with pytest.raises(InvalidPackage) as refused:
        _read(f"nazwa;typ\nKlub;klub sportowy\nDom;{PESEL}\n")
    told = f"{refused.value.problems} {refused.value.notes} {refused.value.understood}"
    assert "PESEL" in told
    assert PESEL not in told
