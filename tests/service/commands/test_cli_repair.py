"""Damage at the command line: what is said, what helps, what comes back and for whom it is readable."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime

import pytest

from graph.errors import NO_ROOM, StoreDamaged, StoreUnavailable
from graph.records.kinds import MEETING
from graph.stores import archive_beside, embedded_file, open_store
from graph.stores.embedded import EmbeddedStore
from graph.stores.records import read_of
from kept_samples import FAMILY, HERE, THERE, work_on
from service.access.audit import entries
from service.access.database import AccessDatabase
from service.access.links import create_link
from service.access.policy import EVERYWHERE, Grant, Role
from service.access.sessions import exchange_link, find_session
from service.access.tokens import create_token, find_token, revoke_token
from service.commands.findings import finding_sentences
from tests.graph.stores.test_store_seals import HARM, harm
from traces import traces

GRANT = Grant("ops", frozenset({Role.CASE_LEAD}), (EVERYWHERE,))


@pytest.fixture
def data(tmp_path):
    """The data folder of a closed store with everything in it."""
    folder = tmp_path / "data"
    work_on(open_store(data=folder)).close()
    return folder


def spoil(path):
    """Cut the end of a file off."""
    path.write_bytes(path.read_bytes()[:-40])


def damage(data, *tables):
    """Change records behind the product's back."""
    bare = EmbeddedStore(embedded_file(data=data))
    for table in tables:
        harm(bare, HARM[table])
    bare.close()


def test_a_check_tells_each_finding_in_a_sentence_and_fails(run, data):
    assert run("check", data=data) == (0, "Baza ma wszystko, co zapisano.\n", "")
    damage(data, "permissions", "meetings")
    code, out, err = run("check", data=data)
    assert (code, err) == (1, "")
    assert out.splitlines()[:2] == [
        f"Partnerstwo {HERE}, zgody: wiersze są inne niż te, które zapisano.",
        f"Partnerstwo {HERE}, spotkania: jest wierszy: 0, zapisano: 1.",
    ]
    assert "kooperacje rebuild" in out
    assert FAMILY not in out
    code, out, _ = run("check", "--json", data=data)
    assert (code, len(json.loads(out)["findings"])) == (1, 2)
    # It looks and leaves no line, whatever it finds.
    assert not (data / "access.sqlite").exists()
    code, _, err = run("list", data=data)
    assert (code, "zgody" in err) == (1, True)


def test_what_can_be_found_is_told_in_polish():
    findings = [
        *(f"partnership {HERE}: {table}: 0 rows, 1 were written" for table in HARM),
        f"partnership {HERE}: ties: not the rows that were written",
        f"partnership {HERE}: workers: 2 records are not as they were written",
        f"partnership {HERE}: it has no checksum",
        f"partnership {HERE}: revision 1, but 2 was kept",
        f"partnership {HERE}: records were kept that it does not have",
        f"partnership {HERE}: the kept records cannot be read",
        "a partnership that was kept is not there: p1-ab",
        "nothing kept of a partnership can be read: p1-ab",
        "case_steps: 1 journals lack steps",
        "permissions: 3 records belong to nobody",
        "store.lbug is not a whole store of this engine",
    ]
    told = list(finding_sentences(findings))
    assert len(told) == len(findings) + 1
    assert not re.search(r"partnership|records (?!\.)|written|\brows\b|belong|journals", " ".join(told))
    assert list(finding_sentences([])) == []


def test_a_rebuild_says_what_it_could_not_read(run, data):
    archive = archive_beside(embedded_file(data=data))
    there, here = archive.place(THERE), archive.place(HERE)
    for path in there.glob("*.zip"):
        spoil(path)
    spoil(here / "records.json")
    code, out, err = run("rebuild", data=data)
    assert (code, out) == (1, "")
    assert f"żadnego zachowanego pakietu partnerstwa: {there.name}" in err
    assert f"Partnerstwo {HERE}: nie da się odczytać zachowanych zapisów" in err
    assert "--leave-lost" in err
    code, out, _ = run("rebuild", "--leave-lost", "--json", data=data)
    told = json.loads(out)
    assert (code, told["lost"], told["without_records"]) == (0, [there.name], [HERE])
    assert run("check", data=data)[0] == 0


def test_a_rebuild_from_an_earlier_version_opens(run, data):
    archive = archive_beside(embedded_file(data=data))
    newest = archive.place(HERE) / f"{archive.versions(HERE)[-1]}.zip"
    newest.with_name("1.zip").write_bytes(newest.read_bytes())
    spoil(newest)
    code, out, _ = run("rebuild", data=data)
    assert (code, f"{newest}.damaged" in out.replace("\n", "")) == (0, True)
    assert run("check", data=data)[0] == run("list", data=data)[0] == 0


def test_an_erasing_that_could_not_scrub_says_so_and_the_next_command_finishes_it(
    run, data, monkeypatch
):
    def no_room(self):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(EmbeddedStore, "scrub", no_room)
        code, out, err = run("family", "erase", HERE, FAMILY, "--yes", data=data)
    assert (code, out, FAMILY in err) == (1, "", False)
    assert "Dokończy to następne otwarcie bazy" in err
    assert run("list", data=data)[0] == 0
    assert traces(data, FAMILY) == []


def test_files_with_cases_are_for_their_owner_only(run, data, tmp_path):
    for words in (("family", "export", HERE, FAMILY), ("cases", "export", HERE)):
        file = tmp_path / "out.json"
        file.write_text("{}")
        file.chmod(0o644)
        assert run(*words, "-o", file, data=data)[0] == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert FAMILY in file.read_text()
        assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("harmed", ["garbage", "cut", "torn"])
def test_a_damaged_file_of_tokens_is_told_with_what_to_do(run, data, harmed):
    file = data / "access.sqlite"
    AccessDatabase(file).close()
    whole = file.read_bytes()
    file.write_bytes(
        {"garbage": b"garbage" * 900, "cut": whole[:5000], "torn": whole[:100] + b"\xff" * 4000}[harmed]
    )
    with pytest.raises(StoreDamaged):
        create_token(AccessDatabase(file), GRANT, 1)
    code, out, err = run("list", data=data)
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "odkłada ten plik na bok" in err
    assert "rebuild" not in err
    file.rename(file.with_suffix(".bad"))
    assert run("list", data=data)[0] == 0


def test_a_restored_copy_lets_in_nobody_by_session_or_link_and_names_its_tokens(run, data, tmp_path):
    before = AccessDatabase(data / "access.sqlite")
    revoked, secret = create_token(before, GRANT, 30)
    other, _ = create_token(before, GRANT, 30)
    revoke_token(before, other)
    waiting = create_link(before, GRANT, 5)
    cookie = exchange_link(before, create_link(before, GRANT, 5), 5).cookie
    assert run("backup", "-o", tmp_path / "all.zip", data=data)[0] == 0
    revoke_token(before, revoked)
    before.close()
    fresh = tmp_path / "fresh"
    code, out, _ = run("restore", tmp_path / "all.zip", data=fresh)
    assert code == 0
    assert "Sesje i jednorazowe linki nie zostały odtworzone." in out
    assert (revoked in out, other in out) == (True, False)
    after = AccessDatabase(fresh / "access.sqlite")
    try:
        assert find_token(after, secret)
        assert exchange_link(after, waiting, 5) is None
        assert find_session(after, cookie) is None
    finally:
        after.close()
    store = open_store(data=fresh)
    assert read_of(store, MEETING, HERE)
    store.close()
    third = tmp_path / "third"
    told = json.loads(run("restore", "--json", tmp_path / "all.zip", data=third)[1])
    assert [one["id"] for one in told["valid_tokens"]] == [revoked]
    assert datetime.fromisoformat(told["valid_tokens"][0]["expires_at"]) > datetime.now(UTC)


def cut_short(*_):
    raise StoreUnavailable("write", NO_ROOM)


def test_a_restoring_that_is_cut_short_can_be_brought_to_its_end(run, data, tmp_path, monkeypatch):
    before = AccessDatabase(data / "access.sqlite")
    id, secret = create_token(before, GRANT, 30)
    cookie = exchange_link(before, create_link(before, GRANT, 5), 5).cookie
    before.close()
    copy, fresh = tmp_path / "all.zip", tmp_path / "fresh"
    assert run("backup", "-o", copy, data=data)[0] == 0
    with monkeypatch.context() as cut:
        cut.setattr("graph.stores.backup.restore", cut_short)
        assert run("restore", copy, data=fresh)[0] == 1
    # Tokens are there already, which is said with what helps.
    code, _, err = run("restore", copy, data=fresh)
    assert (code, "--networks-only" in err) == (1, True)
    assert run("restore", "--networks-only", copy, data=fresh)[0] == 0
    assert id in run("token", "list", data=fresh)[1]
    after = AccessDatabase(fresh / "access.sqlite")
    try:
        assert find_token(after, secret)
        assert find_session(after, cookie) is None
        assert [(one.action, one.outcome) for one in entries(after)][-3:] == [
            ("backup.restore", "failed"),
            ("backup.restore", "begun"),
            ("backup.write", "begun"),
        ]
    finally:
        after.close()
    store = open_store(data=fresh)
    assert read_of(store, MEETING, HERE)
    store.close()


def test_tokens_that_cannot_be_written_now_are_told_in_polish(run, data, monkeypatch):
    monkeypatch.setattr("service.access.database._WAIT_SECONDS", 0.1)
    assert run("token", "list", data=data)[0] == 0
    with closing(sqlite3.connect(data / "access.sqlite", isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        code, _, err = run("backup", "-o", data / "all.zip", data=data)
        assert code == 1
        assert "pliku tokenów i dziennika dostępu nie można teraz użyć" in err
        assert "cannot" not in err
    # A disk without room is named.
    full = AccessDatabase(data / "access.sqlite")
    try:
        (pages,) = full._connection.execute("PRAGMA page_count").fetchone()
        full._connection.execute(f"PRAGMA max_page_count = {pages}")
        long = Grant("x" * 100_000, GRANT.roles, GRANT.territory)
        with pytest.raises(StoreUnavailable, match=NO_ROOM):
            create_token(full, long, 30)
        # Nothing of it stays open: with room again, it goes on.
        full._connection.execute(f"PRAGMA max_page_count = {pages + 100}")
        assert create_token(full, long, 30)
    finally:
        full.close()
