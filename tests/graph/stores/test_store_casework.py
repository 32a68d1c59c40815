"""Permissions and referrals of families in a store, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread

import pytest

from cypher import Query
from graph.errors import Conflict
from graph.model import Family, Institution, Package, Partnership, Service
from graph.permissions import Permission, withdrawn
from graph.referrals import moved, requested
from graph.stores import casework, import_package, load_package, remove_partnership
from graph.stores.casework import FamilyPlace, KeptReferral
from graph.stores.port import Ask
from graph.stores.reading import read_state
from graph.stores.tables import tables_of

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


def left_of(store):
    """How many permissions and referrals the store holds, whoever they belong to."""
    queries = [
        Query(name, "read", (), ("number",), "", f"MATCH (n:{name}) RETURN count(n) AS number")
        for name in ("Permission", "Referral")
    ]
    return tuple(rows[0]["number"] for rows in store.read(*(Ask(query, {}) for query in queries)))


def test_a_family_is_found_where_it_is_held(held):
    assert casework.family_places(held, "R1") == (FamilyPlace("p1", "2499011"),)
    assert casework.family_places(held, "R3") == ()
    import_package(held, replace(PACKAGE, partnership=Partnership("p0", "Bez miejsca")))
    assert casework.family_places(held, "R1") == (
        FamilyPlace("p0", None),
        FamilyPlace("p1", "2499011"),
    )


def test_permissions_are_read_back_as_they_were_given(held):
    assert casework.read_permissions(held, *HERE) == ()
    for permission in (RULE, CONSENT):
        casework.create_permission(held, *HERE, permission)
    assert casework.read_permissions(held, *HERE) == (CONSENT, RULE)
    assert casework.read_permissions(held, "p1", "R2") == ()
    ended = withdrawn(CONSENT, date(2026, 6, 30))
    casework.withdraw_permission(held, *HERE, ended)
    assert casework.read_permissions(held, *HERE) == (ended, RULE)
    # It ends once, and whoever gives it late once more does not bring it back.
    with pytest.raises(Conflict):
        casework.withdraw_permission(held, *HERE, withdrawn(CONSENT, date(2026, 7, 1)))
    assert casework.create_permission(held, *HERE, CONSENT) == ended
    assert casework.read_permissions(held, *HERE) == (ended, RULE)
    with pytest.raises(Conflict):
        casework.withdraw_permission(held, *HERE, replace(ended, id="absent"))


def test_two_families_may_use_one_number(held):
    casework.create_permission(held, *HERE, CONSENT)
    other = replace(CONSENT, institution_id="I1")
    casework.create_permission(held, "p1", "R2", other)
    assert casework.read_permissions(held, *HERE) == (CONSENT,)
    assert casework.read_permissions(held, "p1", "R2") == (other,)
    casework.create_referral(held, asked())
    casework.create_referral(held, asked(family="R2", needs=("N04",)))
    assert [kept.referral.needs for kept in casework.read_referrals(held, "p1", "R2")] == [("N04",)]


def test_a_referral_is_read_back_with_its_history(held):
    kept = casework.create_referral(held, asked())
    assert kept == KeptReferral(asked(), 1)
    accepted = moved(kept.referral, "accepted", AT, "case_lead")
    begun = casework.move_referral(held, accepted, kept.version)
    assert begun == KeptReferral(accepted, 2)
    ended = moved(moved(accepted, "in_progress", AT, "a+b"), "completed", AT, "a+b", "partly_met")
    casework.move_referral(held, ended, begun.version)
    assert casework.read_referrals(held, *HERE) == (KeptReferral(ended, 3),)


def test_a_referral_that_moved_since_is_not_overwritten(held):
    kept = casework.create_referral(held, asked())
    accepted = moved(kept.referral, "accepted", AT, "case_lead")
    casework.move_referral(held, accepted, kept.version)
    with pytest.raises(Conflict):
        casework.move_referral(held, moved(kept.referral, "cancelled", AT, "x"), kept.version)
    assert casework.read_referrals(held, *HERE) == (KeptReferral(accepted, 2),)


def test_of_two_that_move_it_at_once_one_does(held):
    kept = casework.create_referral(held, asked())
    states = ("accepted", "waitlisted", "cancelled", "accepted")
    refused = []

    def move(state):
        try:
            casework.move_referral(held, moved(kept.referral, state, AT, state), kept.version)
        except Conflict:
            refused.append(state)

    threads = [Thread(target=move, args=(state,)) for state in states]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((referral, version),) = [(k.referral, k.version) for k in casework.read_referrals(held, *HERE)]
    assert (len(refused), version, len(referral.history)) == (3, 2, 2)


def test_the_same_referral_twice_is_one_and_stays_as_it_was(held):
    kept = casework.create_referral(held, asked())
    accepted = moved(kept.referral, "accepted", AT, "case_lead")
    casework.move_referral(held, accepted, kept.version)
    later = asked(at=datetime(2026, 7, 1, tzinfo=UTC), needs=("N04",))
    assert casework.create_referral(held, later) == KeptReferral(accepted, 2)
    assert casework.read_referrals(held, *HERE) == (KeptReferral(accepted, 2),)


def test_nothing_is_written_for_a_family_that_is_gone(held):
    import_package(held, replace(PACKAGE, families=()))
    with pytest.raises(Conflict):
        casework.create_permission(held, *HERE, CONSENT)
    with pytest.raises(Conflict):
        casework.create_referral(held, asked())
    with pytest.raises(Conflict):
        casework.move_referral(held, moved(asked(), "cancelled", AT, "x"), 1)
    assert left_of(held) == (0, 0)


def test_an_import_keeps_the_file_of_a_family_that_stays(held):
    casework.create_permission(held, *HERE, CONSENT)
    kept = casework.create_referral(held, asked())
    before = read_state(held)
    changed = (Family("R1", "2499011", ("N01", "N04", "E1")), PACKAGE.families[1])
    import_package(held, replace(PACKAGE, families=changed))
    assert read_state(held).revision == before.revision + 1
    assert casework.read_permissions(held, *HERE) == (CONSENT,)
    assert casework.read_referrals(held, *HERE) == (kept,)


def test_casework_changes_neither_package_nor_revision(held):
    before = read_state(held)
    casework.create_permission(held, *HERE, CONSENT)
    casework.create_referral(held, asked())
    assert read_state(held) == before
    assert tables_of(load_package(held, "p1")) == tables_of(PACKAGE)


@pytest.mark.parametrize("how", ["import", "remove"])
def test_the_file_goes_with_the_family(held, how):
    for family in ("R1", "R2"):
        casework.create_permission(held, "p1", family, CONSENT)
        casework.create_referral(held, asked(family=family))
    assert left_of(held) == (2, 2)
    if how == "import":
        import_package(held, replace(PACKAGE, families=PACKAGE.families[1:]))
        assert left_of(held) == (1, 1)
        assert casework.read_permissions(held, "p1", "R2") == (CONSENT,)
        import_package(held, PACKAGE)  # the pseudonym again, for somebody else
        assert casework.read_permissions(held, *HERE) == ()
        assert casework.read_referrals(held, *HERE) == ()
    else:
        remove_partnership(held, "p1")
        assert left_of(held) == (0, 0)


def test_acceptance_is_counted_by_provider_from_answers_only(held):
    def refer(id, *states, family="R1"):
        referral = asked(id, family)
        for state in states:
            code = {"rejected": "capacity", "completed": "met"}.get(state)
            referral = moved(referral, state, AT, "case_lead", code)
        casework.create_referral(held, referral)

    assert casework.acceptance_counts(held, "p1") == {}
    refer("a1")
    refer("a2", "waitlisted")
    refer("a3", "cancelled")
    assert casework.acceptance_counts(held, "p1") == {"I2": (0, 0)}
    refer("a4", "accepted", "in_progress", "completed")
    refer("a5", "waitlisted", "rejected", family="R2")
    refer("a6", "waitlisted", "accepted", "failed")
    assert casework.acceptance_counts(held, "p1") == {"I2": (3, 2)}
    assert casework.acceptance_counts(held, "p2") == {}
