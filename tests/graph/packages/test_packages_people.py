"""Lists as offices keep them: headers, words, dates and numbers that nobody took from the template."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from graph.packages import read_package, read_package_bytes
from graph.packages.cell_values import Faulty
from graph.packages.guessing import guessed_type
from graph.packages.strengths import Strengths, scale_of
from graph.packages.tables import TABLES
from graph.packages.values import parse_cell
from package_samples import PESEL, folder_of, problems_of

LIST = (
    "Wykaz partnerów PZK – stan na 31.01.2026 r.\n"
    "\n"
    "Lp.;Nazwa placówki;Podmiot prowadzący;Rodzaj;Typ placówki;Miejscowość;Kod;Ulica;Nr budynku;"
    "Telefon (z kierunkowym);Data przystąpienia;Rola w PZK;Liczba miejsc\n"
    '1;Noclegownia „Przystań”;Gmina;publiczna;N;Brzezina;44-999;ul. Klonowa;1;="322340005";'
    "31.01.2026;członek;20\n"
    "2;GOPS Brzezina;Gmina;publiczna;X;Brzezina;44-999;ul. Lipowa;2a;32 234 00 06;"
    "28-02-2026 r.;LIDER;-\n"
    "3;Instytut;;;;;;;;;;;\n"
    "\n"
    "Sporządziła: referat spraw społecznych\n"
)


def _ties(text, strengths=None, tmp_path=None, **files):
    folder = folder_of(tmp_path / "p", {"ties": text, **files})
    return read_package(folder, strengths or Strengths())


def test_a_list_from_an_office_is_taken(tmp_path):
    path = tmp_path / "Brzezina.csv"
    path.write_bytes(LIST.encode("cp1250"))
    reading = read_package(path)
    night, office, other = reading.package.institutions
    assert (night.id, night.name, night.type_code) == (
        "Brzezina-noclegownia-przystan",
        "Noclegownia „Przystań”",
        "SCHR",
    )
    assert (night.street, night.postal_code, night.city) == ("ul. Klonowa 1", "44-999", "Brzezina")
    assert (night.phone, night.declared_on, night.membership) == (
        "322340005",
        date(2026, 1, 31),
        "member",
    )
    assert (office.type_code, office.membership, office.declared_on) == (
        "OPS",
        "leader",
        date(2026, 2, 28),
    )
    assert (other.id, other.type_code) == ("Brzezina-instytut", "INN")
    assert {(one.field, one.value) for one in reading.guessed} >= {
        ("type_code", "SCHR"),
        ("id", "Brzezina-gops-brzezina"),
    }
    assert reading.made_ids == {one.id for one in reading.package.institutions}
    unused = {one.split('"')[1] for one in reading.warnings if "was not used" in one and '"' in one}
    assert unused == {"Podmiot prowadzący", "Rodzaj", "Typ placówki", "Liczba miejsc"}
    assert "institutions, row 8: a remark below the table was not used" in reading.warnings
    assert any("above the header (row 3)" in one for one in reading.warnings)
    (understood,) = reading.understood
    assert (understood.table, understood.header_row) == ("institutions", 3)
    assert understood.columns["Telefon (z kierunkowym)"] == "phone"


def test_the_list_of_the_school_register_is_taken(tmp_path):
    texts = {
        "instytucje": "Numer RSPO;REGON;Typ;Nazwa;Kod terytorialny gmina;Miejscowość;Ulica;"
        'Numer budynku;Telefon;E-mail;Imię i nazwisko dyrektora\n="100001";="24000000000017";'
        "Szkoła podstawowa;"
        'Szkoła nr 91;="2499022";Brzezina;Klonowa;1;="322340001";sp@x.example;Zmyślona Osoba\n'
        '="100002";="240000021";Poradnia psychologiczno-pedagogiczna;PPP;="2499022";;;;;;\n',
        "wiezi": 'zgłaszający;partner;siła\n="100001";240000021;4\n',
    }
    reading = read_package(folder_of(tmp_path / "p", texts))
    school, clinic = reading.package.institutions
    assert (school.rspo, school.regon, school.type_code, school.teryt, school.phone) == (
        *("100001", "24000000000017", "SP", "2499022", "322340001"),
    )
    assert clinic.type_code == "PPP"
    assert (reading.package.ties[0].reporter_id, reading.package.ties[0].partner_id) == (
        school.id,
        clinic.id,
    )
    assert not any("Zmyślona" in one for one in (*reading.warnings, str(reading.guessed)))


@pytest.mark.parametrize(
    ("reporter", "partner"),
    [
        ("MOPS ", "Szkoła nr 2  "),
        ("mops", "SZKOŁA\u00a0NR\u00a02"),
        ("Mo\u00adps", "Szkoła nr 2\u200b"),
        ("MOPS", "„Szkoła nr 2”"),
        ("MOPS", "Świetlica"),
        ("Ośrodek", "Szkoła nr 2"),
        ("0000123456", "S\u0301wietlica"),
    ],
)
def test_institutions_are_found_by_any_spelling_number_or_name(tmp_path, reporter, partner):
    institutions = "id;nazwa;typ;krs\nMOPS;Ośrodek;OPS;123456\nSzkoła nr 2;Świetlica;PWD;\n"
    ties = f"od;do;siła\n{reporter};{partner};4\n"
    (tie,) = _ties(ties, tmp_path=tmp_path, instytucje=institutions).package.ties
    assert (tie.reporter_id, tie.partner_id) == ("MOPS", "Szkoła nr 2")


def test_a_name_that_two_share_names_neither(tmp_path):
    texts = {
        "institutions": "id,name,type_code\nA,Świetlica,PWD\nB,świetlica,PWD\nC,MOPS,OPS\n",
        "ties": "od,do,siła\nC,Świetlica,3\n",
    }
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert (problem.table, problem.column, problem.value) == ("ties", "partner_id", "Świetlica")
    assert "several institutions" in problem.expected


@pytest.mark.parametrize(
    ("one", "other"), [("a", "A"), ("Ż 1", "ż\u00a01"), ("x", '"x"'), ("Z\u0307", "Ż")]
)
def test_ids_that_look_alike_are_a_problem_not_one_institution(tmp_path, one, other):
    texts = {"institutions": f"id;name;type_code\n{one};A;OPS\n{other};B;SP\n"}
    found = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert [(p.table, p.row, p.column) for p in found] == [("institutions", 3, "id")]


def test_equal_names_without_ids_are_a_problem(tmp_path):
    texts = {"institutions": "nazwa\nSzkoła nr 2\nSZKOŁA  NR 2\nMOPS\n"}
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert (problem.row, problem.column, problem.value) == (3, "name", "SZKOŁA  NR 2".replace("  ", " "))


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("partnership.population", "38 200", 38_200),
        ("partnership.population", "38\u00a0200", 38_200),
        ("partnership.population", "38.200", 38_200),
        ("services.wait_days", "14 dni", 14),
        ("services.capacity", "-", None),
        ("services.capacity", "b.d.", None),
        ("services.capacity", "20,0", 20),
        ("services.own_clients_only", "T", True),
        ("services.own_clients_only", "x", True),
        ("services.own_clients_only", "FAŁSZ", False),
        ("services.own_clients_only", "Nie", False),
        ("institutions.lat", "50,2945", 50.2945),
        ("institutions.phone", "–", None),
        ("institutions.phone", '="322340001"', "322340001"),
        ("institutions.krs", '="0000123456"', "0000123456"),
        ("institutions.membership", "Partner strategiczny", "strategic_partner"),
        ("institutions.membership", "nie", None),
        ("institutions.type_code", "ops", "OPS"),
        ("institutions.type_code", "Poradnia Psychologiczno-Pedagogiczna", "PPP"),
        ("institutions.type_code", "noclegownia", "SCHR"),
        ("institutions.level", "Powiatowy", "powiat"),
        ("ties.frequency", "co miesiąc", "monthly"),
        ("ties.frequency", "Raz w tygodniu", "weekly"),
        ("ties.formalisation", "umowa", "agreement"),
        ("families.needs", "bezrobocie, N01", ("N04", "N01")),
        ("families.age_bands", "07.gru", ("7-12",)),
        ("families.age_bands", "06.mar", ("3-6",)),
        ("families.age_bands", "2026-12-07", ("7-12",)),
        ("services.service_area", "0201011, 0201022", ("0201011", "0201022")),
        ("services.service_area", "2", ("02",)),
        ("families.teryt", "02 01 01 1", "0201011"),
        ("families.teryt", "0201_011", "0201011"),
        ("families.teryt", "2499011.0", "2499011"),
        ("families.teryt", "249901", "249901"),
        ("waves.opened_on", "31.01.2026 r.", date(2026, 1, 31)),
        ("waves.opened_on", "31-1-2026", date(2026, 1, 31)),
        ("waves.opened_on", "46053", date(2026, 1, 31)),
        ("waves.opened_on", "2026-01-31 00:00:00", date(2026, 1, 31)),
        ("waves.opened_on", "31 stycznia 2026", date(2026, 1, 31)),
        ("waves.id", "123.0", "123"),
        ("waves.id", '="0123"', "0123"),
    ],
)
def test_cells_are_understood_as_people_write_them(column, cell, value):
    table, name = column.split(".")
    assert parse_cell(TABLES[table].column(name), cell) == value


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("services.capacity", "ok. 20"),
        ("services.capacity", "20-25"),
        ("services.capacity", "bez limitu"),
        ("services.capacity", "2,5"),
        ("services.available", "brak"),
        ("partnership.population", "38200.4"),
        ("partnership.population", "1.000"),
        ("waves.opened_on", "31.01.26"),
        ("waves.opened_on", "02/03/2026"),
        ("waves.opened_on", "30.02.2026"),
        ("waves.opened_on", "2026-01-31 12:30"),
        ("families.teryt", "201011"),
        ("families.teryt", "24A9011"),
        ("ties.frequency", "często"),
        ("institutions.type_code", "N"),
        ("institutions.phone", "3,2234E+08"),
        ("institutions.regon", "123"),
    ],
)
def test_cells_whose_meaning_is_open_are_refused(column, cell):
    table, name = column.split(".")
    with pytest.raises(Faulty):
        parse_cell(TABLES[table].column(name), cell)


def test_a_lost_zero_is_offered_where_it_is_open_and_put_back_where_the_file_tells(tmp_path):
    institutions = "id;nazwa;typ;teryt\nL;GOPS;OPS;201011\nS;SP;SP;201011\n"
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", {"instytucje": institutions}))
    assert (problem.column, problem.value, problem.count) == ("teryt", "201011", 2)
    assert "0201011?" in problem.expected
    known = institutions + "P;PCPR;PCPR;201\n"
    reading = read_package(folder_of(tmp_path / "q", {"instytucje": known}))
    assert [one.teryt for one in reading.package.institutions] == ["0201011", "0201011", "0201"]
    assert any("put back" in one and "rows 2, 3, 4" in one for one in reading.warnings)
    other = institutions + "P;PCPR;PCPR;2010\n"
    reading = read_package(folder_of(tmp_path / "r", {"instytucje": other}))
    assert [one.teryt for one in reading.package.institutions] == ["201011", "201011", "2010"]


def test_guessed_kinds_are_codes():
    names = (
        "MOPS",
        "Szkoła Podstawowa nr 3",
        "KPP w X",
        "Caritas",
        "Fundacja Y",
        "Klub Seniora",
        "UKS Z",
    )
    assert [guessed_type(name) for name in names] == ["OPS", "SP", "POL", "KOSC", "NGO", "DDP", "KLUB"]
    assert guessed_type("Stowarzyszenie Seniorów") == "NGO"
    assert guessed_type("Instytut") is None


# Ties by themselves

EDGES = "from,to,weight\nMOPS,PCPR,4\nPCPR,MOPS,5\nMOPS,Szkoła nr 2,2\n"
SQUARE = ";MOPS;PCPR;Szkoła\nMOPS;9;4;\nPCPR;5;;2\nSzkoła;;;\n"


def test_a_list_of_ties_makes_the_institutions_it_names(tmp_path):
    (tmp_path / "Sieć.csv").write_text(EDGES)
    package = read_package(tmp_path / "Sieć.csv").package
    assert [(one.id, one.name, one.type_code) for one in package.institutions] == [
        ("Sieć-mops", "MOPS", "OPS"),
        ("Sieć-pcpr", "PCPR", "PCPR"),
        ("Sieć-szkola-nr-2", "Szkoła nr 2", "INN"),
    ]
    assert [(tie.reporter_id, tie.strength) for tie in package.ties] == [
        *(("Sieć-mops", 4), ("Sieć-pcpr", 5), ("Sieć-mops", 2)),
    ]


def test_elements_and_connections_are_taken():
    book = Workbook()
    sheet = book.active
    sheet.title = "Elements"
    for row in (("Label", "Type", "Tags"), ("MOPS X", "OPS", "a"), ("SP 2", "Szkoła podstawowa", "b")):
        sheet.append(row)
    sheet = book.create_sheet("Connections")
    for row in (("From", "To", "Type", "Strength"), ("MOPS X", "SP 2", "współpraca", 5)):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    reading = read_package_bytes(packed.getvalue(), "kumu.xlsx")
    assert [(one.id, one.type_code) for one in reading.package.institutions] == [
        ("kumu-mops-x", "OPS"),
        ("kumu-sp-2", "SP"),
    ]
    assert (reading.package.ties[0].partner_id, reading.package.ties[0].strength) == ("kumu-sp-2", 5)
    assert {'institutions: column "Tags" was not used', 'ties: column "Type" was not used'} == {
        *reading.warnings
    }


def test_a_square_of_names_is_a_table_of_ties_whose_rows_report(tmp_path):
    (tmp_path / "m.csv").write_text(SQUARE)
    package = read_package(tmp_path / "m.csv").package
    assert [(tie.reporter_id, tie.partner_id, tie.strength) for tie in package.ties] == [
        ("m-mops", "m-pcpr", 4),
        ("m-pcpr", "m-mops", 5),
        ("m-pcpr", "m-szkola", 2),
    ]
    assert len(package.institutions) == 3


def test_a_square_beside_a_list_refers_to_it(tmp_path):
    texts = {
        "instytucje": "Lp.;Nazwa;Typ\n1;MOPS;OPS\n2;PCPR;PCPR\n3;Szkoła;SP\n4;DK;DK\n",
        "wiezi": SQUARE,
    }
    package = read_package(folder_of(tmp_path / "p", texts)).package
    assert len(package.institutions) == 4
    assert len(package.ties) == 3


def test_a_square_with_other_names_on_its_sides_is_refused_with_them(tmp_path):
    (tmp_path / "m.csv").write_text(SQUARE.replace("\nSzkoła", "\nSzkola"))
    found = problems_of(read_package, tmp_path / "m.csv")
    assert "only rows have: Szkola" in found[0].expected
    assert "only columns have: Szkoła" in found[1].expected


@pytest.mark.parametrize(
    ("cells", "option"),
    [
        ("0 1 1 0", "--strength"),
        ("0 4 5 1", "--scale 1-5"),
        ("3 9 2 1", "--scale 1-10"),
        ("2,5 3 4 1", "--scale"),
    ],
)
def test_numbers_whose_meaning_is_open_are_refused_by_naming_the_option(tmp_path, cells, option):
    a, b, c, d = cells.split()
    (tmp_path / "m.csv").write_text(f";A;B;C\nA;;{a};{b}\nB;{c};;{d}\nC;;;\n")
    found = problems_of(read_package, tmp_path / "m.csv")
    assert {p.column for p in found} == {"strength"}
    assert option in found[0].expected
    assert option in found[0].expected_pl


def _strengths(tmp_path, text, strengths):
    (tmp_path / "m.csv").write_text(text)
    ties = read_package(tmp_path / "m.csv", strengths).package.ties
    return [(tie.strength, tie.frequency) for tie in ties]


def test_options_say_what_numbers_mean(tmp_path):
    yes_or_no = ";A;B;C\nA;;0;1\nB;1;;0\nC;1;1;\n"
    assert _strengths(tmp_path, yes_or_no, Strengths(default=3)) == [
        *((None, "none"), (3, None), (3, None), (None, "none"), (3, None), (3, None)),
    ]
    graded = ";A;B;C\nA;;0;1\nB;5;;10\nC;7,5;2;\n"
    assert _strengths(tmp_path, graded, Strengths(scale=scale_of("1-10"))) == [
        *((None, "none"), (1, None), (3, None), (5, None), (4, None), (1, None)),
    ]
    assert _strengths(tmp_path, "od,do\nA,B\nB,C\n", Strengths(default=2)) == [(2, None), (2, None)]
    from_zero = ";A;B;C\nA;;0;1\nB;3;;2\nC;;;\n"
    assert [one for one, _ in _strengths(tmp_path, from_zero, Strengths(scale=scale_of("0-3")))] == [
        1,
        2,
        5,
        4,
    ]


def test_a_list_without_numbers_names_the_option(tmp_path):
    (tmp_path / "m.csv").write_text("od,do\nA,B\n")
    (problem,) = problems_of(read_package, tmp_path / "m.csv")
    assert (problem.table, problem.column) == ("ties", "strength")
    assert "--strength N" in problem.expected


def test_contradicting_reports_are_named_with_their_values(tmp_path):
    ties = "id zgłaszającego,id partnera,siła,relacja\nA,B,5,x\nA,B,3,y\nA,B,3,z\n"
    institutions = "id,name,type_code\nA,MOPS,OPS\nB,SP,SP\n"
    reading = _ties(ties, tmp_path=tmp_path, institutions=institutions)
    assert reading.package.ties[0].strength == 3
    assert "replaces an earlier one" in reading.warnings[0]
    assert "(strength 5 → 3)" in reading.warnings[0]
    assert any("relacja" in one for one in reading.warnings)


def test_personal_numbers_of_a_square_are_not_repeated(tmp_path):
    (tmp_path / "m.csv").write_text(SQUARE.replace("Szkoła", PESEL))
    found = problems_of(read_package, tmp_path / "m.csv")
    assert not any(PESEL in str(problem) for problem in found)


def test_telephones_of_silesia_are_taken_in_their_column(tmp_path):
    texts = {"institutions": "id,name,type_code,telefon\nA,MOPS,OPS,48122512104\n"}
    assert read_package(folder_of(tmp_path / "p", texts)).package.institutions[0].phone == "48122512104"
