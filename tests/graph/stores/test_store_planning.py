"""The plan of invitations in a store, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

from cypher import Query
from graph.errors import Conflict, NotFound
from graph.model import Family, Institution, Package, Partnership
from graph.recruitment.plan import Meeting, invitation_of, life_of, moved
from graph.snapshot import snapshot_of
from graph.stores import Library, import_package, load_package, remove_partnership
from graph.stores.planning import (
    KeptInvitation,
    Plan,
    create_invitation,
    drop_invitation,
    drop_meeting,
    move_invitation,
    read_plan,
    write_meeting,
)
from graph.stores.port import Ask

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
    kept = create_invitation(store, HERE, planned())
    for number, state in enumerate(steps, 1):
        further = moved(kept.invitation, state, day(number), "B9" if state == "refused" else None)
        kept = move_invitation(store, HERE, further, kept.version)
    return kept


def left_of(store):
    """How many invitations and meetings the store holds, whoever they belong to."""
    queries = [
        Query(name, "read", (), ("number",), "", f"MATCH (n:{name}) RETURN count(n) AS number")
        for name in ("Invitation", "Meeting")
    ]
    return tuple(rows[0]["number"] for rows in store.read(*(Ask(query, {}) for query in queries)))


def test_a_plan_is_empty_at_first_and_read_back_as_it_was_written(held):
    assert read_plan(held, HERE) == read_plan(held, "elsewhere") == Plan()
    kept = taken(held, "invited", "refused", "planned")
    other = create_invitation(held, HERE, invitation_of("I3", START, "lider"))
    assert kept.version == 4
    assert read_plan(held, HERE).invitations == (kept, other)
    assert read_plan(held, HERE).find("I3") == other
    with pytest.raises(NotFound):
        read_plan(held, HERE).find("I1")


def test_an_institution_is_planned_once_and_only_from_the_map(held):
    kept = create_invitation(held, HERE, planned())
    for wrong in (planned(), planned("I9")):
        with pytest.raises(Conflict):
            create_invitation(held, HERE, wrong)
    assert read_plan(held, HERE).invitations == (kept,)
    assert left_of(held) == (1, 0)


def test_membership_follows_the_declaration_and_the_leaving(held):
    library = Library(held)
    kept = taken(held, "invited")
    assert library.snapshot(HERE, day(9)).members == ("I1",)
    kept = move_invitation(held, HERE, moved(kept.invitation, "declared", day(2)), kept.version)
    assert library.snapshot(HERE, day(1)).members == ("I1",)
    assert library.snapshot(HERE, day(2)).members == ("I/2", "I1")
    move_invitation(held, HERE, moved(kept.invitation, "left", day(5)), kept.version)
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
    there = moved(kept.invitation, "declared", day(2))
    now = move_invitation(held, HERE, there, kept.version)
    package = load_package(held, HERE)
    late = moved(kept.invitation, state, day(7), "B9" if state == "refused" else None)
    with pytest.raises(Conflict):
        move_invitation(held, HERE, late, kept.version)
    with pytest.raises(Conflict):
        drop_invitation(held, HERE, "I/2", kept.version)
    assert read_plan(held, HERE).invitations == (now,)
    assert load_package(held, HERE) == package


def test_of_two_who_move_it_at_once_one_does(held):
    kept = taken(held, "invited")
    refused = []

    def move(number):
        try:
            move_invitation(held, HERE, moved(kept.invitation, "declared", day(number)), kept.version)
        except Conflict:
            refused.append(number)

    threads = [Thread(target=move, args=(number,)) for number in (2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (now,) = read_plan(held, HERE).invitations
    assert (len(refused), now.version) == (2, 3)
    school = next(i for i in load_package(held, HERE).institutions if i.id == "I/2")
    assert school.declared_on == now.invitation.moves[-1].on


def test_a_step_while_others_import_is_not_lost(held):
    kept = taken(held, "invited")
    other = replace(PACKAGE, partnership=Partnership("p2", "Inne"))
    threads = [
        Thread(target=import_package, args=(held, other)),
        Thread(
            target=move_invitation,
            args=(held, HERE, moved(kept.invitation, "declared", day(2)), kept.version),
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
    kept = create_invitation(held, HERE, planned())
    drop_invitation(held, HERE, "I/2", kept.version)
    assert read_plan(held, HERE) == Plan()
    assert create_invitation(held, HERE, planned()) == KeptInvitation(planned(), 1)


def test_meetings_are_kept_by_day_and_kind(held):
    first = Meeting(day(1), "initiating", ("I1", "I3"))
    before = replace(first, institution_ids=("I3",))
    alone = Meeting(day(0), "working", ())
    write_meeting(held, HERE, before)
    write_meeting(held, HERE, alone)
    write_meeting(held, HERE, first, seen=before)
    plan = read_plan(held, HERE)
    assert plan.meetings == (alone, first)
    assert (plan.meeting(day(0), "working"), plan.meeting(day(0), "initiating")) == (alone, None)
    assert [event.kind for event in life_of([], plan.meetings)] == ["meeting", "meeting"]
    # What somebody else wrote meanwhile is neither replaced nor deleted.
    for seen in (None, before):
        with pytest.raises(Conflict):
            write_meeting(held, HERE, replace(first, institution_ids=()), seen=seen)
    with pytest.raises(Conflict):
        drop_meeting(held, HERE, before)
    assert read_plan(held, HERE).meetings == (alone, first)
    drop_meeting(held, HERE, alone)
    assert read_plan(held, HERE).meetings == (first,)
    with pytest.raises(Conflict):
        drop_meeting(held, HERE, alone)
    with pytest.raises(Conflict):
        write_meeting(held, "elsewhere", first)


def test_the_plan_goes_with_its_institution_and_its_partnership(held):
    taken(held, "invited")
    create_invitation(held, HERE, planned("I3"))
    write_meeting(held, HERE, Meeting(day(1), "working", ("I1",)))
    import_package(held, replace(PACKAGE, institutions=PACKAGE.institutions[:2]))
    assert [one.invitation.institution_id for one in read_plan(held, HERE).invitations] == ["I/2"]
    remove_partnership(held, HERE)
    assert left_of(held) == (0, 0)
