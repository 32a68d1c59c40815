"""The plan of invitations in a store, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

from cypher import Query
from graph.errors import Conflict, NotFound
from graph.model import Family, Institution, Package, Partnership
from graph.records.event import Meeting, life_of
from graph.records.invitation import invitation_of, moved
from graph.records.kinds import INVITATION, MEETING
from graph.snapshot import snapshot_of
from graph.stores import Library, import_package, load_package, remove_partnership
from graph.stores.port import Ask
from graph.stores.records import (
    Versioned,
    change_record,
    create_record,
    drop_record,
    read_of,
    read_records,
)
from recorded import entries_of

START = date(2026, 3, 2)
PACKAGE = Package(
    Partnership("p%1", "Partnerstwo", "2499011"),
    (
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I/2", "SP 5", "SP"),
        Institution("I3", "ZGM", "ZGM"),
    ),
    families=(Family("R1", "2499011", ("N01",)),),
)
HERE = "p%1"


def day(number):
    return START + timedelta(days=number)


@pytest.fixture
def held(store):
    """A store that holds the package."""
    import_package(store, PACKAGE)
    return store


def planned(id="I/2"):
    return invitation_of(id, START, "animator", day(10))


def taken(store, *steps):
    """The invitation of I/2 taken through states, each on the next day."""
    kept = create_record(store, INVITATION, HERE, planned())
    for number, state in enumerate(steps, 1):
        further = moved(kept.entry, state, day(number), "B9" if state == "refused" else None)
        kept = change_record(store, INVITATION, HERE, further, kept.version)
    return kept


def left_of(store):
    """How many invitations and meetings the store holds, whoever they belong to."""
    queries = [
        Query(name, "read", (), ("number",), "", f"MATCH (n:{name}) RETURN count(n) AS number")
        for name in ("Invitation", "Meeting")
    ]
    return tuple(rows[0]["number"] for rows in store.read(*(Ask(query, {}) for query in queries)))


def test_a_plan_is_empty_at_first_and_read_back_as_it_was_written(held):
    for here in (HERE, "elsewhere"):
        assert read_of(held, INVITATION, here) == read_of(held, MEETING, here) == ()
    kept = taken(held, "invited", "refused", "planned")
    other = create_record(held, INVITATION, HERE, invitation_of("I3", START, "lider"))
    assert kept.version == 4
    assert read_of(held, INVITATION, HERE) == (kept, other)
    assert read_records(held, HERE, INVITATION).find(INVITATION, "I3") == other
    with pytest.raises(NotFound):
        read_records(held, HERE, INVITATION).find(INVITATION, "I1")


def test_an_institution_is_planned_once_and_only_from_the_map(held):
    kept = create_record(held, INVITATION, HERE, planned())
    for wrong in (planned(), planned("I9")):
        with pytest.raises(Conflict):
            create_record(held, INVITATION, HERE, wrong)
    assert read_of(held, INVITATION, HERE) == (kept,)
    assert left_of(held) == (1, 0)


def test_membership_follows_the_declaration_and_the_leaving(held):
    library = Library(held)
    kept = taken(held, "invited")
    assert library.snapshot(HERE, day(9)).members == ("I1",)
    kept = change_record(held, INVITATION, HERE, moved(kept.entry, "declared", day(2)), kept.version)
    assert library.snapshot(HERE, day(1)).members == ("I1",)
    assert library.snapshot(HERE, day(2)).members == ("I/2", "I1")
    change_record(held, INVITATION, HERE, moved(kept.entry, "left", day(5)), kept.version)
    assert library.snapshot(HERE, day(4)).members == ("I/2", "I1")
    assert library.snapshot(HERE, day(5)).members == ("I1",)
    package = load_package(held, HERE)
    assert replace(package, institutions=PACKAGE.institutions) == PACKAGE
    assert [i for i in package.institutions if i.id != "I/2"] == [
        i for i in PACKAGE.institutions if i.id != "I/2"
    ]


def test_a_new_attempt_after_leaving_makes_a_member_again(held):
    taken(held, "invited", "declared", "left", "planned", "invited", "declared")
    package = load_package(held, HERE)
    members = [number for number in range(9) if "I/2" in snapshot_of(package, day(number)).members]
    assert members == [6, 7, 8]


@pytest.mark.parametrize("state", ["declared", "refused"])
def test_a_step_from_an_old_version_writes_nothing(held, state):
    kept = taken(held, "invited")
    there = moved(kept.entry, "declared", day(2))
    now = change_record(held, INVITATION, HERE, there, kept.version)
    package = load_package(held, HERE)
    late = moved(kept.entry, state, day(7), "B9" if state == "refused" else None)
    with pytest.raises(Conflict):
        change_record(held, INVITATION, HERE, late, kept.version)
    with pytest.raises(Conflict):
        drop_record(held, INVITATION, HERE, "I/2", version=kept.version)
    assert read_of(held, INVITATION, HERE) == (now,)
    assert load_package(held, HERE) == package


def test_of_two_who_move_it_at_once_one_does(held):
    kept = taken(held, "invited")
    refused = []

    def move(number):
        try:
            change_record(
                held, INVITATION, HERE, moved(kept.entry, "declared", day(number)), kept.version
            )
        except Conflict:
            refused.append(number)

    threads = [Thread(target=move, args=(number,)) for number in (2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (now,) = read_of(held, INVITATION, HERE)
    assert (len(refused), now.version) == (2, 3)
    school = next(i for i in load_package(held, HERE).institutions if i.id == "I/2")
    assert school.declared_on == now.entry.moves[-1].on


def test_a_step_while_others_import_is_not_lost(held):
    kept = taken(held, "invited")
    other = replace(PACKAGE, partnership=Partnership("p2", "Inne"))
    threads = [
        Thread(target=import_package, args=(held, other)),
        Thread(
            target=change_record,
            args=(held, INVITATION, HERE, moved(kept.entry, "declared", day(2)), kept.version),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "I/2" in snapshot_of(load_package(held, HERE), day(2)).members
    there = {one.id: one.membership for one in load_package(held, "p2").institutions}
    assert there["I/2"] is None


def test_what_is_taken_out_is_gone(held):
    kept = create_record(held, INVITATION, HERE, planned())
    drop_record(held, INVITATION, HERE, "I/2", version=kept.version)
    assert read_of(held, INVITATION, HERE) == ()
    assert create_record(held, INVITATION, HERE, planned()) == Versioned(planned(), 1)


def test_meetings_are_kept_by_day_and_kind(held):
    first = Meeting(day(1), "initiating", ("I1", "I3"))
    before = replace(first, institution_ids=("I3",))
    alone = Meeting(day(0), "working", ())
    assert create_record(held, MEETING, HERE, before) == Versioned(before, 1)
    create_record(held, MEETING, HERE, alone)
    assert change_record(held, MEETING, HERE, first, 1) == Versioned(first, 2)
    assert entries_of(held, MEETING, HERE) == (alone, first)
    found = read_records(held, HERE, MEETING)
    assert found.find(MEETING, *MEETING.id_of(alone)) == Versioned(alone, 1)
    assert found.known(MEETING, day(0).isoformat(), "initiating") is None
    happened = life_of([], entries_of(held, MEETING, HERE))
    assert [event.kind for event in happened] == ["meeting", "meeting"]
    # What somebody else wrote meanwhile is neither replaced nor deleted.
    late = replace(first, institution_ids=())
    for write in (
        lambda: create_record(held, MEETING, HERE, late),
        lambda: change_record(held, MEETING, HERE, late, 1),
        lambda: drop_record(held, MEETING, HERE, *MEETING.id_of(first), version=1),
    ):
        with pytest.raises(Conflict):
            write()
    assert entries_of(held, MEETING, HERE) == (alone, first)
    drop_record(held, MEETING, HERE, *MEETING.id_of(alone), version=1)
    assert entries_of(held, MEETING, HERE) == (first,)
    with pytest.raises(Conflict):
        drop_record(held, MEETING, HERE, *MEETING.id_of(alone), version=1)
    with pytest.raises(Conflict):
        create_record(held, MEETING, "elsewhere", first)


def test_the_plan_goes_with_its_institution_and_its_partnership(held):
    taken(held, "invited")
    create_record(held, INVITATION, HERE, planned("I3"))
    create_record(held, MEETING, HERE, Meeting(day(1), "working", ("I1",)))
    import_package(held, replace(PACKAGE, institutions=PACKAGE.institutions[:2]))
    assert [one.entry.institution_id for one in read_of(held, INVITATION, HERE)] == ["I/2"]
    remove_partnership(held, HERE)
    assert left_of(held) == (0, 0)
