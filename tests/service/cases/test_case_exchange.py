"""Cases as files: out and in again without loss, nothing of a faulty file, and the demo's own cases."""

import json
from datetime import UTC, datetime

import pytest

from case_journals import (
    CASES,
    IMPORT,
    RUNNING,
    WHOLE,
    consent,
    document,
    journal,
    lead_of,
    send,
    take,
    until,
    walked,
)
from doors import FAR_PACKAGE, HERE, open_doors
from graph.cases import case_of, step_from
from graph.errors import Conflict
from graph.gaps import find_gaps
from graph.measures.document import measures
from graph.snapshot import snapshot_of
from graph.stores import check_integrity, import_package, load_package
from graph.stores.case_import import import_cases
from graph.stores.cases import KeptCase, Recorded, read_cases, read_tallies
from graph.stores.kept import take as taken_of
from graph.stores.reading import read_state
from seed import demo_cases_path
from service.access.audit import entries
from service.access.owner import OWNER
from service.cases.api import MOST_IMPORT_BYTES
from service.cases.retention import retire_cases
from service.exchange.demo import load_demo
from service.runtime import Runtime, today
from service.settings import Settings

PESEL = "44051401359"


@pytest.fixture(scope="module")
def runtime_of_all(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("exchange"), demo_package, FAR_PACKAGE) as opened:
        yield opened


@pytest.fixture
def lead(runtime_of_all):
    """A client of the case lead; cases of earlier tests may be there."""
    yield lead_of(runtime_of_all)
    del runtime_of_all.client.headers["Authorization"]


def refused(client, given):
    """The places of what is wrong with a file; nothing of it is written."""
    before = client.get(f"{CASES}/export").json()
    told = send(client, given, 422)
    assert client.get(f"{CASES}/export").json() == before
    assert all(one["expected"] and one["value"] is None for one in told["errors"])
    assert {one["table"] for one in told["errors"]} == {"cases"}
    assert PESEL not in str(told)
    return [one["column"] for one in told["errors"]]


def test_what_is_exported_is_imported_elsewhere_without_loss(tmp_path, demo_package):
    with open_doors(tmp_path / "one", demo_package) as doors:
        client = lead_of(doors)
        planned = until(journal(RUNNING), "plan_basket")
        send(client, document(("B-1", journal(WHOLE)), ("B-2", journal(RUNNING)), ("B-3", planned)))
        families = {walked(client, planned), walked(client, planned[:1]), "B-1", "B-2", "B-3"}
        sent = client.get(f"{CASES}/export").json()
        package = doors.runtime.library.package(HERE)
    assert {case["family_id"] for case in sent["cases"]} == families
    with open_doors(tmp_path / "two", demo_package) as doors:
        client = lead_of(doors)
        steps = sum(len(case["steps"]) for case in sent["cases"])
        told = {"partnership": HERE, "new": 5, "continued": 0, "unchanged": 0, "expired": 0}
        told["steps"] = steps
        assert send(client, sent) == told
        assert client.get(f"{CASES}/export").json() == sent
        there = doors.runtime.library.package(HERE)
        assert set(there.families) == set(package.families)
        assert set(there.teams) == set(package.teams)
        revision = read_state(doors.runtime.store).revision
        assert send(client, sent) == told | {"new": 0, "unchanged": 5, "steps": 0}
        assert read_state(doors.runtime.store).revision == revision
        (line, *_) = entries(doors.runtime.access)
        assert (line.action, line.subject, line.purpose) == ("cases.write", HERE, "import_cases")


def test_a_journal_whose_time_is_over_is_left_out_and_counts_nothing_twice(tmp_path, demo_package):
    over, young, running = journal(WHOLE, 366), journal(WHOLE, 364), journal(RUNNING, 900)
    given = document(("B-1", over), ("B-2", young), ("B-3", running))
    with open_doors(tmp_path, demo_package) as doors:
        client, runtime = lead_of(doors), doors.runtime
        # A case that was walked here is counted when it is closed, and erased when its time is over.
        walked(client, over)
        counted = read_tallies(runtime.store, HERE)
        assert retire_cases(runtime, OWNER) == {HERE: 1}
        told = send(client, given)
        assert (told["new"], told["expired"]) == (2, 1)
        assert told["steps"] == len(young) + len(running)
        assert client.get("/api/v1/families/B-1/case").status_code == 404
        assert read_tallies(runtime.store, HERE) != counted
        counted = read_tallies(runtime.store, HERE)
        assert send(client, given) == told | {"new": 0, "unchanged": 2, "steps": 0}
        assert retire_cases(runtime, OWNER, 364) == {HERE: 1}
    # A day later the next one's time is over: erased, it does not come back either.
    with open_doors(tmp_path, case_retention_days=364) as doors:
        sent = send(lead_of(doors), given)
        assert sent == told | {"new": 0, "unchanged": 1, "expired": 2, "steps": 0}
        assert read_tallies(doors.runtime.store, HERE) == counted


def test_a_known_journal_goes_on_to_a_closing_long_ago(tmp_path, demo_package):
    over = journal(WHOLE, 400)
    with open_doors(tmp_path, demo_package) as doors:
        client = lead_of(doors)
        send(client, document(("B-1", until(over, "sign_contract"))))
        told = send(client, document(("B-1", over)))
        assert (told["continued"], told["expired"]) == (1, 0)


def test_journals_are_written_whole_or_not_at_all_on_either_engine(store, demo_package):
    import_package(store, demo_package)
    at = datetime(2026, 6, 30, 12, tzinfo=UTC)
    arriving = [
        KeptCase(case_of(HERE, id, steps), (Recorded(at, "case_lead"),) * len(steps))
        for id in (WHOLE, RUNNING)
        for steps in [[step_from(one["kind"], one) for one in journal(id)]]
    ]
    written = sum(one.case.version for one in arriving)
    assert import_cases(store, HERE, arriving[:1], ()) == arriving[0].case.version
    before = taken_of(store, HERE)
    # The first of them is there already, so what is said to be known is not what is known.
    with pytest.raises(Conflict):
        import_cases(store, HERE, arriving, ())
    assert taken_of(store, HERE) == before
    known = read_cases(store, HERE)
    assert import_cases(store, HERE, arriving, known) == written - arriving[0].case.version
    assert read_cases(store, HERE) == tuple(arriving)
    assert import_cases(store, HERE, arriving, read_cases(store, HERE)) == 0
    assert check_integrity(store) == ()
    families = {one.id for one in load_package(store, HERE).families}
    assert RUNNING in families
    assert WHOLE not in families
    assert ("cases", "goals_reached") in {(one.measure, one.item) for one in read_tallies(store, HERE)}


def test_a_journal_goes_on_where_the_known_one_ends(lead):
    whole = journal(WHOLE)
    start = until(whole, "plan_basket")
    assert send(lead, document(("B-1", start)))["new"] == 1
    told = send(lead, document(("B-1", whole)))
    assert (told["continued"], told["steps"]) == (1, len(whole) - len(start))
    # What is known is not taken back by a file that knows less.
    assert send(lead, document(("B-1", start)))["unchanged"] == 1
    assert lead.get("/api/v1/families/B-1/case").json()["version"] == len(whole)


def test_what_happened_stays(lead):
    steps = until(journal(RUNNING), "form_team")
    send(lead, document(("B-2", steps)))
    other = [steps[0] | {"channel": "phone"}, *steps[1:]]
    assert refused(lead, document(("B-2", other))) == ["cases[0].steps[0]"]


def test_every_problem_is_named_with_its_place_and_nothing_is_written(lead):
    good, bad = journal(WHOLE), journal(RUNNING)
    bad[1] = bad[1] | {"needs": ["N07", "X1"], "note": PESEL}
    wrong = journal(RUNNING)
    wrong[0] = wrong[0] | {"teryt": "1099011"}
    early = [good[0], good[2]]
    given = document(
        ("B-3", good), ("B-4", bad), ("B-3", good), ("B-5", wrong), ("B-6", early), (PESEL, good)
    )
    given["cases"] += [7, {"family_id": "B-7"}]
    given["cases"].append({"family_id": "B-8", "steps": [good[0] | {"number": 2, "role": "king"}]})
    given["cases"].append({"family_id": "B-9", "steps": [good[0] | {"at": "2999-01-01T00:00:00Z"}]})
    assert refused(lead, given) == [
        "cases[1].steps[1].…",
        "cases[2].family_id",
        "cases[3].steps[0].teryt",
        "cases[4].steps[1].kind",
        "cases[5].family_id",
        "cases[6]",
        "cases[7].steps",
        "cases[8].steps[0].number",
        "cases[8].steps[0].role",
        "cases[9].steps[0].at",
    ]
    assert lead.get("/api/v1/families/B-3/case").status_code == 404


@pytest.mark.parametrize(
    ("changed", "columns"),
    [
        ({"format": "csv"}, ["format"]),
        ({"version": 2}, ["version"]),
        ({"version": True}, ["version"]),
        ({"partnership": "pzk-brzozow"}, ["partnership"]),
        ({"cases": {}}, ["cases"]),
        ({"exported_on": PESEL}, ["exported_on"]),
        ({"author": "Jan Kowalski"}, [None]),
    ],
)
def test_a_file_of_another_kind_is_refused(lead, changed, columns):
    assert refused(lead, document(**changed)) == columns


@pytest.mark.parametrize("data", [b"", b"[]", b"PK\x03\x04", b'{"cases": NaN}', b"\xff"])
def test_what_is_no_json_object_is_refused(lead, data):
    answer = lead.post(IMPORT, content=data, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["expected"] == "a JSON object"


def test_personal_numbers_are_refused_wherever_they_stand(lead):
    places = 0

    def with_number(value):
        """The same with a number in place of each text and each name, one after another."""
        if isinstance(value, dict):
            for name in value:
                yield from ({**value, name: one} for one in with_number(value[name]))
                yield {PESEL if other == name else other: value[other] for other in value}
        elif isinstance(value, list):
            for place in range(min(len(value), 2)):
                for one in with_number(value[place]):
                    yield [*value[:place], one, *value[place + 1 :]]
        elif isinstance(value, str):
            yield f"{PESEL[:6]}-{PESEL[6:]}"

    for steps in with_number([step for step in journal(WHOLE) if step["kind"] != "move_item"][:6]):
        assert refused(lead, document(("B-10", steps)))
        places += 1
    assert places > 25


def test_the_same_file_is_taken_once(lead):
    given = document(("B-11", journal(RUNNING)))
    key = {"Idempotency-Key": "i-1"}
    first = send(lead, given, **key)
    assert first["new"] == 1
    assert send(lead, given, **key) == first
    assert send(lead, document(), 422, **key)["type"] == "urn:kooperacje:key-reused"


def test_large_files_are_taken_here_and_larger_ones_nowhere(lead):
    steps = journal(RUNNING)
    given = document(("B-12", steps), exported_on=" " * 300_000)
    assert send(lead, given)["new"] == 1
    too_large = b" " * (MOST_IMPORT_BYTES + 1)
    assert lead.post(IMPORT, content=too_large).status_code == 413
    assert take(lead, "B-12", {"kind": "x" * 300_000}, 1).status_code == 413


def test_everything_held_on_a_family_is_exported(lead):
    steps = journal(WHOLE)
    family = walked(lead, until(steps, "sign_contract"))
    consent(lead, family, "I32", "basket")
    item = lead.get(f"/api/v1/families/{family}/case").json()["basket"]["items"][0]
    referral = {name: item[name] for name in ("institution_id", "service_id", "needs")}
    made = lead.post(f"/api/v1/families/{family}/referrals", json=referral).json()
    held = lead.get(f"/api/v1/families/{family}/case/export").json()
    assert (held["format"], held["version"], held["family_id"]) == ("kooperacje-family", 1, family)
    assert (held["record"]["id"], held["record"]["needs"]) == (family, ["N04", "M1"])
    assert [seat["institution_id"] for seat in held["team"]] == ["I01", "I32"]
    assert [step["kind"] for step in held["journal"]] == [
        step["kind"] for step in until(steps, "sign_contract")
    ]
    assert [one["data_class"] for one in held["permissions"]] == ["basket"]
    assert held["referrals"] == [made]
    # A family that came with a package has a record and no journal.
    other = lead.get("/api/v1/families/R03/case/export").json()
    assert (other["record"]["id"], other["journal"]) == ("R03", [])
    assert lead.get("/api/v1/families/nobody/case/export").status_code == 404


def test_the_demo_has_cases_at_every_stage_and_stays_what_it_was(tmp_path, demo_package):
    runtime = Runtime(Settings(data=tmp_path))
    load_demo(runtime)
    package = runtime.library.package(HERE)
    for name in ("partnership", "institutions", "families", "teams", "ties", "services", "workers"):
        found, expected = getattr(package, name), getattr(demo_package, name)
        assert sorted(map(repr, [found] if name == "partnership" else found)) == sorted(
            map(repr, [expected] if name == "partnership" else expected)
        )
    ours, before = runtime.library.snapshot(HERE, today()), snapshot_of(demo_package, today())
    assert find_gaps(ours) == find_gaps(before)
    assert measures(ours, layer="cases") == measures(before, layer="cases")
    load_demo(runtime)  # not a second time
    runtime.close()
    with open_doors(tmp_path) as doors:
        listed = {one["family_id"]: one["state"] for one in lead_of(doors).get(CASES).json()}
        assert sorted(listed.values()) == [
            *("basket_agreed", "closed", "contracted", "followed_up", "requested")
        ]
        known = {family.id for family in demo_package.families}
        closed = {id for id, state in listed.items() if state in {"closed", "followed_up", "requested"}}
        assert not closed & known
        assert listed.keys() - closed <= known
    steps = json.loads(demo_cases_path().read_bytes())["cases"]
    assert {step["kind"] for case in steps for step in case["steps"]} == {
        *("request", "diagnose", "form_team", "meet", "plan_basket", "agree_basket", "finalise_basket"),
        *("move_item", "sign_contract", "review", "close", "follow_up"),
    }
