"""Files of public registers as they are published: understood, or refused with every problem at once."""

from datetime import date

import pytest

from graph.errors import InvalidPackage
from graph.packages.findings import Findings
from graph.packages.sources import source_of_bytes
from graph.registers import read_register, read_terc, read_waits
from register_samples import (
    KRS,
    LIST,
    NFZ,
    RJPS,
    RPWDL,
    RSPO,
    rspo,
    school,
    table,
    terc,
    wait,
    workbook,
)

TODAY = date(2026, 11, 28)


def source(data, findings):
    return source_of_bytes(data if isinstance(data, bytes) else data.encode(), "rejestr", findings)


def read(kind, data, names=None):
    findings = Findings()
    found = read_register(kind, source(data, findings), names or {}, findings, TODAY)
    findings.raise_problems()
    return found


def names():
    findings = Findings()
    return read_terc(source(terc(), findings), findings).names


def test_a_school_keeps_its_number_and_contact_and_nobody_s_name():
    row = school(
        *("00100001", "Szkoła Podstawowa nr 1 w Lipowie"),
        REGON="24000000000017",
        Miejscowość="Lipowo",
        Ulica="ul. Łąkowa",
        **{"Numer budynku": "7", "Numer lokalu": "2", "Kod pocztowy": "44999", "Telefon": "322340001"},
    )
    gone = school("100002", "Szkoła zamknięta", **{"Data likwidacji": "2020-08-31"})
    later = school("100003", "Szkoła do zamknięcia", **{"Data likwidacji": "2027-08-31"})
    found = read("rspo", rspo(row, gone, later))
    entry, staying = found.entries
    assert (entry.id, entry.type_code, entry.sure, entry.teryt) == ("rspo-100001", "SP", True, "2498011")
    assert entry.facts == {
        "rspo": "100001",
        "regon": "24000000000017",
        "phone": "322340001",
        "city": "Lipowo",
        "street": "ul. Łąkowa 7/2",
        "postal_code": "44-999",
    }
    assert (staying.number, found.closed, found.closed_numbers) == ("100003", 1, frozenset({"100002"}))
    assert "Zmyślona" not in repr(found)
    assert "Imię i nazwisko dyrektora" in found.unused
    # The same, whatever it was saved as.
    text = table(RSPO, row, gone, later)
    for data in (workbook(text), text.replace(";", ",").encode(), text.encode("utf-16")):
        assert read("rspo", data).entries == found.entries


def test_everything_that_is_wrong_is_told_at_once_with_row_and_column():
    rows = [school(f"x{number}", f"SP {number}") for number in range(30)]
    rows[3] = school("7", "Sp 44051401359", **{"Kod terytorialny gmina": "24980"})
    rows[4] = school("8", "OĹ›rodek", **{"Kod terytorialny gmina": "201011"})
    rows += [
        school("9", "SP 9"),
        school("9", "SP 10"),
        school("11", "SP 11", **{"Data likwidacji": "?"}),
    ]
    with pytest.raises(InvalidPackage) as refused:
        read("rspo", table(RSPO, *rows))
    told = {(p.column, p.count, p.row): p for p in refused.value.problems}
    assert told["Numer RSPO", 28, 2].expected == "an RSPO number, digits only"
    assert told["Nazwa", 1, 5].value is None
    assert told["Kod terytorialny gmina", 1, 5].value == "24980"
    assert told["Kod terytorialny gmina", 1, 6].expected.endswith("perhaps 0201011?")
    assert told["Nazwa", 1, 6].expected.startswith("whole Polish letters")
    assert told["Numer RSPO", 1, 33].expected == "one row for each number; another one differs"
    assert told["Data likwidacji", 1, 34].value == "?"
    assert "44051401359" not in repr(refused.value.problems)
    # Another file altogether: what is missing is named as the official file has it.
    with pytest.raises(InvalidPackage, match="Numer"):
        read("rspo", "Nazwa;Kod terytorialny gmina\nSP 1;2498011\n")


def test_rows_of_one_health_provider_s_unit_are_one_institution():
    def cell(code, unit="01", **more):
        return {
            "Numer księgi rejestrowej": "000000018602-W-24",
            "Nazwa podmiotu": "Spółka Sowa",
            "Nazwa zakładu leczniczego": "Przychodnia Sowa",
            "Kod resortowy część V": unit,
            "Kod resortowy część VIII": code,
            "Kod TERYT": "2498011",
        } | more

    other = cell("1700", "02", **{"Nazwa zakładu leczniczego": "Poradnia Zdrowia Psychicznego Sowa"})
    found = read("rpwdl", table(RPWDL, cell("0010"), cell("1010"), other))
    assert [(one.id, one.type_code, one.sure, one.rows) for one in found.entries] == [
        ("rpwdl-000000018602-01", "POZ", True, (2, 3)),
        ("rpwdl-000000018602-02", "PZP", False, (4,)),
    ]
    assert found.entries[0].facts["rpwdl"] == "000000018602"


def test_places_without_a_code_are_found_by_all_their_names_or_counted():
    place = {"Województwo": "ŚLĄSKIE", "Powiat": "lipowski"}
    rows = [
        {"Nazwa jednostki": "Dom Jesień", "Rodzaj jednostki": "dom pomocy społecznej", "Gmina": "Dębno"},
        {"Nazwa jednostki": "Dom Wiosna", "Rodzaj jednostki": "Jadłodajnia", "Gmina": "Lipowo"},
        {"Nazwa jednostki": "Dom Lato", "Rodzaj jednostki": "Noclegownia", "Gmina": "Nieznane"},
    ]
    found = read("rjps", table(RJPS, *(place | row for row in rows)), names())
    (entry,) = found.entries
    assert (entry.id, entry.type_code, entry.teryt) == ("rjps-249802-dom-jesien", "DPS", "249802")
    # Two gminas of the powiat are called Lipowo; a third is not known.
    assert found.unplaced == (3, 4)
    row = {"Numer KRS": "123456", "Nazwa": "Caritas Sowa", "Forma prawna": "STOWARZYSZENIE"}
    city = {"Województwo": "śląskie", "Powiat": "m. Sosnów", "Gmina": "Sosnów"}
    (entry,) = read("krs", table(KRS, row | city), names()).entries
    assert (entry.id, entry.teryt, entry.facts["krs"]) == ("krs-0000123456", "248801", "0000123456")
    assert (entry.type_code, entry.sure) == ("KOSC", False)


def test_the_list_of_territories_names_whole_gminas():
    assert names() == {
        "24": "województwo śląskie",
        "2498": "powiat lipowski",
        "249801": "Lipowo",
        "249802": "Dębno",
        "249803": "Lipowo",
        "248801": "Sosnów",
    }
    findings = Findings()
    wrong = terc([*LIST, ("24", "", "01", "1", "Nikąd", ""), ("99", "", "", "", "Nikąd", "")])
    read_terc(source(wrong, findings), findings)
    (problem,) = findings.problems
    assert (problem.rows, problem.column, problem.value) == ((11, 12), "WOJ", "24;;01;1")


def test_waiting_times_are_days_until_the_first_free_one():
    def waits(*rows):
        findings = Findings()
        found = read_waits(source(table(NFZ, *rows), findings), findings, TODAY)
        return found, findings.problems

    free = wait("PORADNIA ZDROWIA PSYCHICZNEGO", "Sowa", "2026-10-15")
    average = wait("PORADNIA OKULISTYCZNA", "Sowa", "", **{"average-period": "12"})
    found, problems = waits(free, average, free | {"case": "2"})
    assert problems == ()
    assert [(one.code, one.days) for one in found.waits] == [("PSY", 14), ("", 12)]
    assert found.urgent == 1
    _, problems = waits(free | {"date": "2026-09-01"}, free | {"date": ""})
    assert [(one.row, one.column, one.value) for one in problems] == [
        (2, "date", "2026-09-01"),
        (3, "date", None),
    ]
