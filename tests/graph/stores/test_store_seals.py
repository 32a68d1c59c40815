"""Checksums of what people record: every writing keeps them, nothing else passes unnoticed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread

import pytest

from cypher import Query
from doors import HERE as DEMO
from earlier_stores import unpack
from graph.cases import Request, case_of
from graph.errors import Conflict, StoreDamaged
from graph.model import Institution, Package, Partnership
from graph.records.barrier import Barrier, Place, ended
from graph.records.event import Meeting
from graph.records.invitation import invitation_of
from graph.records.invitation import moved as invitation_moved
from graph.records.kinds import (
    BARRIER,
    FLOW,
    INVITATION,
    MEETING,
    PERMISSION,
    RECOMMENDATION,
    REFERRAL,
    SURVEY,
    SURVEY_LINK,
)
from graph.records.permission import withdrawn
from graph.records.recommendation import moved as advice_moved
from graph.records.referral import moved
from graph.records.survey import Survey, SurveyLink
from graph.stores import (
    KeptStore,
    check_integrity,
    erase_family,
    import_package,
    load_package,
    open_store,
    remove_partnership,
)
from graph.stores.backup import write_backup
from graph.stores.cases import add_step
from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import take
from graph.stores.port import Ask
from graph.stores.queries import QUERIES
from graph.stores.reading import SCHEMA_VERSION, read_state
from graph.stores.record_tables import RECORDS, table_changed_by
from graph.stores.records import (
    change_record,
    create_record,
    drop_record,
    family_key,
    read_of,
    read_records,
)
from graph.stores.seals import Seal, load_records, records_of, seals_in, seals_of, seals_text
from kept_samples import DAY, FAMILY, HERE, OTHER_FAMILY, THERE, package_here, work_on
from recorded import permissions_of
from store_fixtures import with_engine

LATER = date(2026, 4, 1)
AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
#: What somebody or something did to a store beside the product, by the table that is told.
HARM = {
    "permissions": "MATCH (c:Permission) SET c.withdrawn_on = NULL, c.expires_on = '2099-01-01'",
    "referrals": "MATCH (r:Referral) DETACH DELETE r",
    "invitations": "MATCH (v:Invitation) SET v.moves = 'declared~2026-03-02~'",
    "meetings": "MATCH (m:Meeting) DETACH DELETE m",
    "barriers": "MATCH (b:Barrier) DETACH DELETE b",
    "recommendations": "MATCH (r:Recommendation) SET r.baseline = '0.25'",
    "flows": "MATCH (v:InformationFlow) SET v.source_id = 'I2', v.target_id = 'I1'",
    "surveys": "MATCH (s:Survey) DETACH DELETE s",
    "survey_links": "MATCH (s:SurveyLink) SET s.secret = 'x'",
    "case_steps": "MATCH (s:CaseStep) SET s.data = '{}'",
    "tallies": "MATCH (t:Tally) SET t.value = t.value + 1",
}


def harm(store, text):
    """Run a statement that no part of the product would."""
    store.write(Ask(Query("harm", "write", (), (), "", text), {}))


def ask_by_links(store):
    """A survey with a link, which are beside what the samples hold."""
    survey = create_record(store, SURVEY, HERE, Survey("T9"))
    return survey, create_record(store, SURVEY_LINK, HERE, SurveyLink("T9", "I1", "m", "s", DAY))


def use_all(store):
    """Write in every way that there is; after each, the names of the queries and what was found."""
    names, findings = set(), []
    write = store.write

    def watched(*asks):
        names.update(one.query.name for one in asks)
        found = write(*asks)
        findings.extend(check_integrity(store))
        return found

    store.write = watched
    try:
        work_on(store)
        (consent,) = permissions_of(store, HERE, FAMILY)
        change_record(store, PERMISSION, family_key(HERE, FAMILY), withdrawn(consent, LATER), 1)
        (referral,) = read_of(store, REFERRAL, family_key(HERE, FAMILY))
        change_record(
            *(store, REFERRAL, family_key(HERE, FAMILY)),
            moved(referral.entry, "accepted", AT, "case_lead"),
            referral.version,
        )
        kept = read_records(store, HERE, INVITATION).find(INVITATION, "I3")
        for state in ("invited", "declared"):
            step = invitation_moved(kept.entry, state, LATER)
            kept = change_record(store, INVITATION, HERE, step, kept.version)
        planned = create_record(store, INVITATION, HERE, invitation_of("I2", DAY, "animator", None))
        drop_record(store, INVITATION, HERE, "I2", version=planned.version)
        (meeting,) = read_of(store, MEETING, HERE)
        attended = replace(meeting.entry, institution_ids=("I1", "I2", "I3"))
        attended = change_record(store, MEETING, HERE, attended, meeting.version)
        drop_record(store, MEETING, HERE, *MEETING.id_of(meeting.entry), version=attended.version)
        create_record(store, MEETING, HERE, meeting.entry)
        found = read_records(store, HERE, BARRIER, RECOMMENDATION, FLOW)
        (barrier,), (advice,), (flow,) = found[BARRIER], found[RECOMMENDATION], found[FLOW]
        barrier = change_record(
            store, BARRIER, HERE, ended(barrier.entry, LATER, LATER), barrier.version
        )
        change_record(
            store,
            RECOMMENDATION,
            HERE,
            advice_moved(advice.entry, "accepted", LATER, LATER),
            advice.version,
        )
        flow = change_record(store, FLOW, HERE, replace(flow.entry, rhythm="monthly"), flow.version)
        drop_record(store, BARRIER, HERE, "b1", version=barrier.version)
        drop_record(store, FLOW, HERE, flow.entry.id, version=flow.version)
        create_record(store, BARRIER, HERE, Barrier("b2", "B4", Place("institution", ("I3",)), DAY))
        survey, link = ask_by_links(store)
        for kind, one, changed in (
            (SURVEY, survey, replace(survey.entry, closed_on=LATER)),
            (SURVEY_LINK, link, replace(link.entry, opened_on=LATER)),
        ):
            now = change_record(store, kind, HERE, changed, one.version)
            drop_record(store, kind, HERE, *kind.id_of(changed), version=now.version)
        ask_by_links(store)
        other = family_key(HERE, OTHER_FAMILY)
        for kind, owner in ((PERMISSION, other), (REFERRAL, other), (RECOMMENDATION, HERE)):
            (last,) = read_of(store, kind, owner)
            drop_record(store, kind, owner, *kind.id_of(last.entry), version=last.version)
        here = package_here()
        import_package(store, replace(here, families=here.families[1:], teams=()))
        import_package(store, _without_school(here))
        erase_family(store, HERE, FAMILY, OTHER_FAMILY)
        remove_partnership(store, HERE)
    finally:
        del store.write
    return names, findings


def _without_school(package):
    """The package after one of its institutions is gone."""
    return replace(
        package,
        institutions=tuple(one for one in package.institutions if one.id != "I3"),
        families=package.families[1:],
        ties=tuple(one for one in package.ties if "I3" not in {one.reporter_id, one.partner_id}),
        teams=(),
    )


def test_every_way_of_writing_seals_what_it_writes(store):
    names, findings = use_all(store)
    assert findings == []
    writing = {
        name
        for name, query in QUERIES.items()
        if table_changed_by(query) and not name.endswith(".merge")
    }
    assert writing - names == set()


def test_what_was_lost_or_changed_is_told_and_not_backed_up(store, tmp_path):
    work_on(store)
    ask_by_links(store)
    assert check_integrity(store) == ()
    told = []
    for table in RECORDS:
        harm(store, HARM[table])
        told.append(f"partnership {HERE}: {table}: ")
        findings = check_integrity(store)
        assert all(any(one.startswith(line) for one in findings) for line in told), table
        assert len(findings) == len(told)
    assert not any(hidden in " ".join(findings) for hidden in (FAMILY, OTHER_FAMILY, "I1", "2026"))
    with pytest.raises(StoreDamaged, match="permissions"):
        write_backup(store, tmp_path / "all.zip", made_at="", product="")
    assert list(tmp_path.glob("*.zip")) == []


def test_writing_on_does_not_cover_what_was_lost(embedded_store):
    store = work_on(embedded_store)._store
    harm(store, HARM["meetings"])
    harm(store, HARM["permissions"])
    create_record(store, MEETING, HERE, Meeting(LATER, "working", ("I1",)))
    (consent, _) = (permissions_of(store, HERE, family)[0] for family in (FAMILY, OTHER_FAMILY))
    change_record(store, PERMISSION, family_key(HERE, FAMILY), withdrawn(consent, LATER), 1)
    assert set(check_integrity(store)) == {
        f"partnership {HERE}: meetings: 1 rows, 2 were written",
        f"partnership {HERE}: permissions: not the rows that were written",
    }


def test_a_store_whose_records_are_damaged_is_not_opened_and_what_is_kept_stays(tmp_path):
    store = work_on(open_store(data=tmp_path))
    store.close()
    kept = {file: file.read_bytes() for file in (tmp_path / "packages").glob("*/records.json")}
    bare = EmbeddedStore(tmp_path / "store.lbug")
    harm(bare, HARM["case_steps"])
    bare.close()
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="case_steps: not the rows that were written"):
            open_store(data=tmp_path)
    assert {file: file.read_bytes() for file in kept} == kept


def test_what_is_damaged_while_a_store_is_open_does_not_replace_what_is_kept(embedded_store, tmp_path):
    work_on(embedded_store)
    (file,) = (
        one
        for one in tmp_path.glob("data/packages/*/records.json")
        if FAMILY.encode() in one.read_bytes()
    )
    before = file.read_bytes()
    harm(embedded_store, HARM["permissions"])
    with pytest.raises(StoreDamaged, match="permissions"):
        create_record(embedded_store, MEETING, HERE, Meeting(LATER, "working", ("I1",)))
    assert file.read_bytes() == before


def test_writers_at_once_leave_one_whole_checksum(store):
    work_on(store)
    failed = []

    def note(writer):
        try:
            for number in range(6):
                place = Place("institution", ("I1",))
                create_record(store, BARRIER, HERE, Barrier(f"w{writer}-{number}", "B4", place, DAY))
                steps = [Request(DAY, "phone", "family", "2499011")]
                case = case_of(HERE, f"R-{writer}-{number}", steps)
                add_step(store, case, role="case_lead", at=AT, expected=0)
        except Exception as error:
            failed.append(error)

    def bring_in():
        try:
            for number in range(5):
                import_package(
                    store, package_here(services=() if number % 2 else package_here().services)
                )
                only = Institution("I2", "PCPR", "PCPR", phone=f"32 555 01 1{number}")
                import_package(store, Package(Partnership(THERE, "Powiat", "2499"), (only,)))
        except Conflict:
            pass
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=note, args=(writer,)) for writer in range(3)] + [Thread(target=bring_in)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert check_integrity(store) == ()
    assert len(read_of(store, BARRIER, HERE)) == 1 + 18


def test_readers_beside_a_writer_are_told_of_no_damage(store):
    work_on(store)
    stop, findings = [], []

    def look():
        while not stop:
            try:
                findings.extend(load_records(store, HERE).damage)
            except Conflict:
                continue

    reader = Thread(target=look)
    reader.start()
    try:
        for number in range(25):
            place = Place("institution", ("I1",))
            create_record(store, BARRIER, HERE, Barrier(f"n{number}", "B4", place, DAY))
    finally:
        stop.append(True)
        reader.join()
    assert findings == []


def test_a_step_that_finds_nothing_seals_nothing(store):
    work_on(store)
    before = take(store, HERE)
    with pytest.raises(Conflict):
        drop_record(store, BARRIER, HERE, "b1", version=99)
    with pytest.raises(Conflict):
        create_record(store, MEETING, HERE, Meeting(DAY, "working", ("I3",)))
    assert take(store, HERE) == before
    assert check_integrity(store) == ()


def test_a_store_without_these_checksums_gets_them_when_it_is_opened(tmp_path):
    unpack(4, tmp_path)
    # Version 3 had the checksums of packages that version 2 brought, and none of records.
    lacking = ("MATCH (p:Partnership) SET p.records = NULL", "MATCH (s:StoreState) SET s.version = 3")
    with_engine(tmp_path / "store.lbug", *lacking)
    with closing(open_store(data=tmp_path)) as again:
        assert read_state(again).version == SCHEMA_VERSION
        assert check_integrity(again) == ()
        (told,) = again.read(Ask(QUERIES["keeping.find_record_seals"], {"id": DEMO}))
        sealed = seals_of(records_of(again, DEMO))
        there = {name: seal for name, seal in sealed.items() if seal != Seal()}
        assert seals_in(told[0]["records"]) == there != {}
        steps = [Request(DAY, "phone", "family", "2499011", ("7-12",))]
        add_step(again, case_of(DEMO, FAMILY, steps), role="case_lead", at=AT, expected=0)
        assert check_integrity(again) == ()
        assert isinstance(again, KeptStore)
        assert load_package(again, DEMO)


def test_seals_are_the_same_whatever_the_order_and_come_back_from_their_text():
    rows = [{"key": f"k{number}", "version": number} for number in range(4)]
    seals = seals_of({"barriers": rows, "meetings": rows, "flows": []})
    assert seals == seals_of({"barriers": rows[::-1], "meetings": rows[2:] + rows[:2], "flows": ()})
    assert seals["barriers"] != seals["meetings"]
    assert seals_in(seals_text(seals)) == {name: seals[name] for name in ("barriers", "meetings")}
    assert seals_in(None) == seals_in("") == {}
    one, rest = seals_of({"flows": rows[:1]})["flows"], seals_of({"flows": rows[1:]})["flows"]
    every = seals_of({"flows": rows})["flows"]
    assert Seal().after(Seal(), one).after(Seal(), rest) == every
    assert every.after(one, Seal()) == rest
    assert every.after(every, Seal()) == Seal()
