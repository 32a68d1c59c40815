"""A register's file in a store: every partnership it concerns in one transaction, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from graph.model import Institution, Package, Partnership, Service
from graph.registers import Entry, RegisterFile
from graph.registers.planning import ALL, NEW_ONLY, plan_register
from graph.stores import check_integrity, import_package, load_package
from graph.stores.reading import read_state
from graph.stores.registers import import_register, known_around, partnerships_around

TODAY = date(2026, 11, 28)
GMINA = Package(
    Partnership("gmina", "Lipowo", "2498011"),
    (Institution("I1", "Szkoła nr 1", "SP", teryt="2498011", phone="1", membership="leader"),),
    services=(Service("S1", "I1", "PED"),),
)
POWIAT = Package(Partnership("powiat", "Powiat lipowski", "2498"), ())
#: A partnership elsewhere that holds an institution of the register already.
FAR = Package(
    Partnership("far", "Dębno", "1098011"),
    (Institution("X", "Przedszkole Sowa", "PRZ", rspo="3", teryt="2498011", membership="member"),),
)


def entries(phone="2"):
    def one(number, name, code, teryt="2498011", **facts):
        facts = {"rspo": number, **facts}
        return Entry("rspo", (int(number),), number, "", name, "", code, True, teryt, facts)

    return (
        one("2", "SZKOŁA NR 1", "SP", phone=phone),
        one("3", "Przedszkole Sowa", "PRZ"),
        one("4", "Szkoła nr 4", "SP"),
        one("5", "Szkoła nr 5", "SP", "2498032"),
        one("6", "Daleka", "SP", "0201011"),
    )


def carry_out(store, accepted=NEW_ONLY, file=None, may=lambda one, _: one != "far", **more):
    file = file or RegisterFile("rspo", entries())
    ids = partnerships_around(store, [one.teryt for one in file.entries], may)

    def plan(packages):
        known = known_around(store, file.entries, packages, TODAY)
        return plan_register(file, packages, known, TODAY, accepted)

    return import_register(store, ids, plan, **more).plan


def ids(store, partnership):
    return [one.id for one in load_package(store, partnership).institutions]


def test_all_partnerships_get_what_is_theirs_once(store):
    for package in (GMINA, POWIAT, FAR):
        import_package(store, package)
    before = read_state(store)
    tried = carry_out(store, dry_run=True)
    assert read_state(store) == before
    plan = carry_out(store)
    assert (plan.candidates, plan.outside) == (tried.candidates, 1)
    assert read_state(store).revision == before.revision + 1
    assert ids(store, "gmina") == ["I1", "X", "rspo-4"]
    assert ids(store, "powiat") == ["I1", "X", "rspo-4", "rspo-5"]
    assert ids(store, "far") == ["X"]
    new = load_package(store, "powiat").institutions[2]
    assert (new.rspo, new.teryt, new.membership, new.updated_on) == ("4", "2498011", None, TODAY)
    # Memberships and known facts stay, each map has its own.
    assert load_package(store, "gmina").institutions[0] == GMINA.institutions[0]
    assert [one.membership for one in load_package(store, "powiat").institutions] == [None] * 4
    assert load_package(store, "far") == FAR
    assert [(one.field, one.before, one.after) for one in plan.changes] == [
        ("rspo", None, "2"),
        ("phone", "1", "2"),
    ]
    after = read_state(store)
    assert carry_out(store).packages == {}
    assert read_state(store) == after
    assert check_integrity(store) == ()
    # Facts that are taken hold wherever the institution is.
    carry_out(store, ALL)
    for partnership in ("gmina", "powiat"):
        one = load_package(store, partnership).institutions[0]
        assert (one.rspo, one.phone, one.updated_on) == ("2", "2", TODAY)
    assert load_package(store, "gmina").institutions[0].membership == "leader"
    assert carry_out(store, ALL).packages == {}
    assert check_integrity(store) == ()


def test_when_one_partnership_may_not_change_none_does(store):
    for package in (GMINA, POWIAT):
        import_package(store, package)
    before = read_state(store)

    class RefusedError(Exception):
        pass

    def refuse(differences):
        if differences:
            raise RefusedError

    carry_out(store, may=lambda one, _: one == "gmina")
    carry_out(store, may=lambda one, _: one == "powiat")
    before = read_state(store)
    with pytest.raises(RefusedError):
        carry_out(store, ALL, allow=refuse)
    assert read_state(store) == before
    assert load_package(store, "gmina").institutions[0].phone == "1"


def test_whoever_writes_in_between_is_not_overwritten(embedded_store):
    store = embedded_store
    import_package(store, GMINA)
    file = RegisterFile("rspo", entries())
    turns = []

    def plan(packages):
        if not turns:
            turns.append(1)
            import_package(store, POWIAT)
        return plan_register(file, packages, known_around(store, file.entries, packages, TODAY), TODAY)

    import_register(store, ["gmina"], plan)
    assert ids(store, "gmina") == ["I1", "rspo-3", "rspo-4"]
    assert ids(store, "powiat") == []


def test_a_unit_that_is_called_otherwise_now_is_so_on_every_map(embedded_store):
    store = embedded_store
    book = {"rpwdl": "000000000001"}
    unit = Institution("rpwdl-000000000001-01", "Przychodnia A", "POZ", teryt="2498011", **book)
    for package in (GMINA, POWIAT):
        import_package(store, replace(package, institutions=(*package.institutions, unit)))
    renamed = Entry(
        *("rpwdl", (2,), "000000000001", "01", "Przychodnia Be", "0010", "POZ", True, "2498011", book)
    )
    carry_out(store, ALL, RegisterFile("rpwdl", (renamed,)))
    for partnership in ("gmina", "powiat"):
        found = load_package(store, partnership).institutions
        assert [one.name for one in found if one.id == unit.id] == ["Przychodnia Be"]
