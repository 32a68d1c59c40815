"""What a store must do, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from hypothesis import given, settings

from cypher import QUERIES
from graph.errors import Conflict, NotFound, StoreError
from graph.model import Institution, Package, Partnership, Service, TieReport, Worker
from graph.stores import (
    Library,
    import_package,
    list_partnerships,
    load_package,
    preview_import,
    remove_partnership,
)
from graph.stores.batching import wire
from graph.stores.derived import INSTITUTION_FACTS
from graph.stores.loading import load_whole
from graph.stores.port import ask
from graph.stores.reading import read_state
from graph.stores.tables import tables_of
from random_partnerships import packages

TODAY = date(2026, 6, 30)


def small(id="p1", **changes):
    institutions = (
        Institution("I1", "MOPS", "OPS", membership="leader", phone="32 555 01 01"),
        Institution("I2", "PCPR", "PCPR", membership="strategic_partner"),
        Institution("I3", "SP 1", "SP"),
    )
    package = Package(
        Partnership(id, "Partnerstwo", "2499011"),
        institutions,
        workers=(Worker("W1", "I1", "pracownik socjalny", 3, 15), Worker("W2", "I2", "psycholog")),
        services=(Service("S1", "I2", "PPS", available=2, own_clients_only=False),),
        ties=(
            TieReport("I1", "I2", 4, "weekly", "agreement", date(2027, 1, 1), "W1", "W2"),
            TieReport("I2", "I1", 5, "monthly"),
            TieReport("I1", "I3", 2),
        ),
    )
    return replace(package, **changes)


def counts(report):
    return report.created, report.updated, report.unchanged, report.retired


def test_an_empty_store_lists_nothing_and_finds_nothing(store):
    assert list_partnerships(store, TODAY) == ()
    with pytest.raises(NotFound):
        load_package(store, "p1")
    with pytest.raises(NotFound):
        Library(store).snapshot("p1", TODAY)


def test_what_is_imported_is_read_back(store, demo_package):
    report = import_package(store, demo_package)
    total = sum(len(rows) for rows in tables_of(demo_package).values())
    assert counts(report) == (total, 0, 0, 0)
    assert tables_of(load_package(store, demo_package.partnership.id)) == tables_of(demo_package)


def test_the_same_package_twice_changes_nothing(store, demo_package):
    import_package(store, demo_package)
    before = read_state(store)
    again = import_package(store, demo_package)
    assert counts(again)[:2] == (0, 0)
    assert again.retired == 0
    assert again.unchanged > 0
    assert read_state(store) == before


def test_a_later_version_updates_and_retires(store):
    import_package(store, small())
    first, second, _ = small().institutions
    later = small(
        institutions=(replace(first, phone=None), second),
        ties=(TieReport("I1", "I2", 3, "weekly"),),
        workers=(),
    )
    report = import_package(store, later)
    # Updated: I1. Retired: I3, two workers, three reports. Created: the changed report, as its first
    # row carries the same key it is an update as well.
    assert (report.created, report.retired) == (0, 5)
    assert report.updated == 2
    assert tables_of(load_package(store, "p1")) == tables_of(later)


def test_a_preview_writes_nothing_and_tells_the_same(store):
    import_package(store, small())
    before = read_state(store)
    later = small(services=())
    preview, changes = preview_import(store, later)
    assert read_state(store) == before
    assert list(changes["services"].retired)
    assert counts(import_package(store, later)) == counts(preview)


def test_a_shared_institution_keeps_what_the_other_partnership_holds(store):
    import_package(store, small("p1"))
    other = Package(
        Partnership("p2", "Powiat", "2499"),
        (Institution("I2", "PCPR", "PCPR", membership="leader", phone="32 555 09 02"),),
        services=(Service("S1", "I2", "PPS", available=0, wait_days=9),),
    )
    revision = Library(store).revision("p1")
    report = import_package(store, other)
    assert any("I2" in line and "phone" in line for line in report.warnings)
    assert Library(store).revision("p1") > revision
    ours = load_package(store, "p1")
    assert next(i for i in ours.institutions if i.id == "I2").phone == "32 555 09 02"
    assert next(i for i in ours.institutions if i.id == "I2").membership == "strategic_partner"
    assert ours.services[0].wait_days == 9
    remove_partnership(store, "p1")
    assert [p.id for p in list_partnerships(store, TODAY)] == ["p2"]
    assert tables_of(load_package(store, "p2")) == tables_of(other)
    remove_partnership(store, "p2")
    (offers,) = store.read(ask("offers.find_all"))
    assert offers == []


def test_a_blank_cell_does_not_erase_what_another_partnership_knows(store):
    import_package(store, small("p1"))
    other = Package(Partnership("p2", "Inne"), (Institution("I1", "MOPS", "OPS", membership="member"),))
    told = ("institution I1: phone left blank, the known one kept, also held by p1",)
    assert import_package(store, other).warnings == told
    assert load_package(store, "p2").institutions[0].phone == "32 555 01 01"
    again = import_package(store, other)
    assert counts(again) == (0, 0, 2, 0)
    assert again.warnings == told
    # What nobody knows is not kept, and what is sent along is not blank.
    assert import_package(store, load_package(store, "p2")).warnings == ()


def test_a_warning_is_worded_for_the_polish_reader_too(store):
    import_package(store, small("p1"))
    moved = Institution("I1", "MOPS", "OPS", membership="member", address="ul. Nowa 1")
    report = import_package(store, Package(Partnership("p2", "Inne"), (moved,)))
    assert report.warnings_pl == (
        "instytucja I1 – zmienia się: adres, – → ul. Nowa 1. Dane wspólne; partnerstwa: p1.",
        "instytucja I1 – puste pole, zostaje znana wartość: telefon. Dane wspólne; partnerstwa: p1.",
    )


def test_equal_numbers_of_two_offices_do_not_collide(store):
    one = small("p1")
    other = Package(
        Partnership("p2", "Inne"),
        (Institution("X1", "MOPS", "OPS"),),
        workers=(Worker("W1", "X1", "kierownik"),),
        services=(Service("S1", "X1", "SOC"),),
    )
    import_package(store, one)
    import_package(store, other)
    assert load_package(store, "p1").workers[0].role == "pracownik socjalny"
    assert load_package(store, "p2").workers == other.workers


def test_members_are_counted_on_the_day_asked_for(store):
    first, second, third = small().institutions
    package = small(institutions=(first, replace(second, left_on=date(2026, 6, 30)), third))
    import_package(store, package)
    (summary,) = list_partnerships(store, date(2026, 6, 29))
    assert (summary.institutions, summary.members, summary.families) == (3, 2, 0)
    (summary,) = list_partnerships(store, date(2026, 6, 30))
    assert summary.members == 1


def test_a_library_never_answers_from_before_a_write(store):
    library = Library(store)
    import_package(store, small())
    before = library.snapshot("p1", TODAY)
    assert library.snapshot("p1", TODAY) is before
    import_package(store, small(services=()))
    assert library.snapshot("p1", TODAY).services == ()
    assert before.services


def test_a_write_that_must_match_leaves_nothing_behind(store):
    import_package(store, small())
    stale = ask("state.claim", claim="x", expected=-1)._replace(must_match=True)
    rename = ask("write.merge_institutions", rows=[_facts("I1", "Zmieniona")])
    with pytest.raises(Conflict):
        store.write(rename, stale)
    assert load_package(store, "p1").institutions[0].name == "MOPS"


def test_a_failing_step_undoes_the_whole_write_and_the_store_works_on(store):
    import_package(store, small())
    rename = ask("write.merge_institutions", rows=[_facts("I1", "Zmieniona")])
    broken = ask("write.merge_institutions", rows="not rows")
    with pytest.raises(StoreError) as caught:
        store.write(rename, broken)
    assert "not rows" not in str(caught.value)
    assert load_package(store, "p1").institutions[0].name == "MOPS"
    assert import_package(store, small(services=())).retired == 1


def test_imports_at_once_are_all_there(store):
    import_package(store, small("p0"))
    threads = [Thread(target=import_package, args=(store, small(f"p{n}"))) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.id for p in list_partnerships(store, TODAY)] == ["p0", "p1", "p2", "p3", "p4"]


@settings(max_examples=12)
@given(package=packages())
def test_any_package_is_read_back_as_it_was(store, package):
    import_package(store, package)
    assert tables_of(load_package(store, package.partnership.id)) == tables_of(package)


def _facts(id, name):
    columns = [c.removeprefix("institution_") for c in QUERIES["offers.find_known_institutions"].returns]
    given = [f"given_{name}" for name in INSTITUTION_FACTS]
    return wire({**dict.fromkeys([*columns, *given]), "id": id, "name": name, "digest": ""})


def test_an_import_can_depend_on_the_revision_that_was_read(store, demo_package):
    id = demo_package.partnership.id
    with pytest.raises(Conflict):
        import_package(store, demo_package, revision=3)
    import_package(store, demo_package, revision=0)
    read = load_whole(store, id).revision
    first = replace(demo_package, partnership=replace(demo_package.partnership, population=1))
    second = replace(demo_package, partnership=replace(demo_package.partnership, population=2))
    assert import_package(store, first, revision=read).updated == 1
    with pytest.raises(Conflict):
        import_package(store, second, revision=read)
    assert load_whole(store, id).package.partnership == first.partnership
