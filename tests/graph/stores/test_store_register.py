"""The register of a partnership in a store, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

from cypher import Query
from graph.errors import Conflict, NotFound
from graph.model import Institution, Package, Partnership
from graph.records.barrier import ended, noted, place_of
from graph.records.flow import InformationFlow
from graph.records.kinds import BARRIER, FLOW, RECOMMENDATION
from graph.records.recommendation import Addressee, Aim, Ground, Move, Recommendation, moved
from graph.stores import import_package, remove_partnership
from graph.stores.port import Ask
from graph.stores.records import Versioned, change_record, create_record, drop_record, read_records

START = date(2026, 3, 2)
PACKAGE = Package(
    Partnership("p%1", "Partnerstwo", "2499011"),
    (
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I/2", "SP 5", "SP"),
        Institution("I3", "ZGM", "ZGM"),
        # As an area is named: a barrier there is not one at the area.
        Institution("edukacja", "Fundacja", "NGO"),
    ),
)
MAP = {one.id for one in PACKAGE.institutions}
HERE = "p%1"


def day(number):
    return START + timedelta(days=number)


TIE = noted("b1", "B4", place_of("tie", ["I1", "I/2"], MAP), START, START)
ALONE = noted("b2", "B5", place_of("institution", ["I3"], MAP), START, START)
AREA = noted("b3", "B8", place_of("area", ["edukacja"], MAP), day(1), day(2))
TO_SCHOOL = Recommendation(
    "r/1",
    Addressee("institution", "I/2"),
    "second_contact",
    Ground("gap", "bridge:I/2~I1", "bridge", ("I/2", "I1")),
    Aim("tie_strength", ("I/2", "I1"), "up", 1 / 3),
    day(30),
    (Move("given", START),),
)
TO_MAYOR = replace(
    TO_SCHOOL,
    id="r2",
    addressee=Addressee("role", "mayor"),
    ground=Ground("barrier", "b3", "B8", ()),
    aim=Aim("density", (), "up", 0.0),
    due_on=None,
)
NEEDS = InformationFlow("I1", "I/2", "needs", "phone", "on_event", "none")
OFFER = InformationFlow("I3", "I1", "services", "letter", "yearly", "not_personal")


@pytest.fixture
def held(store):
    """A store that holds the package."""
    import_package(store, PACKAGE)
    return store


def fill(store):
    for barrier in (TIE, ALONE, AREA):
        create_record(store, BARRIER, HERE, barrier)
    for recommendation in (TO_SCHOOL, TO_MAYOR):
        create_record(store, RECOMMENDATION, HERE, recommendation)
    for flow in (NEEDS, OFFER):
        create_record(store, FLOW, HERE, flow)


KINDS = (BARRIER, RECOMMENDATION, FLOW)


def registered(store, here=HERE):
    return read_records(store, here, *KINDS)


def entries(found):
    return tuple({kept.entry.id: kept.entry for kept in found[kind]} for kind in KINDS)


def by_id(*found):
    return {one.id: one for one in found}


def left_of(store):
    """How many entries the store holds, whoever they belong to."""
    queries = [
        Query(name, "read", (), ("number",), "", f"MATCH (n:{name}) RETURN count(n) AS number")
        for name in ("Barrier", "Recommendation", "InformationFlow")
    ]
    return tuple(rows[0]["number"] for rows in store.read(*(Ask(query, {}) for query in queries)))


def test_a_register_is_empty_at_first_and_read_back_as_it_was_written(held):
    assert entries(registered(held)) == entries(registered(held, "elsewhere")) == ({}, {}, {})
    fill(held)
    found = registered(held)
    assert entries(found) == (
        by_id(TIE, ALONE, AREA),
        by_id(TO_SCHOOL, TO_MAYOR),
        by_id(NEEDS, OFFER),
    )
    assert found.find(BARRIER, "b1") == Versioned(TIE, 1)
    assert found.find(RECOMMENDATION, "r/1") == Versioned(TO_SCHOOL, 1)
    assert found.find(FLOW, NEEDS.id) == Versioned(NEEDS, 1)
    for kind in KINDS:
        with pytest.raises(NotFound):
            found.find(kind, "absent")


def test_an_entry_is_made_once_and_only_about_the_map(held):
    fill(held)
    for kind, entry in zip(KINDS, (TIE, TO_MAYOR, NEEDS), strict=True):
        with pytest.raises(Conflict):
            create_record(held, kind, HERE, entry)
        with pytest.raises(Conflict):
            create_record(held, kind, "elsewhere", entry)
    gone = replace(TIE, id="b9", place=replace(TIE.place, subjects=("I1", "I9")))
    with pytest.raises(Conflict):
        create_record(held, BARRIER, HERE, gone)
    with pytest.raises(Conflict):
        create_record(
            held,
            RECOMMENDATION,
            HERE,
            replace(TO_SCHOOL, id="r9", addressee=Addressee("institution", "I9")),
        )
    with pytest.raises(Conflict):
        create_record(held, FLOW, HERE, replace(NEEDS, target_id="I9"))
    assert left_of(held) == (3, 2, 2)


def test_steps_are_kept_with_their_history(held):
    fill(held)
    accepted = moved(TO_SCHOOL, "accepted", day(3), day(9))
    refused = moved(accepted, "refused", day(4), day(9), "B5")
    assert change_record(held, RECOMMENDATION, HERE, accepted, 1) == Versioned(accepted, 2)
    assert change_record(held, RECOMMENDATION, HERE, refused, 2) == Versioned(refused, 3)
    assert registered(held).find(RECOMMENDATION, "r/1") == Versioned(refused, 3)
    over = ended(TIE, day(2), day(9))
    change_record(held, BARRIER, HERE, over, 1)
    covered = replace(NEEDS, base="consent", rhythm="weekly")
    change_record(held, FLOW, HERE, covered, 1)
    found = registered(held)
    assert (found.find(BARRIER, "b1"), found.find(FLOW, NEEDS.id)) == (
        Versioned(over, 2),
        Versioned(covered, 2),
    )


def test_a_step_from_an_old_version_writes_nothing(held):
    fill(held)
    change_record(held, RECOMMENDATION, HERE, moved(TO_MAYOR, "accepted", day(1), day(1)), 1)
    change_record(held, BARRIER, HERE, ended(ALONE, day(1), day(1)), 1)
    change_record(held, FLOW, HERE, replace(OFFER, rhythm="monthly"), 1)
    before = registered(held)
    for late in (
        lambda: change_record(
            held, RECOMMENDATION, HERE, moved(TO_MAYOR, "withdrawn", day(1), day(1)), 1
        ),
        lambda: change_record(held, BARRIER, HERE, ended(ALONE, day(2), day(2)), 1),
        lambda: drop_record(held, BARRIER, HERE, "b2", version=1),
        lambda: change_record(held, FLOW, HERE, replace(OFFER, rhythm="weekly"), 1),
        lambda: drop_record(held, FLOW, HERE, OFFER.id, version=1),
        lambda: drop_record(held, FLOW, HERE, "absent", version=1),
    ):
        with pytest.raises(Conflict):
            late()
    assert registered(held) == before


def test_of_two_who_move_it_at_once_one_does(held):
    fill(held)
    refused = []

    def move(number):
        try:
            change_record(
                held, RECOMMENDATION, HERE, moved(TO_SCHOOL, "accepted", day(number), day(9)), 1
            )
        except Conflict:
            refused.append(number)

    threads = [Thread(target=move, args=(number,)) for number in (2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), registered(held).find(RECOMMENDATION, "r/1").version) == (2, 2)


def test_what_is_taken_out_is_gone(held):
    fill(held)
    drop_record(held, BARRIER, HERE, "b1", version=1)
    drop_record(held, FLOW, HERE, NEEDS.id, version=1)
    assert left_of(held) == (2, 2, 1)
    assert create_record(held, FLOW, HERE, NEEDS) == Versioned(NEEDS, 1)


@pytest.mark.parametrize(
    ("gone", "barriers", "recommendations", "flows"),
    [
        ("I/2", {"b2", "b3"}, {"r2"}, {OFFER.id}),
        ("I3", {"b1", "b3"}, {"r/1", "r2"}, {NEEDS.id}),
        ("edukacja", {"b1", "b2", "b3"}, {"r/1", "r2"}, {NEEDS.id, OFFER.id}),
    ],
)
def test_entries_go_with_their_institution(held, gone, barriers, recommendations, flows):
    fill(held)
    kept = tuple(one for one in PACKAGE.institutions if one.id != gone)
    import_package(held, replace(PACKAGE, institutions=kept))
    found = entries(registered(held))
    assert tuple(map(set, found)) == (barriers, recommendations, flows)


def test_entries_go_with_their_partnership_and_no_other(held):
    fill(held)
    other = replace(PACKAGE, partnership=Partnership("p2", "Inne"))
    import_package(held, other)
    create_record(held, FLOW, "p2", NEEDS)
    remove_partnership(held, HERE)
    assert left_of(held) == (0, 0, 1)
    assert entries(registered(held, "p2"))[2] == by_id(NEEDS)
