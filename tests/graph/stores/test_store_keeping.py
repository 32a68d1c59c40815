"""What is kept beside an embedded store: versions, undoing, rebuilding, and erasing without a trace."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from dataclasses import replace

import pytest

from graph.errors import NotFound, StoreDamaged, StoreLocked
from graph.stores import (
    archive_beside,
    check_integrity,
    erase_family,
    import_package,
    load_package,
    open_store,
    remove_partnership,
    undo_import,
)
from graph.stores.embedded import EmbeddedStore
from graph.stores.embedded_engine import EmbeddedEngine
from graph.stores.kept import take_all
from graph.stores.queries import QUERIES, full_schema
from graph.stores.rebuild import rebuild
from graph.stores.record_tables import RECORDS, table_changed_by
from graph.stores.tables import TABLES
from kept_samples import (
    FAMILY,
    HERE,
    OTHER_FAMILY,
    THERE,
    content,
    package_here,
    package_there,
    work_on,
)
from recorded import permissions_of
from traces import traces


def closed_copy(file):
    """What the closed store at a file holds."""
    store = EmbeddedStore(file)
    try:
        return content(store)
    finally:
        store.close()


def shown(id, store):
    """Names of the services a partnership holds, to tell versions apart."""
    return [service.name for service in load_package(store, id).services]


def named(*names):
    """The package with services of these names."""
    (service,) = package_here().services
    return package_here(services=tuple(replace(service, id=f"S{n}", name=n) for n in names))


def test_every_import_is_kept_as_the_store_holds_it(kept, data):
    import_package(kept, package_here())
    (revision,) = kept.archive.versions(HERE)
    assert kept.archive.package(HERE, revision) == load_package(kept, HERE)
    files = [path for path in (data / "packages").rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (*files, data / "store.lbug")} == {0o600}
    import_package(kept, package_here())
    assert kept.archive.versions(HERE) == (revision,)


def test_what_is_kept_in_an_open_folder_is_for_the_owner_only(data, monkeypatch):
    data.mkdir(mode=0o755)
    beside = []

    def command(engine, text, run=EmbeddedEngine.command):
        run(engine, text)
        beside.extend(path for path in data.iterdir() if path.name.startswith("store.lbug"))
        assert {stat.S_IMODE(path.stat().st_mode) for path in data.glob("store.lbug*")} <= {0o600}

    monkeypatch.setattr(EmbeddedEngine, "command", command)
    store = open_store(data=data)
    import_package(store, package_here())
    store.close()
    assert {path.name for path in beside} >= {"store.lbug", "store.lbug.wal"}
    folders = [path for path in data.rglob("*") if path.is_dir()]
    assert len(folders) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_only_the_last_versions_are_kept(kept):
    for number in range(8):
        import_package(kept, named(str(number)))
    versions = kept.archive.versions(HERE)
    assert len(versions) == 5
    assert [kept.archive.package(HERE, v).services[0].name for v in versions] == list("34567")


def test_an_import_is_undone_and_the_undoing_too(kept):
    with pytest.raises(NotFound):
        undo_import(kept, HERE)
    import_package(kept, named("a", "b"))
    with pytest.raises(NotFound):
        undo_import(kept, HERE)
    import_package(kept, named("c"))
    report = undo_import(kept, HERE)
    assert (report.created, report.retired) == (2, 1)
    assert shown(HERE, kept) == ["a", "b"]
    undo_import(kept, HERE)
    assert shown(HERE, kept) == ["c"]


def test_a_removed_partnership_is_not_kept(kept, data):
    work_on(kept)
    remove_partnership(kept, HERE)
    assert kept.archive.versions(HERE) == ()
    assert kept.archive.versions(THERE)
    assert len(list((data / "packages").iterdir())) == 1


def test_facts_that_another_partnership_changed_are_kept_without_a_new_version(kept):
    import_package(kept, package_here())
    import_package(kept, named("later"))
    before = kept.archive.versions(HERE)
    import_package(kept, package_there())
    first, last = kept.archive.versions(HERE)
    assert (first, last > before[-1]) == (before[0], True)
    assert kept.archive.package(HERE, last) == load_package(kept, HERE)
    assert kept.archive.package(HERE, last).institutions[1].phone == "32 555 09 02"
    undo_import(kept, HERE)
    assert shown(HERE, kept) == [None]


def test_what_was_not_kept_before_a_crash_is_kept_on_opening(kept, data, file):
    import_package(kept, named("a"))
    kept.close()
    bare = EmbeddedStore(file)
    import_package(bare, named("b"))
    import_package(bare, package_there())
    bare.close()
    store = open_store(data=data)
    try:
        versions = store.archive.versions(HERE)
        assert [store.archive.package(HERE, v).services[0].name for v in versions] == ["a", "b"]
        assert store.archive.package(THERE, *store.archive.versions(THERE)) == load_package(store, THERE)
    finally:
        store.close()


def test_an_import_that_cannot_be_kept_stands_and_is_kept_later(kept, data, caplog):
    (data / "packages").write_text("in the way")
    assert import_package(kept, package_here()).created
    assert load_package(kept, HERE)
    assert "could not be kept" in caplog.text
    assert HERE not in caplog.text
    (data / "packages").unlink()
    import_package(kept, package_there())
    assert kept.archive.versions(HERE)


def test_an_erased_family_leaves_no_trace(kept, data):
    work_on(kept)
    import_package(kept, named("later"))
    rest = [family for family in load_package(kept, HERE).families if family.id != FAMILY]
    assert traces(data, FAMILY)
    erase_family(kept, HERE, FAMILY)
    assert traces(data, FAMILY) == []
    assert traces(data, OTHER_FAMILY)
    package = load_package(kept, HERE)
    assert (list(package.families), package.teams) == (rest, ())
    assert permissions_of(kept, HERE, OTHER_FAMILY)
    assert check_integrity(kept) == ()
    # The store is still the one that is kept beside it, and goes on.
    undo_import(kept, HERE)
    assert [family.id for family in load_package(kept, HERE).families] == [OTHER_FAMILY]
    kept.close()
    assert traces(data, FAMILY) == []


def test_a_family_that_only_an_earlier_version_has_is_erased_as_well(kept, data):
    import_package(kept, package_here())
    import_package(kept, package_here(families=(), teams=()))
    assert traces(data, FAMILY)
    erase_family(kept, HERE, FAMILY, OTHER_FAMILY)
    assert traces(data, FAMILY) == traces(data, OTHER_FAMILY) == []


def test_after_a_rebuild_the_store_that_was_put_aside_is_scrubbed_too(kept, data, file):
    work_on(kept)
    kept.close()
    rebuild(file, archive_beside(file))
    store = open_store(data=data)
    erase_family(store, HERE, FAMILY)
    store.close()
    assert traces(data, FAMILY) == []


def test_an_unknown_family_is_not_erased_and_not_repeated(kept):
    work_on(kept)
    before = content(kept)
    with pytest.raises(NotFound) as caught:
        erase_family(kept, HERE, FAMILY, "R-unknown")
    assert "R-unknown" not in str(caught.value)
    assert content(kept) == before


def test_a_server_erases_a_family_as_well(store):
    work_on(store)
    erase_family(store, HERE, FAMILY)
    assert [family.id for family in load_package(store, HERE).families] == [OTHER_FAMILY]
    assert check_integrity(store) == ()


def test_a_rebuilt_store_is_the_old_one(kept, file):
    work_on(kept)
    import_package(kept, named("later"))
    before = take_all(kept)
    kept.close()
    done = rebuild(file, archive_beside(file))
    assert dict(done.partnerships) == {one.id: one.revision for one in before[1]}
    assert done.aside == file.with_name("store.lbug.old")
    store = EmbeddedStore(file)
    try:
        state, partnerships = take_all(store)
        assert (state.revision, partnerships) == (before[0].revision, before[1])
    finally:
        store.close()
    assert closed_copy(done.aside) == tuple(one._replace(revision=0) for one in before[1])


def test_facts_of_the_last_import_win_in_a_rebuilt_store_where_not_all_was_kept(kept, file, monkeypatch):
    import_package(kept, package_here())
    monkeypatch.setattr("graph.stores.keeping.catch_up", lambda *_: None)
    import_package(kept, package_there())
    before = content(kept)
    stale = kept.archive.package(HERE, kept.archive.versions(HERE)[-1])
    assert stale.institutions[1].name == "PCPR"
    kept.close()
    rebuild(file, archive_beside(file))
    assert closed_copy(file) == before


def test_a_damaged_store_says_so_and_is_rebuilt(kept, data, file):
    work_on(kept)
    before = content(kept)
    kept.close()
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(StoreDamaged, match="not a whole store"):
        open_store(data=data)
    rebuild(file, archive_beside(file))
    assert closed_copy(file) == before


def test_where_the_newest_kept_file_is_damaged_an_earlier_one_is_taken(kept, file):
    import_package(kept, named("a"))
    import_package(kept, named("b"))
    kept.close()
    archive = archive_beside(file)
    first, last = archive.versions(HERE)
    (broken,) = (file.parent / "packages").glob(f"*/{last}.zip")
    broken.write_bytes(broken.read_bytes()[:-40])
    done = rebuild(file, archive)
    aside = broken.with_name(f"{last}.zip.damaged")
    assert (done.partnerships, done.damaged) == (((HERE, first),), (aside,))
    assert [one.package.services[0].name for one in closed_copy(file)] == ["a"]


def test_without_kept_packages_nothing_is_rebuilt(kept, file):
    work_on(kept)
    before = content(kept)
    kept.close()
    archive = archive_beside(file)
    for id in (HERE, THERE):
        archive.forget(id)
    with pytest.raises(NotFound):
        rebuild(file, archive)
    assert closed_copy(file) == before


def test_a_store_in_use_is_not_rebuilt(kept, file):
    work_on(kept)
    kept.close()
    code = (
        "import sys; from pathlib import Path; from graph.stores.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked, match=f"process {other.pid}"):
            rebuild(file, archive_beside(file))
        other.communicate("")
    rebuild(file, archive_beside(file))


def test_of_every_query_that_writes_beside_imports_it_is_known_which_records_it_changes():
    """What is not known is neither kept nor sealed."""
    imports = {"write", "state", "keeping"}
    # What follows from what is kept, and the step that writes it as version 9 does.
    following = {"derived", "derived_check", "vocabulary", "server_only"}
    outside_imports = [
        query
        for query in QUERIES.values()
        if query.access == "write" and query.name.split(".")[0] not in {*imports, *following}
    ]
    # What is left only looks, or belongs to the trail, which is kept in a file of its own.
    unknown = {query.name for query in outside_imports if table_changed_by(query) is None}
    apart = {"trail.put_head", "trail.drop_head", "trail.probe", "once.note", "once.prune"}
    assert unknown == apart
    for name in RECORDS:
        assert table_changed_by(QUERIES[f"{name}.merge"]) == name


def test_every_table_of_the_store_is_kept():
    """A table that neither packages nor records hold would be lost by rebuilding and restoring."""
    made = " ".join(query.text for query in full_schema("embedded"))
    tables = set(re.findall(r"CREATE NODE TABLE IF NOT EXISTS (\w+)\(", made))
    plural = {"family": "families", "demand": "demand", "partnership": "partnership"}
    plural |= {
        "casestep": "case_steps",
        "tally": "tallies",
        "informationflow": "flows",
        "surveylink": "survey_links",
    }
    own = {"StoreState", "AccessHead", "StoreProbe", "DoneRequest"}
    # What follows from packages, seats of teams among it, and the vocabulary, which the product brings.
    own |= {"Team", "Territory", "InstitutionType", "ServiceType", "Need"}
    names = {plural.get(table.lower(), f"{table.lower()}s") for table in tables - own}
    assert names == {*TABLES, *RECORDS} - {"ties", "teams"}
