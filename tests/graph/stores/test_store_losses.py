"""What was kept is damaged, a process dies in between, the disk is full: what comes back is told."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import orjson
import pytest

from graph.errors import Conflict, NotAllReadable, NotFound, ScrubDue, StoreUnavailable
from graph.model import Institution, Package
from graph.records.barrier import Barrier, Place
from graph.records.kinds import BARRIER, PERMISSION, REFERRAL
from graph.records.permission import Permission, withdrawn
from graph.stores import (
    archive_beside,
    check_integrity,
    embedded_file,
    erase_family,
    import_package,
    load_package,
    open_store,
    preview_import,
    undo_import,
)
from graph.stores.archive import note_scrub, scrub_is_due
from graph.stores.cases import erase_expired
from graph.stores.embedded import EmbeddedStore
from graph.stores.keeping import undoing_puts_back
from graph.stores.kept import take
from graph.stores.reading import read_state
from graph.stores.rebuild import rebuild
from graph.stores.record_tables import counted
from graph.stores.records import change_record, create_record, drop_record, family_key, read_of
from kept_samples import DAY, FAMILY, HERE, OTHER_FAMILY, THERE, content, package_here, work_on
from recorded import permissions_of
from traces import traces

LATER = date(2026, 4, 1)
OTHER_BARRIER = Barrier("b2", "B4", Place("institution", ("I1",)), DAY)


def place_of(data, id):
    """The folder in which a partnership is kept."""
    return archive_beside(embedded_file(data=data)).place(id)


def spoil(path):
    """Cut the end of a file off."""
    path.write_bytes(path.read_bytes()[:-40])


def opened(data):
    """What a store holds that opens and is sound."""
    store = open_store(data=data)
    try:
        assert check_integrity(store) == ()
        return content(store)
    finally:
        store.close()


def smaller(package):
    """The package after a family and an institution were left out by mistake."""
    first = package.families[0]
    stays = {"I1", "I2"}
    return replace(
        package,
        institutions=tuple(one for one in package.institutions if one.id in stays),
        families=(replace(first, involved_institution_ids=("I2",)),),
        ties=tuple(one for one in package.ties if {one.reporter_id, one.partner_id} <= stays),
        teams=tuple(one for one in package.teams if one.institution_id in stays),
    )


def test_a_store_rebuilt_without_a_damaged_version_opens_and_goes_on(kept, data, file):
    import_package(kept, package_here(families=(), teams=()))
    import_package(kept, package_here())
    create_record(kept, PERMISSION, family_key(HERE, OTHER_FAMILY), _consent())
    kept.close()
    archive = archive_beside(file)
    first, last = archive.versions(HERE)
    spoil(place_of(data, HERE) / f"{last}.zip")
    done = rebuild(file, archive)
    assert done.partnerships == ((HERE, first),)
    assert [path.name for path in done.damaged] == [f"{last}.zip.damaged"]
    # The consent of a family that the earlier version does not have.
    assert (done.lost, done.unrecorded, done.left_out) == ((), (), ((HERE, 1),))
    assert [one.package.families for one in opened(data)] == [()]
    again = rebuild(file, archive_beside(file))
    assert (again.partnerships, again.damaged) == (((HERE, first),), ())
    store = open_store(data=data)
    try:
        # No revision comes back with another content.
        assert read_state(store).revision == last
        import_package(store, package_here())
        assert store.archive.versions(HERE) == (first, last + 1)
        erase_family(store, HERE, FAMILY)
    finally:
        store.close()
    assert traces(data, FAMILY) == []


def test_a_partnership_of_which_nothing_can_be_read_is_named_and_only_left_on_demand(kept, data, file):
    work_on(kept)
    kept.close()
    before = file.read_bytes()
    for path in place_of(data, THERE).glob("*.zip"):
        spoil(path)
    with pytest.raises(NotAllReadable) as caught:
        rebuild(file, archive_beside(file))
    assert caught.value.lost == (place_of(data, THERE).name,)
    assert file.read_bytes() == before
    assert list(data.rglob("*.damaged")) == []
    done = rebuild(file, archive_beside(file), leave_lost=True)
    assert (done.lost, [id for id, _ in done.partnerships]) == (caught.value.lost, [HERE])
    assert [one.id for one in opened(data)] == [HERE]


def test_kept_records_that_cannot_be_read_are_named(kept, data, file):
    work_on(kept)
    before = content(kept)
    kept.close()
    records = place_of(data, HERE) / "records.json"
    whole = records.read_bytes()
    for wrong in (
        whole[:-7],
        b"",
        b"[1]",
        b"null",
        whole.replace(b'"permissions":2:', b'"x":2:')[:-1] + b" ",
    ):
        records.write_bytes(wrong)
        with pytest.raises(NotAllReadable) as caught:
            rebuild(file, archive_beside(file))
        assert (caught.value.lost, caught.value.unrecorded) == ((), (HERE,))
    records.unlink()
    with pytest.raises(NotAllReadable):
        rebuild(file, archive_beside(file))
    # A value that was changed in it is no less damage than a cut.
    records.write_bytes(whole.replace(b"2027-01-01", b"2097-01-01"))
    with pytest.raises(NotAllReadable):
        rebuild(file, archive_beside(file))
    # A sound store does not need them: they are written anew when it is opened.
    assert opened(data) == before
    assert orjson.loads(records.read_bytes()) == orjson.loads(whole)
    spoil(records)
    done = rebuild(file, archive_beside(file), leave_lost=True)
    assert (done.unrecorded, done.left_out) == ((HERE,), ())
    (here, _) = opened(data)
    assert not any(here.records.values())


def test_records_that_were_not_kept_before_a_crash_are_kept_on_opening(kept, data, file):
    work_on(kept)
    kept.close()
    bare = EmbeddedStore(file)
    create_record(bare, BARRIER, HERE, OTHER_BARRIER)
    (consent,) = permissions_of(bare, HERE, FAMILY)
    change_record(bare, PERMISSION, family_key(HERE, FAMILY), withdrawn(consent, LATER), 1)
    before = content(bare)
    bare.close()
    assert opened(data) == before
    rebuild(file, archive_beside(file))
    assert opened(data) == before


@pytest.mark.parametrize("failing", ["once", "and the next opening, too"])
def test_an_erasing_that_could_not_scrub_is_finished_later(kept, data, monkeypatch, failing):
    work_on(kept)

    def no_room(self):
        raise StoreUnavailable("write", "no room is left on the disk")

    with monkeypatch.context() as full:
        full.setattr(EmbeddedStore, "scrub", no_room)
        with pytest.raises(ScrubDue) as caught:
            erase_family(kept, HERE, FAMILY)
        assert FAMILY not in str(caught.value)
        assert [family.id for family in load_package(kept, HERE).families] == [OTHER_FAMILY]
        if failing != "once":
            kept.close()
            open_store(data=data).close()
    due = data / "packages" / "scrub-due"
    assert due.read_bytes() == b""
    kept.close()
    open_store(data=data).close()
    assert traces(data, FAMILY) == []
    assert not due.exists()
    assert [family.id for family in opened(data)[0].package.families] == [OTHER_FAMILY]


@pytest.mark.parametrize("at", ["EmbeddedStore.scrub", "swap.put_in_place", "swap.remove_store"])
def test_an_erasing_whose_process_died_is_finished_on_opening(kept, data, at):
    work_on(kept)
    kept.close()
    code = (
        "import os, sys; from pathlib import Path; from graph.stores import erase_family, open_store\n"
        "from graph.stores import swap; from graph.stores.embedded import EmbeddedStore\n"
        "store = open_store(data=Path(sys.argv[1])); place, name = sys.argv[2].split('.')\n"
        "whole = getattr(globals()[place], name)\n"
        "def dying(*given, **named):\n"
        "    if name == 'remove_store' and not str(given[0]).endswith('.old'): return whole(*given)\n"
        "    os._exit(9)\n"
        "setattr(globals()[place], name, dying)\n"
        "erase_family(store, sys.argv[3], sys.argv[4])"
    )
    command = [sys.executable, "-c", code, str(data), at, HERE, FAMILY]
    assert subprocess.run(command, check=False, timeout=60).returncode == 9
    assert (data / "packages" / "scrub-due").exists()
    assert [family.id for family in opened(data)[0].package.families] == [OTHER_FAMILY]
    assert traces(data, FAMILY) == []


def test_a_running_server_finishes_an_erasing_with_the_next_one_and_once_a_day(kept, data, monkeypatch):
    work_on(kept)
    scrubbed = []
    scrub = EmbeddedStore.scrub

    def counted(self):
        scrubbed.append(self)
        scrub(self)

    monkeypatch.setattr(EmbeddedStore, "scrub", counted)
    note_scrub(kept.archive)
    assert list(erase_expired(kept, today=DAY, keep_days=365)) == []
    assert (len(scrubbed), scrub_is_due(kept.archive)) == (1, False)
    note_scrub(kept.archive)
    with pytest.raises(NotFound):
        erase_family(kept, HERE, "R-unknown")
    assert (len(scrubbed), scrub_is_due(kept.archive)) == (2, False)


def test_an_erasing_that_another_writer_stopped_is_no_half_one(kept, monkeypatch):
    work_on(kept)
    monkeypatch.setattr("graph.stores.keeping.change_package", _conflict)
    with pytest.raises(Conflict):
        erase_family(kept, HERE, FAMILY)
    monkeypatch.undo()
    erase_family(kept, HERE, FAMILY)
    assert not scrub_is_due(kept.archive)


def _conflict(*_):
    raise Conflict("case", "erase", "somebody else changed the case")


@pytest.mark.parametrize("swept", ["on opening", "by erasing"])
def test_what_was_left_of_a_keeping_that_was_cut_short_goes(kept, data, swept):
    work_on(kept)
    place = place_of(data, HERE)
    (newest, *_) = sorted(place.glob("*.zip"))
    for path in (newest, place / "records.json"):
        path.with_name(f".{path.name}.99999").write_bytes(path.read_bytes())
    newest.with_name("7.zip.damaged").write_bytes(newest.read_bytes()[:-9] + FAMILY.encode())
    if swept == "on opening":
        kept.close()
        open_store(data=data).close()
        assert list(place.glob(".*")) == []
    else:
        erase_family(kept, HERE, FAMILY)
        assert traces(data, FAMILY) == []


def test_undoing_an_import_brings_back_what_people_recorded(kept):
    work_on(kept)
    (consent,) = permissions_of(kept, HERE, OTHER_FAMILY)
    change_record(kept, PERMISSION, family_key(HERE, OTHER_FAMILY), withdrawn(consent, LATER), 1)
    before = take(kept, HERE)
    import_package(kept, smaller(before.package))
    assert [len(one) for one in take(kept, HERE).records.values()] != [
        len(one) for one in before.records.values()
    ]
    undo_import(kept, HERE)
    after = take(kept, HERE)
    assert (after.package, after.records) == (before.package, before.records)
    (back,) = permissions_of(kept, HERE, OTHER_FAMILY)
    assert back.withdrawn_on == LATER
    assert check_integrity(kept) == ()
    # Undoing the undoing takes the same away, undoing that brings it back once more.
    undo_import(kept, HERE)
    assert read_of(kept, REFERRAL, family_key(HERE, OTHER_FAMILY)) == ()
    undo_import(kept, HERE)
    assert take(kept, HERE).records == before.records


def test_before_an_import_and_before_its_undoing_it_is_told_what_goes_and_comes_back(store):
    work_on(store)
    before = take(store, HERE)
    report, _ = preview_import(store, smaller(before.package))
    done = import_package(store, smaller(before.package))
    after = take(store, HERE).records
    gone = {name: len(rows) - len(after[name]) for name, rows in before.records.items()}
    assert {name for name, count in gone.items() if count} == {
        *("permissions", "referrals", "invitations", "barriers"),
    }
    (told,) = done.about_records
    assert report.about_records == (told,)
    assert told[0].endswith("– zgody: 1, skierowania: 1, zaproszenia: 1, bariery: 1")
    assert told[1].endswith("– permissions: 1, referrals: 1, invitations: 1, barriers: 1")
    assert told[0] in report.warnings_pl
    assert told[1] in report.warnings
    assert import_package(store, replace(smaller(before.package), services=())).about_records == ()
    only = Institution("I1", "MOPS", "OPS", membership="leader")
    rest = Package(before.package.partnership, (only,))
    (said,) = preview_import(store, rest)[0].about_records
    import_package(store, rest)
    left = take(store, HERE).records
    lost = {name: rows for name, rows in after.items() if len(rows) != len(left[name])}
    assert said[1].endswith(counted(lost)[1])


def test_before_undoing_it_is_told_what_comes_back(kept):
    work_on(kept)
    assert undoing_puts_back(kept, HERE) == {}
    import_package(kept, smaller(take(kept, HERE).package))
    assert counted(undoing_puts_back(kept, HERE)) == (
        "zgody: 1, skierowania: 1, zaproszenia: 1, bariery: 1",
        "permissions: 1, referrals: 1, invitations: 1, barriers: 1",
    )


def test_undoing_brings_back_nothing_that_people_took_out_themselves(kept):
    work_on(kept)
    before = take(kept, HERE).package
    import_package(kept, replace(before, services=()))
    (barrier,) = read_of(kept, BARRIER, HERE)
    drop_record(kept, BARRIER, HERE, "b1", version=barrier.version)
    undo_import(kept, HERE)
    assert read_of(kept, BARRIER, HERE) == ()


def test_of_an_erased_family_undoing_brings_nothing_back(kept, data):
    work_on(kept)
    before = take(kept, HERE).package
    import_package(kept, smaller(before))
    (retired,) = data.glob("packages/*/*.retired.json")
    assert OTHER_FAMILY.encode() in retired.read_bytes()
    erase_family(kept, HERE, OTHER_FAMILY)
    assert traces(data, OTHER_FAMILY) == []
    undo_import(kept, HERE)
    assert [family.id for family in load_package(kept, HERE).families] == [FAMILY]
    assert permissions_of(kept, HERE, OTHER_FAMILY) == ()
    assert [one.entry.id for one in read_of(kept, BARRIER, HERE)] == ["b1"]
    spoil(retired)
    erase_family(kept, HERE, FAMILY)
    assert not retired.exists()


def test_what_an_import_took_away_is_kept_as_long_as_the_version_before_it(kept, data):
    work_on(kept)
    import_package(kept, smaller(take(kept, HERE).package))
    assert len(list(data.glob("packages/*/*.retired.json"))) == 1
    for number in range(5):
        (service,) = package_here().services
        import_package(
            kept, replace(smaller(package_here()), services=(replace(service, name=f"{number}"),))
        )
    assert list(data.glob("packages/*/*.retired.json")) == []


def _consent():
    return Permission("c1", "I2", "needs", "consent", DAY, date(2027, 1, 1))
