"""Families' cases in a store, proven on both engines with the same tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import orjson
import pytest

from case_by_hand import (
    CONTEXT,
    FAMILY,
    GOOD,
    HERE,
    ITEM,
    NUMBERS,
    PATHS,
    after,
    along,
    case_in,
    closing,
    day,
    diagnosis,
    follow_up,
    request,
)
from cypher import Query
from graph.cases import (
    BasketPlanned,
    ItemMoved,
    Met,
    Progress,
    Review,
    context_of,
    with_case,
)
from graph.errors import Conflict, NotFound
from graph.model import Family, Institution, Package, Partnership, Service, Worker
from graph.records.kinds import PERMISSION, REFERRAL
from graph.records.permission import Permission
from graph.records.referral import moved, requested
from graph.snapshot import snapshot_of
from graph.stores import (
    check_integrity,
    embedded_file,
    erase_family,
    import_package,
    load_package,
    open_store,
    preview_import,
    remove_partnership,
    undo_import,
)
from graph.stores.archive import Archive, newest
from graph.stores.backup import read_backup, restore, write_backup
from graph.stores.cases import (
    KeptCase,
    Recorded,
    add_step,
    erase_expired,
    families_with_cases,
    read_case,
    read_cases,
    read_tallies,
)
from graph.stores.port import Ask
from graph.stores.reading import FamilyPlace, case_places, read_state
from graph.stores.rebuild import rebuild
from graph.stores.records import create_record, family_key, read_of
from recorded import permissions_of
from traces import traces

AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
OTHER = "Rodzina-DN6603"
PACKAGE = Package(
    Partnership(HERE, "Partnerstwo", "2499011"),
    (
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "PCPR", "PCPR", membership="strategic_partner"),
        Institution("I3", "MOSiR", "MOSIR"),
    ),
    workers=(Worker("W1", "I1", "pracownik socjalny"), Worker("W2", "I2", "psycholog")),
    services=(Service("S1", "I2", "PPS", community_based=True),),
    families=(Family("R1", "2499011", ("N01",)),),
)


@pytest.fixture
def held(store):
    """A store that holds the package."""
    import_package(store, PACKAGE)
    return store


def erased(expiries):
    """How many families of each partnership were erased."""
    return {one.partnership: one.families for one in expiries if one.outcome == "done"}


def written(store, case, first=1):
    """The case, its steps written one after the other, each a minute later."""
    kept = None
    for number in range(first, case.version + 1):
        then = replace(case, steps=case.steps[:number])
        at = AT + timedelta(minutes=number)
        kept = add_step(store, then, role="case_lead", at=at, expected=number - 1)
    return kept


def of(case, family):
    return replace(case, family_id=family)


def left_of(store):
    """How many steps and numbers the store holds, whoever they belong to."""
    queries = [
        Query(name, "read", (), ("number",), "", f"MATCH (n:{name}) RETURN count(n) AS number")
        for name in ("CaseStep", "Tally")
    ]
    return tuple(rows[0]["number"] for rows in store.read(*(Ask(query, {}) for query in queries)))


def recorded(store, family=FAMILY):
    package = load_package(store, HERE)
    own = [one for one in package.families if one.id == family]
    return own, [seat for seat in package.teams if seat.family_id == family]


def test_the_samples_are_right_for_this_package(held):
    assert replace(context_of(snapshot_of(load_package(held, HERE), day(0)))) == replace(
        CONTEXT, services={("I2", "S1"): "PPS"}
    )


def test_a_case_is_read_back_as_it_was_written(held):
    case = case_in("followed_up")
    kept = written(held, case)
    assert kept == read_case(held, HERE, FAMILY)
    assert kept == KeptCase(
        case,
        tuple(
            Recorded(AT + timedelta(minutes=number + 1), "case_lead") for number in range(case.version)
        ),
    )
    assert read_cases(held, HERE) == (kept,)
    assert case_places(held, FAMILY) == (FamilyPlace(HERE, "2499011"),)
    assert check_integrity(held) == ()


def test_what_is_not_there_is_not_found_and_not_named(held):
    with pytest.raises(NotFound) as caught:
        read_case(held, HERE, FAMILY)
    assert FAMILY not in str(caught.value)
    assert read_cases(held, HERE) == read_cases(held, "elsewhere") == case_places(held, FAMILY) == ()


def test_two_families_and_two_partnerships_keep_apart(held):
    import_package(held, replace(PACKAGE, partnership=Partnership("p0", "Bez miejsca")))
    first, second = case_in("diagnosed"), of(case_in("requested"), OTHER)
    elsewhere = replace(case_in("requested"), partnership_id="p0")
    for case in (first, second, elsewhere):
        written(held, case)
    assert [kept.case for kept in read_cases(held, HERE)] == [first, second]
    assert case_places(held, FAMILY) == (FamilyPlace(HERE, "2499011"), FamilyPlace("p0", None))
    found = families_with_cases(held, HERE)
    assert (found.requested, found.diagnosed, found.closed) == ({OTHER}, {FAMILY}, frozenset())
    erase_family(held, HERE, FAMILY)
    assert [kept.case for kept in read_cases(held, "p0")] == [elsewhere]
    assert [kept.case for kept in read_cases(held, HERE)] == [second]


@pytest.mark.parametrize("kind", ["meet", "plan_basket"])
def test_a_step_on_an_old_version_writes_nothing(held, kind):
    case = case_in("team_formed")
    written(held, case)
    now = after(case, Met(day(9), ("I1",)))
    kept = written(held, now, now.version)
    package = load_package(held, HERE)
    late = after(case, GOOD[kind](day(9)))
    for expected in (case.version, case.version - 1, now.version):
        with pytest.raises(Conflict) as caught:
            add_step(held, late, role="case_lead", at=AT, expected=expected)
        assert FAMILY not in str(caught.value)
    skipped = after(now, Met(day(10), ("I1",)), Met(day(11), ("I1",)))
    with pytest.raises(Conflict):
        add_step(held, skipped, role="case_lead", at=AT, expected=skipped.version - 1)
    assert read_case(held, HERE, FAMILY) == kept
    assert load_package(held, HERE) == package


def test_a_case_begins_once_and_only_where_there_is_a_partnership(held):
    kept = written(held, case_in("requested"))
    again = after(None, request(channel="letter"))
    with pytest.raises(Conflict):
        add_step(held, again, role="case_lead", at=AT, expected=0)
    with pytest.raises(Conflict):
        add_step(held, replace(again, partnership_id="gone"), role="case_lead", at=AT, expected=0)
    assert read_cases(held, HERE) == (kept,)
    assert left_of(held) == (1, 0)


def test_of_several_who_take_a_step_at_once_one_does(held):
    case = case_in("team_formed")
    written(held, case)
    steps = (
        Met(day(9), ("I1",)),
        BasketPlanned(day(9), (ITEM,)),
        diagnosis(day(9)),
        Met(day(9), ("I2",)),
    )
    refused, others = [], []

    def take(step):
        try:
            add_step(held, after(case, step), role=step.kind, at=AT, expected=case.version)
        except Conflict:
            refused.append(step)
        except Exception as error:
            others.append(error)

    threads = [Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert others == []
    kept = read_case(held, HERE, FAMILY)
    assert (len(refused), kept.case.version) == (3, case.version + 1)
    # Map and journal agree about who came first.
    expected = with_case(PACKAGE, kept.case).families[-1]
    assert recorded(held)[0] == [expected]


def test_the_package_follows_the_journal_step_by_step(held):
    case = None
    for kind in (*PATHS["contracted"], "move_item", "review"):
        case = along(kind, case=case)
        written(held, case, case.version)
        expected = with_case(PACKAGE, case)
        package = load_package(held, HERE)
        assert sorted(package.families, key=lambda f: f.id) == sorted(
            expected.families, key=lambda f: f.id
        )
        assert set(package.teams) == set(expected.teams)
    dropped = after(case, ItemMoved(day(20), "i2", "dropped", "capacity"))
    written(held, dropped, dropped.version)
    assert recorded(held)[0][0].involved_institution_ids == ("I1", "I2")
    closed = after(dropped, closing(day(30)))
    written(held, closed, closed.version)
    assert recorded(held) == ([], [])
    assert [family.id for family in load_package(held, HERE).families] == ["R1"]
    assert check_integrity(held) == ()


def test_only_steps_that_change_the_record_change_the_revision(held):
    case = case_in("contracted")
    written(held, case)
    before = read_state(held)
    case = after(case, Met(day(9), ("I1",)), Review(day(10), (Progress("work", 1),)))
    written(held, case, case.version - 1)
    assert read_state(held) == before


def test_closing_leaves_numbers_and_looks_add_theirs(held):
    case = after(case_in("contracted"), ItemMoved(day(8), "i1", "started"), closing(day(9)))
    written(held, replace(case, steps=case.steps[:-1]))
    consent = Permission("c1", "I2", "needs", "consent", day(0), day(500))
    create_record(held, PERMISSION, family_key(HERE, FAMILY), consent)
    asked = requested("a1", HERE, FAMILY, ("I3", "S9"), ("N04",), AT, "case_lead")
    create_record(
        held, REFERRAL, family_key(HERE, FAMILY), moved(asked, "rejected", AT, "pzk_member", "territory")
    )
    assert read_tallies(held, HERE) == ()
    written(held, case, case.version)
    expected = NUMBERS | {("refusals", "territory"): 1}
    assert {(one.measure, one.item): one.value for one in read_tallies(held, HERE)} == expected
    # What could be passed on, and the referrals, end with the case.
    assert permissions_of(held, HERE, FAMILY) == read_of(held, REFERRAL, family_key(HERE, FAMILY)) == ()
    looked = after(case, follow_up(day(99), day(99)))
    written(held, looked, looked.version)
    written(held, of(case_in("closed"), OTHER))
    found = {(one.measure, one.item): one.value for one in read_tallies(held, HERE)}
    assert (found["lasting", "yes"], found["cases", "goals_reached"], found["items", ""]) == (1, 2, 4)
    assert check_integrity(held) == ()


def test_an_import_neither_ends_a_case_nor_begins_a_closed_one_anew(held):
    running, closed = case_in("basket_final"), of(case_in("closed"), OTHER)
    written(held, running)
    before = recorded(held)
    report = import_package(held, PACKAGE)
    assert (report.changed, report.retired, len(report.warnings)) == (False, 0, 1)
    assert recorded(held) == before
    written(held, closed)
    older = replace(PACKAGE, families=(Family(OTHER, "2499011", ("N04",)),))
    told, changes = preview_import(held, older)
    report = import_package(held, older)
    assert (told, len(changes["families"].retired)) == (report, 1)
    assert [family.id for family in load_package(held, HERE).families] == [FAMILY]
    assert (len(report.warnings), len(report.warnings_pl)) == (3, 3)
    assert not any(FAMILY in text or OTHER in text for text in report.warnings)
    assert [kept.case for kept in read_cases(held, HERE)] == [running, closed]
    assert check_integrity(held) == ()


def test_the_record_of_an_arriving_package_holds_until_the_next_step(held):
    case = case_in("team_formed")
    written(held, case)
    arriving = Family(FAMILY, "2499011", ("E1",), "family", "I2", ("I2", "I3"), (), (("I2", "I3"),))
    report = import_package(held, replace(PACKAGE, families=(*PACKAGE.families, arriving)))
    assert (recorded(held), report.warnings) == (
        ([arriving], []),
        ("also retired – seats in teams: 3",),
    )
    assert read_case(held, HERE, FAMILY).case == case
    case = after(case, BasketPlanned(day(9), (ITEM,)))
    written(held, case, case.version)
    ((family,), seats) = recorded(held)
    assert (family.needs, family.required_pairs, len(seats)) == (("N04", "Z1"), (("I2", "I3"),), 3)


def test_a_family_that_stays_loses_what_left_the_map(held):
    written(held, case_in("basket_final"))
    import_package(
        held, replace(PACKAGE, institutions=PACKAGE.institutions[:1], services=(), workers=())
    )
    ((family,), seats) = recorded(held)
    assert (family.lead_institution_id, family.involved_institution_ids) == ("I1", ("I1",))
    assert [(seat.institution_id, seat.worker_id) for seat in seats] == [("I1", None)]
    assert check_integrity(held) == ()


def test_a_journal_that_lacks_a_step_is_noticed(held):
    written(held, case_in("team_formed"))
    lost = "MATCH (s:CaseStep) WHERE s.number = 2 DETACH DELETE s RETURN count(*) AS gone"
    held.write(Ask(Query("harm", "write", (), ("gone",), "", lost), {}))
    assert check_integrity(held) == (
        f"partnership {HERE}: case_steps: 2 rows, 3 were written",
        "case_steps: 1 journals lack steps",
    )


def test_a_removed_partnership_takes_its_cases_along(held):
    written(held, case_in("diagnosed"))
    written(held, of(case_in("closed"), OTHER))
    assert left_of(held)[0] > 0
    remove_partnership(held, HERE)
    assert left_of(held) == (0, 0)


def test_an_erased_family_leaves_only_numbers(held):
    running = after(case_in("contracted"), ItemMoved(day(8), "i1", "started"))
    written(held, running)
    written(held, of(case_in("closed"), OTHER))
    before = read_tallies(held, HERE)
    with pytest.raises(NotFound):
        erase_family(held, HERE, FAMILY, "Rodzina-none")
    erase_family(held, HERE, FAMILY, OTHER)
    assert (read_cases(held, HERE), case_places(held, FAMILY), left_of(held)[0]) == ((), (), 0)
    found = {(one.measure, one.item): one.value for one in read_tallies(held, HERE)}
    # The closed one left its numbers before, the open one does now.
    assert {(o.measure, o.item) for o in before} < found.keys()
    assert (found["cases", "erased"], found["cases", "goals_reached"]) == (1, 1)
    assert (found["goals", "open"], found["items", ""], found["first_service_days", ""]) == (2, 4, 8)
    assert [family.id for family in load_package(held, HERE).families] == ["R1"]
    assert check_integrity(held) == ()
    with pytest.raises(NotFound):
        erase_family(held, HERE, FAMILY)


def test_a_case_whose_time_is_over_goes_and_others_stay(held):
    written(held, case_in("contracted"))
    asked = of(after(None, request()), OTHER)
    gone = after(asked, closing(day(9), reason="moved_away", results=(), follow_up_on=()), family=OTHER)
    written(held, gone)
    looks = of(case_in("closed"), "Rodzina-third")
    written(held, looks)
    last_look = looks.closing.follow_up_on[-1]
    assert erased(erase_expired(held, today=day(18), keep_days=10)) == {}
    assert erased(erase_expired(held, today=day(19), keep_days=10)) == {HERE: 1}
    assert erased(erase_expired(held, today=day(19), keep_days=10)) == {}
    assert [kept.case.family_id for kept in read_cases(held, HERE)] == [FAMILY, "Rodzina-third"]
    assert erased(erase_expired(held, today=last_look + timedelta(days=9), keep_days=10)) == {}
    assert erased(erase_expired(held, today=last_look + timedelta(days=10), keep_days=10)) == {HERE: 1}
    assert [kept.case.family_id for kept in read_cases(held, HERE)] == [FAMILY]
    assert {one.value for one in read_tallies(held, HERE) if one.measure == "cases"} == {1}


def test_a_late_look_gives_a_case_its_time_anew(held):
    case = case_in("closed")
    planned = case.closing.follow_up_on[0]
    case = after(case, follow_up(planned + timedelta(days=50), planned))
    written(held, case)
    assert erased(erase_expired(held, today=planned + timedelta(days=59), keep_days=10)) == {}
    assert erased(erase_expired(held, today=planned + timedelta(days=60), keep_days=10)) == {HERE: 1}


# What is kept beside an embedded store.


@pytest.fixture
def kept(data):
    """An open store that keeps what it is given, with a running and a closed case."""
    store = open_store(data=data)
    import_package(store, PACKAGE)
    written(store, case_in("contracted"))
    written(store, of(case_in("followed_up"), OTHER))
    yield store
    store.close()


def cases_of(store):
    return read_cases(store, HERE), read_tallies(store, HERE), load_package(store, HERE)


def archived(data):
    return newest(Archive(data / "packages")).kept


def test_the_archive_keeps_every_step(kept, data):
    ((place, *_),) = [archived(data)]
    assert len(place.records["case_steps"]) == left_of(kept)[0]
    assert len(place.records["tallies"]) == left_of(kept)[1] > 0
    case = read_case(kept, HERE, FAMILY).case
    for step in (Met(day(20), ("I1",)), ItemMoved(day(21), "i1", "started")):
        case = after(case, step)
        written(kept, case, case.version)
        assert len(archived(data)[0].records["case_steps"]) == left_of(kept)[0]
    asked = of(after(None, request()), "Rodzina-fourth")
    written(kept, asked)
    # This closing leaves the package as it is; its numbers are kept all the same.
    closed = after(
        asked,
        closing(day(9), reason="no_contact", results=(), follow_up_on=()),
        family="Rodzina-fourth",
    )
    written(kept, closed, 2)
    assert len(archived(data)[0].records["case_steps"]) == left_of(kept)[0]
    assert len(archived(data)[0].records["tallies"]) == left_of(kept)[1]


def test_steps_of_cases_do_not_push_imports_out(kept):
    first = kept.archive.versions(HERE)
    assert len(first) == 1
    import_package(kept, replace(PACKAGE, services=()))
    case = read_case(kept, HERE, FAMILY).case
    for number in range(6):
        case = after(
            case,
            BasketPlanned(
                day(20 + number), (replace(ITEM, id=f"n{number}", service_id=None, source="entered"),)
            ),
        )
        written(kept, case, case.version)
    assert len(kept.archive.versions(HERE)) == 2
    undo_import(kept, HERE)
    package = load_package(kept, HERE)
    assert package.services == PACKAGE.services
    assert [family.id for family in package.families] == ["R1", FAMILY]
    assert read_case(kept, HERE, FAMILY).case == case


def test_a_rebuilt_store_has_the_cases(kept, data):
    before = cases_of(kept)
    kept.close()
    rebuild(embedded_file(data=data), Archive(data / "packages"))
    store = open_store(data=data)
    try:
        assert cases_of(store) == before
        case = after(before[0][0].case, Met(day(30), ("I1",)))
        assert written(store, case, case.version).case == case
    finally:
        store.close()


def test_a_backup_holds_the_cases_and_gives_them_back(kept, tmp_path):
    before = cases_of(kept)
    write_backup(kept, tmp_path / "all.zip", made_at="now", product="test")
    store = open_store(data=tmp_path / "other")
    try:
        restore(store, read_backup(tmp_path / "all.zip"))
        assert cases_of(store) == before
        case = after(before[0][0].case, Met(day(30), ("I1",)))
        assert written(store, case, case.version).case == case
    finally:
        store.close()


def test_an_erased_case_leaves_no_trace(kept, data, tmp_path):
    import_package(kept, replace(PACKAGE, services=()))
    create_record(
        kept,
        PERMISSION,
        family_key(HERE, FAMILY),
        Permission("c1", "I2", "needs", "consent", day(0), day(500)),
    )
    assert traces(data, FAMILY)
    assert traces(data, OTHER)
    erase_family(kept, HERE, FAMILY, OTHER)
    backup = tmp_path / "after.zip"
    write_backup(kept, backup, made_at="now", product="test")
    for pseudonym in (FAMILY, OTHER):
        assert traces(tmp_path, pseudonym) == []
    assert read_tallies(kept, HERE)
    kept.close()
    for pseudonym in (FAMILY, OTHER):
        assert traces(tmp_path, pseudonym) == []
    store = open_store(data=data)
    try:
        assert check_integrity(store) == ()
        undo_import(store, HERE)
        assert [family.id for family in load_package(store, HERE).families] == ["R1"]
    finally:
        store.close()


def test_a_retired_case_leaves_no_trace(kept, data):
    over = max(read_case(kept, HERE, OTHER).case.closing.follow_up_on) + timedelta(days=30)
    assert erased(erase_expired(kept, today=over, keep_days=30)) == {HERE: 1}
    assert traces(data, OTHER) == []
    assert traces(data, FAMILY)


def test_records_kept_by_an_older_version_are_read(kept, data):
    kept.close()
    (file,) = (data / "packages").glob("*/records.json")
    records = orjson.loads(file.read_bytes())
    file.write_bytes(orjson.dumps({name: records[name] for name in ("permissions", "referrals")}))
    (place,) = archived(data)
    assert not place.records["case_steps"]
    assert not place.records["tallies"]
