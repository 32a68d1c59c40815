"""Which stored institution an entry is, which facts differ, what no longer stands in the register."""

from dataclasses import replace
from datetime import date

from graph.model import Institution, Package, Partnership, Service
from graph.packages.findings import Findings
from graph.packages.sources import source_of_bytes
from graph.registers import Entry, RegisterFile, read_waits
from graph.registers.known import Known
from graph.registers.planning import ALL, Accepted, plan_register
from graph.registers.waiting import plan_waits
from graph.rows import row_of
from register_samples import NFZ, table, wait

TODAY = date(2026, 11, 28)
LIPOWO = Partnership("p", "Lipowo", "2498011")


def entry(number, name, *, row=2, sure=True, **facts):
    return Entry("rspo", (row,), number, "", name, "", "SP", sure, "2498011", {"rspo": number, **facts})


def planned(entries, institutions, accepted=Accepted(), partnership=LIPOWO, **more):  # noqa: B008
    package = Package(partnership, tuple(institutions))
    known = {one.id: Known(row_of(one), (partnership.teryt,)) for one in institutions}
    file = RegisterFile("rspo", tuple(entries), **more)
    return plan_register(file, {"p": package}, known, TODAY, accepted)


def test_a_number_wins_over_a_name_and_a_name_over_a_regon_that_parts_share():
    held = [
        Institution("a", "Szkoła Stara", "SP", rspo="1"),
        Institution("b", "Szkoła Nowa", "SP"),
        Institution("c", "Zespół Szkół", "ZS", regon="24000000000017"),
    ]
    shared = {"regon": "24000000000017"}
    plan = planned(
        [
            entry("1", "Szkoła Nowa"),  # renamed: the number says which it is
            entry("2", "ZESPÓŁ  Szkół", row=3, sure=False, **shared),
            entry("3", "Szkoła w Zespole", row=4, **shared),
        ],
        held,
    )
    assert [(one.id, one.field) for one in plan.changes] == [("a", "name"), ("c", "rspo")]
    assert [one.id for one in plan.candidates] == ["rspo-3"]
    # What was imported is found again by its number, though it shares the other one.
    new = plan.packages["p"].institutions
    again = planned([entry("3", "Szkoła w Zespole", **shared)], new)
    assert (again.known, again.packages) == (1, {})
    # By the shared number alone nobody can tell which it is.
    plan = planned([entry("4", "X", **shared), entry("5", "Y", row=3, **shared)], held[2:])
    assert [(one.row, one.ids) for one in plan.unclear] == [(2, ("c",)), (3, ("c",))]
    assert plan.packages == {}


def test_an_id_that_somebody_uses_for_another_institution_stays_theirs():
    theirs = Institution("rspo-1", "Klub", "KLUB", rspo="77")
    plan = planned([entry("1", "Szkoła")], [theirs])
    assert [one.id for one in plan.packages["p"].institutions] == ["rspo-1", "rspo-1-2"]


def test_two_ways_of_writing_are_no_difference_and_the_rest_waits_for_a_word():
    held = Institution(
        *("a", "Szkoła „Sowa”", "SP"),
        rspo="0001",
        phone="+48 32 234 00 01",
        website="http://www.sowa.example/",
        street="Łąkowa 7",
        postal_code="44999",
        teryt="2498012",
        city="lipowo",
    )
    same = {"phone": "322340001", "website": "sowa.example", "street": "ul. Łąkowa 7", "city": "Lipowo"}
    assert planned([entry("1", 'SZKOŁA "SOWA"', postal_code="44-999", **same)], [held]).known == 1
    plan = planned([entry("1", "Szkoła „Sowa”", phone="999", email="a@b.example")], [held])
    assert [(one.field, one.before, one.after) for one in plan.changes] == [
        ("phone", "+48 32 234 00 01", "999"),
        ("email", None, "a@b.example"),
    ]
    assert plan.packages == {}
    # One line alone, or all: the rest of what is known stays, and the day is noted.
    entries = [entry("1", "Szkoła „Sowa”", phone="999", email="a@b.example")]
    one = planned(entries, [held], Accepted(facts={("a", "phone")}))
    assert one.packages["p"].institutions == (replace(held, phone="999", updated_on=TODAY),)
    both = planned(entries, [held], ALL).packages["p"].institutions
    assert both == (replace(held, phone="999", email="a@b.example", updated_on=TODAY),)
    # An address in one cell that says the same needs none in parts.
    whole = Institution("a", "S", "SP", rspo="1", address="ul. Łąkowa 7, Lipowo")
    assert planned([entry("1", "S", street="ul. Łąkowa 7", city="Lipowo")], [whole]).known == 1


def test_where_victims_of_violence_are_sheltered_is_not_shown():
    held = Institution("a", "Ośrodek", "SOW", rspo="1", street="Tajna 1", phone="1")
    plan = planned([entry("1", "Ośrodek", sure=False, street="Inna 2", phone="2")], [held])
    assert [(one.field, one.before, one.after, one.hidden) for one in plan.changes] == [
        ("street", None, None, True),
        ("phone", "1", "2", False),
    ]


def test_what_the_register_lists_no_longer_is_told_and_stays():
    held = [
        Institution("a", "Dawna", "SP", rspo="1"),
        Institution("b", "Zamknięta", "SP", rspo="2"),
        Institution("c", "Gdzie indziej", "SP", rspo="3", teryt="2498022"),
        Institution("d", "Bez numeru", "SP"),
    ]
    plan = planned([entry("9", "Dawna Szkoła")], held, closed_numbers=frozenset({"2"}))
    assert [(one.id, one.closed) for one in plan.vanished] == [("a", False), ("b", True)]
    assert len(plan.packages["p"].institutions) == 5


def test_only_partnerships_whose_territory_holds_it_get_a_candidate():
    far = Partnership("p", "Powiat", "2497")
    plan = planned([entry("1", "Szkoła")], [], partnership=far)
    assert (plan.outside, plan.packages) == (1, {})
    powiat = Partnership("p", "Powiat", "2498")
    assert planned([entry("1", "Szkoła")], [], partnership=powiat).packages["p"].institutions
    nowhere = Partnership("p", "Bez miejsca")
    assert planned([entry("1", "Szkoła")], [], partnership=nowhere).outside == 1


def test_a_waiting_time_finds_its_service_or_says_why_not():
    clinic = Institution("a", "Poradnia Sowa", "PZP", rpwdl="000000018602")
    services = (
        Service("S1", "a", "PSY", wait_days=75, updated_on=date(2026, 1, 1)),
        Service("S2", "a", "UZ", wait_days=10, updated_on=date(2026, 11, 1)),
        Service("S3", "a", "ZDP", "Poradnia okulistyczna"),
        Service("S4", "a", "REH"),
        Service("S5", "a", "REH"),
    )
    package = Package(LIPOWO, (clinic,), services=services)
    mental, number = "PORADNIA ZDROWIA PSYCHICZNEGO", {"registry-number": "000000018602-W-24"}
    rows = [
        wait(mental, "SPÓŁKA", "2026-10-15", **number),
        wait("PORADNIA OKULISTYCZNA", "Poradnia  SOWA", "2026-10-08"),
        wait("PORADNIA UZALEŻNIEŃ", "Poradnia Sowa", "2026-10-02"),
        wait("REHABILITACJA", "Poradnia Sowa", "2026-10-02"),
        wait("PORADNIA SKÓRNA", "Poradnia Sowa", "2026-10-02"),
        wait(mental, "Nikt", "2026-10-02"),
        wait(mental, "Poradnia Sowa", "2026-10-02", **{"teryt-place": "1098011"}),
    ]
    findings = Findings()
    source = source_of_bytes(table(NFZ, *rows).encode(), "nfz", findings)
    waits = read_waits(source, findings, TODAY).waits
    plan = plan_waits(waits, {"p": package})
    assert [(one.service_id, one.before, one.after) for one in plan.changes] == [
        ("S1", 75, 14),
        ("S3", None, 7),
    ]
    assert [(one.row, one.reason) for one in plan.unmatched] == [
        (4, "older"),
        (5, "several"),
        (6, "no_service"),
        (7, "no_provider"),
        (8, "outside"),
    ]
    after = plan.packages["p"]
    assert after.services[0] == replace(services[0], wait_days=14, updated_on=date(2026, 10, 1))
    assert plan_waits(waits, {"p": after}).known == 2
