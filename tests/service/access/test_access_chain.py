"""The audit trail and the tokens are vouched for: what is rewritten, cut off or taken away is found."""

import sqlite3
import stat
from contextlib import closing

import pytest

from doors import FAR_PACKAGE, HERE, open_doors
from graph.errors import StoreDamaged
from graph.stores import open_store
from graph.stores.heads import Head, put_head, read_heads
from kept_samples import HERE as KEPT
from kept_samples import work_on
from service.access import database as access_database
from service.access.audit import append, entries, raw_lines, record
from service.access.chain import findings, head_of, seal
from service.access.database import AccessDatabase
from service.access.policy import EVERYWHERE, Grant, Role
from service.access.tokens import create_token

LEAD = Grant("ops", frozenset({Role.CASE_LEAD}), (EVERYWHERE,))


@pytest.fixture
def data(run, tmp_path):
    """The data folder of a store that was worked on, with tokens and a trail; its file of both."""
    folder = tmp_path / "data"
    work_on(open_store(data=folder)).close()
    new = ("token", "create", "--role", "case_lead", "--territory", "24", "--name", "MOPS")
    assert run(*new, data=folder)[0] == 0
    for _ in range(3):
        assert run("gaps", KEPT, data=folder)[0] == 0
    assert run("check", data=folder)[0] == 0
    return folder


def harm(file, *statements):
    """Change the file behind the product's back, its own guards taken away."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for trigger in ("audit_is_not_changed", "audit_is_not_deleted"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def overwrite(file):
    harm(file)
    held = file.read_bytes()
    assert b"cases.read" in held
    file.write_bytes(held.replace(b"cases.read", b"cases.reaX", 1))


def seal_anew(file):
    """Give somebody more rights and make a seal that fits them, as one could who knows how."""
    harm(
        file,
        "UPDATE tokens SET granted = replace(granted, '\"24\"', '\"*\"')",
        "DELETE FROM seals WHERE number = (SELECT max(number) FROM seals)",
    )
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        seal(connection)


HARM = {
    "a line in the midst": lambda file: harm(file, "DELETE FROM audit WHERE number = 2"),
    "the first line": lambda file: harm(file, "DELETE FROM audit WHERE number = 1"),
    "the last line": lambda file: harm(
        file, "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)"
    ),
    "all lines": lambda file: harm(file, "DELETE FROM audit", "DELETE FROM sqlite_sequence"),
    "a word": lambda file: harm(file, "UPDATE audit SET who = 'x' WHERE number = 2"),
    "bytes": overwrite,
    "a token": lambda file: harm(file, "DELETE FROM tokens"),
    "more rights": lambda file: harm(
        file, "UPDATE tokens SET granted = replace(granted, '\"24\"', '\"*\"')"
    ),
    "more rights, sealed anew": seal_anew,
    "all of tokens": lambda file: harm(file, "DELETE FROM tokens", "DELETE FROM seals"),
    "a session": lambda file: harm(
        file, "INSERT INTO sessions (hash, granted, expires_at) VALUES (x'00', '{}', '2999')"
    ),
}


@pytest.mark.parametrize("what", HARM)
def test_what_is_taken_away_or_rewritten_is_found(run, data, what):
    HARM[what](data / "access.sqlite")
    code, out, err = run("check", data=data)
    assert (code, "access.sqlite" in out + err) == (1, True)
    assert "kooperacje access begin" in out + err
    assert "kooperacje rebuild" not in out + err
    # What is before the last known line is compared by `check` alone, and before anything is copied.
    code, _, err = run("backup", "-o", data / "all.zip", data=data)
    assert (code, "access.sqlite" in err) == (1, True)


def test_a_trail_that_is_gone_is_not_begun_anew_in_silence(run, data, tmp_path):
    for path in data.glob("access.sqlite*"):
        path.rename(tmp_path / path.name)
    words = ("token", "create", "--role", "animator", "--territory", "24")
    for command in (("serve",), ("list",), ("check",), words):
        code, out, err = run(*command, data=data)
        assert (code, "Nie ma pliku tokenów" in out + err) == (1, True), command
    assert not (data / "access.sqlite").exists()
    code, out, _ = run("access", "begin", data=data)
    assert (code, "miał wpisów: " in out) == (0, True)
    assert run("check", data=data)[0] == run("list", data=data)[0] == run(*words, data=data)[0] == 0
    with closing(AccessDatabase(data / "access.sqlite")) as access:
        first = entries(access, limit=-1)[-1]
    assert (first.action, first.purpose[0].isdigit()) == ("trail.begin", True)
    # An empty file, or that of another place, in its place is told apart.
    with closing(AccessDatabase(tmp_path / "other.sqlite")):
        pass
    for path in data.glob("access.sqlite*"):
        path.unlink()
    (tmp_path / "other.sqlite").rename(data / "access.sqlite")
    code, out, _ = run("check", data=data)
    assert (code, "nie jest tym, z którym" in out) == (1, True)
    assert run("access", "begin", data=data)[0] == 0
    assert [path for path in data.glob("access.sqlite.old-*") if not path.name.endswith("-wal")]


def test_a_store_that_knows_less_than_the_trail_holds_goes_on(run, data):
    """After a crash the database may not have heard of the last lines."""
    with closing(AccessDatabase(data / "access.sqlite")) as access:
        append(access, [line for line in raw_lines(access) for _ in range(5)])
        create_token(access, LEAD, 1)
    assert run("check", data=data)[0] == run("list", data=data)[0] == 0


def test_a_rebuilt_and_a_restored_store_know_their_trail(run, data, tmp_path):
    assert run("rebuild", data=data)[0] == 0
    with closing(open_store(data=data)) as store:
        (head,) = read_heads(store).values()
    assert head.lines
    copy, fresh = tmp_path / "all.zip", tmp_path / "fresh"
    assert run("backup", "-o", copy, data=data)[0] == run("restore", copy, data=fresh)[0] == 0
    assert run("check", data=fresh)[0] == 0
    for folder in (data, fresh):
        harm(
            folder / "access.sqlite", "DELETE FROM audit WHERE number > 1", "DELETE FROM sqlite_sequence"
        )
        assert run("check", data=folder)[0] == 1


def test_an_erasing_keeps_the_head(run, data):
    with closing(open_store(data=data)) as store:
        before = read_heads(store)
        store.scrub()
        assert read_heads(store) == before != {}


def test_both_engines_keep_heads(store):
    one, other = Head("a", 3, "aa", 1, "bb"), Head("b", 1, "cc", 0, "dd")
    put_head(store, one)
    put_head(store, one._replace(lines=4))
    put_head(store, other, instead_of=["b", "c"])
    assert read_heads(store) == {"a": one._replace(lines=4), "b": other}
    put_head(store, other, instead_of=["a"])
    assert read_heads(store) == {"b": other}
    store.probe()


def test_a_server_whose_trail_is_harmed_stops_answering(tmp_path):
    with open_doors(tmp_path, FAR_PACKAGE) as doors:
        headers = doors.headers("case_lead")
        doors.runtime.confirm_access()
        assert doors.client.get("/api/v1/partnerships", headers=headers).status_code == 200
        with closing(sqlite3.connect(tmp_path / "access.sqlite")) as other:
            other.execute("UPDATE tokens SET granted = replace(granted, 'case_lead', 'animator')")
            other.commit()
        with pytest.raises(StoreDamaged):
            doors.runtime.confirm_access()
        assert doors.client.get("/api/v1/partnerships", headers=headers).status_code == 500


def test_an_administrator_reads_the_trail_of_the_own_territory(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package, FAR_PACKAGE) as doors:
        for grant in ("2499", "1099", "*"):
            doors.get("/api/v1/partnerships", "case_lead", territory=(grant,))
            doors.get(f"/api/v1/partnerships/{HERE}/gaps", "case_lead", territory=(grant,))

        def subjects(*territory, **scope):
            lines = doors.get("/api/v1/audit?limit=1000", "administrator", territory=territory, **scope)
            page = doors.get("/dziennik", "administrator", territory=territory, **scope)
            assert page.status_code == lines.status_code == 200
            assert ("pzk-brzozow" in page.text) == any(
                one["subject"] == "pzk-brzozow" for one in lines.json()
            )
            return [
                (one["subject"], one["outcome"]) for one in lines.json() if one["action"] != "audit.read"
            ]

        here, there, every = subjects("2499"), subjects("1099"), subjects("*")
        assert set(here) == {("*", "allowed"), (HERE, "allowed")}
        assert set(there) == {("*", "allowed")}
        assert len(every) > len(here) + len(there)
        assert subjects("24", "10") != every
        assert {one for one, _ in subjects("2499", partnerships=(HERE,))} == {HERE}


def test_ready_tells_a_disk_without_room_and_writes_that_fail(tmp_path, monkeypatch):
    with open_doors(tmp_path, FAR_PACKAGE) as doors:

        def ready():
            doors.runtime.probed = (-1e9, None)
            answer = doors.client.get("/health/ready")
            return answer.status_code, answer.json().get("detail", "")

        assert ready() == (200, "")
        with monkeypatch.context() as full:
            usage = __import__("shutil").disk_usage(tmp_path)
            full.setattr("shutil.disk_usage", lambda _: usage._replace(free=1 << 20))
            assert ready() == (503, "No room is left on the disk.")
        monkeypatch.setattr("service.access.database._WAIT_SECONDS", 0.1)
        with closing(sqlite3.connect(tmp_path / "access.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            doors.runtime.access._connection.execute("PRAGMA busy_timeout = 100")
            assert ready()[0] == 503
        assert ready() == (200, "")


def test_the_number_of_a_line_that_was_taken_away_is_not_given_again(tmp_path):
    """Else a new line could stand in for the one that is gone."""
    file = tmp_path / "access.sqlite"
    lines = [("2026-06-30T10:00:00", "MOPS", "", "list", "", "", "allowed", "", "", "")] * 4
    with closing(AccessDatabase(file)) as access:
        append(access, lines)
        assert len(raw_lines(access)) == 4
    harm(file, "DELETE FROM audit WHERE number > 2")
    with closing(AccessDatabase(file)) as access:
        append(access, lines[:1])
        assert [entry.number for entry in entries(access)] == [5, 2, 1]


def test_a_later_version_of_the_file_gives_a_harmed_trail_no_new_checksums(tmp_path):
    file = tmp_path / "access.sqlite"
    line = ("2026-06-30T10:00:00", "MOPS", "", "list", "", "", "allowed", "", "", "")
    with closing(AccessDatabase(file)) as access:
        append(access, [line] * 3)
    harm(
        file,
        "UPDATE audit SET who = 'x' WHERE number = 2",
        # As the version was that first had checksums: what came later is made again.
        "DROP TABLE keys",
        "DROP TABLE published",
        access_database._MIGRATIONS[0][access_database._MIGRATIONS[0].index("CREATE TABLE posts") :],
        "PRAGMA user_version = 4",
    )
    with closing(AccessDatabase(file)) as access, access.reading() as connection:
        assert len(raw_lines(access)) == 3
        assert list(findings(connection, head_of(connection), everything=True))


def test_a_new_file_is_its_owners_alone_and_a_line_says_only_what_it_was_given(tmp_path):
    file = tmp_path / "new" / "access.sqlite"
    with closing(AccessDatabase(file)) as access:
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        record(access, LEAD, "list", "*")
        (line,) = entries(access)
        assert (line.who, line.outcome) == ("ops", "allowed")
        assert (line.purpose, line.request_id, line.through) == ("", "", "")


def test_a_line_without_a_place_is_seen_where_its_partnership_lies(tmp_path):
    places = {"here": "2499011", "there": "1099011"}
    with closing(AccessDatabase(tmp_path / "access.sqlite")) as access:
        for subject in ("here", "there", "gone"):
            record(access, LEAD, "gaps", subject)
        for territory, seen in (
            ("24", ["here"]),
            ("10", ["there"]),
            (EVERYWHERE, ["gone", "there", "here"]),
        ):
            grant = Grant("admin", frozenset({Role.ADMINISTRATOR}), (territory,))
            found = entries(access, seen_by=grant, places=places)
            assert [one.subject for one in found] == seen
