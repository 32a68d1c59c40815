"""Permissions and referrals of families in a store, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread

import pytest

from cypher import Query
from graph.errors import Conflict
from graph.model import Family, Institution, Package, Partnership, Service
from graph.records.kinds import PERMISSION, REFERRAL
from graph.records.permission import Permission, withdrawn
from graph.records.referral import acceptance_counts, moved, requested
from graph.stores import import_package, load_package, remove_partnership
from graph.stores.port import Ask
from graph.stores.reading import FamilyPlace, family_places, read_state
from graph.stores.records import (
    Versioned,
    change_record,
    create_record,
    family_key,
    read_of,
    read_records,
)
from graph.stores.tables import tables_of
from recorded import permissions_of

AT = datetime(2026, 6, 30, 12, 30, 15, 123456, tzinfo=UTC)
PACKAGE = Package(
    Partnership("p1", "Partnerstwo", "2499011"),
    (Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "PCPR", "PCPR")),
    services=(Service("S/1", "I2", "PPS"),),
    families=(Family("R1", "2499011", ("N01", "N04")), Family("R2", "2499011", ("N04",))),
)
CONSENT = Permission(
    "c1", "I2", "needs", "consent", date(2026, 1, 1), date(2027, 1, 1), by_guardian=True
)
RULE = Permission("c0", "I1", "diagnosis", "ups-105", date(2026, 2, 1))
HERE = ("p1", "R1")


@pytest.fixture
def held(store):
    """A store that holds the package."""
    import_package(store, PACKAGE)
    return store


def asked(id="a1", family="R1", at=AT, needs=("N01", "N04"), partnership="p1"):
    return requested(id, partnership, family, ("I2", "S/1"), needs, at, "case_lead")


def refer(store, referral):
    return create_record(store, REFERRAL, family_key("p1", referral.family_id), referral)


def step(store, referral, version):
    return change_record(store, REFERRAL, family_key("p1", referral.family_id), referral, version)


def left_of(store):
    """How many permissions and referrals the store holds, whoever they belong to."""
    queries = [
        Query(name, "read", (), ("number",), "", f"MATCH (n:{name}) RETURN count(n) AS number")
        for name in ("Permission", "Referral")
    ]
    return tuple(rows[0]["number"] for rows in store.read(*(Ask(query, {}) for query in queries)))


def test_a_family_is_found_where_it_is_held(held):
    assert family_places(held, "R1") == (FamilyPlace("p1", "2499011"),)
    assert family_places(held, "R3") == ()
    import_package(held, replace(PACKAGE, partnership=Partnership("p0", "Bez miejsca")))
    assert family_places(held, "R1") == (
        FamilyPlace("p0", None),
        FamilyPlace("p1", "2499011"),
    )


def test_permissions_are_read_back_as_they_were_given(held):
    assert permissions_of(held, *HERE) == ()
    for permission in (RULE, CONSENT):
        create_record(held, PERMISSION, family_key(*HERE), permission)
    assert permissions_of(held, *HERE) == (CONSENT, RULE)
    assert permissions_of(held, "p1", "R2") == ()
    ended = withdrawn(CONSENT, date(2026, 6, 30))
    change_record(held, PERMISSION, family_key(*HERE), ended, 1)
    assert permissions_of(held, *HERE) == (ended, RULE)
    # It ends once, and whoever gives it late once more does not bring it back.
    for late in (
        lambda: change_record(held, PERMISSION, family_key(*HERE), CONSENT, 1),
        lambda: create_record(held, PERMISSION, family_key(*HERE), CONSENT),
        lambda: change_record(held, PERMISSION, family_key(*HERE), replace(ended, id="absent"), 1),
    ):
        with pytest.raises(Conflict):
            late()
    assert permissions_of(held, *HERE) == (ended, RULE)
    versions = [kept.version for kept in read_of(held, PERMISSION, family_key(*HERE))]
    assert versions == [2, 1]


def test_two_families_may_use_one_number(held):
    create_record(held, PERMISSION, family_key(*HERE), CONSENT)
    other = replace(CONSENT, institution_id="I1")
    create_record(held, PERMISSION, family_key("p1", "R2"), other)
    assert permissions_of(held, *HERE) == (CONSENT,)
    assert permissions_of(held, "p1", "R2") == (other,)
    refer(held, asked())
    refer(held, asked(family="R2", needs=("N04",)))
    assert [kept.entry.needs for kept in read_of(held, REFERRAL, family_key("p1", "R2"))] == [("N04",)]


def test_a_referral_is_read_back_with_its_history(held):
    kept = refer(held, asked())
    assert kept == Versioned(asked(), 1)
    accepted = moved(kept.entry, "accepted", AT, "case_lead")
    begun = step(held, accepted, kept.version)
    assert begun == Versioned(accepted, 2)
    ended = moved(moved(accepted, "in_progress", AT, "a+b"), "completed", AT, "a+b", "partly_met")
    step(held, ended, begun.version)
    assert read_of(held, REFERRAL, family_key(*HERE)) == (Versioned(ended, 3),)


def test_a_referral_that_moved_since_is_not_overwritten(held):
    kept = refer(held, asked())
    accepted = moved(kept.entry, "accepted", AT, "case_lead")
    step(held, accepted, kept.version)
    with pytest.raises(Conflict):
        step(held, moved(kept.entry, "cancelled", AT, "x"), kept.version)
    assert read_of(held, REFERRAL, family_key(*HERE)) == (Versioned(accepted, 2),)


def test_of_two_that_move_it_at_once_one_does(held):
    kept = refer(held, asked())
    states = ("accepted", "waitlisted", "cancelled", "accepted")
    refused = []

    def move(state):
        try:
            step(held, moved(kept.entry, state, AT, state), kept.version)
        except Conflict:
            refused.append(state)

    threads = [Thread(target=move, args=(state,)) for state in states]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((referral, version),) = [(k.entry, k.version) for k in read_of(held, REFERRAL, family_key(*HERE))]
    assert (len(refused), version, len(referral.history)) == (3, 2, 2)


def test_the_same_referral_twice_is_one_and_stays_as_it_was(held):
    kept = refer(held, asked())
    accepted = moved(kept.entry, "accepted", AT, "case_lead")
    step(held, accepted, kept.version)
    later = asked(at=datetime(2026, 7, 1, tzinfo=UTC), needs=("N04",))
    with pytest.raises(Conflict):
        refer(held, later)
    assert read_of(held, REFERRAL, family_key(*HERE)) == (Versioned(accepted, 2),)


def test_nothing_is_written_for_a_family_that_is_gone(held):
    import_package(held, replace(PACKAGE, families=()))
    with pytest.raises(Conflict):
        create_record(held, PERMISSION, family_key(*HERE), CONSENT)
    with pytest.raises(Conflict):
        refer(held, asked())
    with pytest.raises(Conflict):
        step(held, moved(asked(), "cancelled", AT, "x"), 1)
    assert left_of(held) == (0, 0)


def test_an_import_keeps_the_file_of_a_family_that_stays(held):
    create_record(held, PERMISSION, family_key(*HERE), CONSENT)
    kept = refer(held, asked())
    before = read_state(held)
    changed = (Family("R1", "2499011", ("N01", "N04", "E1")), PACKAGE.families[1])
    import_package(held, replace(PACKAGE, families=changed))
    assert read_state(held).revision == before.revision + 1
    assert permissions_of(held, *HERE) == (CONSENT,)
    assert read_of(held, REFERRAL, family_key(*HERE)) == (kept,)


def test_casework_changes_neither_package_nor_revision(held):
    before = read_state(held)
    create_record(held, PERMISSION, family_key(*HERE), CONSENT)
    refer(held, asked())
    assert read_state(held) == before
    assert tables_of(load_package(held, "p1")) == tables_of(PACKAGE)


@pytest.mark.parametrize("how", ["import", "remove"])
def test_the_file_goes_with_the_family(held, how):
    for family in ("R1", "R2"):
        create_record(held, PERMISSION, family_key("p1", family), CONSENT)
        refer(held, asked(family=family))
    assert left_of(held) == (2, 2)
    if how == "import":
        import_package(held, replace(PACKAGE, families=PACKAGE.families[1:]))
        assert left_of(held) == (1, 1)
        assert permissions_of(held, "p1", "R2") == (CONSENT,)
        import_package(held, PACKAGE)  # the pseudonym again, for somebody else
        assert permissions_of(held, *HERE) == ()
        assert read_of(held, REFERRAL, family_key(*HERE)) == ()
    else:
        remove_partnership(held, "p1")
        assert left_of(held) == (0, 0)


def test_acceptance_is_counted_by_provider_from_answers_only(held):
    def asked_for(id, *states, family="R1"):
        referral = asked(id, family)
        for state in states:
            code = {"rejected": "capacity", "completed": "met"}.get(state)
            referral = moved(referral, state, AT, "case_lead", code)
        refer(held, referral)

    def counts(here="p1"):
        return acceptance_counts(kept.entry for kept in read_records(held, here, REFERRAL)[REFERRAL])

    assert counts() == {}
    asked_for("a1")
    asked_for("a2", "waitlisted")
    asked_for("a3", "cancelled")
    assert counts() == {"I2": (0, 0)}
    asked_for("a4", "accepted", "in_progress", "completed")
    asked_for("a5", "waitlisted", "rejected", family="R2")
    asked_for("a6", "waitlisted", "accepted", "failed")
    assert counts() == {"I2": (3, 2)}
    assert counts("p2") == {}
