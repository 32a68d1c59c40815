"""The portfolio: what each role gets of it, in which order, and that nothing is worked out twice."""

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.gaps import CASE_KINDS
from graph.model import Package
from graph.records.barrier import Barrier, Place
from graph.records.event import Meeting
from graph.records.kinds import BARRIER, MEETING
from graph.stores import import_package, naming_steps
from graph.stores.records import create_record
from graph.vocabulary import gmina_of
from seed.many import made_packages
from service.access.policy import FULL_VISIBILITY
from service.portfolio.document import portfolio_document, reach_of
from service.portfolio.shelf import shelf_of
from service.runtime import Runtime, today
from service.settings import Settings

ADDRESS = "/api/v1/portfolio"
MADE = tuple(made_packages(2, seed=3))
#: Whoever may not see cases; the animator sees totals, the advisor counts, the rest none.
OTHERS = ("animator", "moderator", "rops_advisor", "pzk_member", "zzk_member", "administrator")


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    packages = [demo_package, FAR_PACKAGE, *(made.package for made in MADE)]
    with open_doors(tmp_path_factory.mktemp("portfolio"), *packages) as opened:
        for made in MADE:
            names = {gmina_of(code): name for code, name in made.names}
            opened.runtime.store.write(*naming_steps(opened.runtime.store, names))
        yield opened


def rows(answer):
    assert answer.status_code == 200, answer.text
    return {row["id"]: row for row in answer.json()["partnerships"]}


def test_whoever_sees_every_case_gets_every_partnership_with_names_and_figures(doors):
    found = doors.get(ADDRESS, "case_lead").json()
    assert found["as_of"] == today().isoformat()
    by_id = {row["id"]: row for row in found["partnerships"]}
    assert by_id.keys() == {HERE, ELSEWHERE, *(made.package.partnership.id for made in MADE)}
    made = MADE[0]
    row, names = by_id[made.package.partnership.id], dict(made.names)
    code = made.package.partnership.teryt or ""
    assert [row["gmina"], row["powiat"], row["wojewodztwo"]] == [
        names[code],
        names[code[:4]],
        names[code[:2]],
    ]
    # Where no name is known: the partnership's for the gmina, codes for the rest.
    demo = by_id[HERE]
    assert (demo["gmina"], demo["powiat"], demo["wojewodztwo"]) == ("Jarzębin Śląski", "2499", "24")
    assert demo["compared"]["density"] is None
    assert demo["not_compared"]["density"] == "za mało danych"
    centre = demo["compared"]["betweenness_centralisation"]
    assert centre["value"] == pytest.approx(0.70, abs=0.005)
    assert 0 < centre["p"] <= 1
    # One institution and no report: nothing to compare, and a reason of its own.
    alone = by_id[ELSEWHERE]
    assert alone["no_data"]
    assert set(alone["compared"].values()) == {None}
    assert "Nie ma jeszcze danych o współpracy instytucji." in alone["reasons"]
    assert all(row["reasons"] for row in by_id.values())
    english = doors.get(f"{ADDRESS}?lang=en", "case_lead")
    assert "There are no data on how institutions cooperate yet." in rows(english)[ELSEWHERE]["reasons"]


def test_the_command_line_sorts_filters_and_prints(run, tmp_path, demo_package):
    runtime = Runtime(Settings(data=tmp_path))
    for package in (demo_package, FAR_PACKAGE):
        import_package(runtime.store, package)
    runtime.close()
    code, out, err = run("portfolio", "--json", data=tmp_path)
    assert (code, err, out.count("\n")) == (0, "", 1)
    whole = json.loads(out)
    assert [row["id"] for row in whole["partnerships"]] == [HERE, ELSEWHERE]
    some = json.loads(run("portfolio", "--territory", "2499", "--json")[1])
    # A row is the same in every view.
    assert some["partnerships"] == whole["partnerships"][:1]
    assert json.loads(run("portfolio", "--territory", "06", "--json")[1])["partnerships"] == []
    names = json.loads(run("portfolio", "--sort", "name", "--json")[1])["partnerships"]
    assert [row["name"] for row in names] == ["Brzozów Testowy", "Jarzębin Śląski"]
    for words in (("--territory", "2"), ("--territory", "śląskie"), ("--sort", "size")):
        assert run("portfolio", *words)[0] == 2
    code, out, _ = run("portfolio", "--lang", "en")
    assert code == 0
    assert "2 partnerships" in out
    assert "gaps of high urgency" in out


@pytest.mark.parametrize("sort", ["attention", "gaps", "age", "name"])
def test_rows_come_in_the_order_asked_for(doors, sort):
    listed = doors.get(f"{ADDRESS}?sort={sort}&compared=false", "case_lead").json()["partnerships"]
    keys = {
        "attention": lambda row: -row["attention"],
        "gaps": lambda row: [-number for number in row["gaps"].values()],
        "age": lambda row: 1 if row["data_age_days"] is None else -row["data_age_days"],
        "name": lambda row: row["gmina"],
    }
    found = [keys[sort](row) for row in listed]
    assert all(one <= other for one, other in pairwise(found))


@pytest.mark.parametrize("role", ["case_lead", *OTHERS])
def test_a_row_counts_the_gaps_that_the_role_may_read(doors, role):
    scope = {"institution": "I11"} if role == "zzk_member" else {}
    found = rows(doors.get(f"{ADDRESS}?compared=false", role, **scope))[HERE]
    reader = "pzk_member" if role == "administrator" else role
    scope = scope or ({"institution": "I11"} if reader == "pzk_member" else {})
    gaps = doors.get(f"/api/v1/partnerships/{HERE}/gaps", reader, **scope).json()
    assert found["by_kind"] == Counter(gap["kind"] for gap in gaps["gaps"])
    assert found["gaps"] == {
        urgency: sum(gap["urgency"] == urgency for gap in gaps["gaps"])
        for urgency in ("high", "medium", "low")
    }
    assert found.get("withheld") == gaps.get("withheld")
    if role != "case_lead":
        assert set(found["withheld"]) == set(CASE_KINDS)
        assert not {"one_level_team", "uncoordinated_case"} & found["by_kind"].keys()


def test_each_sees_the_partnerships_of_its_own_territory(doors):
    assert rows(doors.get(ADDRESS + "?compared=false", "rops_advisor", territory=("24",))).keys() == {
        HERE
    }
    assert len(rows(doors.get(ADDRESS + "?compared=false", "administrator"))) == 4
    both = doors.get(ADDRESS + "?compared=false", "moderator", partnerships=(HERE, ELSEWHERE))
    assert rows(both).keys() == {HERE, ELSEWHERE}
    # Whoever asks for more than its territory gets what lies in both.
    asked = doors.get(f"{ADDRESS}?compared=false&territory=10", "rops_advisor", territory=("24",))
    assert rows(asked) == {}
    assert doors.get(f"{ADDRESS}?territory=abc", "rops_advisor").status_code == 422
    assert doors.get(ADDRESS, "api_client").status_code == 403


def test_whoever_may_not_see_cases_gets_the_same_bytes_whatever_families_there_are(doors, demo_package):
    """A family more or less, or none at all, moves nothing in any view within the month."""

    def views():
        return {
            (role, query): doors.get(f"{ADDRESS}?compared=false{query}", role, institution="I11").content
            for role in OTHERS
            for query in ("", "&territory=24", "&territory=2499011", "&sort=gaps", "&lang=en")
        }

    before, lead = views(), rows(doors.get(ADDRESS + "?compared=false", "case_lead"))[HERE]
    bare = replace(demo_package, families=(), teams=())
    try:
        for package in (replace(demo_package, families=demo_package.families[:-1], teams=()), bare):
            import_package(doors.runtime.store, package)
            assert views() == before
        now = rows(doors.get(ADDRESS + "?compared=false", "case_lead"))[HERE]
        assert now["by_kind"] != lead["by_kind"]
    finally:
        import_package(doors.runtime.store, demo_package)


def test_a_warm_answer_is_not_worked_out_again_and_a_change_only_where_it_is(doors):
    shelf, path = shelf_of(doors.runtime), ADDRESS + "?compared=false"
    first = doors.get(path, "moderator")
    rendered, worked_out = doors.runtime.answers.rendered, shelf.worked_out
    again = doors.get(path, "moderator")
    assert again.content == first.content
    assert (doors.runtime.answers.rendered, shelf.worked_out) == (rendered, worked_out)

    day = today()
    create_record(doors.runtime.store, MEETING, HERE, Meeting(day, "working", ("I01",)))
    place = Place("institution", ("I01",))
    create_record(doors.runtime.store, BARRIER, HERE, Barrier("b1", "B4", place, day))
    found = doors.get(path, "case_lead").json()
    assert {row["id"]: row["last_meeting"] for row in found["partnerships"]}[HERE] == day.isoformat()
    assert [(one["code"], one["count"]) for one in found["roll_up"]["barriers"]] == [("B4", 1)]
    told = doors.get(path, "moderator").json()["roll_up"]["barriers"]
    assert {one["count"] for one in told} == {None}
    assert shelf.worked_out == worked_out

    other = MADE[0].package
    left = replace(other, ties=other.ties[:-1])
    import_package(doors.runtime.store, left)
    doors.get(path, "moderator")
    assert shelf.worked_out == worked_out + 1


@pytest.mark.neo4j
def test_both_engines_give_the_same_portfolio(embedded_store, neo4j_store, tmp_path, demo_package):
    def document(store, *packages: Package):
        runtime = Runtime(Settings(data=tmp_path / store.description.split()[0]))
        runtime._store = store
        for package in packages:
            import_package(store, package)
        create_record(store, MEETING, HERE, Meeting(today(), "working", ("I01",)))
        portfolio = shelf_of(runtime).portfolio()
        assert shelf_of(runtime).portfolio() is portfolio
        return portfolio_document(
            runtime, portfolio, reach_of(portfolio, FULL_VISIBILITY, lambda *_: True)
        )

    packages = (demo_package, FAR_PACKAGE, MADE[0].package)
    assert document(embedded_store, *packages) == document(neo4j_store, *packages)
