"""Workbooks: filled in by people, damaged, or made to do harm."""

import io
import re
import time
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from graph.packages import (
    EXAMPLE,
    first_template_bytes,
    read_package,
    read_package_bytes,
    template_bytes,
    template_csv_bytes,
)
from graph.packages.code_words import code_of
from graph.packages.columns import folded
from graph.packages.labels import CODE_LISTS
from graph.packages.tables import TABLES
from package_samples import PESEL, TEXTS, book_of, folder_of, problems_of, zip_of


def _spoiled(data, part, old, new):
    """The workbook with bytes of one of its parts replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return packed.getvalue()


def test_a_workbook_equals_the_folder(tmp_path):
    folder = read_package(folder_of(tmp_path / "p", TEXTS))
    assert read_package_bytes(book_of(TEXTS), "p.xlsx") == folder
    (tmp_path / "p.xlsx").write_bytes(book_of(TEXTS))
    assert read_package(tmp_path / "p.xlsx") == folder


def test_the_content_tells_what_a_file_is_not_its_name():
    assert read_package_bytes(book_of(TEXTS), "p.zip").package.institutions


def test_dates_numbers_and_truth_values_are_understood():
    data = book_of(
        TEXTS | {"partnership": "id,name,teryt,fictional\nP,P,2499011,x\n"},
        ties={"C2": 4.0, "F2": date(2026, 5, 1), "F3": datetime.fromisoformat("2026-05-02")},
        families={"B2": 2499011},
        institutions={"E2": 325550101},
        partnership={"D2": True},
    )
    package = read_package_bytes(data, "p.xlsx").package
    assert package.ties[0].strength == 4
    assert [tie.reported_on for tie in package.ties] == [date(2026, 5, 1), date(2026, 5, 2)]
    assert package.families[0].teryt == "2499011"
    assert package.institutions[0].phone == "325550101"
    assert package.partnership.fictional is True


@pytest.mark.parametrize(
    "formula", ["=1+3", "=HYPERLINK(A1)", ArrayFormula("C2:C2", "=1+3"), "=cmd|' /C calc'!A0"]
)
def test_a_formula_is_refused_with_its_place(formula):
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS, ties={"C2": formula}), "p.xlsx")
    assert (problem.table, problem.row, problem.column) == ("ties", 2, "strength")
    assert "as values" in problem.expected
    assert problem.value is None


def test_a_formula_in_a_header_or_beside_the_table_is_refused_too():
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS, ties={"H1": "=A1"}), "p.xlsx")
    assert (problem.row, problem.column) == (1, "H")
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS, ties={"J2": "=A1"}), "p.xlsx")
    assert (problem.row, problem.column) == (2, "J")


def test_an_error_value_is_refused():
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS, ties={"C2": "#N/A"}), "p.xlsx")
    assert (problem.table, problem.row, problem.column) == ("ties", 2, "strength")


def test_a_time_of_day_is_no_date():
    data = book_of(TEXTS, ties={"F2": datetime.fromisoformat("2026-05-01T12:30")})
    (problem,) = problems_of(read_package_bytes, data, "p.xlsx")
    assert problem.value == "2026-05-01 12:30:00"


@pytest.mark.parametrize("value", [int(PESEL), float(PESEL), PESEL])
def test_a_pesel_as_number_or_text_is_refused(value):
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS, institutions={"B2": value}), "p.xlsx")
    assert (problem.row, problem.column, problem.value) == (2, "name", None)
    assert PESEL not in str(problem)


def test_a_pesel_as_a_sheet_name_is_refused():
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS | {PESEL: "a,b"}), "p.xlsx")
    assert PESEL not in str(problem)


def test_sheets_that_are_no_tables_are_mentioned_and_those_of_the_template_are_not():
    reading = read_package_bytes(book_of(TEXTS | {"uwagi": "a", "kody": "b", "opis": "c"}), "p.xlsx")
    assert reading.warnings == ('sheet "uwagi" is no table of a package and was ignored',)


def test_an_empty_sheet_and_two_sheets_of_one_table_are_problems():
    (problem,) = problems_of(
        read_package_bytes, book_of(TEXTS | {"waves": "", "ties": TEXTS["ties"]}), "p.xlsx"
    )
    assert (problem.table, problem.row) == ("waves", 1)
    (problem,) = problems_of(read_package_bytes, book_of(TEXTS | {"fale": TEXTS["waves"]}), "p.xlsx")
    assert problem.table == "waves"


def test_blank_rows_keep_the_count():
    texts = TEXTS | {"waves": "id,opened_on\n,\n,\nT0,2026-13-01\n"}
    (problem,) = problems_of(read_package_bytes, book_of(texts), "p.xlsx")
    assert problem.row == 4


def _with_shared_strings(data):
    """The workbook as Excel writes it: texts stand in one list and cells hold their numbers."""
    texts = {}

    def shared(found):
        number = texts.setdefault(found[2], len(texts))
        return b'%s t="s"><v>%d</v></c>' % (found[1], number)

    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets"):
                content = re.sub(
                    rb'(<c r="[A-Z0-9]+"(?: s="[0-9]+")?) t="inlineStr"><is>(<t[^<]*</t>)</is></c>',
                    shared,
                    content,
                )
                assert b"inlineStr" not in content
            if name == "[Content_Types].xml":
                entry = (
                    b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s.sharedStrings+xml"/>'
                )
                content = content.replace(b"</Types>", entry % kind + b"</Types>")
            target.writestr(name, content)
        items = b"".join(b"<si>%s</si>" % text for text in texts)
        space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        target.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (space, items))
    return packed.getvalue()


def test_workbooks_with_shared_strings_are_read():
    data = _with_shared_strings(book_of(TEXTS))
    assert read_package_bytes(data, "p.xlsx") == read_package_bytes(book_of(TEXTS), "p.xlsx")


def test_comments_and_pictures_are_not_opened():
    book = Workbook()
    book.remove(book.active)
    for name, text in TEXTS.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(",")])
        sheet["A1"].comment = Comment("uwaga", "ktoś")
    packed = io.BytesIO()
    book.save(packed)
    assert read_package_bytes(packed.getvalue(), "p.xlsx").package.institutions


def _with_parts(data, change):
    """The workbook with each part changed by ``change(name, content)``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return packed.getvalue()


def test_a_formula_is_read_by_the_value_it_last_showed():
    data = book_of(TEXTS, ties={"C2": "=2+2", "C3": "=1+2"})
    kept = {b"<f>2+2</f><v/>": b"<f>2+2</f><v>4</v>", b"<f>1+2</f><v/>": b"<f>1+2</f><v>3</v>"}

    def change(name, content):
        for old, new in kept.items():
            content = content.replace(old, new).replace(old.replace(b"<v/>", b"<v></v>"), new)
        return content

    reading = read_package_bytes(_with_parts(data, change), "p.xlsx")
    assert [tie.strength for tie in reading.package.ties] == [4, 3]
    assert reading.warnings == (
        'ties, rows 2, 3: column "strength": formulas were read by the values they last showed',
    )


def test_a_text_in_armour_is_no_formula():
    data = book_of(TEXTS, institutions={"E2": '="0322340001"', "E3": '="32 234 00 02"'})
    package = read_package_bytes(data, "p.xlsx").package
    assert [one.phone for one in package.institutions[:2]] == ["0322340001", "32 234 00 02"]


def test_a_title_above_the_header_a_merged_cell_and_hidden_rows_are_understood():
    book = Workbook()
    sheet = book.active
    sheet.title = "instytucje"
    for row in (["Wykaz partnerów", None, None], [], ["ID *", "Nazwa\ninstytucji", "Kod\xa0typu "]):
        sheet.append(row)
    for row in (["L", "GOPS", "OPS"], ["S", "Szkoła", "SP"], ["B", "DK", "DK"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[5].hidden = True
    services = book.create_sheet("usługi")
    for row in (["id", "id instytucji", "kod usługi"], ["U1", "L", "SOC"], ["U2", None, "PIE"]):
        services.append(row)
    services.merge_cells("B2:B3")
    copy = book.create_sheet("instytucje (2)")
    copy.append(["id", "nazwa", "kod typu"])
    copy.append(["X", "Stara kopia", "OPS"])
    copy.sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    reading = read_package_bytes(packed.getvalue(), "p.xlsx")
    assert [one.id for one in reading.package.institutions] == ["L", "S", "B"]
    assert [one.institution_id for one in reading.package.services] == ["L", "L"]
    assert set(reading.warnings) == {
        "institutions: rows that the sheet hides were read too",
        "institutions, row 1: what stands above the header (row 3) was not used",
        "services: cells merged downwards were read in each of their rows",
        'sheet "instytucje (2)" is no table of a package and was ignored',
    }


def test_days_and_zeros_are_read_as_the_sheet_shows_them():
    data = book_of(TEXTS | {"partnership": "id,name,teryt,formed_on\nP,P,x,x\n"})
    book = load_workbook(io.BytesIO(data))
    sheet = book["partnership"]
    sheet["C2"], sheet["C2"].number_format = 201011, "0000000"
    sheet["D2"] = 46053  # the number of a day, without a format
    packed = io.BytesIO()
    book.save(packed)
    partnership = read_package_bytes(packed.getvalue(), "p.xlsx").package.partnership
    assert (partnership.teryt, partnership.formed_on) == ("0201011", date(2026, 1, 31))
    book.epoch = datetime.fromisoformat("1904-01-01")
    sheet["D2"] = 46053 - 1462
    book["ties"]["F2"] = datetime.fromisoformat("2026-05-01")
    packed = io.BytesIO()
    book.save(packed)
    package = read_package_bytes(packed.getvalue(), "p.xlsx").package
    assert package.partnership.formed_on == date(2026, 1, 31)
    assert package.ties[0].reported_on == date(2026, 5, 1)


def test_strict_workbooks_are_read():
    old, new = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        (b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    data = _with_parts(
        book_of(TEXTS), lambda _, content: content.replace(old, new).replace(relations, strict)
    )
    assert read_package_bytes(data, "p.xlsx") == read_package_bytes(book_of(TEXTS), "p.xlsx")


def test_what_lies_beyond_the_limits_is_a_problem_and_never_cut(monkeypatch):
    data = book_of(TEXTS, ties={"ALM2": "x"})  # the first column beyond a thousand
    (problem,) = problems_of(read_package_bytes, data, "p.xlsx")
    assert (problem.table, problem.row) == ("ties", 2)
    monkeypatch.setattr("graph.packages.grids.MOST_ROWS", 2)
    (problem, *_) = problems_of(read_package_bytes, book_of(TEXTS), "p.xlsx")
    assert (problem.table, problem.row) == ("institutions", 3)
    assert "rows in one table" in problem.expected


# Harm and damage


@pytest.mark.parametrize(
    "harm",
    [
        b" ".join(b'a%d="1"' % n for n in range(100_000)),
        b" ".join(b'xmlns:n%d="u%d"' % (n, n) for n in range(100_000)),
    ],
    ids=["attributes", "namespaces"],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet5.xml"])
def test_endless_attributes_and_namespaces_are_refused_at_once(harm, part):
    with zipfile.ZipFile(io.BytesIO(book_of(TEXTS))) as archive:
        root = re.search(rb"<(workbook|styleSheet|worksheet)", archive.read(part))[0]
    data = _spoiled(book_of(TEXTS), part, root, root + b" " + harm)
    started = time.process_time()
    (problem,) = problems_of(read_package_bytes, data, "p.xlsx")
    assert "smaller" in problem.expected
    assert time.process_time() - started < 5


def test_many_small_elements_with_namespaces_are_read_in_time():
    rows = b"".join(b'<row r="%d" xmlns:n%d="u%d"/>' % (n, n, n) for n in range(10, 100_000))
    data = _spoiled(book_of(TEXTS), SHEET, b"</sheetData>", rows + b"</sheetData>")
    started = time.process_time()
    assert read_package_bytes(data, "p.xlsx").package.ties
    assert time.process_time() - started < 10


def test_deep_nesting_is_refused():
    data = _spoiled(
        book_of(TEXTS), SHEET, b"</sheetData>", b"<a>" * 500 + b"</a>" * 500 + b"</sheetData>"
    )
    assert problems_of(read_package_bytes, data, "p.xlsx")


def test_a_package_has_only_so_much_time(monkeypatch):
    monkeypatch.setattr("graph.packages.findings.SECONDS", 0.0)
    for data in (book_of(TEXTS), zip_of(TEXTS)):
        found = problems_of(read_package_bytes, data, "p")
        assert any("takes too long" in problem.expected for problem in found)


SHEET = "xl/worksheets/sheet5.xml"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_declared_entities_are_refused(declaration, part):
    with zipfile.ZipFile(io.BytesIO(book_of(TEXTS))) as archive:
        root = archive.read(part)
    start = root[: root.index(b"<", 1) + 1] if root.startswith(b"<?xml") else root[:1]
    spoiled = _spoiled(book_of(TEXTS), part, start, start[:-1] + declaration + b"<")
    (problem,) = problems_of(read_package_bytes, spoiled, "p.xlsx")
    assert "entities" in problem.expected


def test_xml_in_another_encoding_is_refused():
    with zipfile.ZipFile(io.BytesIO(book_of(TEXTS))) as archive:
        text = archive.read(SHEET).decode()
    for encoding in ("utf-16", "utf-7"):
        hidden = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
        spoiled = _spoiled(book_of(TEXTS), SHEET, text.encode(), hidden)
        (problem,) = problems_of(read_package_bytes, spoiled, "p.xlsx")
        assert "UTF-8" in problem.expected


def test_a_workbook_bomb_is_refused():
    filler = b"<row/>" * 9_000_000
    spoiled = _spoiled(book_of(TEXTS), SHEET, b"</sheetData>", filler + b"</sheetData>")
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(spoiled)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name))
    (problem,) = problems_of(read_package_bytes, packed.getvalue(), "p.xlsx")
    assert "50 MB" in problem.expected


def test_endless_small_elements_are_refused():
    spoiled = _spoiled(book_of(TEXTS), SHEET, b"</sheetData>", b"<row/>" * 5_000_000 + b"</sheetData>")
    (problem,) = problems_of(read_package_bytes, spoiled, "p.xlsx")
    assert "smaller" in problem.expected


def test_cells_far_away_cost_no_time():
    far = b'<row r="1048000"><c r="XFD1048000"><v>1</v></c></row></sheetData>'
    data = _spoiled(book_of(TEXTS), SHEET, b"</sheetData>", far)
    started = time.process_time()
    (problem,) = problems_of(read_package_bytes, data, "p.xlsx")
    assert (problem.table, problem.row) == ("ties", 1_048_000)
    assert "1000 columns" in problem.expected
    assert time.process_time() - started < 10


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml", SHEET])
def test_damaged_parts_are_refused(part):
    with zipfile.ZipFile(io.BytesIO(book_of(TEXTS))) as archive:
        whole = archive.read(part)
    for rest in (b"", whole[:40], whole[: len(whole) // 2], b"<a></b>"):
        spoiled = _spoiled(book_of(TEXTS), part, whole, rest)
        assert problems_of(read_package_bytes, spoiled, "p.xlsx")


# The template


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_template_with_its_example_is_imported_as_it_is(lang):
    for template in (template_bytes, template_csv_bytes):
        reading = read_package_bytes(template(lang, example=True), "szablon")
        assert reading.package == EXAMPLE
        assert reading.warnings == ()


def test_the_template_filled_in_by_hand_is_imported():
    book = load_workbook(io.BytesIO(template_bytes("pl")))
    book["partnerstwo"].append(["p", "PZK", "2499011"])
    book["instytucje"].append(["I1", "MOPS", "OPS"])
    book["instytucje"].append(["I2", "Szkoła", "SP"])
    book["więzi"].append(["I1", "I2", 4, "weekly"])
    packed = io.BytesIO()
    book.save(packed)
    package = read_package_bytes(packed.getvalue(), "moje.xlsx").package
    assert package.partnership.id == "p"
    assert (len(package.institutions), package.ties[0].strength) == (2, 4)


def test_the_template_has_headers_dropdowns_and_all_codes():
    book = load_workbook(io.BytesIO(template_bytes("pl")))
    assert book.sheetnames == [*(table.name_pl for table in TABLES.values()), "kody", "opis"]
    assert [cell.value for cell in book["więzi"][1]][:3] == [
        "id zgłaszającego",
        "id partnera",
        "ocena współpracy (1–5)",
    ]
    codes = {row[1] for row in book["kody"].iter_rows(min_row=2, values_only=True)}
    assert codes == {code for _, meanings in CODE_LISTS for code in meanings}
    rules = {
        str(rule.sqref): rule.formula1 for rule in book["instytucje"].data_validations.dataValidation
    }
    first, last = rules["C2:C500"].replace("kody!$B$", "").replace("$B$", "").split(":")
    listed = [book["kody"].cell(row, 2).value for row in range(int(first), int(last) + 1)]
    assert listed == list(TABLES["institutions"].column("type_code").codes)
    assert book["instytucje"].freeze_panes == "A2"


def test_the_first_template_needs_names_alone():
    book = load_workbook(io.BytesIO(first_template_bytes("pl")))
    assert book.sheetnames == ["instytucje", "więzi", "kody", "opis"]
    for name in ("MOPS Łąka", "Klub"):
        book["instytucje"].append(
            [name, "ośrodek pomocy społecznej" if name != "Klub" else None, "lider"]
        )
    book["instytucje"]["C3"] = None
    book["więzi"].append(["MOPS Łąka", "Klub", 4, "co najmniej raz w tygodniu"])
    packed = io.BytesIO()
    book.save(packed)
    reading = read_package_bytes(packed.getvalue(), "Łąka.xlsx")
    first, second = reading.package.institutions
    assert (first.id, first.type_code, first.membership) == ("Łąka-mops-laka", "OPS", "leader")
    assert (reading.package.ties[0].partner_id, reading.package.ties[0].frequency) == (
        second.id,
        "weekly",
    )
    assert not [one for one in reading.warnings if "not used" in one]


def test_every_word_of_the_lists_in_the_template_is_understood():
    for _, meanings in CODE_LISTS:
        for code, (english, polish) in meanings.items():
            for word in (code, english, polish, polish.upper(), polish.capitalize()):
                assert code_of(tuple(meanings), word) == code


def test_an_empty_template_says_what_is_missing():
    (problem,) = problems_of(read_package_bytes, template_bytes("pl"), "szablon.xlsx")
    assert problem.table == "partnership"


def test_every_header_of_a_table_means_one_column():
    for table in TABLES.values():
        names = [{column.name, folded(column.header_pl), *column.aliases} for column in table.columns]
        assert sum(map(len, names)) == len(set().union(*names)), table.name
