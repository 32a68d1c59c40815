"""Stores and backups of earlier versions: all of it is there today, advice follows its gaps."""

from contextlib import closing
from dataclasses import replace

import pytest

from doors import HERE, open_doors, text_of
from earlier_stores import VERSIONS, folder_of, load, unpack
from graph.errors import StoreDamaged
from graph.model import Service
from graph.records.kinds import RECOMMENDATION
from graph.stores import check_integrity, import_package, load_package, open_store, undo_import
from graph.stores.heads import read_heads
from graph.stores.reading import SCHEMA_VERSION, read_state
from graph.stores.records import read_of
from service.access.audit import entries
from service.access.database import AccessDatabase
from store_fixtures import with_engine
from tests.service.access.test_access_chain import harm

API = f"/api/v1/partnerships/{HERE}"
#: What the advice of those stores rests on, by the ids of today.
GROUNDS = [
    *("bridge:I01~I19", "demo-b4", "overcentralised:I01", "single_contact:I01"),
    *("unmet_need:249901/N11", "unmet_need:249901/Z1"),
]


def grounds(store):
    return sorted(kept.entry.ground.id for kept in read_of(store, RECOMMENDATION, HERE))


def told(doors):
    """Each piece of advice by what it rests on."""
    answer = doors.get(f"{API}/recommendations", "rops_advisor")
    assert answer.status_code == 200, answer.text
    return {one["ground"]["id"]: one for one in answer.json()["recommendations"]}


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


def test_an_older_store_is_whole_and_its_advice_follows_its_gaps(run, tmp_path, version):
    unpack(version, tmp_path)
    with closing(AccessDatabase(tmp_path / "access.sqlite")) as access:
        lines = len(entries(access, limit=-1))
    assert lines > 5
    code, out, err = run("check", data=tmp_path)
    assert code == 0, out + err
    with closing(open_store(data=tmp_path)) as store:
        assert read_state(store).version == SCHEMA_VERSION
        assert grounds(store) == GROUNDS
        # Its trail had no chain: that begins now, and from here on nothing of it can go unseen.
        (head,) = read_heads(store).values()
        assert head.lines >= lines
        # The import before the newest took advice away, which comes back by its present id.
        undo_import(store, HERE)
        assert grounds(store) == sorted([*GROUNDS, "unmet_need:249901/N11"])
        assert check_integrity(store) == ()
    harm(tmp_path / "access.sqlite", "DELETE FROM audit WHERE number = 2")
    assert run("check", data=tmp_path)[0] == 1


def test_an_older_backup_is_restored_whole(run, tmp_path, version):
    assert run("restore", folder_of(version) / "backup.zip", data=tmp_path)[0] == 0
    assert run("check", data=tmp_path)[0] == 0
    with closing(open_store(data=tmp_path)) as store:
        assert grounds(store) == GROUNDS
    assert run("rebuild", data=tmp_path)[0] == 0
    with closing(open_store(data=tmp_path)) as store:
        assert grounds(store) == GROUNDS


@pytest.mark.neo4j
def test_an_older_server_is_whole_and_its_advice_follows_its_gaps(neo4j_peer, neo4j_store, version):
    load(version, neo4j_peer)
    with closing(neo4j_peer.opened()) as store:
        assert grounds(store) == GROUNDS
        assert read_state(store).version == SCHEMA_VERSION
        assert check_integrity(store) == ()
        package = load_package(store, HERE)
        # From version 9 on the case of a further family was diagnosed.
        families = 11 if version >= 9 else 10
        assert (len(package.institutions), len(package.families), len(package.demand)) == (
            *(37, families),
            2,
        )


def test_advice_says_what_became_of_its_gap(tmp_path):
    unpack(4, tmp_path)
    with open_doors(tmp_path) as doors:
        before = told(doors)
        assert {id: one["ground"]["now"] for id, one in before.items()} == dict.fromkeys(
            GROUNDS, "present"
        )
        # Its gaps were counted by other rules, so their number proves nothing.
        measure = before["unmet_need:249901/N11"]["measure"]
        assert (measure["then"], measure["moved"]) == (2, "incomparable")
        package = load_package(doors.runtime.store, HERE)

        def after(**changes):
            import_package(doors.runtime.store, replace(package, **changes))
            return {id: one["ground"]["now"] for id, one in told(doors).items()}

        closed = Service("S-new", "I01", "INC", status="closed")
        now = after(services=(*package.services, closed))
        assert now["unmet_need:249901/N11"] == "changed"
        now = after(services=(*package.services, replace(closed, status="active", available=3)))
        assert now["unmet_need:249901/N11"] == "gone"
        assert now["unmet_need:249901/Z1"] == "present"
        # Without any report nobody can say whether a gap of contacts is there.
        now = after(ties=())
        assert now["bridge:I01~I19"] == "unknown"
        assert told(doors)["bridge:I01~I19"]["ground"]["present"] is None
        page = doors.client.get(f"/partnerstwa/{HERE}/zalecenia", headers=doors.headers("rops_advisor"))
        assert "nie da się sprawdzić, czy nadal jest" in text_of(page)
        assert "nie da się porównać: luki liczono wtedy inaczej" in text_of(page)


def test_new_advice_says_when_its_gap_changed(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        body = {
            **{"addressee_kind": "institution", "addressee": "I01", "advice": "spread_contacts"},
            **{"gap": "bridge:I01~I19", "measure": "gaps_of_kind", "subjects": ["bridge"]},
        }
        headers = doors.headers("rops_advisor")
        answer = doors.client.post(f"{API}/recommendations", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        assert answer.json()["ground"]["now"] == "present"
        assert answer.json()["measure"]["moved"] == "unchanged"
        # What the gap was is kept to compare it, not to be shown.
        assert set(answer.json()["ground"]) == {"kind", "id", "code", "institutions", "now", "present"}
        (off,) = (one for one in doors.runtime.snapshot(HERE).institutions.values() if one.id == "I20")
        others = [one for one in demo_package.ties if off.id not in {one.reporter_id, one.partner_id}]
        import_package(doors.runtime.store, replace(demo_package, ties=tuple(others)))
        assert told(doors)["bridge:I01~I19"]["ground"]["now"] == "changed"


def test_older_records_that_are_not_what_was_written_are_not_sealed_anew(tmp_path):
    unpack(4, tmp_path)
    with_engine(
        tmp_path / "store.lbug",
        "MATCH (r:Recommendation {ground: 'unmet_need:2499011/Z1/closed'}) SET r.due_on = '2030-01-01'",
    )
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="recommendations: not the rows that were written"):
            open_store(data=tmp_path)


@pytest.fixture
def server(monkeypatch, neo4j_peer, neo4j_store):
    """The settings of a server that holds the store of an earlier version."""
    for name, value in {
        "STORE": neo4j_peer.address,
        "NEO4J_USER": neo4j_peer.user,
        "NEO4J_PASSWORD": neo4j_peer.password,
        "NEO4J_DATABASE": neo4j_peer.database,
    }.items():
        monkeypatch.setenv(f"KOOPERACJE_{name}", value)
    load(5, neo4j_peer)


@pytest.mark.neo4j
@pytest.mark.usefixtures("server")
def test_a_trail_that_is_gone_beside_a_server_is_not_begun_anew_in_silence(run, tmp_path):
    """A file beside a store of before the chain is taken as it is; from then on its loss is noticed."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    words = ("token", "create", "--role", "animator", "--territory", "24")
    assert run(*words, data=data)[0] == run("check", data=data)[0] == 0
    for path in data.glob("access.sqlite*"):
        path.rename(tmp_path / path.name)
    for command in (("list",), ("check",), words, ("serve", "--port", "0")):
        code, out, err = run(*command, data=data)
        assert (code, "Nie ma pliku tokenów" in out + err) == (1, True), command
    assert not (data / "access.sqlite").exists()
    assert run("access", "begin", data=data)[0] == 0
    assert run("check", data=data)[0] == run("list", data=data)[0] == 0
