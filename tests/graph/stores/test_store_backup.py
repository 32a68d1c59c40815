"""Backups: everything comes back, into either engine, or nothing does."""

from __future__ import annotations

import json
import stat
import zipfile
from dataclasses import replace
from threading import Thread

import pytest

from graph.errors import Conflict, InvalidRequest, StoreTooNew
from graph.model import Institution
from graph.stores import check_integrity, import_package, open_store, remove_partnership
from graph.stores.backup import read_backup, restore, write_backup
from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import take_all
from graph.stores.reading import read_state
from kept_samples import HERE, THERE, content, package_here, package_there, work_on


def backed_up(store, file, **extras):
    """A backup of a store, made and read."""
    write_backup(store, file, made_at="2026-06-30T12:00:00Z", product="0", extras=extras)
    return read_backup(file)


@pytest.fixture
def source(request, tmp_path):
    """A filled store of the engine the test asks for, apart from the target."""
    if request.param == "neo4j":
        yield work_on(request.getfixturevalue("neo4j_store"))
        return
    store = EmbeddedStore(tmp_path / "source.lbug")
    yield work_on(store)
    store.close()


@pytest.fixture
def target(request):
    """An empty store of the engine the test asks for."""
    return request.getfixturevalue(f"{request.param}_store")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("embedded", "embedded"),
        pytest.param("neo4j", "embedded", marks=pytest.mark.neo4j),
        pytest.param("embedded", "neo4j", marks=pytest.mark.neo4j),
    ],
    indirect=True,
)
def test_a_restored_store_equals_the_one_that_was_backed_up(source, target, tmp_path):
    state, held = take_all(source)
    backup = backed_up(source, tmp_path / "all.zip")
    restore(target, backup)
    assert take_all(target) == (state, held)
    assert check_integrity(target) == ()
    # The restored store goes on where the other one was.
    report = import_package(target, package_there(services=()))
    assert (report.created, report.updated, report.retired) == (0, 0, 1)
    assert read_state(target).revision == state.revision + 1


def test_a_backup_is_for_its_owner_and_the_same_for_the_same_store(embedded_store, tmp_path):
    work_on(embedded_store)
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    for file in (first, second):
        backed_up(embedded_store, file)
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert first.read_bytes() == second.read_bytes()
    assert list(tmp_path.glob(".*")) == []


def test_extra_files_come_back_as_they_were(embedded_store, tmp_path):
    extra = tmp_path / "extra.bin"
    extra.write_bytes(bytes(range(256)) * 9000)
    backup = backed_up(embedded_store, tmp_path / "all.zip", extra=extra)
    backup.extract("extra", tmp_path / "again.bin")
    assert (tmp_path / "again.bin").read_bytes() == extra.read_bytes()
    assert (backup.extras, backup.partnerships) == (("extra",), ())


def test_a_store_that_holds_something_is_not_restored_into(embedded_store, tmp_path):
    work_on(embedded_store)
    backup = backed_up(embedded_store, tmp_path / "all.zip")
    remove_partnership(embedded_store, HERE)
    before = take_all(embedded_store)
    with pytest.raises(Conflict):
        restore(embedded_store, backup)
    assert take_all(embedded_store) == before
    remove_partnership(embedded_store, THERE)
    revision = read_state(embedded_store).revision
    restore(embedded_store, backup)
    assert content(embedded_store) == tuple(one._replace(revision=0) for one in backup.partnerships)
    assert read_state(embedded_store).revision > revision


def test_a_restore_that_fails_leaves_the_store_empty(embedded_store, tmp_path):
    work_on(embedded_store)
    backup = backed_up(embedded_store, tmp_path / "all.zip")
    first, second = backup.partnerships
    broken = replace(
        backup, partnerships=(first, second._replace(records={"permissions": [{"owner": 1}]}))
    )
    empty = open_store(data=tmp_path / "empty")
    try:
        with pytest.raises(Exception, match=r".+"):
            restore(empty, broken)
        assert content(empty) == ()
        restore(empty, backup)
        assert content(empty) == content(embedded_store)
    finally:
        empty.close()


def test_one_changed_byte_anywhere_is_noticed(embedded_store, tmp_path):
    work_on(embedded_store)
    file = tmp_path / "all.zip"
    sound = backed_up(embedded_store, file)
    data = file.read_bytes()
    harmless = 0
    for place in range(0, len(data), max(1, len(data) // 150)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        try:
            found = read_backup(file)
        except InvalidRequest:
            continue
        # Dates and the like of the archive itself: what it holds is the same.
        assert replace(found, manifest=sound.manifest) == sound
        harmless += 1
    assert harmless < 40
    for end in (0, 1, 100, len(data) - 1):
        file.write_bytes(data[:end])
        with pytest.raises(InvalidRequest):
            read_backup(file)


@pytest.mark.parametrize("change", ["drop", "add", "swap", "edit the manifest"])
def test_a_backup_that_was_put_together_anew_is_refused(embedded_store, tmp_path, change):
    work_on(embedded_store)
    file = tmp_path / "all.zip"
    backed_up(embedded_store, file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    first, second = (name for name in members if name.endswith("1.zip") or name.endswith("2.zip"))
    match change:
        case "drop":
            del members[first]
        case "add":
            members["more.txt"] = b"more"
        case "swap":
            members[first], members[second] = members[second], members[first]
        case _:
            manifest = json.loads(members["manifest.json"])
            manifest["partnerships"].pop()
            members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with pytest.raises(InvalidRequest) as caught:
        read_backup(file)
    assert all(problem.table == "backup" for problem in caught.value.problems)


def test_a_backup_of_a_newer_version_is_refused(embedded_store, tmp_path, monkeypatch):
    file = tmp_path / "all.zip"
    monkeypatch.setattr("graph.stores.backup.SCHEMA_VERSION", 99)
    with monkeypatch.context() as later:
        later.setattr("graph.stores.backup.FORMAT", 7)
        write_backup(embedded_store, file, made_at="", product="")
    with pytest.raises(StoreTooNew):
        read_backup(file)
    write_backup(embedded_store, file, made_at="", product="")
    monkeypatch.undo()
    with pytest.raises(StoreTooNew):
        read_backup(file)


def test_a_backup_is_of_one_moment_while_others_write(embedded_store, tmp_path):
    """Both partnerships always carry the same number: a backup with two numbers mixes moments."""
    pair = package_here(), package_there(institutions=(Institution("X1", "PCPR", "PCPR"),), services=())
    for package in pair:
        import_package(embedded_store, numbered(package, 0))
    stop = []

    def write():
        number = 0
        while not stop:
            number += 1
            for package in pair:
                import_package(embedded_store, numbered(package, number))

    writer = Thread(target=write)
    writer.start()
    try:
        for attempt in range(4):
            try:
                backup = backed_up(embedded_store, tmp_path / f"{attempt}.zip")
            except Conflict:
                continue
            here, there = (one.package.partnership.population for one in backup.partnerships)
            assert here - there in {0, 1}
    finally:
        stop.append(True)
        writer.join()


def numbered(package, number):
    """The package with a number in it that tells when it was written."""
    return replace(package, partnership=replace(package.partnership, population=number))
