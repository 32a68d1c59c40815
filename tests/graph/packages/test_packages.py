"""Reading packages from folders and archives: what is accepted, and every fault by its place."""

import io
import stat
import tracemalloc
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidPackage
from graph.model import Partnership
from graph.packages import problem_text_pl, read_package, read_package_bytes
from graph.packages.delimited import read_delimited
from graph.packages.findings import MOST_PROBLEMS, Findings
from graph.packages.grids import MOST_BYTES, MOST_ROWS
from graph.packages.personal import looks_personal
from graph.packages.words import Words
from package_samples import PESEL, TEXTS, changed, folder_of, folder_problems, problems_of, zip_of


def test_a_folder_is_read(tmp_path):
    reading = read_package(folder_of(tmp_path / "jarzebin", TEXTS))
    package = reading.package
    assert reading.warnings == ()
    assert package.partnership == Partnership("jarzebin", "jarzebin")
    assert [inst.name for inst in package.institutions] == ["MOPS Jarzębin", "Szkoła nr 1", "Poradnia"]
    assert package.institutions[1].phone is None
    family = package.families[0]
    assert family.needs == ("N09", "E1")
    assert family.involved_institution_ids == ("I02", "I03")
    assert family.required_pairs == (("I01", "I02"),)
    assert package.ties[0].reported_on == date(2026, 5, 1)
    assert (package.services[1].age_min, package.services[1].age_max) == (0, 19)


@pytest.mark.parametrize("prefix", ["", "pakiet/", "Pakiet Jarzębin/"])
def test_a_zip_is_read_with_or_without_one_top_folder(tmp_path, prefix):
    folder = read_package(folder_of(tmp_path / "jarzebin", TEXTS))
    packed = zip_of(TEXTS, prefix)
    assert read_package_bytes(packed, "jarzebin.zip") == folder
    (tmp_path / "jarzebin.zip").write_bytes(packed)
    assert read_package(tmp_path / "jarzebin.zip") == folder


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1250"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiter_mark_encoding_and_line_ends_are_found_out(
    tmp_path, bom, delimiter, encoding, newline
):
    if bom and encoding == "cp1250":
        bom = ""  # cp1250 has no such mark
    texts = {n: bom + t.replace(",", delimiter).replace("\n", newline) for n, t in TEXTS.items()}
    reading = read_package(folder_of(tmp_path / "p", texts, encoding))
    assert reading.package == read_package(folder_of(tmp_path / "q" / "p", TEXTS)).package
    assert bool(reading.warnings) == (encoding == "cp1250")


def test_polish_headers_and_file_names_are_accepted(tmp_path):
    texts = {
        "Instytucje": "ID;Nazwa;Kod typu;Członkostwo\nI01;MOPS;OPS;leader\nI02;Szkoła;SP;member\n",
        "więzi": "id zgłaszającego;id partnera;siła;częstość\nI01;I02;4;weekly\n",
    }
    package = read_package(folder_of(tmp_path / "p", texts)).package
    assert package.institutions[0].membership == "leader"
    assert package.ties[0].frequency == "weekly"


def test_the_names_of_the_format_win_over_polish_ones(tmp_path):
    texts = changed("institutions", "id,name,type_code,membership", "id,name,type_code,nazwa")
    reading = read_package(folder_of(tmp_path / "p", texts))
    assert reading.package.institutions[0].name == "MOPS Jarzębin"
    assert reading.warnings == ('institutions: column "nazwa" was not used',)


def test_unknown_columns_and_files_are_welcome(tmp_path):
    texts = changed(
        "workers",
        "id,institution_id,role\nW1,I01,asystent rodziny\nW2,I02,pedagog\n",
        "id,institution_id,role,uwagi\nW1,I01,asystent rodziny,x\nW2,I02,pedagog,y\n",
    )
    reading = read_package(folder_of(tmp_path / "p", texts | {"notatki": "a,b\n1,2\n"}))
    assert len(reading.package.workers) == 2
    assert set(reading.warnings) == {
        'workers: column "uwagi" was not used',
        'file "notatki.csv" is no table of a package and was ignored',
    }
    assert all(reading.warnings_pl)


def test_optional_tables_may_miss_and_required_ones_may_be_bare(tmp_path):
    texts = {"institutions": TEXTS["institutions"], "ties": "reporter_id,partner_id,strength\n"}
    package = read_package(folder_of(tmp_path / "p", texts)).package
    assert package.ties == package.families == ()


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path):
    text = 'id,name,type_code\nI01,"MOPS\nw dwóch\nwierszach",OPS\n\n,,\nI02,Szkoła,NIE\n'
    texts = {"institutions": text, "ties": TEXTS["ties"].splitlines()[0]}
    texts["ties"] = "reporter_id,partner_id,strength\n"
    assert folder_problems(tmp_path / "p", texts) == [("institutions", 5, "type_code", "NIE")]


ONE_FAULT = {
    "duplicate id": (
        "institutions",
        "Poradnia,PPP,,\n",
        "Poradnia,PPP,,\nI02,B,SP,,\n",
        [("institutions", 5, "id", "I02")],
    ),
    "dangling id": ("ties", "I01,I02,4", "I01,I77,4", [("ties", 2, "partner_id", "I77")]),
    "dangling employer": ("workers", "W2,I02", "W2,I88", [("workers", 3, "institution_id", "I88")]),
    "dangling involved": (
        "families",
        "I02|I03",
        "I02|I99",
        [("families", 2, "involved_institution_ids", "I99")],
    ),
    "dangling pair": ("families", "I01~I02", "I01~I9", [("families", 2, "required_pairs", "I9")]),
    "half a pair": ("families", "I01~I02", "I01", [("families", 2, "required_pairs", "I01")]),
    "dangling wave": ("ties", "05-01,T0", "05-01,T9", [("ties", 2, "wave", "T9")]),
    "dangling family": ("teams", "R1,", "R9,", [("teams", 2, "family_id", None)]),
    "worker of another": ("ties", "weekly,W1", "weekly,W2", [("ties", 2, "contact_worker_id", "W2")]),
    "strength 7": ("ties", ",4,", ",7,", [("ties", 2, "strength", "7")]),
    "strength 4.5": ("ties", ",4,", ",4.5,", [("ties", 2, "strength", "4.5")]),
    "blank strength": ("ties", ",4,", ",,", [("ties", 2, "strength", None)]),
    "unknown type": ("institutions", ",SP,", ",XX,", [("institutions", 3, "type_code", "XX")]),
    "unknown need": ("families", "N09|E1", "N09|N99", [("families", 2, "needs", "N99")]),
    "unknown service": ("services", ",AR,", ",NOPE,", [("services", 2, "service_code", "NOPE")]),
    "unknown word": ("ties", "weekly", "daily", [("ties", 2, "frequency", "daily")]),
    "no such date": ("ties", "2026-05-01", "2024-13-01", [("ties", 2, "reported_on", "2024-13-01")]),
    "short year": ("ties", "2026-05-01", "01.05.26", [("ties", 2, "reported_on", "01.05.26")]),
    "short TERC code": ("families", "2499011", "24990", [("families", 2, "teryt", "24990")]),
    "tie with itself": ("ties", "I01,I02,4", "I01,I01,4", [("ties", 2, "partner_id", "I01")]),
    "two leaders": (
        "institutions",
        "SP,member",
        "SP,leader",
        [("institutions", 3, "membership", "leader")],
    ),
    "ages reversed": ("services", "0,19", "20,19", [("services", 3, "age_min", "20")]),
    "negative age": ("services", "0,19", "-1,19", [("services", 3, "age_min", "-1")]),
    "id with a bar": (
        "institutions",
        "I03,",
        "I|3,",
        [
            ("institutions", 4, "id", "I|3"),
            ("services", 3, "institution_id", "I03"),
            ("families", 2, "involved_institution_ids", "I03"),
        ],
    ),
    "an id of dots": (
        "institutions",
        "I03,",
        "..,",
        [
            ("institutions", 4, "id", ".."),
            ("services", 3, "institution_id", "I03"),
            ("families", 2, "involved_institution_ids", "I03"),
        ],
    ),
    "missing column": ("ties", "strength", "sila_x", [("ties", 1, "strength", None)]),
    "column twice": ("ties", "frequency", "strength", [("ties", 1, "strength", None)]),
    "too many cells": ("workers", "asystent rodziny", "asystent, rodziny", [("workers", 2, None, None)]),
    "open quotes": ("demand", "2499011", '"2499011', [("demand", 2, None, None)]),
    "control sign": ("workers", "pedagog", "peda\x07gog", [("workers", 3, "role", "peda\x07gog")]),
}


@pytest.mark.parametrize(("table", "old", "new", "places"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_gives_exactly_its_problems(tmp_path, table, old, new, places):
    assert folder_problems(tmp_path / "p", changed(table, old, new)) == places


@pytest.mark.parametrize("delimiter", ["|", ":", "^", "/", " "])
def test_a_wrong_delimiter_is_named(tmp_path, delimiter):
    texts = TEXTS | {"waves": TEXTS["waves"].replace(",", delimiter)}
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert (problem.table, problem.row) == ("waves", 1)
    assert "comma" in problem.expected
    assert "semicolon" in problem.expected


@pytest.mark.parametrize("empty", ["", "\ufeff", " \n\n"])
@pytest.mark.parametrize("table", ["institutions", "ties", "teams"])
def test_an_empty_file_is_a_problem(tmp_path, table, empty):
    assert folder_problems(tmp_path / "p", TEXTS | {table: empty}) == [(table, 1, None, None)]


def test_a_missing_list_of_institutions_is_the_only_problem(tmp_path):
    texts = {name: text for name, text in TEXTS.items() if name != "institutions"}
    assert folder_problems(tmp_path / "p", texts) == [("institutions", None, None, None)]


def test_ties_may_be_missing(tmp_path):
    texts = {name: text for name, text in TEXTS.items() if name != "ties"}
    assert read_package(folder_of(tmp_path / "p", texts)).package.ties == ()


def test_a_report_needs_a_strength_unless_it_is_of_no_contact(tmp_path):
    header, *_ = TEXTS["ties"].splitlines()
    blank = "," * (header.count(",") - 3)
    ties = f"{header}\nI01,I02,,none{blank}\nI02,I01,,weekly{blank}\n"
    assert folder_problems(tmp_path / "p", TEXTS | {"ties": ties}) == [("ties", 3, "strength", None)]


def test_five_faults_are_all_listed_with_their_places(tmp_path):
    texts = dict(TEXTS)
    texts["institutions"] = texts["institutions"].replace("I03,Poradnia,PPP", "I02,Poradnia,QQQ")
    texts["services"] = texts["services"].replace("I03", "I01")
    texts["families"] = texts["families"].replace("I02|I03", "I02")
    texts["ties"] = (
        texts["ties"].replace("I01,I02,4,weekly", "I01,I55,7,weekly").replace("-05-02", "-13-02")
    )
    assert folder_problems(tmp_path / "p", texts) == [
        ("institutions", 4, "type_code", "QQQ"),
        ("institutions", 4, "id", "I02"),
        ("ties", 2, "strength", "7"),
        ("ties", 2, "partner_id", "I55"),
        ("ties", 3, "reported_on", "2026-13-02"),
    ]


def test_a_problem_reads_as_one_line_in_both_languages(tmp_path):
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", changed("ties", ",4,", ",7,")))
    assert str(problem).startswith(
        "ties, row 2, column strength: found '7'; expected whole numbers from 1 to 5; "
    )
    assert problem_text_pl(problem).startswith(
        "więzi, wiersz 2, kolumna strength: jest „7”; oczekiwano: liczby całkowite od 1 do 5; "
    )
    assert "--scale 1-7" in problem.expected


def test_every_text_of_a_problem_stays_on_one_line(tmp_path):
    texts = changed("institutions", ",SP,", ',"S\nERROR forged\r\nline",')
    (problem,) = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert "\n" not in str(problem)
    assert "\n" not in problem_text_pl(problem)


def test_equal_problems_are_one_with_their_number_and_first_rows(tmp_path):
    header, row = "reporter_id,partner_id,strength,frequency\n", "I01,I02,4,daily\n"
    texts = TEXTS | {"ties": header + "I01,I02,9,weekly\n" + row * 3000}
    found = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert [(p.row, p.column, p.value, p.count) for p in found] == [
        (2, "strength", "9", 1),
        (3, "frequency", "daily", 3000),
    ]
    assert found[1].rows[:3] == (3, 4, 5)
    assert str(found[1]).startswith("ties, rows 3, 4, 5, 6, 7 and 2995 more, column frequency: found ")
    assert "wiersze 3, 4, 5, 6, 7 i dalsze (2995)" in problem_text_pl(found[1])


def test_different_problems_are_listed_up_to_a_bound_and_the_rest_counted():
    findings = Findings()
    for number in range(3000):
        findings.problem("ties", Words(f"reason {number}", ""), row=number)
    assert len(findings.problems) == MOST_PROBLEMS + 1
    assert "2000 more" in findings.problems[-1].expected


def test_dangerous_warnings_come_first_and_are_never_cut():
    findings = Findings()
    for number in range(3000):
        findings.note(Words(f"note {number}", f"uwaga {number}"), table="ties", row=number)
    for number in range(3000):
        reason = Words(f"danger {number}", f"niebezpieczne {number}")
        findings.note(reason, table="ties", row=number, danger=True)
    assert [note.en for note in findings.notes[:2]] == ["ties, row 0: danger 0", "ties, row 1: danger 1"]
    assert sum("danger" in note.en for note in findings.notes) == 3000


def test_too_many_rows_stop_the_reading():
    findings = Findings()
    data = b"id,opened_on\n" + b"T,2026-01-01\n" * (MOST_ROWS + 1)
    grid = read_delimited(data, "waves.csv", findings)
    assert [(row, "200000" in fault.en) for row, fault in grid.faults] == [(MOST_ROWS + 1, True)]
    assert not grid.whole


# What is never stored


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("institutions", "Poradnia", f"Poradnia {PESEL}", "name"),
        ("institutions", "Poradnia", "tel. 440514-01359.", "name"),
        ("institutions", "Poradnia", "44 05 14 01359", "name"),
        ("families", "R1,", f"R{PESEL},", "id"),
        ("families", "N09|E1", f"{PESEL}", "needs"),
        ("ties", ",4,", f",{PESEL},", "strength"),
        ("workers", "role", f"role,{PESEL}", "number 4"),
        ("demand", "2499011,S1,40,2025", f"2499011,S1,{PESEL},2025", "families"),
    ],
)
def test_a_pesel_is_refused_and_not_repeated(tmp_path, table, old, new, column):
    texts = TEXTS | {table: TEXTS[table].replace(old, new)}
    if column.startswith("number"):
        texts[table] = texts[table].replace("rodziny\n", "rodziny,\n").replace("pedagog\n", "pedagog,\n")
    found = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert (table, column, None) in {(p.table, p.column, p.value) for p in found}
    for text in (str(p) + problem_text_pl(p) for p in found):
        assert "01359" not in text


def test_a_pesel_in_an_unknown_column_or_a_name_is_refused(tmp_path):
    texts = TEXTS | {"workers": f"id,institution_id,role,uwagi\nW1,I01,a,{PESEL}\nW2,I02,b,\n"}
    assert folder_problems(tmp_path / "p", texts) == [("workers", 2, '"uwagi"', None)]
    (problem,) = problems_of(read_package, folder_of(tmp_path / f"rodzina {PESEL}", TEXTS))
    assert PESEL not in str(problem)
    (problem,) = problems_of(read_package, folder_of(tmp_path / "q", TEXTS | {f"x{PESEL}": "a,b\n"}))
    assert PESEL not in str(problem)
    (problem,) = problems_of(read_package_bytes, zip_of(TEXTS, f"{PESEL}/"), "p.zip")[:1]
    assert PESEL not in str(problem)


@pytest.mark.parametrize(
    "phone", ["+48 32 555 01 01", "+44 051401359", "32 555 01 01", "(32) 555-01-01 w. 12"]
)
def test_telephone_numbers_are_no_pesel(tmp_path, phone):
    texts = changed("institutions", "+48 32 555 01 01", phone)
    assert read_package(folder_of(tmp_path / "p", texts)).package.institutions[0].phone == phone


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("４４０５１４０１３５９", True),
        ("4405\u00a01401\u2013359", True),
        ("0" + PESEL, False),
        ("44051401358", False),
        ("99999999999", False),
        ("2026-05-01 12 00", False),
        ("+44051401359", True),
    ],
)
def test_what_looks_like_a_pesel(text, personal):
    assert looks_personal(text) is personal


@given(st.text())
@settings(max_examples=60)
def test_looking_for_a_pesel_never_fails(text):
    assert looks_personal(f"{text} {PESEL}")
    looks_personal(text)


def test_the_need_of_the_closed_circle_is_dropped_and_the_family_not_named(tmp_path):
    texts = changed("families", "N09|E1", "N07|N09|N09") | {
        "demand": "teryt,need,families\n2499011,N07,3\n2499011,N07a,2\n"
    }
    reading = read_package(folder_of(tmp_path / "p", texts))
    assert reading.package.families[0].needs == ("N09",)
    assert [row.need for row in reading.package.demand] == ["N07a"]
    assert len(reading.warnings) == 2
    for warning in (*reading.warnings, *reading.warnings_pl):
        assert "N07" in warning
        assert "R1" not in warning
        assert "row" not in warning
        assert "wiersz" not in warning


def test_the_family_stays_though_no_need_is_left(tmp_path):
    reading = read_package(folder_of(tmp_path / "p", changed("families", "N09|E1", "N07")))
    assert reading.package.families[0].needs == ()
    assert len(reading.warnings) == 1


def test_pseudonyms_of_families_stay_out_of_problems(tmp_path):
    texts = TEXTS | {
        "families": TEXTS["families"] + "R1,24,N09,I01,I02,\n",
        "teams": "family_id,institution_id\nSEKRET,I01\n",
    }
    found = problems_of(read_package, folder_of(tmp_path / "p", texts))
    assert {(p.table, p.row, p.column) for p in found} == {
        ("families", 3, "teryt"),
        ("families", 3, "id"),
        ("teams", 2, "family_id"),
    }
    assert not any("R1" in str(p) or "SEKRET" in str(p) for p in found)


# Odd but legitimate


def test_odd_facts_are_taken_with_a_warning(tmp_path):
    texts = dict(TEXTS)
    texts["workers"] = "id,institution_id,role,caseload,caseload_max\nW1,I01,a,19,15\nW2,I02,b,,\n"
    texts["services"] = "id,institution_id,service_code,capacity,available\nU1,I01,AR,3,5\n"
    texts["ties"] = TEXTS["ties"] + "I01,I02,2,adhoc,W1,2026-05-01,T0\n"
    reading = read_package(folder_of(tmp_path / "p", texts))
    assert reading.package.workers[0].caseload == 19
    assert [tie.strength for tie in reading.package.ties] == [3, 2]
    assert reading.warnings == (
        "ties, row 4: a later row replaces an earlier one of the same sides, date and wave "
        "(strength 4 → 2)",
        "services, row 2: more free places than places",
    )


@pytest.mark.parametrize(("capacity", "available", "odd"), [(3, 3, False), (3, 4, True), (0, 0, False)])
def test_every_place_may_be_free_but_no_more(tmp_path, capacity, available, odd):
    row = f"id,institution_id,service_code,capacity,available\nU1,I01,AR,{capacity},{available}\n"
    warnings = read_package(folder_of(tmp_path / "p", TEXTS | {"services": row})).warnings
    assert any("more free places than places" in warning for warning in warnings) == odd


def test_a_former_leader_may_stand_beside_the_present_one(tmp_path):
    texts = changed("institutions", "membership,phone", "membership,left_on").copy()
    texts["institutions"] = (
        "id,name,type_code,membership,left_on\nI01,A,OPS,leader,2026-01-01\nI02,B,SP,leader,\nI03,C,PPP,,\n"
    )
    assert read_package(folder_of(tmp_path / "p", texts)).package.institutions[1].membership == "leader"


@pytest.mark.parametrize("rows", ["", "P,A,2499011\nQ,B,2499011\n"])
def test_a_partnership_table_has_exactly_one_row(tmp_path, rows):
    found = folder_problems(tmp_path / "p", TEXTS | {"partnership": "id,name,teryt\n" + rows})
    assert [place[0] for place in found] == ["partnership"]


# Archives that mean harm


def _archive(*names, method=zipfile.ZIP_DEFLATED, mode=0o644, content=b"id\n"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in TEXTS.items():
            archive.writestr(f"{name}.csv", text)
        for name in names:
            member = zipfile.ZipInfo("placeholder")
            member.filename = name
            member.compress_type = method
            member.external_attr = mode << 16
            archive.writestr(member, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(_archive("../ties.csv"), id="parent"),
        pytest.param(_archive("a/../../ties.csv"), id="parent inside"),
        pytest.param(_archive("..\\ties.csv"), id="parent by backslash"),
        pytest.param(_archive("/etc/ties.csv"), id="absolute"),
        pytest.param(_archive("C:/ties.csv"), id="drive"),
        pytest.param(_archive("link.csv", mode=stat.S_IFLNK | 0o777), id="link"),
        pytest.param(_archive("big.csv", method=zipfile.ZIP_BZIP2), id="bzip2"),
        pytest.param(_archive("big.csv", method=zipfile.ZIP_LZMA), id="lzma"),
        pytest.param(_archive("TIES.csv"), id="twice"),
        pytest.param(_archive(*(f"{n}.txt" for n in range(501))), id="too many"),
    ],
)
def test_harmful_archives_are_refused(archive):
    (problem,) = problems_of(read_package_bytes, archive, "p.zip")
    assert problem.table == "package"


def test_an_encrypted_archive_is_refused():
    data = bytearray(zip_of(TEXTS))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of a password in the first entry
    (problem,) = problems_of(read_package_bytes, bytes(data), "p.zip")
    assert "password" in problem.expected


def _bomb(size):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in TEXTS.items():
            archive.writestr(f"{name}.csv", text)
        with archive.open("notes.csv", "w") as member:
            for _ in range(size // 1_000_000):
                member.write(b"0" * 1_000_000)
    return packed.getvalue()


def test_a_bomb_of_200_mb_is_refused_without_being_unpacked(tmp_path):
    bomb = _bomb(200_000_000)
    assert len(bomb) < 1_000_000
    path = tmp_path / "bomb.zip"
    path.write_bytes(bomb)
    tracemalloc.start()
    found = problems_of(read_package, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "50 MB" in found[0].expected
    assert peak < 120_000_000


def test_a_damaged_archive_is_refused():
    data = zip_of(TEXTS)
    for spoiled in (data[:-30], data[: len(data) // 2], b"PK\x03\x04", b"PK\x05\x06", b"", b"id,name\n"):
        assert problems_of(read_package_bytes, spoiled, "p.zip")
    middle = data.index(b"ties.csv") + 20
    with pytest.raises(InvalidPackage):
        read_package_bytes(data[:middle] + b"\xff\xff\xff\xff" + data[middle + 4 :], "p.zip")


def test_a_place_without_a_package_is_refused(tmp_path):
    for path in (tmp_path / "nothing", tmp_path):
        assert problems_of(read_package, path)
    (tmp_path / "ties.csv").write_text("a,b\n")
    assert problems_of(read_package, tmp_path / "ties.csv")


def test_a_file_beyond_the_bound_is_not_read_to_its_end(tmp_path):
    folder = folder_of(tmp_path / "p", TEXTS)
    with (folder / "teams.csv").open("wb") as file:
        file.truncate(MOST_BYTES * 100)  # a hole on the disk: 5 GB that take no place
    (problem,) = problems_of(read_package, folder)
    assert "50 MB" in problem.expected
    with (tmp_path / "p.zip").open("wb") as file:
        file.truncate(MOST_BYTES * 100)
    (problem,) = problems_of(read_package, tmp_path / "p.zip")
    assert "50 MB" in problem.expected
